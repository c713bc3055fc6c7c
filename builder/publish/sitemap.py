"""Tells search engines which pages there are."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape


def sitemap(url: str, addresses: Iterable[str]) -> str:
    """Return a sitemap of absolute addresses, in their order.

    Without `lastmod`: MkDocs would stamp every page with the day of the build, which says nothing
    about the page.
    """
    base = url.rstrip("/") + "/"
    entries = "".join(f"<url><loc>{escape(base + address)}</loc></url>\n" for address in addresses)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{entries}</urlset>\n"
    )


def write_sitemap(site: Path, url: str, addresses: Iterable[str]) -> None:
    """Replace the sitemap that MkDocs wrote."""
    (site / "sitemap.xml.gz").unlink(missing_ok=True)
    (site / "sitemap.xml").write_text(sitemap(url, sorted(addresses)), encoding="utf-8")
