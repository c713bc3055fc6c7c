import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markupsafe import Markup

from builder.pages.dates import Dates
from builder.pages.digest import Byline
from builder.pages.settings import Settings
from builder.publish.found.atom import atom
from builder.publish.found.entries import Entry, Feed
from builder.publish.found.json_feed import json_feed
from tests.pages.html import parse
from tests.publish.small_site import DATA, UGLY, URL, build
from tests.site.found import NAMES, Tree, exists, feeds_of, texts, xml

RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
SETTINGS = Settings("Daybook", URL)
MOMENT = datetime(2025, 10, 24, 3, 30, tzinfo=UTC)

FEEDS = [
    *("feed.xml", "corrections/feed.xml"),
    *("assets/bitcoin/feed.xml", "assets/eth/feed.xml", "assets/sol/feed.xml"),
]


def faults_of_atom(feed: Tree) -> list[str]:
    """Return which rules of RFC 4287 a feed breaks, as the W3C's feed validator tells them."""
    faults = []
    if feed.tag != f"{{{NAMES['a']}}}feed":
        faults.append("the root is no feed")
    for element in (feed, *feed.iterfind("a:entry", NAMES)):
        faults += [
            f"not one {name}"
            for name in ("id", "title", "updated")
            if len(element.findall(f"a:{name}", NAMES)) != 1
        ]
        for name in ("updated", "published"):
            faults += [
                f"{name} is no RFC 3339 time: {text}"
                for text in texts(element, f"a:{name}")
                if not RFC_3339.fullmatch(text)
            ]
        if not urlsplit(element.findtext("a:id", "", NAMES)).scheme:
            faults.append("an id is no IRI")
        if not element.findall("a:author", NAMES):
            faults.append("no author")
        faults += ["a person without a name" for p in element.iterfind("a:author", NAMES)
                   if not p.findtext("a:name", "", NAMES)]  # fmt: skip
        alternates = [link.get("type") for link in element.iterfind("a:link", NAMES)
                      if link.get("rel") == "alternate"]  # fmt: skip
        if len(alternates) != len(set(alternates)):
            faults.append("two alternates of one type")
    if not [link for link in feed.iterfind("a:link", NAMES) if link.get("rel") == "self"]:
        faults.append("no link to itself")
    ids = texts(feed, "a:entry/a:id")
    if len(ids) != len(set(ids)):
        faults.append("an id stands twice")
    for entry in feed.iterfind("a:entry", NAMES):
        content = entry.find("a:content", NAMES)
        if content is None or content.get("type") != "html":
            faults.append("no content as HTML")
        times = texts(entry, "a:published") + texts(entry, "a:updated")
        if all(map(RFC_3339.fullmatch, times)):
            published, *_, updated = map(datetime.fromisoformat, times)
            if updated < published:
                faults.append("updated before it was published")
    return faults


def entry(number: int, html: str = "<p>Text.</p>", text: str = "Text") -> Entry:
    """Return an entry."""
    address = f"{URL}{number}/"
    return Entry(address, address, text, text, Markup(html), Dates(MOMENT, MOMENT))  # noqa: S704 - written in this file


def feed_of(*entries: Entry) -> Feed:
    """Return a feed of entries, the latest first."""
    return Feed("A feed", "About", "", "", "", entries)


def test_the_small_site_has_each_feed(small: Path) -> None:
    """There is one of all days, of each asset, also at its former addresses, and of corrections."""
    former = ["assets/btc/feed.xml", "assets/xbt/feed.xml"]
    found = {path.relative_to(small).as_posix() for path in feeds_of(small)}
    assert found == {*FEEDS, *former}
    for name in former:
        assert (small / name).read_bytes() == (small / "assets/bitcoin/feed.xml").read_bytes()


@pytest.mark.parametrize("name", FEEDS)
def test_atom_feeds_keep_to_the_rfc(small: Path, name: str) -> None:
    """Each Atom feed has what RFC 4287 asks for, and its base and its language."""
    feed = xml(small / name)
    assert faults_of_atom(feed) == []
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    own = [link for link in feed.iterfind("a:link", NAMES) if link.get("rel") == "self"]
    assert [link.get("href") for link in own] == [URL + name]
    assert len(feed.findall("a:entry", NAMES)) > 0


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ("<id>", "<ident>"),
        ("2025-10-24T03:30:00+00:00", "Fri, 24 Oct 2025"),
        ('rel="self"', 'rel="other"'),
        ('type="html"', 'type="text"'),
        (f"{URL}2/</id>", f"{URL}1/</id>"),
    ],
)
def test_the_check_of_atom_finds_a_fault(wrong: str, fault: str) -> None:
    """A feed that lacks an id, a time, its own address or the kind of its content is refused."""
    text = atom(SETTINGS, feed_of(entry(1), entry(2)))
    assert faults_of_atom(etree.fromstring(text.encode())) == []
    changed = text.replace(wrong, fault).replace(
        "</id>", "</ident>" if "ident" in fault else "</id>"
    )
    assert faults_of_atom(etree.fromstring(changed.encode())) != []


@pytest.mark.parametrize("name", FEEDS)
def test_json_feeds_keep_to_the_format(small: Path, name: str) -> None:
    """Each JSON feed has what version 1.1 asks for, with values of its types, and says the same."""
    feed = json.loads((small / name.replace(".xml", ".json")).read_text(encoding="utf-8"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == URL + name.replace(".xml", ".json")
    assert feed["language"] == "en"
    for key in ("title", "description", "home_page_url", "icon"):
        assert isinstance(feed[key], str), key
    for item in feed["items"]:
        assert all(isinstance(item[key], str) for key in ("id", "url", "title", "content_html"))
        assert item["content_html"]
        assert RFC_3339.fullmatch(item["date_published"])
        assert RFC_3339.fullmatch(item["date_modified"])
        assert all(isinstance(tag, str) for tag in item["tags"])
        assert all(author["name"] for author in item["authors"])
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"])
    twin = xml(small / name)
    assert [item["id"] for item in feed["items"]] == texts(twin, "a:entry/a:id")
    assert [item["content_html"] for item in feed["items"]] == texts(twin, "a:entry/a:content")
    assert [item["date_modified"] for item in feed["items"]] == texts(twin, "a:entry/a:updated")


@pytest.mark.parametrize("name", FEEDS)
def test_what_feeds_hold_is_html_that_works_anywhere(small: Path, name: str) -> None:
    """The content of each entry is well-formed, and its links are whole and lead somewhere."""
    for content in xml(small / name).iterfind("a:entry/a:content", NAMES):
        tree = parse(content.text or "")
        assert not tree.all("data")
        assert not tree.all("script")
        for tag, attribute in (("a", "href"), ("img", "src")):
            for element in tree.all(tag):
                link = element.attributes[attribute]
                assert link == urljoin("https://elsewhere.example/", link)
                assert not link.startswith(URL) or exists(small, URL, link), link


def test_an_entry_holds_the_whole_text_of_its_day(small: Path) -> None:
    """Key figures with their source, the story, the commentary and where the rest stands."""
    contents = dict(
        zip(
            texts(xml(small / "feed.xml"), "a:entry/a:id"),
            texts(xml(small / "feed.xml"), "a:entry/a:content"),
            strict=True,
        )
    )
    text = parse(contents[f"{URL}2025/10/23/"]).text
    page = parse((small / "2025/10/23/index.html").read_text(encoding="utf-8"))
    for words in (
        "Fear & Greed: 25 Extreme Fear (CoinGlass, via The Wire)",
        page.one("p", "lede").text,
        "What changed since 20 October 2025",
        "Commentary by Ada",
        "It was $107,000.",
        'Code: <a href="../../x">.',
        "Not investment advice",
    ):
        assert words in text
    assert "$400,000,000 instead of $500,000,000" in parse(contents[f"{URL}2025/10/20/"]).text
    withheld = parse(contents[f"{URL}2025/10/21/"]).text
    assert "Some figures are withheld" in withheld


def test_a_disputed_day_says_so_where_it_is_followed(small: Path) -> None:
    """Title, summary and content of a disputed day's entry say that it is, whatever the reason."""
    (found,) = [
        one for one in xml(small / "feed.xml").iterfind("a:entry", NAMES)
        if one.findtext("a:id", "", NAMES) == f"{URL}2025/10/22/"
    ]  # fmt: skip
    assert found.findtext("a:title", "", NAMES).startswith("Disputed: ")
    assert found.findtext("a:summary", "", NAMES).startswith("Disputed: ")
    text = parse(found.findtext("a:content", "", NAMES)).text
    assert " ".join(UGLY.split()) in text


def test_authors_and_kinds_of_day_are_told(small: Path) -> None:
    """Beside the site stands who wrote a commentary; assets, tags and the author's own words."""
    (found,) = [
        one for one in xml(small / "feed.xml").iterfind("a:entry", NAMES)
        if one.findtext("a:id", "", NAMES) == f"{URL}2025/10/23/"
    ]  # fmt: skip
    assert texts(found, "a:author/a:name") == ["Daybook", "Ada"]
    assert texts(found, "a:author/a:uri") == [URL, f"{URL}authors/ada/"]
    assert [category.get("term") for category in found.iterfind("a:category", NAMES)] == [
        *("BTC", "ETH", "Long squeeze", "Price swing", "Extreme fear", "Basis", "Flows"),
    ]


def test_an_asset_s_feed_holds_its_days_under_an_id_that_stays(small: Path) -> None:
    """It has the days with a figure of the asset; its id is from before the slug changed."""
    feed = xml(small / "assets/bitcoin/feed.xml")
    assert feed.findtext("a:id", "", NAMES) == f"{URL}assets/xbt/feed.xml"
    assert texts(feed, "a:entry/a:id") == [
        f"{URL}{day}/"
        for day in ("2025/10/24", "2025/10/23", "2025/10/21", "2025/10/20", "2024/12/31")
    ]
    assert texts(xml(small / "assets/sol/feed.xml"), "a:entry/a:id") == [f"{URL}2025/10/24/"]


def test_the_feed_of_corrections_holds_them_all(small: Path) -> None:
    """Figures and words that were put right, the latest first, each at a place of its own."""
    feed = xml(small / "corrections/feed.xml")
    assert texts(feed, "a:entry/a:title") == ["Corrected: Bitcoin", "Corrected: 2025-10-20"]
    assert texts(feed, "a:entry/a:summary") == [
        "“days” instead of “weeks”. A slip.",
        "All assets, liquidations, 24h: $400,000,000 instead of $500,000,000. A digit was misread.",
    ]
    assert all(exists(small, URL, address) for address in texts(feed, "a:entry/a:id"))


@pytest.mark.slow
def test_a_demonstration_is_not_to_be_followed(project: Path, tmp_path: Path) -> None:
    """The feeds of made-up figures are valid, and empty."""
    site = build(tmp_path, project, {**DATA, "sources.yml": "demonstration: Made up.\n"})
    for path in feeds_of(site):
        assert faults_of_atom(xml(path)) == []
        assert texts(xml(path), "a:entry/a:id") == []
        assert json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["items"] == []


@given(
    st.lists(st.integers(0, 40_000), min_size=1, max_size=12),
    st.sampled_from(["x", "<", "é", "\U0001f600"]),
)
def test_feeds_keep_to_their_size(sizes: list[int], character: str) -> None:
    """However long the texts are, a feed has at most 100 KB, or else the latest entry alone."""
    html = character if character != "<" else "&lt;"
    feed = feed_of(*(entry(number, html * size) for number, size in enumerate(sizes)))
    written = atom(SETTINGS, feed).encode()
    ids = texts(etree.fromstring(written), "a:entry/a:id")
    items = json.loads(json_feed(SETTINGS, feed))["items"]
    assert ids == [one.id for one in feed.entries][: len(ids)]
    assert len(written) <= 100_000 or len(ids) == 1
    assert len(json_feed(SETTINGS, feed).encode()) <= 100_000 or len(items) == 1
    assert ids
    assert items


@given(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")))
def test_any_words_pass_through_a_feed(title: str, name: str) -> None:
    """Whatever a title or a name holds comes out as it was, but for characters XML cannot hold."""
    dates = Dates(MOMENT, MOMENT)
    feed = feed_of(Entry("i:1", URL, title, title, Markup("Text"), dates, (Byline(name, ""),)))
    lost = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
    # XML reads every line end as a line feed, except where it is written as a reference.
    read = etree.fromstring(atom(SETTINGS, feed).encode()).findtext("a:entry/a:title", "", NAMES)
    assert read.replace("\r", "\n") == lost.sub("", title).replace("\r\n", "\n").replace("\r", "\n")
    item = json.loads(json_feed(SETTINGS, feed))["items"][0]
    assert item["title"] == title
    assert item["authors"][1]["name"] == name


def test_a_feed_changed_when_its_latest_entry_did() -> None:
    """`updated` of a feed is the latest of its entries', and for none a date long gone."""
    late = MOMENT + timedelta(days=3)
    entries = (entry(1), Entry("i", "a", "t", "s", Markup("h"), Dates(MOMENT, late)))
    for feed, expected in (
        (feed_of(*entries), late),
        (feed_of(), datetime(1970, 1, 1, tzinfo=UTC)),
    ):
        read = etree.fromstring(atom(SETTINGS, feed).encode())
        assert datetime.fromisoformat(read.findtext("a:updated", "", NAMES)) == expected
