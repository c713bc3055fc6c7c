"""Draw the site's logo and its card, which stand for it where its pages are shown by others.

    python overrides/assets/images/make_images.py

Run it in Daybook's environment, after `pip install brotli pillow`, when the site's name in
mkdocs.yml has changed. The same name and fonts give the same bytes.
"""

import io
import sys
import tempfile
from html import escape
from pathlib import Path

import vl_convert
import yaml
from fontTools.ttLib import TTFont
from PIL import Image

IMAGES = Path(__file__).parent
ROOT = IMAGES.parents[2]

PAPER, INK, MUTED, RULE = "#fbfaf7", "#1c1b19", "#5f5c56", "#d9d5cb"
LINE = "Crypto derivatives, day by day. Every number can be proven."
MOST_BYTES = 40_000


def mark(x: float, y: float, size: float) -> str:
    """The favicon, at a place and a size."""
    drawing = (IMAGES / "favicon.svg").read_text(encoding="utf-8")
    inside = drawing[drawing.index(">") + 1 : drawing.rindex("</svg>")]
    return f'<g transform="translate({x} {y}) scale({size / 32})">{inside}</g>'


def logo() -> str:
    """The favicon as a square of 512 pixels."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="512" height="512" viewBox="0 0 512 512">'
        f"{mark(0, 0, 512)}</svg>"
    )


def card(name: str) -> str:
    """The wordmark and one line on paper, 1200 by 630 pixels."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630" viewBox="0 0 1200 630">'
        f'<path fill="{PAPER}" d="M0 0h1200v630H0z"/><path fill="{INK}" d="M0 0h1200v16H0z"/>'
        f"{mark(96, 120, 96)}"
        f'<text x="90" y="390" font-family="Daybook Serif" font-weight="600" font-size="136" '
        f'letter-spacing="-1.4" fill="{INK}">{escape(name)}</text>'
        f'<path fill="{RULE}" d="M96 452h1008v2H96z"/><path fill="{INK}" d="M96 450h112v5H96z"/>'
        f'<text x="96" y="520" font-family="Inter" font-size="34" fill="{MUTED}">{LINE}</text>'
        "</svg>"
    )


def png(drawing: str) -> bytes:
    """A drawing as PNG with a palette of 64 colours: all that flat colours with soft edges need."""
    drawn = Image.open(io.BytesIO(vl_convert.svg_to_png(drawing, scale=1, ppi=72)))
    small = drawn.convert("RGB").quantize(64, dither=Image.Dither.NONE)
    out = io.BytesIO()
    small.save(out, "PNG", optimize=True)
    return out.getvalue()


def main() -> None:
    """Draw both, with the fonts of the pages and of the charts and no other."""
    name = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["site_name"]
    with tempfile.TemporaryDirectory() as fonts:
        serif = TTFont(ROOT / "overrides/assets/fonts/daybook-serif-semibold.woff2")
        serif.flavor = None
        serif.save(Path(fonts) / "daybook-serif-semibold.ttf")
        vl_convert.register_font_directory(fonts)
        vl_convert.register_font_directory(str(ROOT / "builder/charts/fonts"))
        drawings = {"logo.png": logo(), "card.png": card(name)}
        for file, drawing in drawings.items():
            image = png(drawing)
            if len(image) > MOST_BYTES:
                sys.exit(f"{file}: expected at most {MOST_BYTES:,} bytes, found {len(image):,}")
            (IMAGES / file).write_bytes(image)
            print(f"{file}: {len(image):,} bytes")


if __name__ == "__main__":
    main()
