"""Finds links that lead nowhere on a site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Iterable, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

_LINKED = re.compile(r"""<(?:a|img)\b[^>]*?\b(?:href|src)=["']([^"']*)["']""")


def broken_links(
    site: Path, files: Container[str], addresses: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Yield (address, link) for each link within the site, on these pages, that finds no file.

    `files` are the paths of all files of the site.
    """
    for address in addresses:
        html = (site / address / "index.html").read_text(encoding="utf-8")
        for link in map(unescape, dict.fromkeys(_LINKED.findall(html))):
            if not _leads_somewhere(link, address, files):
                yield address, link


def pages_to_follow(
    files: Iterable[str], before: Iterable[str], rendered: Iterable[str]
) -> list[str]:
    """Return the addresses of pages on which a link may have begun to lead nowhere.

    They are those that were `rendered`; and all, if any file is gone that was there `before`: an
    unchanged page may lead to it. No page links the parts of the search's index.
    """
    files = set(files)
    gone = (name for name in before if name not in files and not name.startswith("search/"))
    if next(gone, None) is None:
        return sorted(rendered)
    return sorted(
        name.removesuffix("index.html")
        for name in files
        if posixpath.basename(name) == "index.html"
    )


def _leads_somewhere(link: str, address: str, files: Container[str]) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        # No address at all.
        return False
    if parts.scheme or parts.netloc or not parts.path:
        return True
    path = unquote(parts.path)
    target = posixpath.normpath(path.lstrip("/") if path.startswith("/") else f"{address}{path}")
    return target in files or posixpath.normpath(f"{target}/index.html") in files
