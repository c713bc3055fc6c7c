"""Tells search engines which pages there are, and when each last changed.

After https://www.sitemaps.org/protocol.html and Google's sitemaps for news. The files are one for
each year of days and one for the rest, below an index.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from pathlib import Path
from xml.sax.saxutils import escape

from builder.pages.dates import Dates, spanning
from builder.pages.settings import Settings
from builder.publish.catalogue import Catalogue, Followed, Listed
from builder.publish.files import write_text
from builder.publish.found.xml_text import xml_text

MOST_URLS = 50_000
"""Addresses of one file; with 2,048 characters each it could still pass 50 MB, but none has."""

NEWS_DAYS = 2
"""A news sitemap holds the articles of two days only."""

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def sitemap(settings: Settings, pages: Iterable[Listed]) -> str:
    """Return a sitemap of pages, in their order.

    `lastmod` is the moment a page's content changed: the day of a build would say nothing of it.
    """
    entries = "".join(
        f"<url>{_place(settings, page.address, page.dates)}</url>\n" for page in pages
    )
    return f'{_HEAD}<urlset xmlns="{_SITEMAP}">\n{entries}</urlset>\n'


def sitemap_index(settings: Settings, files: dict[str, Sequence[Listed]]) -> str:
    """Return the index of sitemaps by their file names."""
    entries = "".join(
        f"<sitemap>{_place(settings, name, spanning(page.dates for page in pages))}</sitemap>\n"
        for name, pages in files.items()
    )
    return f'{_HEAD}<sitemapindex xmlns="{_SITEMAP}">\n{entries}</sitemapindex>\n'


def sitemap_files(pages: Iterable[Listed], most: int = MOST_URLS) -> dict[str, Sequence[Listed]]:
    """Divide pages among files, by their names: of each year, of the rest, of at most so many."""
    groups: dict[str, list[Listed]] = {}
    for page in sorted(pages, key=lambda page: page.address):
        year = page.address[:4]
        groups.setdefault(year if year.isdigit() else "pages", []).append(page)
    files: dict[str, Sequence[Listed]] = {}
    for group in sorted(groups):
        for number, part in enumerate(_parts(groups[group], most), start=1):
            suffix = f"-{number}" if number > 1 else ""
            files[f"sitemap-{group}{suffix}.xml"] = part
    return files


def news_sitemap(settings: Settings, days: Iterable[Followed]) -> str:
    """Return the articles of the last two days on file, the latest last in `days`.

    "Today" is the latest day on file: a rebuild changes nothing. Empty without any day.
    """
    latest_first = [*days][::-1]
    entries = "".join(
        f"<url><loc>{_absolute(settings, day.address)}</loc><news:news><news:publication>"
        f"<news:name>{escape(xml_text(settings.name))}</news:name>"
        f"<news:language>{escape(settings.language)}</news:language></news:publication>"
        f"<news:publication_date>{day.dates.published.isoformat()}</news:publication_date>"
        f"<news:title>{escape(xml_text(day.digest.headline))}</news:title></news:news></url>\n"
        for day in latest_first
        if latest_first[0].dates.published - day.dates.published < timedelta(days=NEWS_DAYS)
    )
    if not entries:
        return ""
    return f'{_HEAD}<urlset xmlns="{_SITEMAP}" xmlns:news="{_NEWS}">\n{entries}</urlset>\n'


def robots(settings: Settings, sitemaps: Sequence[str]) -> str:
    """Return what robots may read, which is all, and where the sitemaps are.

    A demonstration has none, and its pages ask not to be indexed: who may not read them would
    not know.
    """
    lines = ["User-agent: *", "Allow: /"]
    lines += [""] * bool(sitemaps) + [f"Sitemap: {settings.absolute(name)}" for name in sitemaps]
    return "\n".join(lines) + "\n"


def write_sitemaps(site: Path, settings: Settings, catalogue: Catalogue) -> None:
    """Write the sitemaps and robots.txt, in place of the sitemap that MkDocs wrote."""
    files = sitemap_files(catalogue.pages)
    texts = {name: sitemap(settings, pages) for name, pages in files.items()}
    if files:
        texts["sitemap.xml"] = sitemap_index(settings, files)
    news = news_sitemap(settings, catalogue.latest)
    if news:
        texts["sitemap-news.xml"] = news
    for name, text in texts.items():
        write_text(site / name, text)
    for path in (*site.glob("sitemap*.xml"), *site.glob("sitemap.xml.gz")):
        if path.name not in texts:
            path.unlink()
    tops = [name for name in ("sitemap.xml", "sitemap-news.xml") if name in texts]
    write_text(site / "robots.txt", robots(settings, tops))


def _parts(pages: list[Listed], most: int) -> Iterable[list[Listed]]:
    return (pages[start : start + most] for start in range(0, len(pages), most))


def _place(settings: Settings, address: str, dates: Dates | None) -> str:
    changed = f"<lastmod>{dates.modified.isoformat()}</lastmod>" if dates is not None else ""
    return f"<loc>{_absolute(settings, address)}</loc>{changed}"


def _absolute(settings: Settings, address: str) -> str:
    return escape(settings.absolute(address))
