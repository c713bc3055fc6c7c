"""Finds links of authors that lead nowhere on the site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

_LINKED = re.compile(r"""<(?:a|img)\b[^>]*?\b(?:href|src)=["']([^"']*)["']""")


def broken_links(site: Path, addresses: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield (address, link) for each link within the site, on these pages, that finds no file."""
    for address in addresses:
        folder = site / address
        html = (folder / "index.html").read_text(encoding="utf-8")
        for link in dict.fromkeys(_LINKED.findall(html)):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            base = site if parts.path.startswith("/") else folder
            target = base / unquote(parts.path).lstrip("/")
            if not target.is_file() and not (target / "index.html").is_file():
                yield address, link
