"""Draw the site's logo, which stands for it where its pages are shown by others.

    python overrides/assets/images/make_images.py

Run it in Daybook's environment when the favicon has changed. The same favicon gives the same bytes.
"""

import io
import sys
from pathlib import Path

import vl_convert
from PIL import Image

IMAGES = Path(__file__).parent

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


def png(drawing: str) -> bytes:
    """A drawing as PNG with a palette of 64 colours: all that flat colours with soft edges need."""
    drawn = Image.open(io.BytesIO(vl_convert.svg_to_png(drawing, scale=1, ppi=72)))
    small = drawn.convert("RGB").quantize(64, dither=Image.Dither.NONE)
    out = io.BytesIO()
    small.save(out, "PNG", optimize=True)
    return out.getvalue()


def main() -> None:
    """Draw it."""
    image = png(logo())
    if len(image) > MOST_BYTES:
        sys.exit(f"logo.png: expected at most {MOST_BYTES:,} bytes, found {len(image):,}")
    (IMAGES / "logo.png").write_bytes(image)
    print(f"logo.png: {len(image):,} bytes")


if __name__ == "__main__":
    main()
