"""Figures in an author's text: `{{ BTC.price_usd }}` prints a figure, with its provenance.

The syntax is Jinja2's, read by its parser; but nothing of a text is ever executed. What may stand
between the braces is a figure's name, `figure("BTC.price_usd", "2025-10-23")` for one of another
day or of a ticker that is no name, and one of the filters below; all else is a fault.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from jinja2 import Environment, TemplateSyntaxError, nodes

from builder.market.days import parse_day
from builder.market.faults import nearest
from builder.market.fields import MARKET, Unit
from builder.market.figures import Figure, Formula
from builder.market.history import History
from builder.market.vocabulary import FIELDS
from builder.story.printing import PRINTS

OPEN, CLOSE = "\ue000", "\ue001"
"""Private characters around the number of a token, which stands for markup until it is safe."""

_ENVIRONMENT = Environment(
    # Only parsed, never rendered. Authors write `{#id}` for an anchor: that is no comment here.
    comment_start_string=f"{OPEN}#",
    comment_end_string=f"#{CLOSE}",
    keep_trailing_newline=True,
    autoescape=True,
)


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something between braces that cannot be printed, on a line of the text, counted from 1."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A text in which tokens stand for figures: each with the way, of PRINTS, that it prints."""

    text: str
    figures: tuple[tuple[Figure, str], ...] = ()
    wrong: tuple[Wrong, ...] = ()


class _Unprintable(ValueError):
    """What stands between the braces is no figure, or not printable this way."""


def fill(text: str, history: History, day: date) -> Filled:
    """Replace each placeholder of a text by a token; `day` is the one that figures are of."""
    for private in (OPEN, CLOSE):
        text = text.replace(private, "")
    try:
        tree = _ENVIRONMENT.parse(text)
    except TemplateSyntaxError as error:
        message = f"expected a figure between {{{{ and }}}}, found: {error.message}"
        return Filled(text, (), (Wrong(error.lineno, message),))
    filled: list[str] = []
    figures: list[tuple[Figure, str]] = []
    wrong: list[Wrong] = []
    for part in _parts(tree):
        if isinstance(part, nodes.TemplateData):
            filled.append(part.data)
            continue
        if isinstance(part, nodes.Const) and isinstance(part.value, str):
            filled.append(part.value)  # how braces themselves are written: {{ "{{" }}
            continue
        try:
            found = _evaluated(part, history, day)
        except _Unprintable as error:
            wrong.append(Wrong(part.lineno, str(error)))
            continue
        filled.append(f"{OPEN}{len(figures)}{CLOSE}")
        figures.append(found)
    return Filled("".join(filled), tuple(figures), tuple(wrong))


def _parts(tree: nodes.Template) -> Iterable[nodes.Node]:
    for statement in tree.body:
        # Whatever is no output, such as a loop, is yielded whole: it cannot be evaluated.
        yield from statement.nodes if isinstance(statement, nodes.Output) else [statement]


def _evaluated(node: nodes.Node, history: History, day: date) -> tuple[Figure, str]:
    how = "words"
    if isinstance(node, nodes.Filter):
        how = node.name
        if how not in FILTERS or node.args or node.kwargs or node.node is None:
            raise _Unprintable(
                f"expected one of the filters {', '.join(FILTERS)}, found {how}"
                f"{nearest(how, FILTERS)}"
            )
        node = node.node
    return FILTERS[how](_figure(node, history, day), history)


def _figure(node: nodes.Node, history: History, day: date) -> Figure:
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        return figure_named(history, f"{node.node.name}.{node.attr}", day)
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
        texts = [arg.value for arg in node.args if isinstance(arg, nodes.Const)]
        plain = not node.kwargs and node.dyn_args is None and node.dyn_kwargs is None
        if node.node.name == "figure" and plain and 1 <= len(texts) == len(node.args) <= 2:
            name, other = str(texts[0]), str(texts[1]) if len(texts) > 1 else ""
            return figure_named(history, name, _day(other) if other else day)
    raise _Unprintable(
        "expected a figure such as {{ BTC.price_usd }}, or one of another day such as "
        '{{ figure("BTC.price_usd", "2025-10-23") }}'
    )


def _day(text: str) -> date:
    try:
        return parse_day(text)
    except ValueError as error:
        raise _Unprintable(str(error)) from None


def figure_named(history: History, name: str, day: date) -> Figure:
    """Return a figure by its name. Raises ValueError, with the nearest name, if there is none."""
    subject, _, field = name.partition(".")
    found = history.figure(day, subject, field) if field in FIELDS else None
    if found is None:
        on_file = _names_on(history, day)
        if not on_file:
            raise _Unprintable(f"expected a day on file, found {day}")
        raise _Unprintable(
            f"expected a figure on file on {day}, found {name}{nearest(name, on_file)}"
        )
    return found


def _names_on(history: History, day: date) -> list[str]:
    if day not in history.by_date:
        return []
    subjects = (MARKET, *history.subjects_on(day))
    return [
        f"{subject}.{field}"
        for subject in subjects
        for field in FIELDS
        if history.figure(day, subject, field) is not None
    ]


def _in_won(figure: Figure, history: History) -> tuple[Figure, str]:
    rate = history.figure(figure.day, MARKET, "usd_krw")
    if figure.field.unit is not Unit.USD:
        raise _Unprintable(f"expected an amount in dollars for won, found {figure.id}")
    if rate is None:
        raise _Unprintable(f"expected a USD/KRW rate on file on {figure.day}, found none")
    name = figure.field.name.removesuffix("_usd") + "_krw"
    known = history.figure(figure.day, figure.subject, name) if name in FIELDS else None
    if known is not None:
        return known, "words"
    field = replace(
        figure.field,
        name=name,
        label=f"{figure.field.label} in won",
        unit=Unit.KRW,
        band=None,
        derived=True,
    )
    formula = Formula(f"{figure.field.name} × {rate.id}", (figure, rate), "a * b")
    won = Figure(
        figure.subject, field, figure.number * rate.number, figure.day, formula, figure.origin
    )
    return won, "words"


def _in_percent(figure: Figure, history: History) -> tuple[Figure, str]:
    if figure.field.unit in (Unit.PERCENT, Unit.RATE):
        return figure, "words"
    name = figure.field.name.removesuffix("_usd") + "_pct"
    other = history.figure(figure.day, figure.subject, name) if name in FIELDS else None
    if other is None:
        raise _Unprintable(f"expected a figure that is known in percent, found {figure.id}")
    return other, "words"


def _printed(how: str) -> Callable[[Figure, History], tuple[Figure, str]]:
    return lambda figure, _: (figure, how)


FILTERS: dict[str, Callable[[Figure, History], tuple[Figure, str]]] = {
    **{how: _printed(how) for how in PRINTS},
    "won": _in_won,
    "percent": _in_percent,
}
"""What may follow a figure's name: `words` is meant without; `short` is `$735.07M`."""
