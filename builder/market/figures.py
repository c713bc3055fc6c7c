"""A figure: one number with its unit, window, day and the place or formula it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from builder.market.attribution import Attribution
from builder.market.fields import Field, Unit


@dataclass(frozen=True, slots=True)
class Source:
    """The cell that a figure was reported in: file below the data folder, line, attribution."""

    file: str
    line: int
    attribution: Attribution | None = None


@dataclass(frozen=True, slots=True)
class Formula:
    """How a figure was computed, and the figures that went into it.

    `text` says it in the vocabulary's words. `expression` says the same to a machine: arithmetic
    over `a`, `b`, `c` and so on for the inputs in their order, `sum` of them all, or `count` of
    them; it is empty where days were counted, which `text` names.
    """

    text: str
    inputs: tuple[Figure, ...]
    expression: str = ""


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
    def key(self) -> tuple[str, date]:
        """What tells it from every other figure: its name and its day."""
        return self.id, self.day

    @property
    def number(self) -> float:
        """The value of a figure that is a number. Raises TypeError for text."""
        if isinstance(self.value, str):
            raise TypeError(f"{self.id} is text, not a number")
        return self.value


def count(
    subject: str,
    name: str,
    label: str,
    value: int,
    day: date,
    what: str,
    counted: tuple[Figure, ...] = (),
) -> Figure:
    """Return a count as a figure: of days on file, or of the figures `counted`.

    `what` says what was counted.
    """
    field = Field(name, label, Unit.COUNT, "count", f"{label}.", derived=True)
    return Figure(subject, field, value, day, Formula(what, counted, "count" if counted else ""))


def with_inputs(figures: Iterable[Figure]) -> Iterator[Figure]:
    """Yield figures and all that they rest on, down to cells, each once."""
    pending = list(figures)
    seen: set[tuple[str, date]] = set()
    while pending:
        figure = pending.pop()
        if figure.key not in seen:
            seen.add(figure.key)
            yield figure
            if isinstance(figure.source, Formula):
                pending.extend(figure.source.inputs)
