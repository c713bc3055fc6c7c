"""What the theme brings to a site, and taking away what of it no page uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from builder.market.registry import RESERVED_SLUGS
from builder.pages.structured import LOGO

_LINKED = re.compile(
    r"""(?:href|src)=["']([^"'#?]+)"""
    r"""|url\(["']?([^"')]+)"""
    r"""|(?:from |import\()["'](\./[^"']+)"""
)
"""What a page links, what a style sheet shows, what a script imports."""

_NAMED = (LOGO,)
"""What pages name by its whole address, in their structured data and their cards."""


def files_of_theme(folders: Iterable[str]) -> set[str]:
    """Return where files of a theme's folders lie on a site, apart from pages and templates."""
    return {
        path.relative_to(folder).as_posix()
        for folder in folders
        for path in Path(folder).rglob("*")
        if path.is_file() and path.suffix not in (".html", ".md")
    }


def remove_unused_assets(site: Path, examples: Iterable[str]) -> None:
    """Remove the theme's files that no page, style sheet or script asks for.

    `examples` are the addresses of one page of each form: pages of a form have the same head.
    Material for MkDocs copies 2.5 MB of scripts, styles and dictionaries of a search that is not
    used here.
    """
    used = {(site / name).resolve() for name in _NAMED}
    pages = (site / address / "index.html" for address in examples)
    pending = [site / "404.html", *(page for page in pages if page.is_file())]
    while pending:
        for linked in _links(pending.pop(), site):
            if linked.is_file() and linked not in used:
                used.add(linked)
                if linked.suffix in (".css", ".js"):
                    pending.append(linked)
    for name in RESERVED_SLUGS:
        for path in sorted((site / "assets" / name).rglob("*"), reverse=True):
            if path.is_dir() and not any(path.iterdir()):
                path.rmdir()
            elif path.is_file() and path.resolve() not in used:
                path.unlink()


def _links(file: Path, site: Path) -> Iterator[Path]:
    for match in _LINKED.finditer(file.read_text(encoding="utf-8")):
        target = match[1] or match[2] or match[3]
        # The error page is served at any depth, so its links begin where the site is mounted.
        _, found, below = target.partition("/assets/")
        if target.startswith("/") and found:
            yield (site / "assets" / below).resolve()
        else:
            yield (file.parent / target).resolve()
