"""The figures of a day as a claim asks for them: reported, derived, or computed for the claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from builder.market.comparisons import MOST_DAYS_APART
from builder.market.fields import MARKET, ON_FILE, Field, Unit
from builder.market.figures import Figure, Formula
from builder.market.history import History
from builder.market.series import Series
from builder.market.vocabulary import FIELDS
from builder.story.checking.figures.columns import COLUMNS, Column, Part
from builder.story.checking.figures.slack import relative_slack
from builder.story.checking.words.quantities import Measure


@dataclass(frozen=True, slots=True)
class Truth:
    """A figure as a claim is held against it; `value` is in the unit that prose prints it in."""

    figure: Figure
    value: float
    column: Column

    @property
    def slack(self) -> float:
        """By which part of it the figure itself may be off."""
        return relative_slack(self.figure)


class Book:
    """The figures that a text about one day is held against.

    `looked_back` tells whether anything was asked for that is not on the day itself.
    """

    def __init__(self, history: History, day: date) -> None:
        self.history, self.day = history, day
        self.looked_back = False
        self._known: dict[tuple[str, str, date], Figure | None] = {}

    @cached_property
    def tickers(self) -> tuple[str, ...]:
        """The assets with any figure on the day."""
        return self.history.subjects_on(self.day)

    @cached_property
    def sources(self) -> frozenset[str]:
        """The names of those who measured or published the day's figures, in small letters."""
        credits = self.history.attributions_on(self.day)
        names = {name.casefold() for a in credits for name in (a.provider, a.publisher) if name}
        return frozenset({*names, "daybook"})

    @property
    def disputed(self) -> bool:
        """Whether the day takes no part in comparisons."""
        return bool(self.history.by_date[self.day].disputed)

    def figure(self, subject: str, field: str, day: date | None = None) -> Figure | None:
        """Return a figure of the day, or of an earlier one."""
        day = self.day if day is None else day
        if day > self.day or day not in self.history.by_date:
            return None
        self.looked_back = self.looked_back or day != self.day
        key = (subject, field, day)
        if key not in self._known:
            self._known[key] = self.history.figure(day, subject, field)
        return self._known[key]

    def series(self, subject: str, field: str) -> Series:
        """Return all values of a field; those after the day say nothing about it."""
        self.looked_back = True
        return self.history.series(subject, field)

    def days_before(self, subject: str, field: str) -> tuple[date, ...]:
        """Return what "before" can mean of a figure that names no day.

        The day before, the last day on file, and the last one that the figure can be compared with.
        """
        self.looked_back = True
        yesterday = self.day - timedelta(days=1)
        place = self.history.position.get(self.day, 0)
        last = self.history.days[place - 1].date if place else yesterday
        near = (self.day - last).days <= MOST_DAYS_APART
        found = [yesterday, *([last] if near else [])]
        compared = self.history.series(subject, field).previous(self.day)
        if compared is not None and (self.day - compared).days <= MOST_DAYS_APART:
            found.append(compared)
        return tuple(dict.fromkeys(found))

    @property
    def total_liquidations(self) -> Truth | None:
        """What the whole market liquidated in a day."""
        return self.truth(MARKET, column_of("liquidations_24h_usd"))

    def truth(self, subject: str, column: Column, day: date | None = None) -> Truth | None:
        """Return a subject's figure of a column."""
        figure = self.figure(subject, column.field, day)
        if figure is None or isinstance(figure.value, str):
            return None
        return Truth(figure, figure.number * column.factor, column)

    def total(self, subjects: Sequence[str], column: Column) -> Truth | None:
        """Return the sum over some assets, where each of them has the figure."""
        figures = [self.figure(subject, column.field) for subject in subjects]
        present = [figure for figure in figures if figure is not None]
        if len(present) < 2 or len(present) < len(figures):
            return None
        value = sum(figure.number for figure in present)
        text = " + ".join(figure.id for figure in present)
        figure = self.computed(
            "+".join(subjects), present[0].field, value, Formula(text, tuple(present), "sum")
        )
        return Truth(figure, value * column.factor, column)

    def portion(self, part: Figure, whole: Figure, column: Column) -> Truth | None:
        """Return a figure as a share of another, in percent."""
        if not whole.number:
            return None
        field = share_field(part.field)
        formula = Formula(f"100 × {part.id} / {whole.id}", (part, whole), "100 * a / b")
        figure = self.computed(part.subject, field, 100 * part.number / whole.number, formula)
        return Truth(
            figure, figure.number, replace(column, measure=Measure.PERCENT, part=Part.SHARE)
        )

    def change(self, now: Figure, before: Figure, column: Column, percent: bool) -> Truth | None:
        """Return how a figure differs from an earlier one: in percent of it, or in its own unit."""
        if percent and before.number <= 0:
            return None
        gap = now.number - before.number
        value = 100 * gap / before.number if percent else gap
        text = f"{now.id} against {before.day}"
        expression = "100 * (a - b) / b" if percent else "a - b"
        unit = Unit.PERCENT if percent else now.field.unit
        name = f"{now.field.name}_change_{'pct' if percent else 'points'}"
        field = replace(now.field, name=name, unit=unit, derived=True, band=None)
        figure = self.computed(now.subject, field, value, Formula(text, (now, before), expression))
        measure = Measure.PERCENT if percent else column.measure
        return Truth(figure, value, replace(column, measure=measure, part=Part.CHANGE))

    def before_change(self, level: Figure, percent: Figure, column: Column) -> Truth | None:
        """Return the level that a change in percent began at."""
        if percent.number <= -100:
            return None
        value = level.number / (1 + percent.number / 100)
        formula = Formula(
            f"{level.id} / (1 + {percent.id} / 100)", (level, percent), "a / (1 + b / 100)"
        )
        figure = self.computed(level.subject, level.field, value, formula)
        return Truth(figure, value, replace(column, part=Part.BEFORE))

    def in_won(self, truth: Truth, rate: Figure) -> Truth:
        """Return an amount of dollars in won."""
        formula = Formula(f"{truth.figure.id} × {rate.id}", (truth.figure, rate), "a * b")
        field = replace(truth.figure.field, unit=Unit.KRW, derived=True)
        value = truth.figure.number * rate.number
        figure = self.computed(truth.figure.subject, field, value, formula)
        return Truth(figure, value, replace(truth.column, measure=Measure.KRW))

    def computed(self, subject: str, field: Field, value: float, formula: Formula) -> Figure:
        """Return a figure that a claim asks for and the history does not hold."""
        return Figure(subject, field, value, self.day, formula, formula.inputs[0].origin)

    def wholes(self, field: str) -> list[Figure]:
        """Return what shares of a field are shares of: the market's, else the sum on file."""
        whole = self.figure(MARKET, field) or self.figure(ON_FILE, field)
        return [whole] if whole is not None else []


def share_field(field: Field) -> Field:
    """Return the field of a share of some other field."""
    name = f"{field.name.removesuffix('_usd')}_share_pct"
    return replace(field, name=name, unit=Unit.PERCENT, derived=True, band=None)


def column_of(field: str) -> Column:
    """Return the column of a field."""
    return _BY_FIELD[field]


_BY_FIELD = {column.field: column for column in COLUMNS}

assert set(_BY_FIELD) <= set(FIELDS)
