"""What a day's open interest says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from builder.market.figures import Figure
from builder.market.history import History
from builder.market.records import run_to
from builder.story.facts.counts import days_counted
from builder.story.facts.day import OpenInterest
from builder.story.moves import Bands, significance_of
from builder.story.statements.leverage import leverage_statements
from builder.story.statements.statement import Paragraph, Statement

_DAYS_IN_A_ROW = Bands(3, 7)


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
        (*_level(found), *leverage_statements(found), *_streak(history, found)),
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
