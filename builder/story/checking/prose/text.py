"""From a file of Markdown to passages of prose, each character of which knows its place.

markdown-it-py says which lines are prose and which are code, quotations or HTML; unlike
python-markdown, which renders the page, it keeps the lines that a block came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from markdown_it import MarkdownIt
from markdown_it.token import Token

from builder.story.checking.prose.front_matter import body_start, front_matter_passages
from builder.story.checking.prose.inline import inline_passages
from builder.story.checking.prose.passages import OPAQUE, UNSEEN, Gathered, Passage, Role, joined

_PLACEHOLDER = re.compile(r"""\{\{(?:"[^"\n]*"|'[^'\n]*'|[^{}"'\n])*\}\}""")
_OWN = re.compile(r"\[([^\[\]]+)\]\{:?\s*\.opinion\s*\}")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:?")
_ATTRIBUTES = re.compile(r"\{:[^}\n]*\}|(?<=[)\]*_`])\{[.#][^}\n]*\}")
_NO_HTML_PROSE = re.compile(
    r"<!--.*?-->|<(script|style|blockquote|pre|code)\b.*?</\1\s*>|</?[A-Za-z][^>]*>",
    re.DOTALL | re.IGNORECASE,
)
_ENTITY_SPACE = re.compile(r"&nbsp;|&#160;")


def passages_of(source: str) -> list[Passage]:
    """Return the passages of a text in their order, titles and summaries of its front matter first.

    Left out: code, quotations, link targets, HTML attributes, footnote marks, numbers that the text
    marks as its own (`[5%]{.opinion}`) and placeholders of templates, which are right by
    construction.
    """
    start = body_start(source)
    masked = _masked(source)
    front = masked[:start]
    found = [*front_matter_passages(front), *_body_passages(masked, start)]
    return [passage for passage in found if passage]


def _masked(source: str) -> str:
    """Cover what is not to be read, in its own length, so that every place stays what it is."""
    for pattern, cover in (
        (_PLACEHOLDER, OPAQUE),
        (_OWN, OPAQUE),
        (_FOOTNOTE, UNSEEN),
        (_ATTRIBUTES, UNSEEN),
    ):
        source = pattern.sub(lambda m, cover=cover: re.sub(r"[^\n]", cover, m[0]), source)
    return source


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    # Without text_join, an escaped character stays a token that says how it was written.
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join")


def _body_passages(source: str, start: int) -> Iterator[Passage]:
    lines = list(accumulate((len(x) + 1 for x in source[start:].split("\n")), initial=start))
    quoted = items = 0
    place, row = start, _Table()
    heading = False
    for token in _parser().parse(source[start:]):
        quoted += _depth(token, "blockquote")
        items += _depth(token, "list_item")
        if token.type in ("heading_open", "heading_close"):
            heading = token.nesting > 0
        elif token.type == "table_open":
            row = _Table()
        elif token.type == "tr_open":
            row.begin()
        elif token.type == "table_close":
            yield from row.passages() if not quoted else ()
            row = _Table()
        if token.map is not None:
            place = max(place, lines[token.map[0]])
        if token.type == "html_block" and not quoted:
            yield _html_passage(token, source, lines[token.map[0]] if token.map else place)
        if token.type != "inline" or quoted:
            continue
        role = Role.HEADING if heading else Role.ITEM if items else Role.PROSE
        passages, place = inline_passages(token, source, place, role)
        if row.is_open:
            row.add(passages[0])
            yield from passages[1:]
        else:
            yield from passages


def _depth(token: Token, kind: str) -> int:
    return {f"{kind}_open": 1, f"{kind}_close": -1}.get(token.type, 0)


def _html_passage(token: Token, source: str, place: int) -> Passage:
    text = token.content.rstrip("\n")
    for pattern in (_NO_HTML_PROSE, _ENTITY_SPACE):
        text = pattern.sub(lambda m: re.sub(r"[^\n]", UNSEEN, m[0]), text)
    gathered = Gathered()
    gathered.add(text.replace("\n", " "), source.find(token.content[:40].rstrip("\n"), place))
    return gathered.passage(Role.PROSE)


class _Table:
    """The cells of a table: each is read with the heads of its column and of its row."""

    def __init__(self) -> None:
        self._rows: list[list[Passage]] = []

    @property
    def is_open(self) -> bool:
        return bool(self._rows)

    def begin(self) -> None:
        self._rows.append([])

    def add(self, cell: Passage) -> None:
        self._rows[-1].append(cell)

    def passages(self) -> Iterator[Passage]:
        heads, *rows = self._rows
        yield from heads
        for head, *cells in rows:
            yield head
            for column, cell in zip(heads[1:], cells, strict=False):
                yield joined((column, head, cell), (" ", ": "), Role.CELL)
