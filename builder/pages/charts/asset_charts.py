"""The charts of an asset's page, over several spans of days, with gaps where days are missing."""

from __future__ import annotations

from dataclasses import replace

from builder.market.history import History
from builder.pages.charts.asset_bars import funding_chart, liquidation_chart
from builder.pages.charts.asset_levels import level_chart
from builder.pages.charts.captions import Figured
from builder.pages.charts.spans import spans_of
from builder.pages.charts.subjects import Subject
from builder.story.telling import Teller


def card_charts(history: History, ticker: str, teller: Teller) -> list[Figured]:
    """Return the charts that may stand on an asset's card: its price first, over one span."""
    days = history.days_of(ticker)
    spans = [span for span in spans_of(days[::-1], history.days[-1].date) if span.chosen]
    subjects = [Subject(history, ticker, span, days[0], teller) for span in spans]
    found = [
        chart
        for subject in subjects
        for chart in (
            level_chart(subject, ("price",)),
            liquidation_chart(subject),
            funding_chart(subject),
        )
    ]
    return [chart for chart in found if chart is not None]


def asset_charts(history: History, ticker: str, teller: Teller) -> list[Figured]:
    """Return the charts that an asset has enough days for, each over all its spans."""
    days = history.days_of(ticker)
    spans = spans_of(days[::-1], history.days[-1].date)
    subjects = [Subject(history, ticker, span, days[0], teller) for span in spans]
    found: list[Figured] = []
    for make in (level_chart, liquidation_chart, funding_chart):
        charts = [make(subject) for subject in subjects]
        found += _with_one_table([chart for chart in charts if chart is not None])
    return _with_a_choice(found)


def _with_a_choice(charts: list[Figured]) -> list[Figured]:
    """Return charts of which one span is chosen: the shortest, where the chosen one has none."""
    spans = [chart.span for chart in charts if chart.span is not None]
    if not spans or any(span.chosen for span in spans):
        return charts
    shortest = min(span.days for span in spans)
    return [
        replace(chart, span=replace(chart.span, chosen=chart.span.days == shortest))
        for chart in charts
        if chart.span is not None
    ]


def _with_one_table(charts: list[Figured]) -> list[Figured]:
    """Return charts of one kind over their spans, of their tables only the longest, at the last.

    The days of the shorter ones are among its rows.
    """
    tables = [chart.numbers for chart in charts if chart.numbers is not None]
    bare = [replace(chart, numbers=None, told=chart.numbers or chart.told) for chart in charts]
    if bare:
        bare[-1] = replace(bare[-1], numbers=tables[-1] if tables else None, closes=True)
    return bare
