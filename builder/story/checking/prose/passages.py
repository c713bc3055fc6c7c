"""Passages: pieces of prose without their markup, and where each character stands in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

UNSEEN = "\N{WORD JOINER}"
"""Stands for markup of the same length that leaves nothing in the text."""

OPAQUE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for what is not to be read: code, an address, a number of one's own."""

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>]+", re.IGNORECASE)


class Role(Enum):
    """What a passage is in its text; headings say what the passages below them are about."""

    TITLE = auto()
    HEADING = auto()
    PROSE = auto()
    ITEM = auto()
    CELL = auto()


@dataclass(frozen=True, slots=True)
class Passage:
    """Some prose: `places` holds for each character of `text` its offset in the file."""

    text: str
    places: tuple[int, ...]
    role: Role = Role.PROSE

    def __bool__(self) -> bool:
        return bool(self.text.strip())


class Gathered:
    """Characters with their places, gathered one piece after the other."""

    def __init__(self) -> None:
        self._characters: list[str] = []
        self._places: list[int] = []

    def add(self, text: str, place: int) -> None:
        """Add a piece that stands in the file as it is read."""
        self._characters.extend(text)
        self._places.extend(range(place, place + len(text)))

    def stand_in(self, text: str, place: int) -> None:
        """Add a piece that stands for something else at a place."""
        self._characters.extend(text)
        self._places.extend([place] * len(text))

    def append(self, other: Passage) -> None:
        """Add another passage."""
        self._characters.extend(other.text)
        self._places.extend(other.places)

    def passage(self, role: Role) -> Passage:
        """Return what was gathered, with nothing for the unseen and one sign for the opaque."""
        text = "".join(self._characters)
        for address in _ADDRESS.finditer(text):
            text = text[: address.start()] + OPAQUE * len(address[0]) + text[address.end() :]
        kept = [
            number
            for number, character in enumerate(text)
            if character != UNSEEN
            and not (character == OPAQUE and number and text[number - 1] == OPAQUE)
        ]
        return Passage(
            "".join(text[number] for number in kept),
            tuple(self._places[number] for number in kept),
            role,
        )


def joined(passages: Iterable[Passage], between: Sequence[str], role: Role) -> Passage:
    """Return passages as one, with a text of no place of its own before each but the first."""
    gathered = Gathered()
    for passage, text in zip(passages, ("", *between), strict=False):
        gathered.stand_in(text, passage.places[0] if passage.places else 0)
        gathered.append(passage)
    return gathered.passage(role)
