"""What other pages say of a day: its headline and its total."""

from __future__ import annotations

from dataclasses import dataclass

from builder.market.figures import Figure
from builder.market.history import History
from builder.market.snapshots import Day
from builder.pages.dates import Dates, Timeline
from builder.story.commentary.text import Commentary
from builder.story.markup import plain_text
from builder.story.plan import Plan
from builder.story.tags import tags_of
from builder.story.telling import Story


@dataclass(frozen=True)
class Summary:
    """A day in a list: its headline in plain text, its comparable total, its tags.

    `listed` is when that line was published and last changed, whatever else of the day did.
    """

    day: Day
    headline: str
    total: Figure | None
    tags: tuple[str, ...]
    listed: Dates


def summary_of(
    history: History, plan: Plan, story: Story, text: Commentary | None, timeline: Timeline
) -> Summary:
    """Return what lists and calendars say of a day; `text` is the commentary on it."""
    day = plan.facts.day
    total = history.figure(day.date, history.total_subject, "liquidations_24h_usd")
    figures = [figure for figure, _ in story.prints if f'"{figure.id}"' in story.headline]
    listed = timeline.of_entry(day, text, figures)
    return Summary(day, plain_text(story.headline), total, tags_of(plan), listed)
