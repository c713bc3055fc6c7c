"""Sets aside the large HTML of a page while its Markdown is read, and puts it back.

A day's page holds 80 KB of tables and drawings. Markdown copies them as they are, but for that it
reads every one of their tags, four times over: of 80 ms that a page takes, 60 go into it. So only
their outermost tags are shown to it.
"""

from __future__ import annotations

import re

_LARGE = re.compile(r"(<(figure|table|svg|dl)\b[^>]*>)(.*?)(</\2>)", re.DOTALL)
"""Elements that the pages never put into others of their own name."""

# Of the private use area: they mean nothing to Markdown, HTML or any writer.
_OPEN, _CLOSE = "\ue0da", "\ue0db"
_MARK = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")


def set_aside(markdown: str) -> tuple[str, list[str]]:
    """Return a text with marks in the place of what large elements hold, and that in its order.

    A text that holds such a mark itself, or asks for Markdown within HTML, stays whole.
    """
    if _OPEN in markdown or _CLOSE in markdown or " markdown=" in markdown:
        return markdown, []
    kept: list[str] = []

    def mark(element: re.Match[str]) -> str:
        kept.append(element[3])
        return f"{element[1]}{_OPEN}{len(kept) - 1}{_CLOSE}{element[4]}"

    return _LARGE.sub(mark, markdown), kept


def put_back(html: str, kept: list[str]) -> str:
    """Return HTML with what was set aside in the places of its marks."""
    return _MARK.sub(lambda mark: kept[int(mark[1])], html) if kept else html
