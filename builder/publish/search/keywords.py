"""Words that a page is to be found by, although it does not say them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from builder.market.registry import Asset

EVERY_DAY = "ʘdays"
"""Stands in the keywords of every day: to look for it is to look at all days.

Pagefind loads its whole index to search for nothing. The word begins with a letter that nobody
types, so that no query is the beginning of it.
"""

_HANGUL = re.compile(r"[\uac00-\ud7a3]{3,}")
_SHORTEST_END = 2


def names_of(asset: Asset) -> tuple[str, ...]:
    """Return what an asset is called: its ticker, its name, its names in other languages."""
    return tuple(dict.fromkeys([asset.ticker, asset.name, *(name for _, name in asset.names)]))


def noun_ends(text: str) -> tuple[str, ...]:
    """Return the ends, from two syllables on, of the Korean words of a text.

    Korean joins nouns and a search finds beginnings of words only: 도지코인 is to be found by 코인.
    """
    ends: dict[str, None] = {}
    for match in _HANGUL.finditer(text):
        word = match[0]
        for start in range(1, len(word) - _SHORTEST_END + 1):
            ends.setdefault(word[start:])
    return tuple(ends)


def keywords(phrases: Iterable[str], text: str = "") -> str:
    """Return the words of phrases, each once, with the ends of their and a text's Korean words."""
    return " ".join(dict.fromkeys([*_words_of(tuple(phrases)), *noun_ends(text)]))


# Thousands of days have the same assets.
@lru_cache(maxsize=256)
def _words_of(phrases: tuple[str, ...]) -> tuple[str, ...]:
    words = dict.fromkeys(word for phrase in phrases for word in phrase.split())
    return tuple(dict.fromkeys([*words, *noun_ends(" ".join(words))]))
