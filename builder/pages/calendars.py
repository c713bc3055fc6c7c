"""Months as calendars whose colour is the size of a day's liquidations."""

from __future__ import annotations

import calendar
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from builder.market.figures import Figure

LEVELS = 5


@dataclass(frozen=True)
class CalendarDay:
    """One square: a day, its level (None where nothing is on file), its total if it has one.

    Level 0 is a day on file without a comparable total; 1 to 5 are its fifth among all totals.
    """

    day: date
    level: int | None = None
    total: Figure | None = None


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
    """The bounds between levels: each holds a fifth of the totals on file."""

    bounds: tuple[float, ...]

    def level(self, total: Figure | None) -> int:
        """Return the level of a total; 0 where there is none."""
        return 0 if total is None else 1 + bisect_right(self.bounds, total.number)


def scale_of(totals: Sequence[Figure]) -> Scale:
    """Return the scale of an archive: the quintiles of its totals.

    Bounds keep two significant digits, so that one more day rarely moves them.
    """
    values = sorted(figure.number for figure in totals)
    if not values:
        return Scale(())
    at = [values[min(len(values) - 1, len(values) * k // LEVELS)] for k in range(1, LEVELS)]
    return Scale(tuple(sorted({float(f"{value:.1e}") for value in at})))


def month_of(year: int, month: int, totals: Mapping[date, Figure | None], scale: Scale) -> Month:
    """Return a month; `totals` holds every day on file, with None where it has no total."""
    weeks = calendar.Calendar(firstweekday=calendar.MONDAY).monthdatescalendar(year, month)
    squares = (
        tuple(_square(day, totals, scale) if day.month == month else None for day in week)
        for week in weeks
    )
    return Month(year, month, tuple(squares))


def _square(day: date, totals: Mapping[date, Figure | None], scale: Scale) -> CalendarDay:
    if day not in totals:
        return CalendarDay(day)
    total = totals[day]
    return CalendarDay(day, scale.level(total), total)
