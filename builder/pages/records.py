"""The records page: the largest days and the longest streaks on file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from slugify import slugify

from builder.charts.bars import bar_margins
from builder.charts.chart import Row
from builder.charts.ranks import ranked_days
from builder.market.fields import MARKET, Field
from builder.market.figures import Figure
from builder.market.history import History
from builder.market.records import Coverage, Streak, coverage, largest, streaks
from builder.pages.charts.captions import Drawn, Figured, described, narrow_chart
from builder.pages.page import Page
from builder.pages.renderer import Renderer
from builder.pages.structured import breadcrumbs
from builder.pages.tables import figures_table
from builder.story.printing import days_in_words
from builder.story.prints import Prints
from builder.story.telling import Teller

MOST = 10
FEWEST_DAYS = 2
FEWEST_DAYS_BESIDE_OTHERS = 5
"""Where several origins have a figure, those with fewer days get no ranking of their own."""

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
    chart: Figured | None = None


def render_records(renderer: Renderer) -> Page:
    """Render the rankings of days, and the streaks, that the history holds."""
    history = renderer.history
    tables = _tables(history)
    shown = [replace(table, chart=_ranked(history, renderer.teller, table)) for table in tables]
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
        days=[history.days[-1].date],
        structured=[breadcrumbs(renderer.settings, [], ("Records", "records/"))],
        tables=shown,
        figured=[table.chart for table in shown if table.chart is not None],
        coverage_words=(
            f"{days_in_words(covered.on_file)} on file, "
            f"from {renderer.teller.day(covered.first)} to "
            f"{renderer.teller.day(covered.last)}, {covered.missing} missing"
        ),
        streaks=_streaks(history),
    )


def _ranked(history: History, teller: Teller, table: RecordTable) -> Figured | None:
    """Return a ranking as bars, in its order."""
    if len(table.figures) < FEWEST_DAYS or not any(figure.number for figure in table.figures):
        return None
    prints = Prints()
    rows: list[Row] = [
        {
            "asset": teller.day(figure.day, "d MMM y"),
            "value": figure.number,
            "text": teller.text(figure, "short", prints),
            "description": f"{teller.day(figure.day)}: {teller.text(figure, 'short', prints)}",
        }
        for figure in table.figures
    ]
    lead, second = table.figures[:2]
    caption, _ = teller.caption("ranked_days", None, lead=lead, second=second)
    words = described(table.title, "Bar chart", caption, f"rank-{table.name}")
    told = figures_table(history, table.figures, [table.field.name])
    chart = narrow_chart(words, Drawn(ranked_days, rows, bar_margins(rows)))
    return Figured(chart, caption, by_day=True, told=told)


def _tables(history: History) -> list[RecordTable]:
    subject = history.total_subject
    return [
        *_rankings(history, subject, "liquidations_24h_usd", "largest", "Largest liquidations"),
        *_rankings(
            history, subject, "long_liquidations_24h_usd", "long", "Largest long liquidations"
        ),
        *_rankings(
            history, subject, "short_liquidations_24h_usd", "short", "Largest short liquidations"
        ),
        *_rankings(history, subject, "open_interest_usd", "open-interest", "Highest open interest"),
        *_rankings(history, MARKET, "fear_greed", "greed", "Greediest days"),
        *_rankings(history, MARKET, "fear_greed", "fear", "Most fearful days", lowest=True),
    ]


def _rankings(
    history: History, subject: str, field: str, name: str, title: str, lowest: bool = False
) -> Iterator[RecordTable]:
    """Yield a ranking for each origin with enough days: each counts for itself."""
    series = history.series(subject, field)
    days_of = Counter(series.origins)
    for origin, number in sorted(days_of.items(), key=lambda item: (-item[1], item[0])):
        days = largest(series, len(series.dates), origin)
        if len(days) < (FEWEST_DAYS if len(days_of) == 1 else FEWEST_DAYS_BESIDE_OTHERS):
            continue
        if lowest:
            days.reverse()
        figures = [history.figure(day, subject, field) for day in days[:MOST]]
        of_origin = np.array([place for place, o in enumerate(series.origins) if o == origin])
        behind = coverage(series, of_origin)
        suffix = f"-{slugify(origin)}" if len(days_of) > 1 else ""
        yield RecordTable(
            f"{name}{suffix}",
            f"{title}, {origin or 'source not stated'}" if len(days_of) > 1 else title,
            f"{days_in_words(number)} on file with this figure, {behind.missing:,} in between "
            "without it.",
            series.field,
            tuple(figure for figure in figures if figure is not None),
        )


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
