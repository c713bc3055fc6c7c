"""The charts of an asset's page, over several spans of days, with gaps where days are missing."""

from __future__ import annotations

from builder.market.history import History
from builder.pages.asset_bars import funding_chart, liquidation_chart
from builder.pages.asset_levels import level_chart
from builder.pages.captions import Figured
from builder.pages.spans import spans_of
from builder.pages.subjects import Subject
from builder.story.telling import Teller


def asset_charts(history: History, ticker: str, teller: Teller) -> list[Figured]:
    """Return the charts that an asset has enough days for, each over all its spans."""
    days = history.days_of(ticker)
    spans = spans_of(days[::-1], history.days[-1].date)
    subjects = [Subject(history, ticker, span, days[0], teller) for span in spans]
    found = [
        make(subject)
        for make in (level_chart, liquidation_chart, funding_chart)
        for subject in subjects
    ]
    return [chart for chart in found if chart is not None]
