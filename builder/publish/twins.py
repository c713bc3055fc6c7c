"""Markdown twins, beside their pages in the site.

They are kept in a folder of their own until then: in the docs folder every Markdown file becomes a
page, and MkDocs empties the site's folder before it writes.
"""

from __future__ import annotations

from pathlib import Path

from builder.publish.files import copy_changed


def place_twins(folder: Path, site: Path) -> None:
    """Copy the twins to where their pages stand."""
    for path in sorted(folder.rglob("index.md")):
        copy_changed(path, site / path.relative_to(folder))
