"""Turns an author's Markdown into HTML in which nothing is active."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from slugify import slugify

PREFIX = "commentary-"
"""What ids of a text begin with, apart from those of the page's own sections."""

TAGS = {
    "a", "abbr", "b", "blockquote", "br", "code", "dd", "del", "dl", "dt", "em", "figcaption",
    "figure", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "ol", "p", "pre",
    "s", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
"""The elements that a text may hold: all that Markdown makes, and what is harmless beside it."""

ATTRIBUTES = {
    "*": {"id", "lang"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}

CLASSES = {
    "a": {"footnote-ref", "footnote-backref"},
    "span": {"opinion"},
}

_SAFE_IDS = re.compile(rf"(?:{PREFIX}|fn:|fnref\d*:)[\w:-]+")
_HEADING = re.compile(r"<h([1-6])[ >]")


def html_of(body: str, below: int) -> str:
    """Return a text as HTML, its headings moved so that the highest is just under level `below`.

    A page has one h1, and its sections are h2: an author need not know.
    """
    levels = [int(level) for level in _HEADING.findall(_converted(body, 1))]
    shift = below + 1 - min(levels) if levels else 0
    return _sanitised(_converted(body, 1 + max(0, shift)))


def _sanitised(html: str) -> str:
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener",
        clean_content_tags={"script", "style"},
    )


def _attribute(_: str, name: str, value: str) -> str | None:
    """Leave out ids that could be those of the page's own parts."""
    return None if name == "id" and not _SAFE_IDS.fullmatch(value) else value


class _Own(InlineProcessor):
    """`[5%]{.opinion}` marks a number as the author's own."""

    def handleMatch(  # noqa: N802, the name is Markdown's
        self, match: re.Match[str], _: str
    ) -> tuple[Element, int, int]:
        element = Element("span", {"class": "opinion"})
        element.text = match[1]
        return element, match.start(0), match.end(0)


class _Opinions(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802, the name is Markdown's
        # Before links, which brackets begin as well.
        md.inlinePatterns.register(_Own(r"\[([^\[\]]+)\]\{\s*\.opinion\s*\}", md), "opinion", 175)


def _heading_id(heading: str, separator: str) -> str:
    return f"{PREFIX}{slugify(heading, separator=separator)}"


def _converted(body: str, base_level: int) -> str:
    return Markdown(
        extensions=["attr_list", "fenced_code", "footnotes", "tables", "toc", _Opinions()],
        extension_configs={"toc": {"baselevel": base_level, "slugify": _heading_id}},
        output_format="html",
    ).convert(body)
