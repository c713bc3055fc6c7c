"""Figures as they stand in a page: each number carries its value and its name."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup, escape

from builder.market.figures import Figure
from builder.market.numbers import plain


def figure_markup(figure: Figure, text: str, page_day: date | None) -> Markup:
    """Return a printed figure as a `data` element with its exact value and its name.

    A figure of another day than the page's says which, in `data-day`.
    """
    value = figure.value if isinstance(figure.value, str) else plain(figure.number)
    day = "" if figure.day == page_day else f' data-day="{figure.day.isoformat()}"'
    # Put together by hand: a page holds hundreds, and Markup.format is ten times slower.
    named = f'value="{escape(value)}" data-figure="{escape(figure.id)}"{day}'
    return Markup(f"<data {named}>{escape(text)}</data>")


def time_markup(moment: str, text: str) -> Markup:
    """Return a time as a `time` element; `moment` is an ISO date or time."""
    return Markup('<time datetime="{}">{}</time>').format(moment, text)


def plain_text(markup: str) -> str:
    """Return what a reader sees of some markup, on one line: for titles and descriptions."""
    return " ".join(Markup(markup).striptags().split())


_SPECIAL = {ord(character): f"&#{ord(character)};" for character in "<>&\"'\\`*_{}[]|~^#+-.="}


def inert(text: str) -> Markup:
    """Return foreign text so that neither HTML nor Markdown reads anything into it."""
    return Markup(str(text).translate(_SPECIAL))
