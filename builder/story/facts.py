"""What can be said of a day: the figures worth telling, chosen without regard to language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from builder.market.comparisons import Change, change_since_previous, ranked
from builder.market.fields import MARKET, ON_FILE, Unit
from builder.market.figures import Figure, Formula
from builder.market.history import History
from builder.market.records import Coverage, LargestSince, largest_since, percentile
from builder.market.series import Series
from builder.market.snapshots import Day

NOTEWORTHY_COVERAGE = 30
"""A percentile over fewer days on file says little."""

NOTEWORTHY_DAYS = 7
"""A value that is the largest of fewer days on file is not worth a sentence."""


@dataclass(frozen=True)
class Percentile:
    """The share of comparable days on file with at most a day's value, and how many there are."""

    share: Figure
    coverage: Coverage


@dataclass(frozen=True)
class Liquidations:
    """The day's liquidations: totals of one subject, and by asset in the order of their size."""

    subject: str
    total: Figure | None
    long: Figure | None
    short: Figure | None
    long_share: Figure | None
    short_share: Figure | None
    in_won: Figure | None
    usd_krw: Figure | None
    change: Change | None
    four_hours: Figure | None
    by_asset: tuple[Figure, ...]
    by_asset_four_hours: tuple[Figure, ...]
    largest: LargestSince | None
    percentile: Percentile | None
    summed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.total or self.long or self.short or self.four_hours or self.by_asset)


@dataclass(frozen=True)
class OpenInterest:
    """The day's open interest: the market's level, and changes by asset, largest move first."""

    level: Figure | None
    change_usd: Figure | None
    change_pct: Figure | None
    by_asset: tuple[Figure, ...]
    changes_24h: tuple[Figure, ...]
    changes_24h_pct: dict[str, Figure]
    changes_4h: tuple[Figure, ...]
    summed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.level or self.change_pct or self.by_asset or self.changes_24h) or bool(
            self.changes_4h or self.changes_24h_pct
        )


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
    funding: tuple[Figure, ...]
    sentiment: Sentiment


def day_facts(history: History, day: Day) -> DayFacts:
    """Find what a day's figures say."""
    tickers = history.subjects_on(day.date)

    def by_asset(field: str) -> list[Figure | None]:
        return [history.figure(day.date, ticker, field) for ticker in tickers]

    return DayFacts(
        day,
        _liquidations(history, day.date, tickers),
        _open_interest(history, day.date, tickers),
        tuple(figure for figure in by_asset("price_usd") if figure),
        tuple(ranked(by_asset("price_change_24h_pct"))),
        tuple(ranked(by_asset("funding_rate"))),
        _sentiment(history, day.date),
    )


def total_subject_on(history: History, day: date) -> str:
    """Return whose liquidations stand for a day: the market's where reported, else the assets'."""
    reported = history.figure(day, MARKET, "liquidations_24h_usd") or history.figure(
        day, MARKET, "long_liquidations_24h_usd"
    )
    return MARKET if reported else ON_FILE


def _liquidations(history: History, day: date, tickers: Sequence[str]) -> Liquidations:
    subject = total_subject_on(history, day)

    def of(field: str, whose: str = subject) -> Figure | None:
        return history.figure(day, whose, field)

    total = of("liquidations_24h_usd")
    series = history.series(subject, "liquidations_24h_usd")
    largest = largest_since(series, day)
    return Liquidations(
        subject,
        total,
        of("long_liquidations_24h_usd"),
        of("short_liquidations_24h_usd"),
        of("long_share_24h_pct"),
        of("short_share_24h_pct"),
        of("liquidations_24h_krw"),
        of("usd_krw", MARKET),
        change_since_previous(history, total),
        of("liquidations_4h_usd", MARKET),
        _by_asset(history, day, tickers, "24h"),
        _by_asset(history, day, tickers, "4h"),
        largest if largest and largest.coverage.on_file >= NOTEWORTHY_DAYS else None,
        _percentile(series, total),
        history.summed_tickers(day, "liquidations_24h_usd") if subject == ON_FILE else (),
    )


def _percentile(series: Series, figure: Figure | None) -> Percentile | None:
    found = percentile(series, figure.day) if figure is not None else None
    if figure is None or found is None or found[1].on_file < NOTEWORTHY_COVERAGE:
        return None
    share, covered = found
    field = replace(
        figure.field,
        name=f"{figure.field.name}_share_of_days_pct",
        label="Share of comparable days on file with no more",
        unit=Unit.PERCENT,
        derived=True,
    )
    formula = Formula(
        f"share of {covered.on_file} days whose {figure.id} is at most this", (figure,)
    )
    return Percentile(Figure(figure.subject, field, share, figure.day, formula), covered)


def _by_asset(
    history: History, day: date, tickers: Sequence[str], window: str
) -> tuple[Figure, ...]:
    """Return liquidations by asset: of the total or of one side, whichever most assets have."""
    fields = [f"{side}liquidations_{window}_usd" for side in ("", "long_", "short_")]
    found = [ranked(history.figure(day, ticker, field) for ticker in tickers) for field in fields]
    return tuple(max(found, key=len))


def _open_interest(history: History, day: date, tickers: Sequence[str]) -> OpenInterest:
    def by_asset(field: str) -> list[Figure | None]:
        return [history.figure(day, ticker, field) for ticker in tickers]

    subject = MARKET
    if history.figure(day, MARKET, "open_interest_usd") is None:
        subject = ON_FILE if history.figure(day, ON_FILE, "open_interest_usd") else MARKET
    percents = by_asset("open_interest_change_24h_pct")
    return OpenInterest(
        history.figure(day, subject, "open_interest_usd"),
        history.figure(day, subject, "open_interest_change_24h_usd"),
        history.figure(day, subject, "open_interest_change_24h_pct"),
        tuple(ranked(by_asset("open_interest_usd"))),
        tuple(ranked(by_asset("open_interest_change_24h_usd"), by_size=True)),
        {f.subject: f for f in ranked(percents, by_size=True)},
        tuple(ranked(by_asset("open_interest_change_4h_usd"), by_size=True)),
        history.summed_tickers(day, "open_interest_usd") if subject == ON_FILE else (),
    )


def _sentiment(history: History, day: date) -> Sentiment:
    value = history.figure(day, MARKET, "fear_greed")
    label = history.figure(day, MARKET, "fear_greed_label")
    return Sentiment(value, label, change_since_previous(history, value))
