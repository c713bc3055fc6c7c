"""The records page: the largest days and the longest streaks on file."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from builder.market.fields import MARKET, Field
from builder.market.figures import Figure
from builder.market.history import History
from builder.market.records import Coverage, Streak, coverage, largest, streaks
from builder.pages.environment import Renderer
from builder.pages.page import Page
from builder.story.printing import days_in_words

MOST = 20
SHORTEST_STREAK = 3
MOST_STREAKS = 5


@dataclass(frozen=True)
class RecordTable:
    """A ranking: its heading, what stands behind it, and its figures, first first."""

    name: str
    title: str
    note: str
    field: Field
    figures: tuple[Figure, ...]


def render_records(renderer: Renderer) -> Page:
    """Render the rankings of days, and the streaks, that the history holds."""
    history = renderer.history
    tables = [table for table in _tables(history) if table is not None]
    covered = Coverage(
        history.days[0].date,
        history.days[-1].date,
        len(history.days),
        (history.days[-1].date - history.days[0].date).days + 1 - len(history.days),
    )
    lead = tables[0].figures[0] if tables else None
    number = f"{renderer.teller.printer.short(lead)}: " if lead is not None else ""
    whose = "crypto" if history.total_subject == MARKET else "assets'"
    return renderer.page(
        "records.md.j2",
        "records/",
        f"{number}largest {whose} liquidation days on file",
        "The largest liquidation days, the highest open interest, the extremes of Fear & Greed "
        f"and the longest streaks of {days_in_words(len(history.days))} on file.",
        tables=tables,
        coverage_words=(
            f"{days_in_words(covered.on_file)} on file, "
            f"from {renderer.teller.day(covered.first)} to "
            f"{renderer.teller.day(covered.last)}, {covered.missing} missing"
        ),
        streaks=_streaks(history),
    )


def _tables(history: History) -> list[RecordTable | None]:
    subject = history.total_subject
    return [
        _ranking(history, subject, "liquidations_24h_usd", "largest", "Largest liquidations"),
        _ranking(
            history, subject, "long_liquidations_24h_usd", "long", "Largest long liquidations"
        ),
        _ranking(
            history, subject, "short_liquidations_24h_usd", "short", "Largest short liquidations"
        ),
        _ranking(history, subject, "open_interest_usd", "open-interest", "Highest open interest"),
        _ranking(history, MARKET, "fear_greed", "greed", "Greediest days"),
        _ranking(history, MARKET, "fear_greed", "fear", "Most fearful days", lowest=True),
    ]


def _ranking(
    history: History, subject: str, field: str, name: str, title: str, lowest: bool = False
) -> RecordTable | None:
    series = history.series(subject, field)
    if len(series.dates) < 2:
        return None
    days = largest(series, len(series.dates))
    if lowest:
        days = list(reversed(days))
    figures = [history.figure(day, subject, field) for day in days[:MOST]]
    behind = coverage(series, np.arange(len(series.dates)))
    note = f"{behind.on_file} days on file have this figure, {behind.missing} in between do not."
    if len(set(series.origins)) > 1:
        note += " Sources count different exchanges: compare days of one source."
    return RecordTable(name, title, note, series.field, tuple(f for f in figures if f is not None))


def _streaks(history: History) -> list[tuple[str, Streak]]:
    share = history.series(history.total_subject, "long_share_24h_pct")
    fear = history.series(MARKET, "fear_greed")
    found = [
        ("Most liquidations long", streaks(share, 50)),
        ("Most liquidations short", streaks(share, 50, above=False)),
        ("Fear & Greed below 47: fear", streaks(fear, 47, above=False)),
        ("Fear & Greed above 54: greed", streaks(fear, 54)),
    ]
    return [
        (what, streak)
        for what, runs in found
        for streak in runs[:MOST_STREAKS]
        if streak.days >= SHORTEST_STREAK
    ]
