"""What a day's prices say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from builder.market.comparisons import ends_alone
from builder.market.figures import Figure
from builder.story.facts.counts import assets_counted
from builder.story.moves import significance_of
from builder.story.statements.statement import Paragraph, Statement

FEWEST_FOR_BREADTH = 4
"""Of fewer assets the extremes already say how many rose."""


@dataclass(frozen=True, kw_only=True)
class PriceMoves(Statement):
    """The largest rise and the largest fall of several assets, each of one asset alone."""

    best: Figure
    worst: Figure


@dataclass(frozen=True, kw_only=True)
class PriceSpread(Statement):
    """The ends of all price moves, where several assets share one: none of them is named."""

    high: Figure
    low: Figure


@dataclass(frozen=True, kw_only=True)
class PriceBreadth(Statement):
    """How many of the assets rose, and how many fell."""

    rising: Figure
    falling: Figure
    assets: Figure


@dataclass(frozen=True, kw_only=True)
class PriceMove(Statement):
    """One asset's move over 24 hours, where no other is on file."""

    change: Figure


@dataclass(frozen=True, kw_only=True)
class PriceLevels(Statement):
    """Prices, where no change is on file, in the registry's order."""

    figures: tuple[Figure, ...]


def price_statements(prices: Sequence[Figure], changes: Sequence[Figure]) -> list[Paragraph]:
    """Return what can be said of prices; `changes` are ranked, the largest rise first."""
    if len(changes) > 1:
        return [(*_moves(changes), *_breadth(changes))]
    if changes:
        return [(PriceMove(score=significance_of(changes[0]), core=True, change=changes[0]),)]
    if prices:
        return [(PriceLevels(score=0.2, core=True, figures=tuple(prices)),)]
    return []


def largest_move(changes: Sequence[Figure]) -> Figure | None:
    """Return the change furthest from zero, the first of equals."""
    return max(changes, key=lambda change: abs(change.number), default=None)


def _moves(changes: Sequence[Figure]) -> list[Statement]:
    if not ends_alone(changes):
        return [PriceSpread(score=0.3, core=True, high=changes[0], low=changes[-1])]
    return [
        PriceMoves(score=price_significance(changes), core=True, best=changes[0], worst=changes[-1])
    ]


def _breadth(changes: Sequence[Figure]) -> list[Statement]:
    if len(changes) < FEWEST_FOR_BREADTH:
        return []
    rising = [change for change in changes if change.number > 0]
    falling = [change for change in changes if change.number < 0]
    day = changes[0].day
    return [
        PriceBreadth(
            score=0.4,
            rising=assets_counted(day, "assets_rising", rising, "assets whose price rose"),
            falling=assets_counted(day, "assets_falling", falling, "assets whose price fell"),
            assets=assets_counted(
                day, "assets_with_price_change", changes, "assets with a price change"
            ),
        )
    ]


def price_significance(changes: Sequence[Figure]) -> float:
    """Return how much a day's largest price move says, from 0 to 1."""
    largest = largest_move(changes)
    return significance_of(largest) if largest is not None else 0.0
