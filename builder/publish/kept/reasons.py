"""Why a page was rendered, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from builder.market.digests import HistoryDigests
from builder.pages.page import day_address
from builder.pages.planned import Planned
from builder.publish.kept.kept_pages import KeptPage, KeptPages

FIRST = "nothing is kept of an earlier build"
OTHER_PROGRAM = "the program, its templates or its libraries changed"
TOUCHED = "its generated files were changed by something else, or are gone"

_WORDS = {
    "settings": "settings changed, such as the name, address, language, time zone or licence",
    "sources": "data/sources.yml changed, or whose liquidations stand for a day",
    "assets": "what is said of its assets changed, or their order",
    "registry": "the assets on file, or what is said of them, changed",
    "text": "its commentary changed",
    "scale": "the bounds of the calendars' colours moved",
    "files": "the files of the whole archive changed",
    "beside": "the period before it or after it is another",
    "credits": "the providers, or what they ask for, changed",
    "corrections": "the corrections, the disputed days or the withheld figures changed",
}
"""What changed, by the name of what a page depends on."""


class Reasons:
    """Says why pages are rendered, given what was kept and what the history says now."""

    def __init__(self, earlier: KeptPages, digests: HistoryDigests) -> None:
        self._kept, self._digests = earlier, digests

    def why(self, planned: Planned) -> str:
        """Return why a page is not as it was kept."""
        old = self._kept.pages.get(planned.address)
        if old is None:
            return self._why_new(planned)
        parts = [
            self._words(name, planned, old)
            for name, digest in planned.depends.items()
            if old.depends.get(name) != digest
        ]
        return "; ".join(dict.fromkeys(parts)) or TOUCHED

    def _why_new(self, planned: Planned) -> str:
        if self._kept.other_program:
            return OTHER_PROGRAM
        if not self._kept.pages:
            return FIRST
        return self._own(planned.address) or "it is new"

    def _words(self, name: str, planned: Planned, old: KeptPage) -> str:
        if name == "figures":
            return self._own(planned.address)
        if name == "before":
            return self._first_before(planned.address)
        if name in ("history", "days"):
            return self._first_before(None)
        if name == "following":
            new_one = old.depends[name] == str(None)
            return "its following day is new" if new_one else "another day follows it"
        return _WORDS[name]

    @cached_property
    def _events(self) -> Mapping[str, str]:
        """What happened to days, in their order, by the addresses of their pages."""
        kept = {
            page.summary.day.date: page.depends["figures"]
            for page in self._kept.pages.values()
            if page.summary is not None
        }
        found = {}
        for day in sorted({*kept, *self._digests.own}):
            if day not in self._digests.own:
                found[day_address(day)] = f"{day} is no longer on file"
            elif day not in kept:
                lost = f"what was kept of {day} is damaged" if self._kept.damaged else ""
                found[day_address(day)] = lost or f"{day} is new on file"
            elif kept[day] != self._digests.own[day]:
                found[day_address(day)] = f"the figures of {day} changed"
        return found

    def _own(self, address: str) -> str:
        return self._events.get(address, "")

    def _first_before(self, address: str | None) -> str:
        """Say what happened to the days before a page's, or to any."""
        found = [
            words for place, words in self._events.items() if address is None or place < address
        ]
        if not found:
            return "what is told of its days changed"
        more = len(found) - 1
        others = f", and {more:,} more {'day' if more == 1 else 'days'}" if more else ""
        return f"{found[0]}{others}"
