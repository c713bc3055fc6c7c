"""Marks what an author says on their own account: `[5%]{.opinion}` becomes a span of that class."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor

_MARK = r"\[([^\[\]]+)\]\{:?\s*\.opinion\s*\}"

_BEFORE_LINKS = 165
"""A reference link, which also begins with a bracket, is looked for at 170 and 160."""


class OpinionMarks(Extension):
    """Lets authors mark words and numbers as their own, which are held against no figure."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library calls it so
        """Register the mark."""
        md.inlinePatterns.register(_Mark(_MARK, md), "opinion", _BEFORE_LINKS)


class _Mark(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library calls it so
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        del data
        span = Element("span", {"class": "opinion"})
        span.text = m[1]
        return span, m.start(0), m.end(0)
