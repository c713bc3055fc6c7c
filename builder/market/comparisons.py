"""Changes from the previous day on file, and ranks among the assets of one day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from builder.market.fields import Field, Unit
from builder.market.figures import Figure, Formula
from builder.market.history import History

MOST_DAYS_APART = 31
"""A change since a day further back says more about the gap than about the market."""


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure moved since the previous day on file that can be compared with it.

    `figure` is in percent of the value before for amounts, and in points for percentages and
    indexes (then `in_points`); `before` is the figure it moved from, `now` the one it moved to.
    """

    figure: Figure
    before: Figure
    now: Figure
    in_points: bool = False

    @property
    def since(self) -> date:
        """The day it moved from."""
        return self.before.day


def previous_comparable(history: History, figure: Figure) -> Figure | None:
    """Return the same figure of the last comparable day before, or None if there is none near."""
    day = history.series(figure.subject, figure.field.name).previous(figure.day)
    if day is None or (figure.day - day).days > MOST_DAYS_APART:
        return None
    return history.figure(day, figure.subject, figure.field.name)


def change_since_previous(history: History, figure: Figure | None) -> Change | None:
    """Return the change from the previous comparable day on file, or None if there is none near.

    Amounts (dollars, won, the won rate): 100 × (value - before) / before, in percent. Percentages
    and index points: value - before.
    """
    if figure is None or isinstance(figure.value, str):
        return None
    before = previous_comparable(history, figure)
    return None if before is None else change_between(before, figure)


def change_between(before: Figure, figure: Figure) -> Change | None:
    """Return how a figure moved from the same figure of an earlier day; None for a part of nothing.

    In percent for amounts, in points for percentages and index points, as above.
    """
    in_points = figure.field.unit in (Unit.PERCENT, Unit.INDEX)
    if not in_points and before.number <= 0:
        return None
    gap = figure.number - before.number
    value = gap if in_points else 100 * gap / before.number
    name, then = figure.field.name, f"{figure.field.name} on {before.day}"
    text = f"{name} - {then}" if in_points else f"100 × ({name} / {then} - 1)"
    changed = Figure(
        figure.subject,
        _change_field(figure.field, in_points),
        value,
        figure.day,
        Formula(text, (figure, before), "a - b" if in_points else "100 * (a - b) / b"),
        figure.origin,
    )
    return Change(changed, before, figure, in_points)


def _change_field(field: Field, in_points: bool) -> Field:
    unit = field.unit if in_points else Unit.PERCENT
    return replace(
        field,
        name=f"{field.name}_change_{'points' if in_points else 'pct'}",
        label=f"{field.label}, change since the previous day on file",
        unit=unit,
        band=None,
        # It runs from one day to another: the windows are those of its inputs.
        window="",
        derived=True,
    )


def ends_alone(figures: Sequence[Figure]) -> bool:
    """Tell whether the first and the last of ranked figures share their numbers with no other."""
    if len(figures) < 2:
        return False
    return figures[0].number > figures[1].number and figures[-2].number > figures[-1].number


def ranked(figures: Iterable[Figure | None], by_size: bool = False) -> list[Figure]:
    """Return figures in the order of their numbers, largest first; equal ones by ticker.

    With `by_size`, a fall counts like a rise.
    """
    present = [figure for figure in figures if figure is not None]
    return sorted(
        present,
        key=lambda f: (-(abs(f.number) if by_size else f.number), f.subject),
    )
