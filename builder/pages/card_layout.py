"""Where the words and numbers of a card stand, measured in the bundled typefaces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from builder.charts.type import BOLD, REGULAR, SERIF, balanced, text_width

WIDTH, HEIGHT = 1200, 630
"""Pixels of a card, as those who show cards want them."""

LEFT, RIGHT, BOTTOM = 56, 1144, 562
"""The edges of what stands on a card, in pixels; below are its sources and the time."""

CHART_LEFT = 606
"""Where a chart begins, right of the figures."""

_HEADLINE_TOP = 102
_GAP = 26

_HEADLINES = ((60, 2), (55, 2), (50, 2), (46, 3), (41, 3), (36, 4))
"""Sizes of a headline in pixels, each with the most lines it may take."""

_AMOUNT = re.compile(r"(?<=\d) (?=(?:m|b|tr)illion\b)")
"""What stands between the digits of an amount and its word, which are read as one."""


@dataclass(frozen=True, slots=True)
class CardFigure:
    """A key figure: what it is, its number, and its change with a colour and since when.

    One without a change may say in `since` which day it is of.
    """

    label: str
    text: str
    change: str = ""
    colour: str = "muted"
    since: str = ""


@dataclass(frozen=True, slots=True)
class Headline:
    """The lines of a headline, their size and baselines, and where they end."""

    lines: tuple[str, ...]
    size: float
    baselines: tuple[float, ...]
    bottom: float


@dataclass(frozen=True, slots=True)
class PlacedFigure:
    """A key figure with its place: the baselines of its label, number and change."""

    label: str
    text: str
    change: str
    colour: str
    since: str
    x: float
    label_y: float
    label_size: float
    y: float
    size: float
    change_y: float


@dataclass(frozen=True, slots=True)
class Label:
    """A warning that no reader may miss, in a box."""

    text: str
    x: float
    width: float


def fitted_headline(text: str) -> Headline:
    """Return a headline at the largest size that has room, broken between words.

    One that no size has room for ends with the last whole word that has.
    """
    text = _AMOUNT.sub("\N{NO-BREAK SPACE}", " ".join(text.split()))
    for size, most in _HEADLINES:
        lines = balanced(text, RIGHT - LEFT, size, SERIF)
        widest = max(text_width(line, size, SERIF) for line in lines)
        if len(lines) <= most and widest <= RIGHT - LEFT:
            break
    else:
        lines = [*lines[: most - 1], _ended(lines[most - 1], size)] if len(lines) > most else lines
        widest = max(text_width(line, size, SERIF) for line in lines)
        size = min(size, size * (RIGHT - LEFT) / widest)
    step = 1.14 * size
    baselines = tuple(round(_HEADLINE_TOP + size + step * n, 1) for n in range(len(lines)))
    return Headline(tuple(lines), round(size, 1), baselines, baselines[-1] + 0.28 * size)


def _ended(line: str, size: float) -> str:
    words = line.split(" ")
    while len(words) > 1 and text_width(f"{' '.join(words)} …", size, SERIF) > RIGHT - LEFT:
        words.pop()
    return f"{' '.join(words)} …"


def placed_figures(
    figures: Sequence[CardFigure], top: float, beside_chart: bool
) -> list[PlacedFigure]:
    """Return the first figure large, and below it as many others as there is room for."""
    if not figures:
        return []
    first, *others = figures
    room = CHART_LEFT - LEFT - 60 if beside_chart else RIGHT - LEFT
    columns = 2 if beside_chart else 4
    column = room / columns
    label_y = top + 20
    y = label_y + 76
    placed = [_placed(first, (LEFT, room), (label_y, y), (23, 78))]
    row_top = y + (40 if first.since else 14) + 24
    step = 96
    rows = max(0, int((BOTTOM - row_top + 16) // step))
    for number, figure in enumerate(others[: rows * columns]):
        row, place = divmod(number, columns)
        x = LEFT + place * column
        at = row_top + row * step + 16
        placed.append(_placed(figure, (x, column - 22), (at, at + 38), (19, 34)))
    return placed


def _placed(
    figure: CardFigure,
    across: tuple[float, float],
    down: tuple[float, float],
    sizes: tuple[float, float],
) -> PlacedFigure:
    """Return a figure at `across`, its left edge and room; `sizes` are the label's and number's."""
    (x, room), (label_y, y) = across, down
    change = f"{figure.change} {figure.since}".strip()
    has_room = text_width(change, 19) <= room
    return PlacedFigure(
        figure.label,
        figure.text,
        figure.change if has_room else "",
        figure.colour,
        figure.since if has_room else "",
        round(x, 1),
        round(label_y, 1),
        fitted_size(figure.label, room, sizes[0]),
        round(y, 1),
        fitted_size(figure.text, room, sizes[1], BOLD),
        round(y + (32 if sizes[1] > 40 else 25), 1),
    )


def placed_label(text: str, x: float) -> Label | None:
    """Return a warning in its box; None where there is none."""
    return Label(text, round(x, 1), round(text_width(text, 19, BOLD) + 24)) if text else None


def fitted_size(text: str, room: float, size: float, face: str = REGULAR) -> float:
    """Return the size at which a text is as wide as its room at most, and no larger than wanted."""
    width = text_width(text, size, face)
    return size if width <= room else round(size * room / width, 1)


def body_top(headline: Headline) -> float:
    """Return where what stands below a headline begins."""
    return headline.bottom + _GAP
