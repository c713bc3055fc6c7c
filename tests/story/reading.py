"""A story as a reader takes it in: sentences, with figures and names told apart from words."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from builder.story.day_story import Story
from tests.story.days import NAMES

_DATA = re.compile(
    r'<data value="(?P<value>[^"]*)" data-figure="(?P<id>[^"]*)"'
    r'(?: data-day="(?P<day>[^"]*)")?>(?P<text>[^<]*)</data>'
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
NO_FIGURES = (
    rf"\b\d{{1,2}} (?:{_MONTHS}) \d{{4}}",  # a date
    r"\b24 hours",  # a window
    r"\bto \d\d:\d\d",  # where a window ends
    r"\b\d+ comparable days",  # counts of what is on file
    r"\b\d+ missing",
    r"\b(?:\d+ of )?\d+ assets",
)
"""Numerals of a story that are no figures: dates, windows, and counts of what is on file."""


@dataclass(frozen=True)
class Shown:
    """A figure as it is marked up."""

    id: str
    value: str
    text: str
    day: str

    @property
    def field(self) -> str:
        """Its name without the subject."""
        return self.id.partition(".")[2]

    @property
    def number(self) -> float:
        """Its value."""
        return float(self.value)


@dataclass(frozen=True)
class Piece:
    """Some text of a story: `⟦0⟧` stands for its first figure, `⟨0⟩` for the first of NAMES."""

    text: str
    figures: tuple[Shown, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """Its sentences."""
        return tuple(re.split(r"(?<=\.)\s+", self.text)) if self.text else ()

    def figures_in(self, sentence: str) -> tuple[Shown, ...]:
        """Return the figures of a sentence in their order."""
        return tuple(self.figures[int(number)] for number in re.findall(r"⟦(\d+)⟧", sentence))

    def plain(self, sentence: str) -> str:
        """Return a sentence with its figures and names as they are printed."""
        text = re.sub(r"⟦(\d+)⟧", lambda match: self.figures[int(match[1])].text, sentence)
        return re.sub(r"⟨(\d+)⟩", lambda match: list(NAMES.values())[int(match[1])], text)


def piece_of(markup: str) -> Piece:
    """Read some markup of a story, in which figures are the only elements."""
    figures: list[Shown] = []

    def keep(match: re.Match[str]) -> str:
        parts = (html.unescape(match[name] or "") for name in ("id", "value", "text", "day"))
        figures.append(Shown(*parts))
        return f"⟦{len(figures) - 1}⟧"

    text = _DATA.sub(keep, markup)
    assert "<" not in text.replace("&lt;", ""), f"an element that is no figure: {text}"
    assert ">" not in text
    text = html.unescape(text)
    order = sorted(enumerate(NAMES.values()), key=lambda pair: -len(pair[1]))
    for number, name in order:
        text = text.replace(name, f"⟨{number}⟩")
    return Piece(text, tuple(figures))


def pieces_of(story: Story) -> dict[str, Piece]:
    """Return headline, lede, sections and changes by name, in the order of the page."""
    sections = {name: " ".join(paragraphs) for name, paragraphs in story.sections.items()}
    markup = {"headline": story.headline, "lede": story.lede, **sections}
    if story.changes:
        markup["changes"] = " ".join(story.changes)
    return {name: piece_of(text) for name, text in markup.items()}


def headings_of(story: Story) -> dict[str, Piece]:
    """Return the headings of the sections by name."""
    return {name: piece_of(heading) for name, heading in story.headings.items()}


def without_what_is_no_figure(text: str) -> str:
    """Return a text of a piece without its figures, names, dates, windows and counts."""
    for pattern in (r"⟦\d+⟧", r"⟨\d+⟩", *NO_FIGURES):
        text = re.sub(pattern, "", text)
    return text


def sentences_of(story: Story) -> list[tuple[str, tuple[Shown, ...]]]:
    """Return all sentences of lede and sections in plain text, each with its figures."""
    told = pieces_of(story)
    del told["headline"]
    return [
        (piece.plain(sentence), piece.figures_in(sentence))
        for piece in told.values()
        for sentence in piece.sentences
    ]


def is_in_order(numbers: Iterable[float]) -> bool:
    """Tell whether numbers never grow."""
    found = list(numbers)
    return all(first >= second for first, second in pairwise(found))
