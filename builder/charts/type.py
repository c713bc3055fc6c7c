"""How wide a text is in the bundled typefaces, and which lines it makes."""

from __future__ import annotations

from functools import cache

from fontTools.ttLib import TTFont

from builder.charts.renderer import FONTS
from builder.charts.theme import FONT_SIZE

REGULAR, BOLD, SERIF = "Inter-Regular", "Inter-SemiBold", "Daybook-Serif-SemiBold"
"""The files of the typefaces: of text, of numbers and names, of headlines."""


def text_width(text: str, size: float = FONT_SIZE, face: str = REGULAR) -> float:
    """Return the width of a text in pixels, at a size in pixels.

    Characters that the typeface lacks come from another one; they are taken as square.
    """
    widths, units = _advance_widths(face)
    return sum(widths.get(ord(character), units) for character in text) * size / units


def is_drawable(text: str, face: str = REGULAR) -> bool:
    """Tell whether a typeface has all characters of a text, so that no machine adds its own."""
    widths, _ = _advance_widths(face)
    return all(ord(character) in widths for character in text)


def wrapped(text: str, width: float, size: float, face: str = REGULAR) -> list[str]:
    """Return a text as lines that are no wider than some pixels, broken at spaces.

    A no-break space holds its words together; what is wider than a line stands on one of its own.
    """
    lines: list[str] = []
    for word in filter(None, text.split(" ")):
        longer = f"{lines[-1]} {word}" if lines else ""
        if longer and text_width(longer, size, face) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def balanced(text: str, width: float, size: float, face: str = REGULAR) -> list[str]:
    """Return a text as lines like :func:`wrapped`, no more of them, but of much the same width."""
    lines = wrapped(text, width, size, face)
    narrower = width
    while len(lines) > 1:
        narrower *= 0.97
        tried = wrapped(text, narrower, size, face)
        widest = max(text_width(line, size, face) for line in tried)
        if len(tried) > len(lines) or widest > narrower:
            break
        lines = tried
    return lines


@cache
def _advance_widths(face: str) -> tuple[dict[int, int], int]:
    with TTFont(FONTS / f"{face}.ttf") as font:
        metrics, units = font["hmtx"].metrics, font["head"].unitsPerEm
        return {code: metrics[name][0] for code, name in font.getBestCmap().items()}, units
