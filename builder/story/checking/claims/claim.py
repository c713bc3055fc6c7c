"""Claims: what a sentence says of each of its numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Generic, TypeVar

from builder.story.checking.claims.phrases import Phrase
from builder.story.checking.figures.columns import Part
from builder.story.checking.words.quantities import Quantity

Subject = str | tuple[str, ...]
"""`market`, `assets` for a sum over those on file, a ticker, or tickers taken together."""

T = TypeVar("T")


class Basis(IntEnum):
    """How surely a claim's metric is known; little is held against what follows from little."""

    NOTHING = 0
    USUAL = 1  # what such a number usually is
    CONTEXT = 2  # the sentence before, or the heading
    HINT = 3  # a word that suits more than one metric
    SENTENCE = 4
    PHRASE = 5


@dataclass(frozen=True, slots=True)
class Slot(Generic[T]):
    """What something may be, the likeliest first; `stated` where the claim itself says it."""

    values: tuple[T, ...]
    stated: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """One number and what is said of it.

    `move` is 1, -1, or 0 where no direction is claimed. `baselines` are days that it may be
    compared with. `aloof` says why it may speak of something that no snapshot holds. `summed`
    numbers are said to be of several things together. `from_level` changes are said to begin at the
    number that follows.
    """

    phrase: Phrase
    subjects: Slot[Subject]
    metrics: Slot[str]
    basis: Basis
    sides: Slot[str]
    windows: Slot[str]
    days: Slot[date | None]
    part: Part | None
    move: int
    baselines: tuple[date, ...] = ()
    aloof: str = ""
    summed: bool = False
    from_level: bool = False

    @property
    def quantity(self) -> Quantity:
        """Its number."""
        return self.phrase.quantity


@dataclass(frozen=True, slots=True)
class Context:
    """What a sentence may leave unsaid, because the heading or the sentence before says it."""

    metric: str = ""
    subjects: tuple[Subject, ...] = ()
    side: str = ""
    window: str = ""
