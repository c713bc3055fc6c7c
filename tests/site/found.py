"""What a built site tells search engines, feed readers and machines, read without its code."""

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

from tests.pages.html import Element, parse
from tests.site.building import pages_in

SCHEMAS = Path(__file__).with_name("schemas")

NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
    "a": "http://www.w3.org/2005/Atom",
}

Tree = etree._Element


@dataclass(frozen=True)
class Head:
    """What the head of a page says of it."""

    tree: Element
    data: list[dict[str, Any]]

    @property
    def title(self) -> str:
        """The text of the title."""
        return self.tree.one("title").text

    def meta(self, name: str) -> str:
        """Return the content of the only such `meta`, by its name or property."""
        return self.metas(name)[0] if len(self.metas(name)) == 1 else ""

    def metas(self, name: str) -> list[str]:
        """Return the contents of all such `meta`."""
        return [
            element.attributes.get("content", "")
            for element in self.tree.all("meta")
            if name in (element.attributes.get("name"), element.attributes.get("property"))
        ]

    def links(self, rel: str) -> list[Element]:
        """Return the links of a kind."""
        return [link for link in self.tree.all("link") if link.attributes.get("rel") == rel]

    def nodes(self, kind: str) -> list[dict[str, Any]]:
        """Return the structured data of a type that stand at the top."""
        return [node for node in self.data if node["@type"] == kind]


def head_of(path: Path) -> Head:
    """Read the head of a page."""
    text = path.read_text(encoding="utf-8")
    head = text[text.index("<head>") : text.index("</head>") + len("</head>")]
    tree = parse(head)
    data: list[dict[str, Any]] = []
    for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', head, re.DOTALL):
        loaded = json.loads(block)
        assert loaded.pop("@context") == "https://schema.org"
        data += loaded.get("@graph", [loaded])
    return Head(tree, data)


def pages_of(site: Path) -> dict[str, Head]:
    """Read the heads of all pages of a site, by their addresses."""
    return {address_of(site, path): head_of(path) for path in pages_in(site)}


def address_of(site: Path, path: Path) -> str:
    """Return a page's address below the site."""
    folder = path.parent.relative_to(site).as_posix()
    return "" if folder == "." else f"{folder}/"


def xml(path: Path) -> Tree:
    """Read an XML file; what is not well-formed fails the test."""
    return etree.fromstring(path.read_bytes())


def schema(name: str) -> etree.XMLSchema:
    """Read a schema."""
    return etree.XMLSchema(etree.parse(str(SCHEMAS / name)))


def texts(tree: Tree, path: str) -> list[str]:
    """Return the texts of all elements at a path."""
    return [element.text or "" for element in tree.iterfind(path, NAMES)]


def sitemap_dates(site: Path) -> dict[str, str]:
    """Return the `lastmod` of each address in the sitemaps, empty where there is none.

    An address that stands twice fails the test.
    """
    found: dict[str, str] = {}
    for name in texts(xml(site / "sitemap.xml"), "s:sitemap/s:loc"):
        for url in xml(site / urlsplit(name).path.rpartition("/")[2]).iterfind("s:url", NAMES):
            loc = url.findtext("s:loc", "", NAMES)
            assert loc not in found, f"{loc} stands twice"
            found[loc] = url.findtext("s:lastmod", "", NAMES)
    return found


def feeds_of(site: Path) -> list[Path]:
    """Return all Atom feeds of a site; beside each stands the same as JSON."""
    return sorted(site.rglob("feed.xml"))


def searched(site: Path) -> set[str]:
    """Return the addresses that the search leads to."""
    return {record["url"] for record in search_records(site).values()}


def search_records(site: Path) -> dict[str, dict[str, Any]]:
    """Return what the search says of each page, by its file."""
    return {
        path.name: json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        for path in (site / "search" / "fragment").iterdir()
    }


def exists(site: Path, url: str, address: str) -> bool:
    """Tell whether an address of the site, given whole, leads to a file, and to a place in it."""
    assert address.startswith(url), address
    parts = urlsplit(address)
    path = site / unquote(address.removeprefix(url).partition("#")[0].partition("?")[0])
    file = path / "index.html" if path.is_dir() else path
    if not file.is_file():
        return False
    return not parts.fragment or f'id="{parts.fragment}"' in file.read_text(encoding="utf-8")


def addresses_in(value: object, url: str) -> Iterator[str]:
    """Yield every address of the site that stands in some JSON as a text of its own."""
    if isinstance(value, dict):
        for item in value.values():
            yield from addresses_in(item, url)
    elif isinstance(value, list):
        for item in value:
            yield from addresses_in(item, url)
    elif isinstance(value, str) and value.startswith(url):
        yield value
