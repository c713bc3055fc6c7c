"""Reads dates and times of snapshots."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import PurePosixPath

from builder.market.fields import EARLIEST_DAY

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LATEST_DAY = date(2199, 12, 31)


def parse_day(text: str) -> date:
    """Read a date such as `2025-10-24`.

    Raises ValueError, with what was expected and found, for another notation, a date that does not
    exist or one before there was a market.
    """
    if not _ISO_DATE.fullmatch(text):
        raise ValueError(f"expected a date as YYYY-MM-DD, found {text!r}")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"expected a date that exists, found {text}") from None
    if not EARLIEST_DAY <= day <= LATEST_DAY:
        raise ValueError(f"expected a date from {EARLIEST_DAY} to {LATEST_DAY}, found {text}")
    return day


def named_day(file: str) -> date | None:
    """Return the day that a file is named after, or None if its name is no date.

    Raises ValueError for a name that is a date but cannot be.
    """
    stem = PurePosixPath(file).stem
    return parse_day(stem) if _ISO_DATE.fullmatch(stem) else None


def parse_moment(text: str) -> datetime:
    """Read a time such as `2025-10-24T12:30:00+09:00`.

    Raises ValueError, with what was expected and found, for another notation or a missing offset
    from UTC.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"expected a time as YYYY-MM-DDTHH:MM:SS+HH:MM, found {text!r}") from None
    if moment.utcoffset() is None:
        raise ValueError(f"expected a time with its offset from UTC, found {text!r}")
    return moment


def parse_as_of(text: str, day: date) -> datetime:
    """Read the time that a day's windows end at, such as `2025-10-24T12:30:00+09:00`.

    Raises ValueError for another notation, a missing offset from UTC, or a time that is more than
    a day away from the day it is said of.
    """
    moment = parse_moment(text)
    if abs(moment.date() - day) > timedelta(days=1):
        raise ValueError(f"expected a time on {day} or the day beside it, found {text!r}")
    return moment
