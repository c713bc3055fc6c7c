"""Holds weekdays against the dates that they stand beside."""

from __future__ import annotations

from collections.abc import Iterator

from babel.dates import get_day_names

from builder.story.checking.case import Case, Problem
from builder.story.checking.findings import Kind


def check_weekdays(case: Case) -> Iterator[Problem]:
    """Yield weekdays that are not those of their dates."""
    for named in case.sentence.days:
        if named.weekday is None or named.day is None or named.day.weekday() == named.weekday:
            continue
        names = get_day_names("wide", locale=case.sentence.language.code)
        words = f"{named.day} is a {names[named.day.weekday()]}, not a {names[named.weekday]}"
        yield Problem(named.start, Kind.DATE, words)
