"""What a day's open interest says of leverage: where it went, and in how many assets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from builder.market.figures import Figure
from builder.story.facts.counts import assets_counted
from builder.story.facts.day import OpenInterest
from builder.story.statements.statement import Statement

FEWEST_ASSETS = 3
"""Of fewer assets it is not said which way most of them went."""

MOST = 2 / 3
"""The share of assets from which on most are said to have gone one way."""


class Course(StrEnum):
    """Where leverage went: over the day, and in its last four hours."""

    REBUILT = "rebuilt"
    CUT_FURTHER = "cut_further"
    BUILT_FURTHER = "built_further"
    CUT_AGAIN = "cut_again"


@dataclass(frozen=True, kw_only=True)
class Leverage(Statement):
    """Open interest fell (or rose) in most assets over the day, and then in the last four hours.

    `moved_24h` of `assets_24h` went the day's way, `moved_4h` of `assets_4h` the last hours' way,
    among the assets that have both changes.
    """

    course: Course
    moved_24h: Figure
    assets_24h: Figure
    moved_4h: Figure
    assets_4h: Figure


@dataclass(frozen=True, kw_only=True)
class Breadth(Statement):
    """In how many assets open interest rose over the day, and in how many it fell."""

    rising: Figure
    falling: Figure
    assets: Figure


def leverage_statements(found: OpenInterest) -> list[Statement]:
    """Return where leverage went, or else how many assets went which way; nothing of too few."""
    day = found.changes_24h or tuple(found.changes_24h_pct.values())
    if len(day) < FEWEST_ASSETS:
        return []
    falling = [figure for figure in day if figure.number < 0]
    rising = [figure for figure in day if figure.number > 0]
    # What fell and then rose is said of the same assets.
    in_both = {f.subject for f in day} & {f.subject for f in found.changes_4h}
    both = [figure for figure in day if figure.subject in in_both]
    hours = [figure for figure in found.changes_4h if figure.subject in in_both]
    first, last = _way(both), _way(hours)
    if first and last:
        course = {
            (-1, 1): Course.REBUILT,
            (-1, -1): Course.CUT_FURTHER,
            (1, 1): Course.BUILT_FURTHER,
            (1, -1): Course.CUT_AGAIN,
        }[first, last]
        turned = first != last
        return [
            Leverage(
                score=0.9 if turned else 0.6,
                course=course,
                moved_24h=_counted(both, "24h", first, "_and_4h"),
                assets_24h=_counted(both, "24h", 0, "_and_4h"),
                moved_4h=_counted(hours, "4h", last, "_and_24h"),
                assets_4h=_counted(hours, "4h", 0, "_and_24h"),
            )
        ]
    # All of them one way says most, half and half nothing.
    leaning = abs(len(rising) - len(falling)) / len(day)
    return [
        Breadth(
            score=0.6 * leaning,
            rising=_counted(day, "24h", 1),
            falling=_counted(day, "24h", -1),
            assets=_counted(day, "24h", 0),
        )
    ]


def _way(changes: Sequence[Figure]) -> int:
    """Return 1 or -1 where most of some assets went up or down; 0 where neither, or too few."""
    if len(changes) < FEWEST_ASSETS:
        return 0
    for way in (1, -1):
        if sum(figure.number * way > 0 for figure in changes) >= MOST * len(changes):
            return way
    return 0


def _counted(changes: Sequence[Figure], window: str, way: int, among: str = "") -> Figure:
    """Count the assets that went one way, or with 0 all of them, as a figure.

    `among` tells a count of the assets that have both windows from one of all.
    """
    moved = [figure for figure in changes if way == 0 or figure.number * way > 0]
    name = {1: "rising", -1: "falling", 0: "changing"}[way]
    what = {1: "above 0", -1: "below 0", 0: "on file"}[way]
    return assets_counted(
        changes[0].day,
        f"assets_with_{name}_open_interest_{window}{among}",
        moved,
        f"assets with an open interest change over {window} {what}",
    )
