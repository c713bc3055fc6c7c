"""Cards, beside their pages in the site.

As drawings they are kept in a folder of their own until then, as the Markdown twins are: which of
them become pictures is known only when all pages have passed by.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from builder.charts.palette import coloured
from builder.charts.pictures import Pictures
from builder.pages.page import CARD, Page
from builder.publish.files import write_text
from builder.publish.html import PALETTE, SiteError

_DRAWING = "card.svg"

BATCH = 256
"""Drawings that are read and drawn together: enough for all processes, few enough to hold."""


def keeping_cards(pages: Iterable[Page], folder: Path) -> Iterator[Page]:
    """Yield pages as they come, and make a folder hold the cards of these and no others."""
    wanted: set[Path] = set()
    for page in pages:
        if page.card is not None:
            path = folder / page.address / _DRAWING
            wanted.add(path)
            write_text(path, page.card.drawing)
        yield page
    for path in folder.rglob(_DRAWING):
        if path not in wanted:
            path.unlink()


def write_cards(
    site: Path,
    folder: Path,
    palette: Mapping[str, str],
    pictures: Pictures,
    pages: Collection[str] | None = None,
) -> int:
    """Write the cards that a folder keeps into a site; returns how many had to be drawn.

    `palette` is what the colours of a drawing are called. With `pages`, addresses, only theirs are
    written; what is the same as before is not drawn again. Raises SiteError for a colour that the
    palette lacks.
    """
    drawn = 0
    kept = (path for path in sorted(folder.rglob(_DRAWING)))
    wanted = (path for path in kept if pages is None or _address(path, folder) in pages)
    while batch := list(islice(wanted, BATCH)):
        try:
            drawings = [coloured(path.read_text(encoding="utf-8"), palette) for path in batch]
        except LookupError as error:
            raise SiteError(f"{PALETTE}: expected a colour {error}, found none") from error
        drawn += pictures.draw(drawings)
        for path, drawing in zip(batch, drawings, strict=True):
            target = site / _address(path, folder) / CARD
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(pictures.png(drawing))
    return drawn


def _address(path: Path, folder: Path) -> str:
    """Return the address of the page whose card a file is."""
    address = path.parent.relative_to(folder).as_posix()
    return "" if address == "." else f"{address}/"
