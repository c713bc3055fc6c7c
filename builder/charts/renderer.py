"""The one place that calls vl-convert, the renderer: Vega and Vega-Lite without a browser."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

FONTS = Path(__file__).with_name("fonts")


@cache
def _ready() -> Any:
    # Starting the renderer takes most of a second: only where something has to be drawn.
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert


def compile_vega(specification: dict[str, Any]) -> dict[str, Any]:
    """Compile a Vega-Lite specification to Vega."""
    compiled: dict[str, Any] = _ready().vegalite_to_vega(specification)
    return compiled


def draw_svg(specification: str) -> str:
    """Draw a Vega specification, as JSON, as an SVG document."""
    drawn: str = _ready().vega_to_svg(specification)
    return drawn


def draw_png(drawing: str) -> bytes:
    """Draw an SVG document as a picture, a point for each of its pixels."""
    drawn: bytes = _ready().svg_to_png(drawing, scale=1, ppi=72)
    return drawn


def bundle_script(snippet: str) -> str:
    """Bundle a JavaScript module with all that it imports of the renderer's own modules."""
    bundled: str = _ready().javascript_bundle(snippet)
    return bundled


@cache
def renderer_version() -> str:
    """Name all that a drawing depends on beside its specification: renderer, fonts, this module."""
    from importlib.metadata import version

    files = hashlib.sha256()
    for file in (*sorted(FONTS.glob("*.ttf")), Path(__file__)):
        files.update(file.read_bytes())
    return f"vl-convert {version('vl-convert-python')}, fonts and calls {files.hexdigest()}"


def has_started() -> bool:
    """Tell whether the renderer runs in this process, with threads of its own."""
    return _ready.cache_info().currsize > 0
