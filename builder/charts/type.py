"""How wide a text is in the charts' typeface."""

from __future__ import annotations

from functools import cache

from fontTools.ttLib import TTFont

from builder.charts.renderer import FONTS
from builder.charts.theme import FONT_SIZE


def text_width(text: str, size: float = FONT_SIZE) -> float:
    """Return the width of a text in pixels, at a size in pixels.

    Characters that the typeface lacks come from another one; they are taken as square.
    """
    widths, units = _advance_widths()
    return sum(widths.get(ord(character), units) for character in text) * size / units


@cache
def _advance_widths() -> tuple[dict[int, int], int]:
    with TTFont(FONTS / "Inter-Regular.ttf") as font:
        metrics, units = font["hmtx"].metrics, font["head"].unitsPerEm
        return {code: metrics[name][0] for code, name in font.getBestCmap().items()}, units
