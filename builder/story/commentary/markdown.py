"""Turns an author's Markdown into HTML in which nothing is active."""

from __future__ import annotations

import re
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.footnote import footnote_plugin

LINE = "data-line"
"""Says of an image and a quote on which line of the file it stands; the page never holds it."""

TAGS = {
    "a", "abbr", "b", "blockquote", "br", "code", "dd", "del", "dl", "dt", "em", "figcaption",
    "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "ol", "p",
    "pre", "s", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead",
    "tr", "ul",
}  # fmt: skip
"""The elements that a text may hold: all that Markdown makes, and what is harmless beside it."""

ATTRIBUTES = {
    "*": {"id", "lang"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "blockquote": {LINE},
    "img": {"src", "alt", "title", LINE},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}

CLASSES = {
    "a": {"footnote-backref"},
    "span": {"opinion"},
    "sup": {"footnote-ref"},
    "td": {"number"},
    "th": {"number"},
}

_NUMBER = re.compile(r"\d{1,3}")
_VALUES = {
    LINE: re.compile(r"\d{1,6}"),
    "colspan": _NUMBER,
    "lang": re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"),
    "rowspan": _NUMBER,
    "scope": re.compile(r"(row|col)(group)?"),
    "start": _NUMBER,
}
"""What the attributes may hold that are no text of their own."""


def html_of(text: str, first_line: int) -> str:
    """Return a text as HTML in which nothing is active.

    `first_line` is where it begins in its file. Markdown is CommonMark with tables, struck-out
    text, footnotes and marks such as `[5%]{.opinion}`. HTML among it is kept as far as it is
    harmless.
    """
    environment: dict[str, object] = {}
    parser = _parser()
    tokens = parser.parse(text, environment)
    _mark_numbers(tokens)
    _mark_lines(tokens, first_line)
    return _sanitised(parser.renderer.render(tokens, parser.options, environment))


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return parser.use(footnote_plugin).use(attrs_plugin, after=(), spans=True, allowed=["class"])


def _mark_numbers(tokens: list[Token]) -> None:
    """Mark the cells of columns that are set to the right: inline styles go no further."""
    for token in tokens:
        if token.type in ("th_open", "td_open") and token.attrGet("style") == "text-align:right":
            token.attrSet("class", "number")


def _mark_lines(tokens: list[Token], first_line: int) -> None:
    for token in tokens:
        if token.map is None:
            continue
        line = first_line + token.map[0]
        if token.type == "blockquote_open":
            token.attrSet(LINE, str(line))
        elif token.type == "html_block":
            token.content = _lined(token.content, line)
        for child in token.children or ():
            if child.type == "image":
                child.attrSet(LINE, str(line))
            elif child.type == "html_inline":
                newlines = child.content.count("\n")
                child.content = _lined(child.content, line)
                line += newlines
            elif child.type in ("softbreak", "hardbreak"):
                line += 1


def _lined(html: str, line: int) -> str:
    """Give images and quotes of an author's HTML their lines too."""

    def with_line(tag: re.Match[str]) -> str:
        return f'<{tag[1]} {LINE}="{line + html.count(chr(10), 0, tag.start())}"'

    return re.sub(r"<(image|img|blockquote)\b", with_line, html, flags=re.IGNORECASE)


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
    return None if name in _VALUES and not _VALUES[name].fullmatch(value) else value
