"""Finds what a chatbot or a half-finished draft leaves in a text."""

from __future__ import annotations

import re
from functools import lru_cache

from builder.story.checking.words.language import Language

_WORD = re.compile(r"\w+")
_MARKS = re.compile(r"[\[<【?]|X{2}|\$X")


def leftover_in(text: str, language: Language) -> re.Match[str] | None:
    """Return the first such phrase of a sentence."""
    plain = text.replace("’", "'").replace("‘", "'")
    if not _MARKS.search(plain) and language.leftover_signs.isdisjoint(words_of(plain)):
        return None
    found = (pattern.search(plain) for pattern in _patterns(language.leftovers))
    return next((match for match in found if match), None)


def words_of(text: str) -> set[str]:
    """Return the words of a text in small letters."""
    return set(_WORD.findall(text.lower()))


@lru_cache(maxsize=4)
def _patterns(sources: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    # What is written in capitals is meant in capitals: "TODO" is a mark, "todo" may be a word.
    return tuple(
        re.compile(source, 0 if re.search(r"\b[A-Z]{3,}\b", source) else re.IGNORECASE)
        for source in sources
    )
