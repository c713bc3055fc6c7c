"""Finds links of authors that lead nowhere on the site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

_LINKED = re.compile(r"""<(?:a|img)\b[^>]*?\b(?:href|src)=["']([^"']*)["']""")


def broken_links(site: Path, addresses: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield (address, link) for each link within the site, on these pages, that finds no file."""
    for address in addresses:
        folder = site / address
        html = (folder / "index.html").read_text(encoding="utf-8")
        for link in map(unescape, dict.fromkeys(_LINKED.findall(html))):
            if not _leads_somewhere(link, folder, site):
                yield address, link


def _leads_somewhere(link: str, folder: Path, site: Path) -> bool:
    try:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc or not parts.path:
            return True
        base = site if parts.path.startswith("/") else folder
        target = (base / unquote(parts.path).lstrip("/")).resolve()
        exists = target.is_file() or (target / "index.html").is_file()
    except (OSError, ValueError):
        # No address, or none that a file can have.
        return False
    return exists and target.is_relative_to(site.resolve())
