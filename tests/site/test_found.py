"""What search engines, feed readers and machines are told of the site, against the site itself."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from tests.publish.test_feeds import faults_of_atom
from tests.site.building import ADDRESSES, public_address
from tests.site.found import (
    Head,
    addresses_in,
    exists,
    feeds_of,
    pages_of,
    schema,
    searched,
    sitemap_dates,
    texts,
    xml,
)
from tests.site.test_html import faults_of_html

CARD = (1200, 630)
MOST_CARD_BYTES = 60_000
REFRESH = {"http-equiv": "refresh"}


@pytest.fixture(scope="module")
def url(built_project: Path) -> str:
    """Give the address that the site is published at."""
    return public_address(built_project)


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Head]:
    """Give what the heads of all pages say."""
    return pages_of(site)


def size_of(png: Path) -> tuple[int, int]:
    """Read width and height of a PNG."""
    data = png.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


def test_every_address_that_is_told_anywhere_exists(
    site: Path, pages: dict[str, Head], url: str
) -> None:
    """Sitemaps, feeds, lists for programs, the search and structured data name what is there."""
    told = set(sitemap_dates(site))
    told |= set(texts(xml(site / "sitemap.xml"), "s:sitemap/s:loc"))
    told |= set(texts(xml(site / "sitemap-news.xml"), "s:url/s:loc"))
    for path in feeds_of(site):
        feed = xml(path)
        told |= {link.get("href") for link in feed.iter("{*}link")} | set(texts(feed, ".//a:id"))
        told |= set(texts(feed, ".//a:uri"))
        told |= set(addresses_in(json.loads(path.with_suffix(".json").read_text("utf-8")), url))
        for content in texts(feed, "a:entry/a:content"):
            told |= set(re.findall(r'(?:href|src)="([^"]*)"', content))
    for name in ("llms.txt", "robots.txt"):
        text = (site / name).read_text(encoding="utf-8")
        told |= set(re.findall(rf"{re.escape(url)}[^\s<>]*?(?=[\s<>.,]*(?:\s|>|$))", text))
    for name in ("api/latest.json", "api/days.json", "datapackage.json"):
        told |= set(addresses_in(json.loads((site / name).read_text("utf-8")), url))
    files = json.loads((site / "datapackage.json").read_text("utf-8"))["resources"]
    told |= {url + file["path"] for file in files}
    told |= {url + address.removeprefix("/") for address in searched(site)}
    for head in pages.values():
        told |= set(addresses_in(head.data, url))
        told |= {head.meta("og:url"), head.meta("og:image")}
    # What names a thing and is nowhere to be opened.
    names = {f"{url}#organization", f"{url}#website"}
    names |= {one for one in told if one.endswith(("#article", "#dataset"))}
    own = {one for one in told - names if one.startswith(url)}
    assert len(own) > 200
    assert [one for one in sorted(own) if not exists(site, url, one)] == []


def test_every_page_but_the_home_page_is_in_the_search(site: Path, pages: dict[str, Head]) -> None:
    """Whoever looks for a page finds it; former addresses, which only lead on, are none."""
    moved = {address for address, head in pages.items() if head.tree.all("meta", **REFRESH)}
    assert searched(site) == {f"/{address}" for address in pages if address} - moved


def test_every_indexable_page_is_in_a_sitemap_once_and_no_other(
    site: Path, pages: dict[str, Head], url: str
) -> None:
    """The sitemaps, and the pages that may be indexed, are the same addresses."""
    indexable = {url + a for a, head in pages.items() if "noindex" not in head.meta("robots")}
    assert set(sitemap_dates(site)) == indexable
    schema("siteindex.xsd").assertValid(xml(site / "sitemap.xml"))
    for path in site.glob("sitemap-*.xml"):
        schema("all.xsd").assertValid(xml(path))


def test_every_page_names_its_own_address(pages: dict[str, Head], url: str) -> None:
    """The canonical address is whole, the page's own, and the one that others are shown."""
    for address, head in pages.items():
        assert [link.attributes["href"] for link in head.links("canonical")] == [url + address]
        assert head.meta("og:url") == url + address


def test_titles_and_descriptions_are_unique_and_shown_whole(pages: dict[str, Head]) -> None:
    """Over the whole site no two pages that may be found have the same words above their link."""
    found = [head for head in pages.values() if "noindex" not in head.meta("robots")]
    for words, least, most in (
        ([head.title for head in found], 30, 60),
        ([head.meta("description") for head in found], 70, 155),
    ):
        assert [text for text, count in Counter(words).items() if count > 1] == []
        assert [text for text in words if not least <= len(text) <= most] == []


def test_indexable_pages_allow_previews(pages: dict[str, Head]) -> None:
    """Search engines may show as much of a page as they like, and its card in full."""
    for head in pages.values():
        assert head.meta("robots") in ("max-snippet:-1, max-image-preview:large", "noindex")


def test_every_page_has_a_card(site: Path, pages: dict[str, Head], url: str) -> None:
    """Type, title, description, address, language with territory, and an image of its size."""
    for address, head in pages.items():
        assert head.meta("og:type") == ("article" if head.nodes("NewsArticle") else "website")
        assert head.meta("og:title") == head.title, address
        assert head.meta("og:description") == head.meta("description")
        assert re.fullmatch(r"[a-z]{2}_[A-Z]{2}", head.meta("og:locale"))
        assert head.meta("og:site_name")
        own = bool(head.nodes("NewsArticle")) or re.fullmatch(r"assets/[^/]+/", address)
        assert head.meta("og:image") == f"{url}{address if own else ''}card.png"
        image = site / head.meta("og:image").removeprefix(url)
        assert image.stat().st_size <= MOST_CARD_BYTES
        assert size_of(image) == CARD
        assert (head.meta("og:image:width"), head.meta("og:image:height")) == ("1200", "630")
        assert head.meta("og:image:alt")
        assert head.meta("twitter:card") == "summary_large_image"


def test_a_day_s_card_tells_its_times_and_kinds(pages: dict[str, Head]) -> None:
    """Times are those of the structured data; every kind of day is a tag; other pages have none."""
    for head in pages.values():
        times = [head.meta(f"article:{name}_time") for name in ("published", "modified")]
        articles = head.nodes("NewsArticle")
        if not articles:
            assert times == ["", ""]
            continue
        assert times == [articles[0]["datePublished"], articles[0]["dateModified"]]
        assert head.metas("article:tag") == articles[0].get("keywords", [])
    assert pages["2025/10/24/"].metas("article:tag")[0] == "Long squeeze"


def test_the_times_that_readers_see_are_those_that_machines_are_told(
    site: Path, pages: dict[str, Head]
) -> None:
    """The hour beside "as of" is the time of publication; without one it is the end of the day."""
    for address, head in pages.items():
        for article in head.nodes("NewsArticle"):
            text = (site / address / "index.html").read_text(encoding="utf-8")
            line = re.search(r'<p class="asof">(.*?)</p>', text, re.DOTALL)
            assert line is not None
            shown = re.findall(r'datetime="([^"]*)"', line[1])
            published = article["datePublished"]
            # As the file gives it, in whatever zone; of the same day at least.
            assert shown[0][:10] == published[:10] or published[11:] == "23:59:00+09:00"
            updated = article["dateModified"] != published
            assert ("updated" in line[1]) is updated, address


def test_feeds_are_found_from_every_page(site: Path, pages: dict[str, Head]) -> None:
    """Each page names the feeds of the site; assets and corrections name their own beside them."""
    for address, head in pages.items():
        links = [
            link.attributes for link in head.links("alternate") if "feed" in link.attributes["href"]
        ]
        targets = {(site / address / link["href"]).resolve() for link in links}
        expected = {site / "feed.xml", site / "feed.json"}
        if head.data and (address.startswith("assets/") and address != "assets/"):
            expected |= {site / address / "feed.xml", site / address / "feed.json"}
        if address == "corrections/":
            expected |= {site / address / "feed.xml", site / address / "feed.json"}
        assert targets == {path.resolve() for path in expected}, address
        assert all(link["title"] for link in links)


def test_every_feed_is_valid_and_of_a_size_to_be_fetched_often(site: Path) -> None:
    """Each keeps to the rules of Atom and to 100 KB."""
    for path in feeds_of(site):
        assert faults_of_atom(xml(path)) == []
        for file in (path, path.with_suffix(".json")):
            assert file.stat().st_size <= 100_000


def test_what_feeds_hold_is_valid_html(site: Path, tmp_path: Path) -> None:
    """The Nu HTML checker finds no fault in the content of the entries."""
    contents = texts(xml(site / "feed.xml"), "a:entry/a:content")
    for number, content in enumerate(contents):
        start = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Entry</title><body>'
        (tmp_path / f"{number}.html").write_text(f"{start}<h1>Entry</h1>{content}", "utf-8")
    assert len(contents) > 5
    assert faults_of_html(tmp_path) == []


@pytest.mark.parametrize("kind", [kind for kind in ADDRESSES if kind != "not found"])
def test_breadcrumbs_are_those_that_readers_see(
    site: Path, pages: dict[str, Head], url: str, kind: str
) -> None:
    """The way to a page is told to machines as it stands above it, and only the first has none."""
    head = pages[ADDRESSES[kind]]
    lists = head.nodes("BreadcrumbList")
    if kind == "home":
        assert lists == []
        return
    text = (site / ADDRESSES[kind] / "index.html").read_text(encoding="utf-8")
    nav = re.search(r'<nav class="crumbs".*?</nav>', text, re.DOTALL)
    assert nav is not None
    names = [re.sub("<[^>]*>", "", item) for item in re.findall(r"<li.*?</li>", nav[0])]
    assert [step["name"] for step in lists[0]["itemListElement"]] == names
    assert lists[0]["itemListElement"][-1]["item"] == url + ADDRESSES[kind]
