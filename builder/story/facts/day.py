"""What can be said of a day: the figures worth telling, chosen without regard to language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from builder.market.comparisons import Change, change_since_previous, ranked
from builder.market.fields import MARKET, ON_FILE
from builder.market.figures import Figure
from builder.market.history import History
from builder.market.snapshots import Day
from builder.story.facts.counts import assets_counted, summed_figures
from builder.story.facts.liquidations import Liquidations, liquidations_on


@dataclass(frozen=True)
class OpenInterest:
    """The day's open interest: the market's level, and changes by asset, largest move first."""

    level: Figure | None
    change_pct: Figure | None
    by_asset: tuple[Figure, ...]
    changes_24h: tuple[Figure, ...]
    changes_24h_pct: dict[str, Figure]
    changes_4h: tuple[Figure, ...]
    summed: tuple[str, ...]
    summed_count: Figure

    def __bool__(self) -> bool:
        return bool(self.level or self.change_pct or self.by_asset or self.changes_24h) or bool(
            self.changes_4h or self.changes_24h_pct
        )


@dataclass(frozen=True)
class Funding:
    """The day's funding rates, highest first, and how many assets each side pays in."""

    rates: tuple[Figure, ...]
    assets: Figure
    paid_by_longs: Figure
    paid_by_shorts: Figure

    def __bool__(self) -> bool:
        return bool(self.rates)


@dataclass(frozen=True)
class Sentiment:
    """The day's Fear & Greed value, its label, and its move since the previous day on file."""

    value: Figure | None
    label: Figure | None
    change: Change | None

    def __bool__(self) -> bool:
        return self.value is not None or self.label is not None


@dataclass(frozen=True)
class DayFacts:
    """Everything a day's page tells, found in its figures; parts without figures are empty."""

    day: Day
    liquidations: Liquidations
    open_interest: OpenInterest
    prices: tuple[Figure, ...]
    price_changes: tuple[Figure, ...]
    funding: Funding
    sentiment: Sentiment


def day_facts(history: History, day: Day) -> DayFacts:
    """Find what a day's figures say."""
    tickers = history.subjects_on(day.date)

    def by_asset(field: str) -> list[Figure | None]:
        return [history.figure(day.date, ticker, field) for ticker in tickers]

    return DayFacts(
        day,
        liquidations_on(history, day.date, tickers),
        _open_interest(history, day.date, tickers),
        tuple(figure for figure in by_asset("price_usd") if figure),
        tuple(ranked(by_asset("price_change_24h_pct"))),
        _funding(day.date, ranked(by_asset("funding_rate"))),
        _sentiment(history, day.date),
    )


def _open_interest(history: History, day: date, tickers: Sequence[str]) -> OpenInterest:
    def by_asset(field: str) -> list[Figure | None]:
        return [history.figure(day, ticker, field) for ticker in tickers]

    subject = MARKET
    if history.figure(day, MARKET, "open_interest_usd") is None:
        subject = ON_FILE if history.figure(day, ON_FILE, "open_interest_usd") else MARKET
    percents = by_asset("open_interest_change_24h_pct")
    summed = history.summed_tickers(day, "open_interest_usd") if subject == ON_FILE else ()
    level = history.figure(day, subject, "open_interest_usd")
    return OpenInterest(
        level,
        history.figure(day, subject, "open_interest_change_24h_pct"),
        tuple(ranked(by_asset("open_interest_usd"))),
        tuple(ranked(by_asset("open_interest_change_24h_usd"), by_size=True)),
        {f.subject: f for f in ranked(percents, by_size=True)},
        tuple(ranked(by_asset("open_interest_change_4h_usd"), by_size=True)),
        summed,
        assets_counted(
            day, "assets_with_open_interest", summed_figures(level), "assets with open interest"
        ),
    )


def _funding(day: date, rates: list[Figure]) -> Funding:
    longs = [rate for rate in rates if rate.number > 0]
    shorts = [rate for rate in rates if rate.number < 0]
    return Funding(
        tuple(rates),
        assets_counted(day, "assets_with_funding", rates, "assets with a funding rate"),
        assets_counted(day, "assets_where_longs_pay", longs, "assets with a rate above 0"),
        assets_counted(day, "assets_where_shorts_pay", shorts, "assets with a rate below 0"),
    )


def _sentiment(history: History, day: date) -> Sentiment:
    value = history.figure(day, MARKET, "fear_greed")
    label = history.figure(day, MARKET, "fear_greed_label")
    return Sentiment(value, label, change_since_previous(history, value))
