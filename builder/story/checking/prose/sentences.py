"""Parts passages into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.story.checking.prose.passages import Passage
from builder.story.checking.words.language import Language

_END = re.compile(r"[.!?…。]+[\"'”’)\]]*(?=\s+|$)")
_LAST_WORD = re.compile(r"(?<!\d)([A-Za-z.]+)\.$")


def sentences_of(passage: Passage, language: Language) -> Iterator[Passage]:
    """Yield the sentences of a passage.

    A point ends none after an abbreviation or a single letter, nor before a small letter.
    """
    text, start = passage.text, 0
    for end in _END.finditer(text):
        word = _LAST_WORD.search(text[start : end.end()].rstrip("\"'”’)]"))
        if word is not None and end[0].startswith("."):
            last = word[1].rpartition(" ")[2].lower()
            if last in language.abbreviations or (len(last) == 1 and last not in "ai"):
                continue
        following = text[end.end() :].lstrip()
        if following and following[0].islower() and end[0][0] != "!":
            continue
        yield _part(passage, start, end.end())
        start = end.end()
    if text[start:].strip():
        yield _part(passage, start, len(text))


def _part(passage: Passage, start: int, end: int) -> Passage:
    while start < end and passage.text[start].isspace():
        start += 1
    return Passage(passage.text[start:end], passage.places[start:end], passage.role)
