"""Markdown twins, beside their pages in the site.

They are kept in a folder of their own until then: in the docs folder every Markdown file becomes a
page, and MkDocs empties the site's folder before it writes.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from builder.pages.page import Page


def keeping_twins(pages: Iterable[Page], folder: Path) -> Iterator[Page]:
    """Yield pages as they come, and make a folder hold the twins of these and no others."""
    wanted: set[Path] = set()
    for page in pages:
        if page.twin:
            path = folder / page.address / "index.md"
            wanted.add(path)
            _write(path, page.twin)
        yield page
    for path in folder.rglob("index.md"):
        if path not in wanted:
            path.unlink()


def place_twins(folder: Path, site: Path) -> None:
    """Copy the twins to where their pages stand."""
    for path in sorted(folder.rglob("index.md")):
        shutil.copyfile(path, site / path.relative_to(folder))


def _write(path: Path, text: str) -> None:
    if not path.is_file() or path.read_bytes() != text.encode():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
