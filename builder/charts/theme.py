"""The look that all charts share: type, colours, and no more ink than the data needs.

Colours are CSS variables of the site's palette, so that one drawing serves light, dark and print.
"""

from __future__ import annotations

from typing import Any

NARROW = 340
"""Width in pixels of a chart that fits a phone; two stand side by side on a desk."""

WIDE = 720
"""Width in pixels of a chart that spans the page."""

INK, MUTED, RULE = "var(--ink)", "var(--muted)", "var(--rule)"
LONG, SHORT, UP, DOWN = "var(--long)", "var(--short)", "var(--up)", "var(--down)"
ACCENT, NEUTRAL, PAPER = "var(--accent)", "var(--neutral)", "var(--paper)"
MISSING = "var(--missing)"

FONT = "Inter"
FONT_SIZE = 13
"""Pixels; with the scale of a 328-pixel column this stays above 12."""

LEGIBLE: tuple[dict[str, Any], ...] = ({"stroke": PAPER, "strokeWidth": 4}, {"color": INK})
"""A text twice: as its halo, which keeps it clear of what it stands on, and as itself."""

CONFIG: dict[str, Any] = {
    "background": "transparent",
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "labelColor": MUTED,
        "labelFontSize": FONT_SIZE,
        "titleColor": MUTED,
        "titleFontSize": FONT_SIZE,
        "titleFontWeight": 400,
        "gridColor": RULE,
        "domainColor": RULE,
        "tickColor": RULE,
        "ticks": False,
        "domain": False,
        "labelPadding": 6,
    },
    "legend": {
        "labelColor": INK,
        "labelFontSize": FONT_SIZE,
        "title": None,
        "orient": "top",
        "symbolType": "square",
        "symbolSize": 110,
        "columnPadding": 14,
        "offset": 6,
        "padding": 0,
    },
    "text": {"color": INK, "fontSize": FONT_SIZE, "font": FONT},
    "bar": {"aria": True},
}
"""The Vega-Lite configuration."""
