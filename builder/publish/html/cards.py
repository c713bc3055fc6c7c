"""Cards, beside their pages in the site.

As drawings they are kept with the Markdown twins until then: which of them become pictures is known
only when all pages are made.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from builder.charts.pictures import Pictures
from builder.pages.page import CARD
from builder.publish.errors import SiteError
from builder.publish.files import write_bytes
from builder.publish.html.html import PALETTE
from builder.publish.kept.page_files import CARD_DRAWING

BATCH = 256
"""Drawings that are read and drawn together: enough for all processes, few enough to hold."""


def write_cards(site: Path, folder: Path, pictures: Pictures, addresses: Iterable[str]) -> int:
    """Write the cards of some pages into a site; returns how many had to be drawn.

    `folder` holds their drawings. What is the same as before is not drawn again. Raises SiteError
    for a colour that the palette of the pictures lacks.
    """
    drawn = 0
    have = (address for address in addresses if (folder / address / CARD_DRAWING).is_file())
    while batch := list(islice(have, BATCH)):
        files = (folder / address / CARD_DRAWING for address in batch)
        drawings = [file.read_text(encoding="utf-8") for file in files]
        try:
            drawn += pictures.draw(drawings)
        except LookupError as error:
            raise SiteError(f"{PALETTE}: expected a colour {error}, found none") from error
        for address, drawing in zip(batch, drawings, strict=True):
            write_bytes(site / address / CARD, pictures.png(drawing))
    return drawn
