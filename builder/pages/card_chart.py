"""The chart of a card: the first that is legible in the room that is left, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from builder.charts.type import is_drawable, text_width, wrapped
from builder.pages.card_layout import BOTTOM, CHART_LEFT, RIGHT

_SMALLEST_SCALE = 1.25
"""A drawing shown smaller would have texts that nobody can read on a card."""

_LARGEST_SCALE = 1.6

_VIEW_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_TEXT = re.compile(r">([^<>]+)</text>")


@dataclass(frozen=True, slots=True)
class CardChart:
    """A drawing as it stands in the page, what it shows, and what its colours mean."""

    title: str
    keys: tuple[tuple[str, str], ...]
    drawing: str


@dataclass(frozen=True, slots=True)
class PlacedKey:
    """What a colour means, and where that is said."""

    colour: str
    word: str
    x: float


@dataclass(frozen=True, slots=True)
class PlacedChart:
    """A chart with its place: its title's lines, its keys, its drawing and how much larger."""

    title: tuple[str, ...]
    keys: tuple[PlacedKey, ...]
    drawing: Markup
    x: float
    top: float
    keys_y: float
    y: float
    scale: float


def placed_chart(charts: Sequence[CardChart], top: float) -> PlacedChart | None:
    """Return the first chart that is legible in what is left of a card, or None."""
    for chart in charts:
        box = _VIEW_BOX.search(chart.drawing)
        if box is None or not all(map(is_drawable, _TEXT.findall(chart.drawing))):
            continue
        title = wrapped(chart.title, RIGHT - CHART_LEFT, 19)
        keys_y = top + 18 + 25 * len(title) + 4
        y = keys_y + 14 if chart.keys else top + 25 * len(title) + 8
        width, height = float(box[1]), float(box[2])
        scale = min((RIGHT - CHART_LEFT) / width, (BOTTOM - y) / height, _LARGEST_SCALE)
        if scale >= _SMALLEST_SCALE:
            return PlacedChart(
                tuple(title),
                _placed_keys(chart.keys),
                Markup(chart.drawing),  # noqa: S704 - made by the builder
                CHART_LEFT,
                round(top, 1),
                round(keys_y, 1),
                round(y, 1),
                round(scale, 3),
            )
    return None


def _placed_keys(keys: Sequence[tuple[str, str]]) -> tuple[PlacedKey, ...]:
    placed, x = [], float(CHART_LEFT)
    for colour, word in keys:
        width = 22 + text_width(word, 19)
        if x + width > RIGHT:
            break
        placed.append(PlacedKey(colour, word, round(x, 1)))
        x += width + 24
    return tuple(placed)
