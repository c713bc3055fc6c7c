"""The pages that others frame, below a folder of their own in the site.

They are whole as they are made, so they wait among the twins and pass by MkDocs.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from builder.pages.charts.chart_files import EMBEDS
from builder.publish.files import copy_changed
from builder.publish.kept.page_files import EMBED


def place_embeds(folder: Path, site: Path, addresses: Iterable[str]) -> None:
    """Copy what is to be framed of some pages, where there is anything, to where it stands."""
    for address in addresses:
        made = folder / address / EMBED
        if made.is_file():
            copy_changed(made, site / embed_address(address) / "index.html")


def embed_address(address: str) -> str:
    """Return where that stands of a page."""
    return f"{EMBEDS}{address}"
