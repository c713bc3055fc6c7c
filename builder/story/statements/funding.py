"""What a day's funding rates say."""

from __future__ import annotations

from dataclasses import dataclass

from builder.market.comparisons import ends_alone
from builder.market.figures import Figure
from builder.market.history import History
from builder.market.records import extreme_for
from builder.story.facts.counts import Behind, behind
from builder.story.facts.day import Funding
from builder.story.moves import Bands
from builder.story.statements.statement import Paragraph, Statement

_DAYS_BEHIND = Bands(30, 180)
"""How many comparable days on file make an extreme rate telling, and strongly so."""


@dataclass(frozen=True, kw_only=True)
class OneRate(Statement):
    """The funding rate of one asset, where no other is on file."""

    rate: Figure


@dataclass(frozen=True, kw_only=True)
class FundingSides(Statement):
    """In how many assets longs pay shorts, and shorts pay longs."""

    assets: Figure
    paid_by_longs: Figure
    paid_by_shorts: Figure


@dataclass(frozen=True, kw_only=True)
class FundingRange(Statement):
    """The lowest and the highest rate of several assets, where they differ.

    Each is `alone` where no other asset has the same.
    """

    low: Figure
    high: Figure
    alone: bool


@dataclass(frozen=True, kw_only=True)
class FundingExtreme(Statement):
    """An asset's rate is its highest, or its lowest, of so many comparable days on file."""

    rate: Figure
    is_high: bool
    behind: Behind


def funding_statements(history: History, found: Funding) -> list[Paragraph]:
    """Return what can be said of funding: who pays, how much, and what is unusual."""
    if not found:
        return []
    if len(found.rates) == 1:
        return [(OneRate(score=0.2, core=True, rate=found.rates[0]), *_extreme(history, found))]
    sides = FundingSides(
        score=0.2,
        core=True,
        assets=found.assets,
        paid_by_longs=found.paid_by_longs,
        paid_by_shorts=found.paid_by_shorts,
    )
    return [(sides, *_range(found), *_extreme(history, found))]


def _range(found: Funding) -> list[Statement]:
    high, low = found.rates[0], found.rates[-1]
    if high.number <= low.number:
        return []
    return [FundingRange(score=0.5, low=low, high=high, alone=ends_alone(found.rates))]


def _extreme(history: History, found: Funding) -> list[Statement]:
    """Return the rate that is extreme over most days on file, if any is."""
    statements = []
    for rate in found.rates:
        extreme = extreme_for(history.series(rate.subject, rate.field.name), rate.day)
        if extreme is None or extreme.coverage.on_file < _DAYS_BEHIND.clear:
            continue
        statements.append(
            FundingExtreme(
                score=_DAYS_BEHIND.significance(extreme.coverage.on_file),
                rate=rate,
                is_high=extreme.is_high,
                behind=behind(rate, "behind_extreme", extreme.coverage),
            )
        )
    return sorted(statements, key=lambda s: (-s.behind.on_file.number, s.rate.subject))[:1]
