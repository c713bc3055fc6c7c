"""Tells whether a sentence names a source of its own, whose numbers are not the snapshot's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from builder.story.checking.words.language import Language, What
from builder.story.checking.words.leftovers import words_of
from builder.story.checking.words.reading import Sentence

_NAME = r"(?P<name>[A-Z][\w.&’'-]*(?:\s+(?:of\s+|&\s+)?[A-Z][\w.&-]*)*)"
_OWNS = re.compile(r"['’]s?$")


def names_other_source(sentence: Sentence, own: Iterable[str]) -> bool:
    """Tell whether a sentence is said to be by somebody who is no source of the day.

    `own` are the names of the day's sources, in small letters.
    """
    language = sentence.language
    if language.source_signs.isdisjoint(words_of(sentence.text)):
        return False
    assets = [(m.start, m.end) for m in sentence.of(What.ASSET)]
    for pattern in _patterns(language.sources):
        for match in pattern.finditer(sentence.text):
            start, end = match.span("name")
            is_asset = any(s < end and start < e for s, e in assets)
            if not is_asset and _is_other(_OWNS.sub("", match["name"]), own, language):
                return True
    return False


def _is_other(name: str, own: Iterable[str], language: Language) -> bool:
    if name.split(maxsplit=1)[0] in language.capitalised:
        return False
    plain = name.casefold()
    return not any(known in plain or plain in known for known in own)


@lru_cache(maxsize=4)
def _patterns(sources: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Compile patterns whose words may be in capitals or not, while a name has a capital letter."""
    parts = (source.partition("{name}") for source in sources)
    return tuple(re.compile(f"(?i:{before}){_NAME}(?i:{after})") for before, _, after in parts)
