"""Tells search engines which pages there are, and when each last changed.

After https://www.sitemaps.org/protocol.html and Google's sitemaps for news. The files are one for
each year of days and one for the rest, below an index.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

from builder.pages.settings import Settings
from builder.publish.catalogue import Catalogue, Listed

NEWS_DAYS = 2
"""A news sitemap holds the articles of two days only."""

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def sitemap(url: str, pages: Sequence[Listed]) -> str:
    """Return a sitemap of pages, in the order of their addresses.

    `lastmod` is the moment a page's content changed: the day of a build would say nothing of it.
    """
    entries = "".join(
        f"<url><loc>{_absolute(url, page.address)}</loc>{_lastmod(page.modified)}</url>\n"
        for page in sorted(pages, key=lambda page: page.address)
    )
    return f'{_HEAD}<urlset xmlns="{_SITEMAP}">\n{entries}</urlset>\n'


def sitemap_index(url: str, files: dict[str, Sequence[Listed]]) -> str:
    """Return the index of sitemaps by their file names."""
    entries = ""
    for name, pages in files.items():
        moments = [page.modified for page in pages if page.modified is not None]
        changed = _lastmod(max(moments)) if moments else ""
        entries += f"<sitemap><loc>{_absolute(url, name)}</loc>{changed}</sitemap>\n"
    return f'{_HEAD}<sitemapindex xmlns="{_SITEMAP}">\n{entries}</sitemapindex>\n'


def news_sitemap(settings: Settings, days: Sequence[Listed]) -> str:
    """Return the articles of the last two days on file; `days` are the latest first."""
    entries = ""
    latest = days[0].digest.dates.published if days and days[0].digest else None
    for page in days:
        digest = page.digest
        if digest is None or latest is None:
            continue
        if latest - digest.dates.published >= timedelta(days=NEWS_DAYS):
            break
        entries += (
            f"<url><loc>{_absolute(settings.url, page.address)}</loc><news:news><news:publication>"
            f"<news:name>{escape(settings.name)}</news:name>"
            f"<news:language>{escape(settings.language)}</news:language></news:publication>"
            f"<news:publication_date>{digest.dates.published.isoformat()}</news:publication_date>"
            f"<news:title>{escape(digest.headline)}</news:title></news:news></url>\n"
        )
    return f'{_HEAD}<urlset xmlns="{_SITEMAP}" xmlns:news="{_NEWS}">\n{entries}</urlset>\n'


def robots(url: str, indexable: bool) -> str:
    """Return what robots may read, with the sitemap's address; nothing of a demonstration."""
    if not indexable:
        return "User-agent: *\nDisallow: /\n"
    return f"User-agent: *\nAllow: /\n\nSitemap: {url}sitemap.xml\nSitemap: {url}sitemap-news.xml\n"


def write_sitemaps(site: Path, settings: Settings, catalogue: Catalogue) -> None:
    """Write the sitemaps and robots.txt, in place of the sitemap that MkDocs wrote."""
    (site / "sitemap.xml.gz").unlink(missing_ok=True)
    files: dict[str, list[Listed]] = {}
    for page in catalogue.pages:
        year = page.address[:4]
        name = f"sitemap-{year}.xml" if year.isdigit() else "sitemap-pages.xml"
        files.setdefault(name, []).append(page)
    ordered = {name: files[name] for name in sorted(files)}
    for name, pages in ordered.items():
        _write(site / name, sitemap(settings.url, pages))
    _write(site / "sitemap.xml", sitemap_index(settings.url, ordered))
    _write(site / "sitemap-news.xml", news_sitemap(settings, catalogue.days))
    _write(site / "robots.txt", robots(settings.url, bool(catalogue.pages)))


def _absolute(url: str, address: str) -> str:
    return escape(url + address)


def _lastmod(moment: datetime | None) -> str:
    return f"<lastmod>{moment.isoformat()}</lastmod>" if moment is not None else ""


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
