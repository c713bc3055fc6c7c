"""The structured data of every page, against schema.org's vocabulary and what is asked of them."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.site.found import SCHEMAS, Head, head_of, pages_of
from tests.site.test_found import size_of

VOCABULARY = json.loads((SCHEMAS / "schema-org.json").read_text(encoding="utf-8"))
TYPES, PROPERTIES = VOCABULARY["types"], VOCABULARY["properties"]

WANTED = {
    "NewsArticle": {
        *("headline", "description", "image", "datePublished", "dateModified", "author"),
        *("publisher", "inLanguage", "about", "isBasedOn", "mainEntityOfPage"),
    },
    "Dataset": {
        *("name", "description", "license", "creator", "temporalCoverage", "url", "distribution"),
    },
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "WebSite": {"name", "url"},
    "Organization": {"name"},
    "Person": {"name"},
    "DataDownload": {"contentUrl", "encodingFormat"},
    "Thing": {"name"},
}
"""What search engines ask of each type, required and recommended."""

UNUSED = {"FAQPage", "HowTo", "SearchAction"}
"""What search engines show no longer."""


def kinds_of(name: str) -> set[str]:
    """Return a type and all that it is a kind of."""
    return {name}.union(*(kinds_of(parent) for parent in TYPES[name]))


def nodes_in(value: object) -> Iterator[dict[str, Any]]:
    """Yield every thing that is described, at any depth; a mere reference is none."""
    if isinstance(value, dict):
        if set(value) != {"@id"}:
            yield value
        for item in value.values():
            yield from nodes_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from nodes_in(item)


def fits(value: object, ranges: list[str]) -> bool:
    """Tell whether a value is one that a property may have."""
    if isinstance(value, dict):
        return "@type" not in value or bool(kinds_of(value["@type"]) & set(ranges))
    if isinstance(value, bool):
        return "Boolean" in ranges
    if isinstance(value, int):
        return "Integer" in ranges
    assert isinstance(value, str)
    if value.startswith("https://"):
        # A thing may be named by its address.
        return bool({"URL", "Text"} & set(ranges) or set(ranges) & {*TYPES})
    if "DateTime" in ranges and "Text" not in ranges:
        return datetime.fromisoformat(value).tzinfo is not None
    return "Text" in ranges


def faults_of(node: dict[str, Any]) -> list[str]:
    """Return what of a described thing is not in the vocabulary, or lacks what is asked for."""
    kind = node.get("@type", "")
    if kind not in TYPES:
        return [f"{kind!r} is no type of the excerpt"]
    faults = [f"{kind} lacks {name}" for name in sorted(WANTED.get(kind, set()) - node.keys())]
    for name, value in node.items():
        if name.startswith("@"):
            continue
        known = PROPERTIES.get(name)
        if known is None or not kinds_of(kind) & set(known["domain"]):
            faults.append(f"{kind} has no {name}")
            continue
        values = value if isinstance(value, list) else [value]
        faults += [f"{kind}.{name}: {v!r}" for v in values if not fits(v, known["range"])]
        faults += [f"{kind}.{name} is empty"] * (not values or "" in values)
    return faults


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Head]:
    """Give what the heads of all pages say."""
    return pages_of(site)


def test_all_of_it_is_in_the_vocabulary(pages: dict[str, Head]) -> None:
    """Types, properties and values of every page are schema.org's, with what is asked for."""
    seen = set()
    for address, head in pages.items():
        for node in nodes_in(head.data):
            assert faults_of(node) == [], address
            seen.add(node["@type"])
    assert WANTED.keys() <= seen
    assert not seen & UNUSED


@pytest.mark.parametrize(
    "node",
    [
        {"@type": "FAQPage"},
        {"name": "no type"},
        {"@type": "Person", "name": "x", "headline": "x"},
        {"@type": "Organization", "name": ""},
        {"@type": "ListItem", "position": "first", "name": "x", "item": 5},
        {"@type": "NewsArticle", "headline": "x"},
        {"@type": "Person", "name": {"@type": "Thing", "name": "x"}},
    ],
)
def test_the_check_finds_a_fault(node: dict[str, Any]) -> None:
    """A type, a property or a value that is not the vocabulary's, or one that lacks, is told."""
    assert faults_of(node) != []


def test_each_kind_of_page_has_its_types(pages: dict[str, Head]) -> None:
    """Days are articles, assets and the archive datasets, the home page alone names the site."""
    for address, head in pages.items():
        kinds = [node["@type"] for node in head.data]
        if address == "":
            assert kinds == ["WebSite", "Organization"]
        elif address[:4].isdigit() and len(address) == 11:
            assert kinds == ["NewsArticle", "BreadcrumbList"]
        elif address in ("archive/", "data/") or (
            address.startswith("assets/") and address != "assets/"
        ):
            assert kinds == ["Dataset", "BreadcrumbList"]
        else:
            assert kinds == ["BreadcrumbList"], address


def test_articles_say_what_their_pages_say(pages: dict[str, Head], site: Path) -> None:
    """Headline, description and image are the page's; the times have an offset and an order."""
    for address, head in pages.items():
        for article in head.nodes("NewsArticle"):
            page = (site / address / "index.html").read_text(encoding="utf-8")
            assert len(article["headline"]) <= 110
            assert article["headline"].split()[0] in page
            assert article["description"] == head.meta("description")
            assert article["image"] == [head.meta("og:image")]
            published, modified = (
                datetime.fromisoformat(article[name]) for name in ("datePublished", "dateModified")
            )
            assert published.utcoffset() is not None
            assert published <= modified
            assert published.date() == date.fromisoformat(address.strip("/").replace("/", "-"))


def test_commentators_are_persons_beside_the_organization(pages: dict[str, Head]) -> None:
    """The first author of an article is who publishes it; a day with commentary has one more."""
    for address, head in pages.items():
        for article in head.nodes("NewsArticle"):
            kinds = [author["@type"] for author in article["author"]]
            assert kinds == ["Organization", "Person"][: len(kinds)]
            assert (len(kinds) == 2) is (address == "2025/10/24/"), address


def test_datasets_say_what_they_hold(pages: dict[str, Head]) -> None:
    """Descriptions have the length that is asked for, downloads are offered, days are covered."""
    for address, head in pages.items():
        for data in head.nodes("Dataset"):
            assert 50 <= len(data["description"]) <= 5000
            first, last = map(date.fromisoformat, data["temporalCoverage"].split("/"))
            assert first <= last
            assert len(data["variableMeasured"]) == len(set(data["variableMeasured"])) > 0
            formats = [one["encodingFormat"] for one in data["distribution"]]
            if address.startswith("assets/"):
                assert formats == ["text/csv"]
            else:
                assert {"text/csv", "application/vnd.apache.parquet"} == set(formats)


def test_the_archive_is_one_dataset_wherever_it_is_described(pages: dict[str, Head]) -> None:
    """The page of all days and the page of the data describe the same, at the same address."""
    (one,), (other,) = (pages[address].nodes("Dataset") for address in ("archive/", "data/"))
    assert one == other
    assert one["url"].endswith("/data/")


def test_the_logo_is_large_enough(site: Path) -> None:
    """The organization's logo is a square of at least 112 pixels."""
    (organization,) = head_of(site / "index.html").nodes("Organization")
    width, height = size_of(site / "assets/images/logo.png")
    assert organization["logo"].endswith("/assets/images/logo.png")
    assert width == height >= 112
