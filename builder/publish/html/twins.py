"""Markdown twins, beside their pages in the site.

They are kept in a folder of their own until then: in the docs folder every Markdown file becomes a
page, and MkDocs empties the site's folder before it writes.
"""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

from builder.publish.catalogue import Catalogue
from builder.publish.files import copy_changed


def place_twins(folder: Path, site: Path, catalogue: Catalogue, rendered: Container[str]) -> None:
    """Copy the twins of pages that were rendered to where these stand."""
    for page in (*catalogue.pages, *catalogue.unlisted):
        if page.has_twin and page.address in rendered:
            path = f"{page.address}index.md"
            copy_changed(folder / path, site / path)
