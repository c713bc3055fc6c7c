"""The spans of days that an asset's charts can be seen over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

FEWEST_DAYS = 3
"""A span of fewer days on file is in the table, not in a chart."""

ENOUGH_DAYS = 30
"""So many days on file make the shortest span that a page opens with."""

LONGEST_TABLED = 90
"""The numbers of longer spans stand in the download alone."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days up to the last on file, both ends included; `key` names them in addresses and styles.

    `chosen` is the one that a page shows first.
    """

    key: str
    label: str
    first: date
    last: date
    chosen: bool = False

    @property
    def days(self) -> int:
        """How many days it has, on file or not."""
        return (self.last - self.first).days + 1

    @property
    def is_tabled(self) -> bool:
        """Whether its numbers stand on the page as a table."""
        return self.days <= LONGEST_TABLED


_LENGTHS = (("30", "30 days", 30), ("90", "90 days", 90), ("365", "1 year", 365), ("all", "All", 0))


def spans_of(days: Sequence[date], last: date) -> list[Span]:
    """Return the spans that show more than each other of some days, which are in order.

    Each ends with `last`; none begins before the first of the days.
    """
    spans: list[Span] = []
    counts: list[int] = []
    for key, label, length in _LENGTHS:
        first = max(days[0], last - timedelta(days=length - 1)) if length else days[0]
        on_file = sum(day >= first for day in days)
        if on_file >= FEWEST_DAYS and on_file > (counts[-1] if counts else 0):
            spans.append(Span(key, label, first, last))
            counts.append(on_file)
    if not spans:
        return []
    place = next((n for n, on_file in enumerate(counts) if on_file >= ENOUGH_DAYS), len(spans) - 1)
    return [replace(span, chosen=number == place) for number, span in enumerate(spans)]
