"""Finds the phrases of a vocabulary in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from builder.story.checking.words.language import What

_TOKEN = re.compile(r"\w+|[^\w\s]")
_JOINER = frozenset("-\N{HYPHEN}\N{NON-BREAKING HYPHEN}")
_QUOTES = str.maketrans({"’": "'", "‘": "'"})


_SHY = frozenset({What.ELSEWHERE})
"""What is said only where no longer phrase begins: "accounts", but not "accounts for"."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase with what it is and means; `start` and `end` are places in the sentence."""

    start: int
    end: int
    what: What
    meaning: str


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign; `word` is its text in small letters."""

    start: int
    end: int
    text: str
    word: str


def tokens_of(text: str) -> list[Token]:
    """Part a sentence into words and signs; a hyphen within a word parts it and is left out."""
    plain = text.translate(_QUOTES)
    found = []
    for match in _TOKEN.finditer(plain):
        start, end = match.span()
        inner = (
            start > 0 and end < len(plain) and plain[start - 1].isalnum() and plain[end].isalnum()
        )
        if match[0] in _JOINER and inner:
            continue
        found.append(Token(start, end, match[0], match[0].lower()))
    return found


@dataclass
class _Node:
    following: dict[str, _Node] = field(default_factory=dict)
    meanings: list[tuple[What, str, str]] = field(default_factory=list)


class Lexicon:
    """Phrases in a tree of their words; of overlapping ones of a kind the longest is found."""

    def __init__(self) -> None:
        self._root = _Node()

    def add(self, phrase: str, what: What, meaning: str, spelt: str = "") -> None:
        """Add a phrase; with `spelt`, it counts only where its letters are exactly these."""
        node = self._root
        for token in tokens_of(phrase):
            node = node.following.setdefault(token.word, _Node())
        node.meanings.append((what, meaning, spelt))

    def add_words(self, what: What, words: Iterable[tuple[str, str]]) -> None:
        """Add phrases by their meanings."""
        for meaning, phrases in words:
            for phrase in phrases.split(","):
                if phrase.strip():
                    self.add(" ".join(phrase.split()), what, meaning)

    def mentions(self, text: str, taken: Iterable[tuple[int, int]]) -> list[Mention]:
        """Return all mentions in the order of their places, none of them in a place `taken`.

        A neutral phrase hides whatever shorter phrase begins within it.
        """
        tokens = tokens_of(text)
        covered = sorted(taken)
        free = [not any(s < t.end and t.start < e for s, e in covered) for t in tokens]
        busy: dict[What, int] = {}
        hidden = 0
        found: list[Mention] = []
        for first, is_free in enumerate(free):
            if not is_free or first < hidden:
                continue
            longest: dict[What, tuple[int, str]] = {}
            for last, what, meaning in self._matches(text, tokens, free, first):
                longest[what] = (last, meaning)
            neutral = longest.pop(What.NEUTRAL, None)
            most = max((last for last, _ in longest.values()), default=-1)
            if neutral is not None and neutral[0] >= most:
                hidden = neutral[0] + 1
                continue
            for what, (last, meaning) in longest.items():
                if what in _SHY and last < most:
                    continue
                if busy.get(what, -1) < first:
                    busy[what] = last
                    found.append(Mention(tokens[first].start, tokens[last].end, what, meaning))
        return found

    def _matches(
        self, text: str, tokens: list[Token], free: list[bool], first: int
    ) -> Iterator[tuple[int, What, str]]:
        node: _Node | None = self._root
        for last in range(first, len(tokens)):
            node = node.following.get(tokens[last].word) if free[last] and node else None
            if node is None:
                return
            for what, meaning, spelt in node.meanings:
                if not spelt or text[tokens[first].start : tokens[last].end] == spelt:
                    yield last, what, meaning
