"""Finds the lengths of time that a sentence names: "24 hours", "the past day", "4h"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from builder.story.checking.words.dates import Named
from builder.story.checking.words.hedges import alternatives
from builder.story.checking.words.language import Language

_DAY = "24"


@dataclass(frozen=True, slots=True)
class Window:
    """A length of time: `hours` in digits, or empty for one that is no number of hours."""

    start: int
    end: int
    hours: str


class Windows:
    """Reads lengths of time in one language."""

    def __init__(self, language: Language) -> None:
        calendar = language.calendar
        self._ones = language.numerals.ones
        ones = "|".join(sorted(self._ones, key=len, reverse=True))
        count = rf"(?:\d+|(?:twenty|thirty|forty)[\s-](?:{ones})|{ones})"
        self._pattern = re.compile(
            rf"\b(?:(?P<count>{count}(?=[\s\u00a0-]|(?<=\d)\w))[\s\u00a0-]?"
            rf"(?:{calendar.hours_pattern})\b"
            rf"|(?P<day>{alternatives(calendar.windows[_DAY])})\b"
            rf"|(?P<other>{alternatives(calendar.windows['other'])})\b"
            rf"|(?P<span>{count}[\s\u00a0-](?:{calendar.spans_pattern}))\b"
            rf"|(?:{calendar.recent_pattern})\s+(?P<bare>{ones})(?=\s*[,.;:]))",
            re.IGNORECASE,
        )

    def windows(self, text: str, days: Sequence[Named]) -> list[Window]:
        """Return the lengths of time that a sentence names, apart from its days."""
        return [
            Window(match.start(), match.end(), self._hours(match))
            for match in self._pattern.finditer(text)
            if not any(day.start < match.end() and match.start() < day.end for day in days)
        ]

    def _hours(self, match: re.Match[str]) -> str:
        words = match["count"] or match["bare"]
        if words:
            parts = re.split(r"[\s-]+", words.lower())
            return str(sum(int(p) if p.isdigit() else self._ones[p] for p in parts))
        return _DAY if match["day"] else ""
