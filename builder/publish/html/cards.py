"""Cards, beside their pages in the site.

As drawings they are kept with the Markdown twins until then: which of them become pictures is known
only when all pages are made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path

from builder.charts.palette import coloured
from builder.charts.pictures import Pictures
from builder.pages.page import CARD
from builder.publish.files import write_bytes
from builder.publish.html.html import PALETTE, SiteError
from builder.publish.kept.page_files import CARD_DRAWING

BATCH = 256
"""Drawings that are read and drawn together: enough for all processes, few enough to hold."""


def write_cards(
    site: Path,
    folder: Path,
    palette: Mapping[str, str],
    pictures: Pictures,
    addresses: Iterable[str],
) -> int:
    """Write the cards of some pages into a site; returns how many had to be drawn.

    `folder` holds their drawings, `palette` is what the colours of a drawing are called. What is
    the same as before is not drawn again. Raises SiteError for a colour that the palette lacks.
    """
    drawn = 0
    have = (address for address in addresses if (folder / address / CARD_DRAWING).is_file())
    while batch := list(islice(have, BATCH)):
        texts = [(folder / address / CARD_DRAWING).read_text(encoding="utf-8") for address in batch]
        try:
            drawings = [coloured(text, palette) for text in texts]
        except LookupError as error:
            raise SiteError(f"{PALETTE}: expected a colour {error}, found none") from error
        drawn += pictures.draw(drawings)
        for address, drawing in zip(batch, drawings, strict=True):
            write_bytes(site / address / CARD, pictures.png(drawing))
    return drawn
