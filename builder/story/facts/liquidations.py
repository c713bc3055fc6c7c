"""What can be said of a day's liquidations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from builder.market.comparisons import Change, change_since_previous, ranked
from builder.market.fields import MARKET, ON_FILE, Unit
from builder.market.figures import Figure, Formula
from builder.market.history import History
from builder.market.records import LargestSince, largest_since, percentile
from builder.market.series import Series
from builder.story.facts.counts import Behind, assets_counted, behind, summed_figures

NOTEWORTHY_COVERAGE = 30
"""A percentile over fewer days on file says little."""

ONE_SIDED_PCT = 60
"""From this share on, in whole percent as headlines print it, one side is said to have been hit."""

NOTEWORTHY_DAYS = 7
"""A value that is the largest of fewer days on file is not worth a sentence."""


class Side(StrEnum):
    """Whose positions were closed by force: mostly one side's, or both sides'."""

    LONG = "long"
    SHORT = "short"
    BOTH = "both"


@dataclass(frozen=True)
class Largest:
    """A day's value is the largest since a day (or, with None, on file), and what is behind it."""

    since: date | None
    behind: Behind


@dataclass(frozen=True)
class Percentile:
    """The share of comparable days on file with at most a day's value, and what is behind it."""

    share: Figure
    behind: Behind


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
    pace: Figure | None
    by_asset: tuple[Figure, ...]
    by_asset_four_hours: tuple[Figure, ...]
    largest: Largest | None
    percentile: Percentile | None
    summed: tuple[str, ...]
    summed_count: Figure

    def __bool__(self) -> bool:
        return bool(self.total or self.long or self.short or self.four_hours or self.by_asset)

    @property
    def side(self) -> Side | None:
        """Whose positions the total was mostly of; None where that is not on file."""
        return self._side_from(ONE_SIDED_PCT)

    @property
    def more(self) -> Side | None:
        """The side with more than half of the total, in whole percent as headlines print it."""
        return self._side_from(51)

    def _side_from(self, percent: int) -> Side | None:
        if self.long_share is None or self.short_share is None:
            return None
        if round(self.long_share.number) >= percent:
            return Side.LONG
        return Side.SHORT if round(self.short_share.number) >= percent else Side.BOTH


def liquidations_on(history: History, day: date, tickers: Sequence[str]) -> Liquidations:
    """Find what a day's figures say of liquidations."""
    subject = total_subject_on(history, day)

    def of(field: str, whose: str = subject) -> Figure | None:
        return history.figure(day, whose, field)

    total = of("liquidations_24h_usd")

    def part(field: str) -> Figure | None:
        # A total is told with its own parts, never with those of another provider's count.
        figure = of(field)
        if figure is None or total is None or figure.origin == total.origin:
            return figure
        return None

    series = history.series(subject, "liquidations_24h_usd")
    summed = history.summed_tickers(day, "liquidations_24h_usd") if subject == ON_FILE else ()
    largest = largest_since(series, day)
    return Liquidations(
        subject,
        total,
        part("long_liquidations_24h_usd"),
        part("short_liquidations_24h_usd"),
        of("long_share_24h_pct"),
        of("short_share_24h_pct"),
        of("liquidations_24h_krw"),
        of("usd_krw", MARKET),
        change_since_previous(history, total),
        of("liquidations_4h_usd", MARKET),
        of("liquidations_pace_4h_pct", MARKET),
        _by_asset(history, day, tickers, "24h"),
        _by_asset(history, day, tickers, "4h"),
        _largest(largest, total),
        _percentile(series, total),
        summed,
        assets_counted(
            day, "assets_with_liquidations", summed_figures(total), "assets with liquidations"
        ),
    )


def total_subject_on(history: History, day: date) -> str:
    """Return whose liquidations stand for a day: the market's where reported, else the assets'."""
    reported = (
        history.figure(day, MARKET, f"{side}liquidations_24h_usd")
        for side in ("", "long_", "short_")
    )
    return MARKET if any(reported) else ON_FILE


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
        window="",
        derived=True,
    )
    days = f"{covered.on_file} days up to this one"
    formula = Formula(f"share of {days} whose {figure.id} is at most this", (figure,))
    printed = Figure(figure.subject, field, share, figure.day, formula)
    return Percentile(printed, behind(figure, "to_date", covered))


def _largest(found: LargestSince | None, figure: Figure | None) -> Largest | None:
    if found is None or figure is None or found.coverage.on_file < NOTEWORTHY_DAYS:
        return None
    return Largest(found.since, behind(figure, "since", found.coverage))


def _by_asset(
    history: History, day: date, tickers: Sequence[str], window: str
) -> tuple[Figure, ...]:
    """Return liquidations by asset, of one provider: of the total or of one side, as most have."""
    fields = [f"{side}liquidations_{window}_usd" for side in ("", "long_", "short_")]
    found = [
        group
        for field in fields
        for group in _of_one_count(history.figure(day, ticker, field) for ticker in tickers)
    ]
    return tuple(max(found, key=len, default=()))


def _of_one_count(figures: Iterable[Figure | None]) -> list[list[Figure]]:
    """Return figures by whose count they are, each group ranked: counts do not rank together."""
    groups: dict[str, list[Figure]] = {}
    for figure in ranked(figures):
        groups.setdefault(figure.origin, []).append(figure)
    return list(groups.values())
