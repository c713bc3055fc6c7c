"""Days, periods and windows as texts name them."""

from datetime import date

import pytest

from builder.story.checking.en import ENGLISH
from builder.story.checking.words.dates import Dates
from builder.story.checking.words.windows import Windows

TODAY = date(2025, 10, 24)  # a Friday
DATES, WINDOWS = Dates(ENGLISH), Windows(ENGLISH)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on 24 July", "2025-07-24"),
        ("on July 24", "2025-07-24"),
        ("on July 24th, 2024", "2024-07-24"),
        ("on the 24th of July 2025", "2025-07-24"),
        ("on Oct. 10", "2025-10-10"),
        ("on 2025-07-24", "2025-07-24"),
        ("on 24/10/2025", "2025-10-24"),
        ("on 10/24/2025", "2025-10-24"),
        ("10월 23일", "2025-10-23"),
        ("in late trade on December 9", "2024-12-09"),
        ("on Thursday", "2025-10-23"),
        ("on Friday", "2025-10-24"),
        ("last Friday", "2025-10-17"),
        ("yesterday", "2025-10-23"),
        ("a day earlier", "2025-10-23"),
        ("the previous day", "2025-10-23"),
        ("two days ago", "2025-10-22"),
        ("a week earlier", "2025-10-17"),
        ("today", "2025-10-24"),
    ],
)
def test_days_are_read_in_any_common_form(text: str, day: str) -> None:
    """A day is read from a date, a weekday or a relative word; without a year, the latest one."""
    (named,) = DATES.named(f"It was so {text}.", TODAY)
    assert named.day == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text", ["The cat sat on it.", "It may be so.", "They march on.", "A sun."]
)
def test_small_letters_are_no_names_of_days(text: str) -> None:
    """Words that look like a month or a weekday count only with their capital letter."""
    assert DATES.named(text, TODAY) == []


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("since July", "2025-07-01", "2025-07-31"),
        ("in November", "2024-11-01", "2024-11-30"),
        ("in 2021", "2021-01-01", "2021-12-31"),
        ("on October 10-11", "2025-10-10", "2025-10-11"),
    ],
)
def test_periods_have_a_first_and_a_last_day(text: str, first: str, last: str) -> None:
    """A month, a year or a span of days is read as a period."""
    (named,) = DATES.named(f"It was so {text}.", TODAY)
    assert (str(named.first), str(named.last)) == (first, last)


@pytest.mark.parametrize("text", ["next Monday", "last month", "in earlier this year"])
def test_what_is_unclear_is_no_day(text: str) -> None:
    """A day to come and a period without bounds are no day of the archive."""
    (named,) = DATES.named(f"It was so {text}.", TODAY)
    assert named.day is None


@pytest.mark.parametrize(
    ("text", "baseline"),
    [
        ("more than on 23 October", True),
        ("up from Thursday", True),
        ("since 11 October", True),
        ("compared with 23 October", True),
        ("on 23 October", False),
        ("to 23 October", False),
    ],
)
def test_what_is_compared_with_is_told_from_when_it_was(text: str, baseline: bool) -> None:
    """A day behind "since", "than" or "from" is what something is held against."""
    (named,) = DATES.named(f"It was so {text}.", TODAY)
    assert named.baseline is baseline


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("over 24 hours", "24"),
        ("in twenty-four hours", "24"),
        ("the past day", "24"),
        ("in a single day", "24"),
        ("overnight", "24"),
        ("24-hour liquidations", "24"),
        ("in four hours", "4"),
        ("a 4h window", "4"),
        ("over the last four, new ones", "4"),
        ("in the past hour", ""),
        ("over the past week", ""),
    ],
)
def test_windows_are_read_as_hours(text: str, hours: str) -> None:
    """A length of time is read as its hours; another one than hours or a day is none."""
    (window,) = WINDOWS.windows(text, [])
    assert window.hours == hours


def test_a_day_ago_is_no_window() -> None:
    """The words of a day are not read again as a length of time."""
    days = DATES.named("It was so a day earlier.", TODAY)
    assert WINDOWS.windows("It was so a day earlier.", days) == []
