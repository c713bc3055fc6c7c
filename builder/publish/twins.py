"""Markdown twins, beside their pages in the site.

They are kept in a folder of their own until then: in the docs folder every Markdown file becomes a
page, and MkDocs empties the site's folder before it writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from builder.pages.page import Page
from builder.publish.files import copy_changed, write_text


def keeping_twins(pages: Iterable[Page], folder: Path) -> Iterator[Page]:
    """Yield pages as they come, and make a folder hold the twins of these and no others."""
    wanted: set[Path] = set()
    for page in pages:
        if page.twin:
            path = folder / page.address / "index.md"
            wanted.add(path)
            write_text(path, page.twin)
        yield page
    for path in folder.rglob("index.md"):
        if path not in wanted:
            path.unlink()


def place_twins(folder: Path, site: Path) -> None:
    """Copy the twins to where their pages stand."""
    for path in sorted(folder.rglob("index.md")):
        copy_changed(path, site / path.relative_to(folder))
