"""The charts of an asset's page, over several spans of days, with gaps where days are missing."""

from __future__ import annotations

from builder.market.history import History
from builder.pages.asset_bars import funding_chart, liquidation_chart
from builder.pages.asset_levels import level_chart
from builder.pages.captions import Figured
from builder.pages.spans import spans_of
from builder.pages.subjects import Subject
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
    found = [
        make(subject)
        for make in (level_chart, liquidation_chart, funding_chart)
        for subject in subjects
    ]
    return [chart for chart in found if chart is not None]
