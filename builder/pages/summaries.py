"""What other pages say of a day: its headline and its total."""

from __future__ import annotations

from dataclasses import dataclass

from builder.market.figures import Figure
from builder.market.history import History
from builder.market.snapshots import Day
from builder.pages.dates import Dates
from builder.story.markup import plain_text
from builder.story.plan import Plan
from builder.story.tags import tags_of
from builder.story.telling import Story


@dataclass(frozen=True)
class Summary:
    """A day in a list: its headline in plain text, its comparable total, its dates and tags."""

    day: Day
    headline: str
    total: Figure | None
    dates: Dates
    tags: tuple[str, ...]


def summary_of(history: History, plan: Plan, story: Story, dates: Dates) -> Summary:
    """Return what lists and calendars say of a day."""
    day = plan.facts.day
    total = history.figure(day.date, history.total_subject, "liquidations_24h_usd")
    return Summary(day, plain_text(story.headline), total, dates, tags_of(plan))
