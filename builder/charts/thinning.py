"""Leaves out what no eye could see: a drawing has pixels, and a long history has more days.

What is left looks the same: within each column of pixels a line keeps its first, lowest, highest
and last point, and bars from zero keep the longest of each side, which covers the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Point:
    """A day's value, and the run of consecutive days that it belongs to, counted from 1."""

    day: date
    value: float
    run: int = 1
    alone: bool = False


def in_runs(values: Sequence[tuple[date, float, str]]) -> list[Point]:
    """Return (day, value, whose count) in the order of days with their runs.

    A run is of consecutive days and of one count; a value without neighbours in it is alone.
    """
    points: list[Point] = []
    follows, run = False, 0
    for place, (day, value, origin) in enumerate(values):
        after = values[place + 1] if place + 1 < len(values) else None
        leads = after is not None and after[0] - day == _DAY and after[2] == origin
        run += not follows
        points.append(Point(day, value, run, not follows and not leads))
        follows = leads
    return points


def thin_line(points: Sequence[Point], first: date, last: date, columns: int) -> list[Point]:
    """Return the points of a line that can be told apart in so many columns of pixels."""
    if (last - first).days < columns:
        return list(points)
    kept: set[Point] = set()
    for group in _columns(points, first, last, columns):
        for run in {point.run for point in group}:
            part = [point for point in group if point.run == run]
            kept |= {part[0], part[-1]}
            kept |= {find(part, key=lambda point: point.value) for find in (min, max)}
    return sorted(kept, key=lambda point: point.day)


def thin_bars(points: Sequence[Point], first: date, last: date, columns: int) -> list[Point]:
    """Return the bars from zero that can be told apart in so many columns of pixels."""
    if (last - first).days < columns:
        return list(points)
    return [
        max(side, key=lambda point: abs(point.value))
        for group in _columns(points, first, last, columns)
        for side in (
            [point for point in group if point.value >= 0],
            [point for point in group if point.value < 0],
        )
        if side
    ]


def _columns(
    points: Sequence[Point], first: date, last: date, columns: int
) -> Iterable[list[Point]]:
    days = (last - first).days + 1
    groups: dict[int, list[Point]] = {}
    for point in points:
        groups.setdefault((point.day - first).days * columns // days, []).append(point)
    return groups.values()
