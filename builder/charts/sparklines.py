"""A level's last days as a line no larger than a word.

It is put together here and not by the renderer: it has no text, no axis and no scale to fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from builder.charts.theme import ACCENT
from builder.charts.thinning import Point

WIDTH, HEIGHT = 88, 20
_EDGE = 3
"""Pixels around the line, for the dot at its end."""


def sparkline(points: Sequence[Point], first: date, last: date, label: str = "") -> str:
    """Return a line over the days from first to last as inline SVG, with a dot at its end.

    It breaks where days are missing. Without a label it is hidden from who cannot see it, as what
    stands beside it says the same.
    """
    values = [point.value for point in points]
    low, high = min(values), max(values)
    days = max(1, (last - first).days)

    def place(point: Point) -> str:
        x = _EDGE + (WIDTH - 2 * _EDGE) * (point.day - first).days / days
        share = (point.value - low) / (high - low) if high > low else 0.5
        y = HEIGHT - _EDGE - (HEIGHT - 2 * _EDGE) * share
        return f"{_short(x)},{_short(y)}"

    drawn = ""
    for number, point in enumerate(points):
        goes_on = number > 0 and points[number - 1].run == point.run
        drawn += f"{'L' if goes_on else 'M'}{place(point)}" + ("h0" if point.alone else "")
    x, y = place(points[-1]).split(",")
    said = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return (
        f'<svg class="spark" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f"{said}>"
        f'<path d="{drawn}" fill="none" stroke="{ACCENT}" stroke-width="1.5" '
        f'stroke-linecap="round" stroke-linejoin="round"/>'
        f'<circle cx="{x}" cy="{y}" r="2.5" fill="{ACCENT}"/></svg>'
    )


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
