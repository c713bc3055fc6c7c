"""What a day's liquidations say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from builder.market.figures import Figure
from builder.story.facts.counts import Behind
from builder.story.facts.liquidations import Liquidations, Side
from builder.story.moves import Bands
from builder.story.statements.statement import Paragraph, Statement

SLOWER, FASTER = 67, 150
"""Below and above these percentages of the day's average, the pace is said to have changed."""

_DAYS_BEHIND = Bands(30, 180)
"""How many comparable days on file make "the largest since" telling, and strongly so."""


@dataclass(frozen=True, kw_only=True)
class Liquidated(Statement):
    """The day's total, its sides, and which of them was hit."""

    total: Figure
    long: Figure | None
    short: Figure | None
    long_share: Figure | None
    short_share: Figure | None
    side: Side | None
    summed: tuple[str, ...]
    summed_count: Figure


@dataclass(frozen=True, kw_only=True)
class OneSide(Statement):
    """One side's liquidations, where neither the total nor the other side is on file."""

    figure: Figure


@dataclass(frozen=True, kw_only=True)
class LargestSince(Statement):
    """The total is the largest since a day, or (None) of all on file."""

    total: Figure
    since: date | None
    behind: Behind


@dataclass(frozen=True, kw_only=True)
class Percentile(Statement):
    """The share of comparable days whose total was no larger."""

    total: Figure
    share: Figure
    behind: Behind


@dataclass(frozen=True, kw_only=True)
class InWon(Statement):
    """The total in won, at the day's rate."""

    total_krw: Figure
    usd_krw: Figure


@dataclass(frozen=True, kw_only=True)
class ByAsset(Statement):
    """Liquidations by asset, largest first; `side` is empty where they are not of one side."""

    figures: tuple[Figure, ...]
    side: str


@dataclass(frozen=True, kw_only=True)
class OneAsset(Statement):
    """The liquidations of the only asset on file; `side` is empty where they are not of one."""

    figure: Figure
    side: str


@dataclass(frozen=True, kw_only=True)
class FourHours(Statement):
    """The liquidations of the last four hours, and by asset where known, perhaps of one side."""

    total: Figure
    by_asset: tuple[Figure, ...]
    side: str


@dataclass(frozen=True, kw_only=True)
class Pace(Statement):
    """Liquidations slowed or quickened in the last four hours, against the day's average."""

    figure: Figure
    slowed: bool


def liquidation_statements(found: Liquidations) -> list[Paragraph]:
    """Return what can be said of liquidations: the whole, by asset, and the last four hours."""
    return [
        (*_whole(found), *_records(found), *_in_won(found)),
        tuple(_by_asset(found)),
        (*_four_hours(found), *_pace(found)),
    ]


def _whole(found: Liquidations) -> list[Statement]:
    if found.total is not None:
        return [
            Liquidated(
                score=1.0,
                core=True,
                total=found.total,
                long=found.long,
                short=found.short,
                long_share=found.long_share,
                short_share=found.short_share,
                side=found.side,
                summed=found.summed,
                summed_count=found.summed_count,
            )
        ]
    side = found.long or found.short
    return [OneSide(score=1.0, core=True, figure=side)] if side is not None else []


def _records(found: Liquidations) -> list[Statement]:
    if found.total is None or not found.total.number:
        return []
    if found.largest is not None:
        on_file = found.largest.behind.on_file.number
        score = _DAYS_BEHIND.significance(on_file)
        return [
            LargestSince(
                score=score,
                total=found.total,
                since=found.largest.since,
                behind=found.largest.behind,
            )
        ]
    if found.percentile is not None:
        share = found.percentile.share
        # Half of all days lie between the quartiles: there is little to say of them.
        score = abs(share.number - 50) / 100
        return [
            Percentile(score=score, total=found.total, share=share, behind=found.percentile.behind)
        ]
    return []


def _in_won(found: Liquidations) -> list[Statement]:
    if found.in_won is None or found.usd_krw is None or not found.in_won.number:
        return []
    return [InWon(score=0.3, total_krw=found.in_won, usd_krw=found.usd_krw)]


def _by_asset(found: Liquidations) -> list[Statement]:
    if not found.by_asset:
        return []
    side = _side_of(found.by_asset)
    if len(found.by_asset) == 1:
        return [OneAsset(score=0.5, core=True, figure=found.by_asset[0], side=side)]
    return [ByAsset(score=0.5, core=True, figures=found.by_asset, side=side)]


def _side_of(figures: Sequence[Figure]) -> str:
    """Return which side some figures are of; nothing where of both, or where there are none."""
    name = figures[0].field.name if figures else ""
    return next((side for side in (Side.LONG, Side.SHORT) if name.startswith(side)), "")


def _four_hours(found: Liquidations) -> list[Statement]:
    if found.four_hours is None:
        return []
    return [
        FourHours(
            score=0.4,
            core=True,
            total=found.four_hours,
            by_asset=found.by_asset_four_hours,
            side=_side_of(found.by_asset_four_hours),
        )
    ]


def _pace(found: Liquidations) -> list[Statement]:
    if found.pace is None or SLOWER <= found.pace.number <= FASTER:
        return []
    # A quarter of the average, or four times it, is strong.
    share = found.pace.number / 100
    size = max(share, 1 / share) if share else 10.0
    slowed = share < 1
    return [Pace(score=Bands(1.5, 4).significance(size), figure=found.pace, slowed=slowed)]
