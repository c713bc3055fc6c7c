"""What a day's Fear & Greed index says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from builder.market.figures import Figure
from builder.market.history import History
from builder.market.records import run_to
from builder.story.facts.counts import days_counted
from builder.story.facts.day import Sentiment as Found
from builder.story.moves import Bands
from builder.story.statements.statement import Paragraph, Statement

_DAYS_IN_A_ROW = Bands(3, 14)


@dataclass(frozen=True, kw_only=True)
class Sentiment(Statement):
    """The index, and the word for it where on file."""

    value: Figure
    label: Figure | None


@dataclass(frozen=True, kw_only=True)
class SentimentLabel(Statement):
    """The word for the index, where its value is not on file."""

    label: Figure


@dataclass(frozen=True, kw_only=True)
class SentimentStreak(Statement):
    """The index has had the same label on so many days in a row."""

    days: Figure
    label: Figure
    since: date


def sentiment_statements(history: History, found: Found) -> list[Paragraph]:
    """Return what can be said of sentiment: the index now, and how long it has read so."""
    if found.value is not None:
        score = abs(found.value.number - 50) / 100
        now = Sentiment(score=score, core=True, value=found.value, label=found.label)
        return [(now, *_streak(history, found.value, found.label))]
    if found.label is not None:
        return [(SentimentLabel(score=0.2, core=True, label=found.label),)]
    return []


def _streak(history: History, value: Figure, label: Figure | None) -> list[Statement]:
    bands = history.sources.provider(value.origin).fear_greed_bands
    band = next((b for b in bands if label is not None and b[2] == label.value), None)
    if band is None or label is None:
        return []
    low, high, _ = band
    series = history.series(value.subject, value.field.name)
    # Bands of whole points meet half-way.
    days = run_to(series, value.day, lambda number: low - 0.5 <= number < high + 0.5)
    if days < _DAYS_IN_A_ROW.clear:
        return []
    counted = days_counted(value, "fear_greed_streak_days", "Days in a row", days)
    since = value.day - timedelta(days=days - 1)
    score = _DAYS_IN_A_ROW.significance(days)
    return [SentimentStreak(score=score, days=counted, label=label, since=since)]
