"""Words before and behind a number that say how exactly it is meant."""

from __future__ import annotations

import re
from dataclasses import replace

from builder.story.checking.words.language import Numerals, Words
from builder.story.checking.words.quantities import Hedge, Quantity

_HEDGES = {
    "nearly": Hedge.NEARLY,
    "over": Hedge.OVER,
    "under": Hedge.UNDER,
    "about": Hedge.ABOUT,
}
_FURTHEST = 48
"""No hedge is longer than this."""

_MOST_WORDS = 6
_WORD = re.compile(r"\w[\w.'’-]*|[^\w\s(\[“\"]")


class Hedges:
    """Reads the hedges of one language."""

    def __init__(self, words: Numerals) -> None:
        self._before, self._after = _hedges(words.before), _hedges(words.after)
        after = alternatives(",".join(words.after.values()))
        self._after_pattern = re.compile(rf"\s?({after})(?!\w)", re.IGNORECASE)
        self._no_hedges = tuple(_phrases(words.not_before))
        self._all_but = tuple(_phrases(words.all_but))

    def hedged(self, text: str, quantity: Quantity) -> Quantity:
        """Return a number with the hedge that stands before or behind it."""
        first = max(0, quantity.start - _FURTHEST)
        lead = text[first : quantity.start].lower().rstrip()
        start, hedge = self._found_before(lead)
        after = self._after_pattern.match(text, quantity.end) if hedge is Hedge.EXACT else None
        if after:
            hedge = self._after[_plain(after[1])]
        start = first + start if start is not None else quantity.start
        return replace(
            quantity,
            hedge=hedge,
            whole_start=start,
            all_but=lead.endswith(self._all_but),
            hedged_text=text[start : quantity.end],
        )

    def _found_before(self, lead: str) -> tuple[int | None, Hedge]:
        """Return the longest hedge that some words end with, and where it begins in them."""
        if lead.endswith(self._no_hedges):
            return None, Hedge.EXACT
        words = list(_WORD.finditer(lead))[-_MOST_WORDS:]
        for place, word in enumerate(words):
            hedge = self._before.get(" ".join(w[0] for w in words[place:]))
            if hedge is not None:
                return word.start(), hedge
        return None, Hedge.EXACT


def alternatives(text: str) -> str:
    """Return a pattern of any of some phrases with commas between, the longest first."""
    longest_first = sorted(_phrases(text), key=len, reverse=True)
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest_first)


def _phrases(text: str) -> list[str]:
    return [_plain(phrase) for phrase in text.split(",") if phrase.strip()]


def _plain(phrase: str) -> str:
    return " ".join(phrase.lower().split())


def _hedges(words: Words) -> dict[str, Hedge]:
    """Return the hedge that each phrase is."""
    return {phrase: _HEDGES[name] for name, text in words.items() for phrase in _phrases(text)}
