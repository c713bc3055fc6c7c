"""What other pages say of a day: its headline and its total."""

from __future__ import annotations

from dataclasses import dataclass

from builder.market.fields import MARKET
from builder.market.figures import Figure
from builder.market.history import History
from builder.market.snapshots import Day
from builder.pages.calendars import Measures
from builder.pages.dates import Dates, Timeline
from builder.story.commentary.text import Commentary
from builder.story.day_story import Story
from builder.story.markup import plain_text
from builder.story.plan import Plan
from builder.story.tags import tags_of


@dataclass(frozen=True)
class Summary:
    """A day in a list: its headline in plain text, its comparable total, its tags.

    `listed` is when that line was published and last changed, whatever else of the day did.
    `long_share` and `fear_greed` are what calendars show beside the total.
    """

    day: Day
    headline: str
    total: Figure | None
    tags: tuple[str, ...]
    listed: Dates
    long_share: Figure | None = None
    fear_greed: Figure | None = None

    @property
    def measures(self) -> Measures:
        """What calendars show of it: nothing of a disputed day."""
        if self.day.disputed:
            return Measures()
        return Measures(self.total, self.long_share, self.fear_greed)


def summary_of(
    history: History, plan: Plan, story: Story, text: Commentary | None, timeline: Timeline
) -> Summary:
    """Return what lists and calendars say of a day; `text` is the commentary on it."""
    day = plan.facts.day
    total = history.figure(day.date, history.total_subject, "liquidations_24h_usd")
    figures = [figure for figure, _ in story.prints if f'"{figure.id}"' in story.headline]
    listed = timeline.of_entry(day, text, figures)
    share = history.figure(day.date, history.total_subject, "long_share_24h_pct")
    mood = history.figure(day.date, MARKET, "fear_greed")
    headline = plain_text(story.headline)
    return Summary(day, headline, total, tags_of(plan), listed, share, mood)
