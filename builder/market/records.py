"""Records with their coverage: largest since, streaks, percentiles, and how much is on file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from builder.market.series import Series


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many days of a span have a comparable value, and how many do not."""

    first: date
    last: date
    on_file: int
    missing: int


@dataclass(frozen=True, slots=True)
class LargestSince:
    """A value is larger than every comparable one after `since`, or (None) than all on file."""

    value: float
    since: date | None
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Extreme:
    """A value lies above (or else below) all earlier comparable ones on file."""

    is_high: bool
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Streak:
    """A run of consecutive calendar days, each of them on file, that share a property."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """Its length, both ends included."""
        return (self.last - self.first).days + 1


def coverage(series: Series, positions: np.ndarray, first: date | None = None) -> Coverage:
    """Count the days on file and missing, to the last of some positions.

    They are counted from `first`, or else from the first of the positions.
    """
    first, last = first or series.dates[int(positions[0])], series.dates[int(positions[-1])]
    return Coverage(first, last, len(positions), (last - first).days + 1 - len(positions))


def largest_since(series: Series, day: date) -> LargestSince | None:
    """Return since when a day's value is the largest; None if the comparable day before was larger.

    The coverage counts from the day after `since` (or the first on file) to the day itself.
    """
    positions = series.comparable(day)
    place = series.position(day)
    if place is None or len(positions) == 0:
        return None
    earlier = positions[positions < place]
    if len(earlier) == 0:
        return None
    value = float(series.values[place])
    larger = earlier[series.values[earlier] >= value]
    if len(larger) and larger[-1] == earlier[-1]:
        return None
    since = series.dates[int(larger[-1])] if len(larger) else None
    span = positions[positions <= place]
    if since is not None:
        span = span[span > larger[-1]]
    first = None if since is None else since + timedelta(days=1)
    return LargestSince(value, since, coverage(series, span, first))


def percentile(series: Series, day: date) -> tuple[float, Coverage] | None:
    """Return the share of comparable days up to a day, in percent, with at most its value.

    The day itself counts, so the largest has 100; later days do not, so that what is said of a day
    stays said. With its coverage; None where there is no value.
    """
    positions = series.comparable(day)
    place = series.position(day)
    if place is None or len(positions) == 0:
        return None
    positions = positions[positions <= place]
    at_most = int(np.count_nonzero(series.values[positions] <= series.values[place]))
    return 100 * at_most / len(positions), coverage(series, positions)


def extreme_for(series: Series, day: date) -> Extreme | None:
    """Return whether a day's value lies above, or below, all earlier comparable ones on file."""
    positions = series.comparable(day)
    place = series.position(day)
    if place is None or len(positions) == 0:
        return None
    span = positions[positions <= place]
    earlier = series.values[span[:-1]]
    if len(earlier) == 0:
        return None
    value = series.values[place]
    if earlier.min() <= value <= earlier.max():
        return None
    return Extreme(bool(value > earlier.max()), coverage(series, span))


def run_to(series: Series, day: date, holds: Callable[[float], bool]) -> int:
    """Return how many calendar days in a row, the last of them a given day, have such a value.

    A missing day, a disputed one or a change of origin ends the run.
    """
    place = series.position(day)
    length = 0
    while place is not None and place >= 0:
        expected = day - timedelta(days=length)
        goes_on = (
            series.dates[place] == expected
            and not series.disputed[place]
            and series.origins[place] == series.origins[place + min(length, 1)]
            and holds(float(series.values[place]))
        )
        if not goes_on:
            break
        length += 1
        place -= 1
    return length


def largest(series: Series, count: int, origin: str | None = None) -> list[date]:
    """Return the days of the largest undisputed values, largest first, equal ones by date.

    With `origin`, only values of that origin take part.
    """
    places = [
        place
        for place in range(len(series.dates))
        if not series.disputed[place] and origin in (None, series.origins[place])
    ]
    places.sort(key=lambda place: (-series.values[place], series.dates[place]))
    return [series.dates[place] for place in places[:count]]


def streaks(series: Series, threshold: float, above: bool = True) -> list[Streak]:
    """Return the runs of calendar days whose values all lie above (or below) a threshold.

    A missing day, a disputed one or a change of origin ends a run. Longest first, later first among
    equals.
    """
    found: list[Streak] = []
    first: date | None = None
    previous: tuple[date, str] | None = None
    for place, day in enumerate(series.dates):
        value = series.values[place]
        holds = bool(value > threshold if above else value < threshold)
        holds = holds and not series.disputed[place]
        origin = series.origins[place]
        goes_on = first is not None and previous == (day - timedelta(days=1), origin)
        if first is not None and not (holds and goes_on) and previous is not None:
            found.append(Streak(first, previous[0]))
            first = None
        if holds and first is None:
            first = day
        previous = (day, origin) if holds else None
    if first is not None and previous is not None:
        found.append(Streak(first, previous[0]))
    return sorted(found, key=lambda streak: (-streak.days, -streak.last.toordinal()))
