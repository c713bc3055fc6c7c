"""Feeds for those who follow: Atom (RFC 4287) and JSON Feed 1.1, of the site and of assets."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from builder.pages.settings import Settings
from builder.publish.catalogue import Catalogue, Listed

ENTRIES = 20
"""Entries of a feed: with full content, about 80 KB."""

_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class Feed:
    """A feed: its title, the page that it follows, its folder, its entries, the latest first."""

    title: str
    page: str
    folder: str
    entries: tuple[Listed, ...]


def feeds_of(settings: Settings, catalogue: Catalogue) -> list[Feed]:
    """Return the feeds of a site: of all days, and of the days of each asset."""
    days = catalogue.days
    feeds = [Feed(settings.name, "", "", tuple(days[:ENTRIES]))]
    for asset in catalogue.assets:
        ticker = asset.digest.tickers[0] if asset.digest else ""
        of_asset = [day for day in days if day.digest and ticker in day.digest.tickers]
        feeds.append(
            Feed(
                f"{settings.name}: {ticker}",
                asset.address,
                asset.address,
                tuple(of_asset[:ENTRIES]),
            )
        )
    return feeds


def atom(settings: Settings, feed: Feed) -> str:
    """Return a feed as Atom; ids are the permanent addresses of pages."""
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": settings.language})
    _text(root, "id", f"{settings.url}{feed.folder}feed.xml")
    _text(root, "title", feed.title)
    _text(root, "updated", _updated(feed.entries))
    _link(root, "self", f"{settings.url}{feed.folder}feed.xml", "application/atom+xml")
    _link(root, "alternate", f"{settings.url}{feed.page}", "text/html")
    author = SubElement(root, "author")
    _text(author, "name", settings.name)
    _text(author, "uri", settings.url)
    for page in feed.entries:
        root.append(_entry(settings, page))
    ElementTree.indent(root, "")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, "unicode") + "\n"


def json_feed(settings: Settings, feed: Feed) -> str:
    """Return a feed as JSON Feed 1.1."""
    document: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": f"{settings.url}{feed.page}",
        "feed_url": f"{settings.url}{feed.folder}feed.json",
        "language": settings.language,
        "authors": [{"name": settings.name, "url": settings.url}],
        "items": [_item(settings, page) for page in feed.entries],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def write_feeds(site: Path, settings: Settings, feeds: Iterable[Feed]) -> None:
    """Write each feed beside the page that it follows."""
    for feed in feeds:
        folder = site / feed.folder
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "feed.xml").write_text(atom(settings, feed), encoding="utf-8", newline="\n")
        (folder / "feed.json").write_text(json_feed(settings, feed), encoding="utf-8", newline="\n")


def _entry(settings: Settings, page: Listed) -> Element:
    assert page.digest is not None, "only pages with a text are followed"
    entry = Element("entry")
    address = f"{settings.url}{page.address}"
    _text(entry, "id", address)
    _text(entry, "title", page.digest.headline)
    _text(entry, "published", page.digest.dates.published.isoformat())
    _text(entry, "updated", page.digest.dates.modified.isoformat())
    _link(entry, "alternate", address, "text/html")
    for name in page.digest.authors:
        _text(SubElement(entry, "contributor"), "name", name)
    for term in (*page.digest.tickers, *page.digest.tags):
        SubElement(entry, "category", {"term": term})
    _text(entry, "summary", page.digest.summary)
    content = SubElement(entry, "content", {"type": "html", "xml:base": address})
    content.text = str(page.digest.text)
    return entry


def _item(settings: Settings, page: Listed) -> dict[str, Any]:
    assert page.digest is not None, "only pages with a text are followed"
    address = f"{settings.url}{page.address}"
    authors = [{"name": settings.name}, *({"name": name} for name in page.digest.authors)]
    return {
        "id": address,
        "url": address,
        "title": page.digest.headline,
        "summary": page.digest.summary,
        "content_html": str(page.digest.text),
        "date_published": page.digest.dates.published.isoformat(),
        "date_modified": page.digest.dates.modified.isoformat(),
        "authors": authors,
        "tags": [*page.digest.tickers, *page.digest.tags],
    }


def _updated(entries: Sequence[Listed]) -> str:
    moments = [page.digest.dates.modified for page in entries if page.digest is not None]
    # A feed without entries has never changed.
    return (
        max(moments) if moments else datetime.fromisoformat("1970-01-01T00:00:00+00:00")
    ).isoformat()


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _link(parent: Element, rel: str, href: str, kind: str) -> None:
    SubElement(parent, "link", {"rel": rel, "type": kind, "href": href})
