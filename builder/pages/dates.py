"""When a page's content was published and last changed: never when it was built.

A day's figures are published at their `as_of`. What has a date and no hour (such a day, a
correction) counts from the end of that date in the site's time zone: by then it is true, and who
came by earlier is told to come again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from builder.market.corrections import Correction
from builder.market.figures import Figure, with_inputs
from builder.market.history import History
from builder.market.snapshots import Day
from builder.story.commentary.text import Commentary


@dataclass(frozen=True, slots=True)
class Dates:
    """The moment that a page's figures are as of, and the last change of its content."""

    published: datetime
    modified: datetime

    @property
    def changed(self) -> bool:
        """Whether the content changed after it was published."""
        return self.modified > self.published


class Timeline:
    """When the days and figures of a history were published, and what was corrected later.

    A page moves with the figures that it prints: when one of them, or one that it rests on, is
    corrected. An edit that no correction states has no date, and moves nothing; nor does a
    correction elsewhere after which a page merely names another asset than before.
    """

    def __init__(self, history: History, zone: ZoneInfo) -> None:
        self._zone = zone
        self._published = {day.date: self._of_figures(day) for day in history.days}
        self._corrected = {
            (correction.field, day.date): self.end_of(correction.date)
            for day in history.days
            for correction in day.corrections
        }

    def of_day(self, day: Day, text: Commentary | None, figures: Iterable[Figure]) -> Dates:
        """Return the dates of a day's page, which prints some figures and perhaps a text."""
        published = self._published[day.date]
        own = (self.end_of(correction.date) for correction in day.corrections)
        written = self.written([text] if text is not None else [])
        return Dates(published, max([published, *own, *written, *self._later(figures)]))

    def of_entry(self, day: Day, text: Commentary | None, figures: Iterable[Figure]) -> Dates:
        """Return the dates of a day's line in a list, whose headline prints some figures."""
        published = self._published[day.date]
        written = self.written([text] if text is not None and text.headline else [])
        return Dates(published, max([published, *written, *self._later(figures)]))

    def of_several(
        self, days: Iterable[date], figures: Iterable[Figure], moments: Iterable[datetime]
    ) -> Dates | None:
        """Return the dates of a page about several days, or None if nothing on it has a date."""
        figures = list(figures)
        shown = {*days, *(figure.day for figure in figures)}
        published = [self._published[day] for day in shown if day in self._published]
        later = [*published, *moments, *self._later(figures)]
        return Dates(min(later), max(later)) if later else None

    @property
    def corrections(self) -> Iterable[datetime]:
        """The moments at which figures of any day were corrected."""
        return self._corrected.values()

    def written(self, texts: Iterable[Commentary]) -> Iterator[datetime]:
        """Yield the moments at which texts appeared, where they say so, and were corrected."""
        for text in texts:
            if text.publish_at is not None:
                yield text.publish_at.astimezone(self._zone)
            yield from (self.end_of(correction.date) for correction in text.corrections)

    def end_of(self, day: date) -> datetime:
        """Return the last minute of a day in the site's time zone."""
        return datetime.combine(day, time(23, 59), self._zone)

    def _of_figures(self, day: Day) -> datetime:
        return (day.as_of or self.end_of(day.date)).astimezone(self._zone)

    def _later(self, figures: Iterable[Figure]) -> Iterator[datetime]:
        """Yield when figures, or what they rest on, were corrected."""
        if self._corrected:
            for figure in with_inputs(figures):
                if figure.key in self._corrected:
                    yield self._corrected[figure.key]


def spanning(dates: Iterable[Dates | None]) -> Dates | None:
    """Return the dates of what consists of several parts, or None where no part has any."""
    found = [one for one in dates if one is not None]
    if not found:
        return None
    return Dates(min(one.published for one in found), max(one.modified for one in found))


def corrections_of(day: Day, text: Commentary | None) -> list[Correction]:
    """Return the corrections of a day's figures and words, the latest first."""
    found: Iterable[Correction] = (*day.corrections, *(text.corrections if text else ()))
    return sorted(found, key=lambda correction: correction.date, reverse=True)
