"""What a span of days says: an asset's recent weeks, a month, a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from builder.market.comparisons import Change, change_between, ranked
from builder.market.fields import MARKET
from builder.market.figures import Figure, Formula, count
from builder.market.history import History
from builder.market.spans import SpanLiquidations, comparable_over, liquidations_over
from builder.story.moves import significance_of
from builder.story.statements.statement import Statement

FEWEST_FOR_RANGE = 5
"""Of fewer days, the highest and the lowest say little."""


@dataclass(frozen=True, kw_only=True)
class SpanLiquidated(Statement):
    """How much was liquidated over the span, and on which day most, if on one alone."""

    span: SpanLiquidations
    peak: Figure | None


@dataclass(frozen=True, kw_only=True)
class SpanLongShare(Statement):
    """The share of the span's liquidations that were of long positions."""

    span: SpanLiquidations


@dataclass(frozen=True, kw_only=True)
class PriceMoved(Statement):
    """A price from its first day on file in the span to its last."""

    change: Change


@dataclass(frozen=True, kw_only=True)
class OpenInterestMoved(Statement):
    """Open interest from its first day on file in the span to its last."""

    change: Change


@dataclass(frozen=True, kw_only=True)
class PriceRange(Statement):
    """The highest and the lowest price of the span."""

    high: Figure
    low: Figure


@dataclass(frozen=True, kw_only=True)
class SentimentRange(Statement):
    """The highest and the lowest Fear & Greed value of the span."""

    high: Figure
    low: Figure


@dataclass(frozen=True, kw_only=True)
class FundingOverSpan(Statement):
    """On how many of the days with a funding rate longs paid."""

    paid_by_longs: Figure
    days: Figure


def asset_statements(history: History, ticker: str, days: Sequence[date]) -> list[Statement]:
    """Return what some days, in their order, say of one asset."""
    return [
        *_moved(PriceMoved, history, ticker, "price_usd", days),
        *_range(PriceRange, history, ticker, "price_usd", days),
        *_liquidated(history, ticker, days),
        *_moved(OpenInterestMoved, history, ticker, "open_interest_usd", days),
        *_funding(history, ticker, days),
    ]


def period_statements(history: History, days: Sequence[date]) -> list[Statement]:
    """Return what the days of a month or a year, in their order, say of the market."""
    interest = history.total_subject
    lead = history.assets[0].ticker if history.assets else ""
    return [
        *_liquidated(history, history.total_subject, days),
        *_moved(OpenInterestMoved, history, interest, "open_interest_usd", days),
        *_moved(PriceMoved, history, lead, "price_usd", days),
        *_range(SentimentRange, history, MARKET, "fear_greed", days),
    ]


def _liquidated(history: History, subject: str, days: Sequence[date]) -> list[Statement]:
    span = liquidations_over(history, subject, days)
    if span is None:
        return []
    told: list[Statement] = [SpanLiquidated(score=1.0, core=True, span=span, peak=_peak(span))]
    if span.long_share is not None:
        told.append(SpanLongShare(score=0.5, span=span))
    return told


def _peak(span: SpanLiquidations) -> Figure | None:
    """Return the largest of several days, if no other is as large."""
    source = span.total.source
    days = ranked(source.inputs) if isinstance(source, Formula) else []
    return span.largest if len(days) > 1 and days[0].number > days[1].number else None


def _moved(
    kind: type, history: History, subject: str, field: str, days: Sequence[date]
) -> list[Statement]:
    figures = comparable_over(history, subject, field, days)
    if len(figures) < 2:
        return []
    change = change_between(figures[0], figures[-1])
    if change is None:
        return []
    return [kind(score=significance_of(change.figure), core=True, change=change)]


def _range(
    kind: type, history: History, subject: str, field: str, days: Sequence[date]
) -> list[Statement]:
    figures = ranked(comparable_over(history, subject, field, days))
    if len(figures) < FEWEST_FOR_RANGE or figures[0].number == figures[-1].number:
        return []
    # Of equal ones the first day: the order of days is that of the span.
    high = next(f for f in sorted(figures, key=_by_day) if f.number == figures[0].number)
    low = next(f for f in sorted(figures, key=_by_day) if f.number == figures[-1].number)
    return [kind(score=0.5, high=high, low=low)]


def _by_day(figure: Figure) -> date:
    return figure.day


def _funding(history: History, ticker: str, days: Sequence[date]) -> list[Statement]:
    rates = comparable_over(history, ticker, "funding_rate", days)
    if len(rates) < FEWEST_FOR_RANGE:
        return []
    last = rates[-1].day
    positive = [rate for rate in rates if rate.number > 0]
    return [
        FundingOverSpan(
            score=0.4,
            paid_by_longs=count(
                ticker,
                "days_longs_paid_funding",
                "Days longs paid",
                len(positive),
                last,
                f"days with {ticker}.funding_rate above 0",
                tuple(positive),
            ),
            days=count(
                ticker,
                "days_with_funding",
                "Days with a funding rate",
                len(rates),
                last,
                f"days with {ticker}.funding_rate",
                tuple(rates),
            ),
        )
    ]
