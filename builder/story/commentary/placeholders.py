"""Figures in an author's text: `{{ BTC.price_usd }}` prints a figure, with its provenance.

The syntax is Jinja2's, and its parser reads what stands between the braces; but nothing of a text
is ever executed. A placeholder is a figure's name, or `figure("BTC.price_usd", "2025-10-23")` for
one of another day or of a ticker that is no name, and filters behind it; all else is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from jinja2 import Environment, TemplateSyntaxError, nodes

from builder.market.days import parse_day
from builder.market.faults import nearest
from builder.market.fields import MARKET, ON_FILE
from builder.market.figures import Figure
from builder.market.history import History
from builder.market.vocabulary import FIELDS
from builder.story.commentary.conversions import CONVERSIONS
from builder.story.printing import PRINTS

OPEN, CLOSE = "\x80", "\x82"
"""Characters around the number of a token, which stands for a figure until the text is safe HTML.

No author can write them: they are taken out of a text, and what HTML and Markdown make of
`&#128;` and `&#130;` are a euro sign and a quotation mark, or the sign for what is unknown.
"""

TOKEN = re.compile(rf"{OPEN}(\d{{1,5}}){CLOSE}")

FILTERS = (*PRINTS, *CONVERSIONS)
"""What may follow a figure's name: how it is printed (`words`, if nothing is said), or as what."""

_PIECE = re.compile(r"""\{\{(?P<inside>(?:"[^"\n]*"|'[^'\n]*'|[^{}"'\n])*)\}\}|\{\{|\{%""")
_BRACES = re.compile(r"[{}%#]+")
_ENVIRONMENT = Environment(autoescape=True)  # parses; nothing is rendered

_EXPECTED = (
    "expected a figure such as {{ BTC.price_usd }}, or one of another day or of a ticker that is no"
    ' name such as {{ figure("1INCH.price_usd", "2025-10-23") }}'
)


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something between braces that cannot be printed, on a line of the text, counted from 1."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure that a text prints: the way, of PRINTS, and the line, counted from 1."""

    figure: Figure
    how: str
    line: int


@dataclass(frozen=True, slots=True)
class Filled:
    """A text in which tokens stand for figures, line for line as it was written."""

    text: str
    figures: tuple[Placed, ...] = ()
    wrong: tuple[Wrong, ...] = ()


class _Unprintable(ValueError):
    """What stands between the braces is no figure, or not printable this way."""


def without_tokens(text: str) -> str:
    """Return a text without the characters of tokens, and without what stands between them."""
    return TOKEN.sub("", text).replace(OPEN, "").replace(CLOSE, "")


def fill(text: str, history: History, day: date, latest: bool = False) -> Filled:
    """Replace each placeholder of a text by a token.

    `day` is the one that figures are of; with `latest`, one that is not on file that day is of the
    last day before.
    """
    text = text.replace(OPEN, "").replace(CLOSE, "")
    filled: list[str] = []
    figures: list[Placed] = []
    wrong: list[Wrong] = []
    end, line = 0, 1
    for piece in _PIECE.finditer(text):
        filled.append(text[end : piece.start()])
        line += text.count("\n", end, piece.start())
        end = piece.end()
        try:
            found = _read(piece, history, day, latest)
        except _Unprintable as error:
            wrong.append(Wrong(line, str(error)))
            continue
        if isinstance(found, str):
            filled.append(found)
        else:
            filled.append(f"{OPEN}{len(figures)}{CLOSE}")
            figures.append(Placed(*found, line))
    filled.append(text[end:])
    return Filled("".join(filled), tuple(figures), tuple(wrong))


def placeholder(figure: Figure, dated: bool = False) -> str:
    """Return the placeholder that prints a figure in a text about its day; if `dated`, in any."""
    if dated:
        return f'{{{{ figure("{figure.id}", "{figure.day}") }}}}'
    subject, _, field = figure.id.rpartition(".")
    plain = f"{{{{ {subject}.{field} }}}}"
    try:
        _split(_parsed(plain), plain)
    except _Unprintable:
        return f'{{{{ figure("{figure.id}") }}}}'
    return plain


def figure_on_file(
    history: History, subject: str, field: str, day: date, latest: bool = False
) -> Figure | None:
    """Return a figure of a day, or with `latest` of the last day before that has it, or None."""
    if field not in FIELDS:
        return None
    found = history.figure(day, subject, field)
    if found is None and latest:
        before = (known.date for known in reversed(history.days) if known.date < day)
        figures = (history.figure(earlier, subject, field) for earlier in before)
        found = next((figure for figure in figures if figure is not None), None)
    return found


def _read(
    piece: re.Match[str], history: History, day: date, latest: bool
) -> tuple[Figure, str] | str:
    """Return the figure between braces and how it prints, or the braces that stand for themselves.

    `{{ "{{" }}` is how braces themselves are written.
    """
    if piece["inside"] is None:
        braces = piece[0]
        raise _Unprintable(
            f"{_EXPECTED}, closed on its line; found only {braces}; for the characters themselves "
            f'write {{{{ "{braces}" }}}}'
        )
    node = _parsed(piece[0])
    if isinstance(node, nodes.Const):
        if isinstance(node.value, str) and _BRACES.fullmatch(node.value):
            return node.value
        raise _Unprintable(f"{_EXPECTED}; found {piece[0]}")
    name, other, filters = _split(node, piece[0])
    for wanted in filters:
        if wanted not in FILTERS:
            expected = f"expected one of the filters {', '.join(FILTERS)}"
            raise _Unprintable(f"{expected}, found {wanted}{nearest(wanted, FILTERS)}")
    figure = _figure_named(history, name, _day(other, history) if other else day, latest)
    how = "words"
    for wanted in filters:
        if wanted in PRINTS:
            how = wanted
            continue
        try:
            figure = CONVERSIONS[wanted](figure, history)
        except ValueError as error:
            raise _Unprintable(str(error)) from None
    return figure, how


def _parsed(text: str) -> nodes.Node:
    try:
        (output,) = _ENVIRONMENT.parse(text).body
    # A text may nest deeper than the parser, which calls itself, can follow.
    except (TemplateSyntaxError, RecursionError):
        raise _Unprintable(f"{_EXPECTED}; found {text}") from None
    assert isinstance(output, nodes.Output), "what stands between {{ and }} is printed"
    return output.nodes[0]


def _split(node: nodes.Node, text: str) -> tuple[str, str, list[str]]:
    """Return a placeholder's figure, the day that it names (or nothing), its filters in order."""
    filters: list[str] = []
    while isinstance(node, nodes.Filter) and node.node is not None:
        if node.args or node.kwargs or node.dyn_args or node.dyn_kwargs:
            raise _Unprintable(f"expected the filter {node.name} without arguments, found some")
        filters.insert(0, node.name)
        node = node.node
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        return f"{node.node.name}.{node.attr}", "", filters
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
        texts = [arg.value for arg in node.args if isinstance(arg, nodes.Const)]
        plain = not (node.kwargs or node.dyn_args or node.dyn_kwargs)
        named = [text for text in texts if isinstance(text, str)]
        if node.node.name == "figure" and plain and 1 <= len(named) == len(node.args) <= 2:
            return named[0], named[1] if len(named) > 1 else "", filters
    raise _Unprintable(f"{_EXPECTED}; found {text}")


def _day(text: str, history: History) -> date:
    try:
        day = parse_day(text)
    except ValueError as error:
        raise _Unprintable(str(error)) from None
    if day not in history.by_date:
        hint = nearest(text, (known.isoformat() for known in history.by_date))
        raise _Unprintable(f"expected a day on file, found {day}{hint}")
    return day


def _figure_named(history: History, name: str, day: date, latest: bool) -> Figure:
    found = figure_on_file(history, *_name_parts(name), day, latest)
    if found is not None:
        return found
    for cell in history.withheld_on(day):
        if f"{cell.subject}.{cell.field}" == name:
            raise _Unprintable(
                f"expected a figure that is published, found {name}, which is withheld on {day}: "
                f"{cell.reason}"
            )
    on_file = tuple(_names_on(history, day))
    raise _Unprintable(f"expected a figure on file on {day}, found {name}{nearest(name, on_file)}")


def _name_parts(name: str) -> tuple[str, str]:
    subject, _, field = name.rpartition(".")
    return subject, field


def _names_on(history: History, day: date) -> Iterator[str]:
    for subject in (MARKET, ON_FILE, *history.subjects_on(day)):
        for field in FIELDS:
            if history.figure(day, subject, field) is not None:
                yield f"{subject}.{field}"
