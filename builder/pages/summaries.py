"""What other pages say of a day: its headline and its total."""

from __future__ import annotations

from dataclasses import dataclass

from builder.market.fields import MARKET
from builder.market.figures import Figure
from builder.market.history import History
from builder.market.snapshots import Day
from builder.pages.calendars import Measures
from builder.story.markup import plain_text
from builder.story.telling import Story


@dataclass(frozen=True)
class Summary:
    """A day in a list: its headline in plain text, its comparable total if it has one.

    With the measures that calendars show beside the total.
    """

    day: Day
    headline: str
    total: Figure | None
    long_share: Figure | None = None
    fear_greed: Figure | None = None

    @property
    def measures(self) -> Measures:
        """What calendars show of it: nothing of a disputed day."""
        if self.day.disputed:
            return Measures()
        return Measures(self.total, self.long_share, self.fear_greed)


def summary_of(history: History, day: Day, story: Story) -> Summary:
    """Return what lists and calendars say of a day."""
    total = history.figure(day.date, history.total_subject, "liquidations_24h_usd")
    share = history.figure(day.date, history.total_subject, "long_share_24h_pct")
    mood = history.figure(day.date, MARKET, "fear_greed")
    return Summary(day, plain_text(story.headline), total, share, mood)
