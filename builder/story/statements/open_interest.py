"""What a day's open interest says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from builder.market.figures import Figure
from builder.market.history import History
from builder.market.records import run_to
from builder.story.counts import assets_counted, days_counted
from builder.story.facts import OpenInterest
from builder.story.moves import Bands, significance_of
from builder.story.statements.statement import Paragraph, Statement

FEWEST_ASSETS = 3
"""Of fewer assets it is not said which way most of them went."""

MOST = 2 / 3
"""The share of assets from which on most are said to have gone one way."""

_DAYS_IN_A_ROW = Bands(3, 7)


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


@dataclass(frozen=True, kw_only=True)
class Level(Statement):
    """The level of open interest, and its change over 24 hours where known."""

    level: Figure
    change: Figure | None
    summed: tuple[str, ...]
    summed_count: Figure


@dataclass(frozen=True, kw_only=True)
class OpenInterestStreak(Statement):
    """Open interest has risen, or fallen, on so many days in a row."""

    days: Figure
    change: Figure
    since: date


@dataclass(frozen=True, kw_only=True)
class ChangesOverDay(Statement):
    """Changes by asset over 24 hours, largest first; `percents` are the same in percent."""

    figures: tuple[Figure, ...]
    percents: dict[str, Figure]


@dataclass(frozen=True, kw_only=True)
class ChangesOverFourHours(Statement):
    """Changes by asset over four hours, largest first."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True, kw_only=True)
class Divergence(Statement):
    """Price and open interest of an asset went opposite ways over 24 hours."""

    price: Figure
    open_interest: Figure


@dataclass(frozen=True, kw_only=True)
class LevelsByAsset(Statement):
    """Open interest by asset, largest first."""

    figures: tuple[Figure, ...]


def open_interest_statements(
    history: History, found: OpenInterest, prices: Sequence[Figure]
) -> list[Paragraph]:
    """Return what can be said of open interest: where it went, by asset, and against prices."""
    return [
        (*_level(found), *_course(found), *_streak(history, found)),
        tuple(_over_day(found)),
        tuple(_over_four_hours(found)),
        (*_divergence(found, prices), *_levels(found)),
    ]


def _level(found: OpenInterest) -> list[Statement]:
    if found.level is None:
        return []
    return [
        Level(
            score=significance_of(found.change_pct) if found.change_pct is not None else 0.2,
            core=True,
            level=found.level,
            change=found.change_pct,
            summed=found.summed,
            summed_count=found.summed_count,
        )
    ]


def _course(found: OpenInterest) -> list[Statement]:
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


def _streak(history: History, found: OpenInterest) -> list[Statement]:
    change = found.change_pct
    if change is None or not change.number:
        return []
    rising = change.number > 0
    series = history.series(change.subject, change.field.name)
    days = run_to(series, change.day, lambda value: value > 0 if rising else value < 0)
    if days < _DAYS_IN_A_ROW.clear:
        return []
    counted = days_counted(change, "open_interest_streak_days", "Days in a row", days)
    score = _DAYS_IN_A_ROW.significance(days)
    since = change.day - timedelta(days=days - 1)
    return [OpenInterestStreak(score=score, days=counted, change=change, since=since)]


def _over_day(found: OpenInterest) -> list[Statement]:
    figures = found.changes_24h or tuple(found.changes_24h_pct.values())
    if not figures:
        return []
    percents = found.changes_24h_pct if found.changes_24h else {}
    return [ChangesOverDay(score=0.4, core=True, figures=figures, percents=percents)]


def _over_four_hours(found: OpenInterest) -> list[Statement]:
    if not found.changes_4h:
        return []
    return [ChangesOverFourHours(score=0.4, core=True, figures=found.changes_4h)]


def _divergence(found: OpenInterest, prices: Sequence[Figure]) -> list[Statement]:
    """Return the asset whose price and open interest parted most, if any did plainly."""
    statements = [
        Divergence(
            score=min(significance_of(price), significance_of(interest)),
            price=price,
            open_interest=interest,
        )
        for price in prices
        if (interest := found.changes_24h_pct.get(price.subject)) is not None
        and price.number * interest.number < 0
    ]
    clear = [statement for statement in statements if statement.score >= 0.4]
    return sorted(clear, key=lambda s: (-s.score, s.price.subject))[:1]


def _levels(found: OpenInterest) -> list[Statement]:
    if not found.by_asset or found.changes_24h or found.changes_24h_pct:
        return []
    return [LevelsByAsset(score=0.4, core=True, figures=found.by_asset)]
