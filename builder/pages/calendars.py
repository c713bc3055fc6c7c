"""Months as calendars whose colour is a measure of each day: liquidations, or one of two others."""

from __future__ import annotations

import calendar
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import floor, log10

from builder.market.figures import Figure

LEVELS = 5

STEPS = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8)
"""Where the levels of totals may begin, times a power of ten."""

_LEAST = 1e-9
"""What is less is nothing on a scale of totals."""

SHARES = (30.0, 45.0, 55.0, 70.0)
"""Percent of long liquidations at which a calendar's next level begins."""

MOODS = (26.0, 47.0, 55.0, 76.0)
"""Fear & Greed values at which the index's next band begins."""


@dataclass(frozen=True)
class Measures:
    """What a calendar can show of a day on file; None where it is not on file."""

    total: Figure | None = None
    long_share: Figure | None = None
    fear_greed: Figure | None = None


@dataclass(frozen=True)
class CalendarDay:
    """One square: a day, its levels (None where nothing is on file), and its measures.

    Level 0 is a day on file without a comparable total; 1 to 5 are about its fifth among them.
    `share` and `mood` are the levels of its long share and of its Fear & Greed, likewise.
    """

    day: date
    level: int | None = None
    share: int = 0
    mood: int = 0
    measures: Measures = Measures()

    @property
    def total(self) -> Figure | None:
        """What was liquidated."""
        return self.measures.total


@dataclass(frozen=True)
class Month:
    """A month as weeks of seven squares, None where the month has no such day."""

    year: int
    month: int
    weeks: tuple[tuple[CalendarDay | None, ...], ...]

    @property
    def first(self) -> date:
        """The first day of the month."""
        return date(self.year, self.month, 1)


@dataclass(frozen=True)
class Scale:
    """The bounds between levels: each holds about a fifth of the totals on file."""

    bounds: tuple[float, ...]

    def level(self, total: Figure | None) -> int:
        """Return the level of a total; 0 where there is none."""
        return 0 if total is None else 1 + bisect_right(self.bounds, total.number)


def scale_of(totals: Sequence[Figure]) -> Scale:
    """Return the scale of an archive: the quintiles of its totals, at the nearest of STEPS.

    One more day rarely moves a bound, and then every calendar with it.
    """
    values = sorted(figure.number for figure in totals)
    if not values:
        return Scale(())
    at = [values[min(len(values) - 1, len(values) * k // LEVELS)] for k in range(1, LEVELS)]
    return Scale(tuple(sorted({_at_a_step(value) for value in at})))


def _at_a_step(value: float) -> float:
    """Return the nearest round number, by the ratio of both."""
    if value < _LEAST:
        return 0.0
    power = floor(log10(value))
    steps = [float(f"{step}e{at}") for at in (power, power + 1) for step in STEPS]
    return min(steps, key=lambda step: abs(log10(step / value)))


def month_of(year: int, month: int, measured: Mapping[date, Measures], scale: Scale) -> Month:
    """Return a month; `measured` holds every day on file."""
    weeks = calendar.Calendar(firstweekday=calendar.MONDAY).monthdatescalendar(year, month)
    squares = (
        tuple(_square(day, measured, scale) if day.month == month else None for day in week)
        for week in weeks
    )
    return Month(year, month, tuple(squares))


def _square(day: date, measured: Mapping[date, Measures], scale: Scale) -> CalendarDay:
    if day not in measured:
        return CalendarDay(day)
    found = measured[day]
    return CalendarDay(
        day,
        scale.level(found.total),
        Scale(SHARES).level(found.long_share),
        Scale(MOODS).level(found.fear_greed),
        found,
    )
