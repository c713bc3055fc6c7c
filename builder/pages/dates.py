"""When a page's content was published and last changed: never when it was built."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from builder.market.corrections import Correction
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
        """Whether the content changed on a later day than it was published."""
        return self.modified.date() > self.published.date()


def dates_of(day: Day, text: Commentary | None, zone: ZoneInfo) -> Dates:
    """Return a day's dates: of its figures, then of commentary and of what was corrected.

    A day without an hour counts from its end in the site's time zone.
    """
    published = (day.as_of or _end_of(day.date, zone)).astimezone(zone)
    moments = [published]
    if text is not None and text.publish_at is not None:
        moments.append(text.publish_at.astimezone(zone))
    moments += [_start_of(found.date, zone) for found in corrections_of(day, text)]
    return Dates(published, max(moments))


def dates_of_asset(
    history: History, days: Sequence[date], text: Commentary | None, zone: ZoneInfo
) -> Dates:
    """Return the dates of an asset's page: of its first day on file, and of its latest or text.

    `days` are those of the asset, latest first.
    """
    first, latest = (history.by_date[day] for day in (days[-1], days[0]))
    return Dates(dates_of(first, None, zone).published, dates_of(latest, text, zone).modified)


def corrections_of(day: Day, text: Commentary | None) -> list[Correction]:
    """Return the corrections of a day's figures and words, the latest first."""
    found: Iterable[Correction] = (*day.corrections, *(text.corrections if text else ()))
    return sorted(found, key=lambda correction: correction.date, reverse=True)


def _end_of(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(23, 59), zone)


def _start_of(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)
