"""A feed as Atom (RFC 4287)."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from builder.pages.settings import Settings
from builder.publish.found.entries import Entry, Feed
from builder.publish.found.xml_text import xml_text

MOST_BYTES = 100_000
"""The size that a feed keeps to: older entries are left out, never the latest."""

_ROOM_BETWEEN = 100
"""Bytes for what stands between the entries."""

_ATOM = "http://www.w3.org/2005/Atom"


def atom(settings: Settings, feed: Feed) -> str:
    """Return a feed as Atom, with the full text of its entries as HTML."""
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": settings.language})
    own = settings.absolute(f"{feed.folder}feed.xml")
    _text(root, "id", settings.absolute(f"{feed.first_folder}feed.xml"))
    _text(root, "title", feed.title)
    _text(root, "subtitle", feed.about)
    _text(root, "updated", feed.updated.isoformat())
    _link(root, "self", own, "application/atom+xml")
    _link(root, "alternate", settings.absolute(feed.page), "text/html")
    _author(root, "author", settings.name, settings.absolute(""))
    if settings.licence:
        _link(root, "license", settings.licence.url, "text/html")
        _text(root, "rights", settings.licence.name)
    size = _ROOM_BETWEEN + len(_written(root))
    for entry in feed.entries:
        element = _entry(settings, entry)
        size += len(_written(element))
        if size > MOST_BYTES and entry is not feed.entries[0]:
            break
        root.append(element)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{_written(root).decode()}\n'


def _entry(settings: Settings, entry: Entry) -> Element:
    element = Element("entry")
    _text(element, "id", entry.id)
    _text(element, "title", entry.title)
    _text(element, "published", entry.dates.published.isoformat())
    _text(element, "updated", entry.dates.modified.isoformat())
    _link(element, "alternate", entry.address, "text/html")
    _author(element, "author", settings.name, settings.absolute(""))
    for author in entry.authors:
        _author(element, "author", author.name, author.address)
    for term in entry.terms:
        SubElement(element, "category", {"term": xml_text(term)})
    _text(element, "summary", entry.summary)
    content = SubElement(element, "content", {"type": "html", "xml:base": entry.address})
    content.text = xml_text(entry.html)
    return element


def _written(element: Element) -> bytes:
    ElementTree.indent(element, "")
    return ElementTree.tostring(element, "utf-8", xml_declaration=False)


def _author(parent: Element, kind: str, name: str, address: str) -> None:
    author = SubElement(parent, kind)
    _text(author, "name", name)
    if address:
        _text(author, "uri", address)


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = xml_text(text)


def _link(parent: Element, rel: str, href: str, kind: str) -> None:
    SubElement(parent, "link", {"rel": rel, "type": kind, "href": xml_text(href)})
