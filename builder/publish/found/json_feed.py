"""A feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from typing import Any

from builder.pages.settings import Settings
from builder.publish.found.atom import MOST_BYTES
from builder.publish.found.entries import Entry, Feed

_ROOM_BETWEEN = 100
"""Bytes for the commas between the entries."""


def json_feed(settings: Settings, feed: Feed) -> str:
    """Return a feed as JSON Feed, with the full text of its entries as HTML."""
    document: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.about,
        "home_page_url": settings.absolute(feed.page),
        "feed_url": settings.absolute(f"{feed.folder}feed.json"),
        "language": settings.language,
        "icon": settings.absolute("assets/images/logo.png"),
        "authors": [{"name": settings.name, "url": settings.absolute("")}],
        "items": [],
    }
    size = _ROOM_BETWEEN + len(_written(document).encode())
    for entry in feed.entries:
        item = _item(settings, entry)
        size += len(_written(item).encode())
        if size > MOST_BYTES and document["items"]:
            break
        document["items"].append(item)
    return f"{_written(document)}\n"


def _item(settings: Settings, entry: Entry) -> dict[str, Any]:
    authors = [{"name": settings.name, "url": settings.absolute("")}]
    authors += [
        {"name": author.name, **({"url": author.address} if author.address else {})}
        for author in entry.authors
    ]
    return {
        "id": entry.id,
        "url": entry.address,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": str(entry.html),
        "date_published": entry.dates.published.isoformat(),
        "date_modified": entry.dates.modified.isoformat(),
        "authors": authors,
        "tags": list(entry.terms),
    }


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
