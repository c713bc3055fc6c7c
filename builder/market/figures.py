"""A figure: one number with its unit, window, day and the place or formula it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from builder.market.attribution import Attribution
from builder.market.fields import Field


@dataclass(frozen=True, slots=True)
class Source:
    """The cell that a figure was reported in: file below the data folder, line, attribution."""

    file: str
    line: int
    attribution: Attribution | None = None


@dataclass(frozen=True, slots=True)
class Formula:
    """How a figure was computed, and the figures that went into it."""

    text: str
    inputs: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one day.

    `subject` is `market`, a ticker, or `assets` for a sum over the assets on file; `value` is in
    the field's unit, or text for a field of text; `origin` names whose count it is.
    """

    subject: str
    field: Field
    value: float | str
    day: date
    source: Source | Formula
    origin: str = ""

    @property
    def id(self) -> str:
        """Its name on the page and in the ledger, such as `market.liquidations_24h_usd`."""
        return f"{self.subject}.{self.field.name}"

    @property
    def number(self) -> float:
        """The value of a figure that is a number. Raises TypeError for text."""
        if isinstance(self.value, str):
            raise TypeError(f"{self.id} is text, not a number")
        return self.value
