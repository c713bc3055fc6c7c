"""Titles and descriptions of the length that search engines show."""

from __future__ import annotations

import textwrap

TITLE = (30, 60)
DESCRIPTION = (70, 155)


def fitting_title(*wordings: str) -> str:
    """Return the first of some wordings that is shown whole, else the last cut at a word."""
    return _fitting(TITLE, wordings)


def fitting_description(*wordings: str) -> str:
    """Return the first of some wordings that is shown whole, else the last cut at a word."""
    return _fitting(DESCRIPTION, wordings)


def _fitting(room: tuple[int, int], wordings: tuple[str, ...]) -> str:
    least, most = room
    for wording in wordings:
        if least <= len(wording) <= most:
            return wording
    return shortened(wordings[-1], most)


def shortened(text: str, most: int) -> str:
    """Return a text cut to some characters: at a word, or within one that is too long itself."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    words = textwrap.shorten(text, most, placeholder="…")
    return words if len(words) > 1 else f"{text[: most - 1]}…"
