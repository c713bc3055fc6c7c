"""Moments and days in the words of a site: in its language, its time zone and in UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from builder.story.markup import time_markup
from builder.story.telling import Teller

SHORT_DAY = "d MMM y"
"""A date beside a time of day, or in a card."""


@dataclass(frozen=True)
class Times:
    """How a site says when."""

    teller: Teller
    zone: ZoneInfo

    def day(self, day: date, form: str = "d MMMM y") -> Markup:
        """Return a date as a `time` element in the site's words."""
        return time_markup(day.isoformat(), self.teller.day(day, form))

    def as_of(self, moment: datetime) -> Markup:
        """Return a time of day in the site's time zone and in UTC."""
        text = self.teller.clock(moment)
        if moment.astimezone(self.zone).utcoffset():
            text += f" ({moment.astimezone(UTC):%H:%M} UTC)"
        return time_markup(moment.isoformat(), text)

    def moment(self, moment: datetime) -> str:
        """Return a time with its date, in the site's time zone and in UTC."""
        local, utc = moment.astimezone(self.zone), moment.astimezone(UTC)
        clock = self.teller.clock(moment)
        day, utc_day = (self.teller.day(at.date(), SHORT_DAY) for at in (local, utc))
        if not local.utcoffset():
            return f"{clock}, {day}"
        if day == utc_day:
            return f"{clock} ({utc:%H:%M} UTC), {day}"
        return f"{clock}, {day} ({utc:%H:%M} UTC, {utc_day})"

    def marked(self, moment: datetime) -> Markup:
        """Return that as a `time` element."""
        return time_markup(moment.isoformat(), self.moment(moment))
