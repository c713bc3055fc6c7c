"""Checks many texts, each against the figures of its day, over several processes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from builder.market.history import History
from builder.processes import helpers
from builder.story.checking.checker import Checker
from builder.story.checking.figures.book import Book
from builder.story.checking.findings import Finding

FEW = 100
"""So many texts are read before another process has started."""


@dataclass(frozen=True)
class Text:
    """A text to check: the day it is about, its file as people are told of it, and what it says.

    `name` tells it from all other texts, wherever the folders are.
    """

    day: date
    file: str
    source: str
    name: str


Read = tuple[bool, list[Finding]]
"""Whether a text was held against earlier days too, and what is wrong with it."""


def read_texts(history: History, texts: Sequence[Text], jobs: int) -> Iterator[Read]:
    """Yield what is wrong with each text, in the order of the texts."""
    if jobs == 1 or len(texts) <= FEW:
        reader = _Reader(history)
        yield from map(reader.read, texts)
        return
    with helpers(jobs, _Reader.start, history) as pool:
        yield from pool.map(_Reader.read_here, texts, chunksize=16)


class _Reader:
    """Reads texts against one history; a process has one of them."""

    here: _Reader

    def __init__(self, history: History) -> None:
        self._history, self._checker = history, Checker(history)

    def read(self, text: Text) -> Read:
        book = Book(self._history, text.day)
        findings = self._checker.check_against(book, text.source, text.file)
        return book.looked_back, findings

    @classmethod
    def start(cls, history: History) -> None:
        cls.here = cls(history)

    @classmethod
    def read_here(cls, text: Text) -> Read:
        return cls.here.read(text)
