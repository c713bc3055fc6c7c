from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from builder.pages.dates import Dates
from builder.pages.digest import Digest
from builder.pages.settings import Settings
from builder.publish.catalogue import Catalogue, Followed, Listed
from builder.publish.found.sitemap import (
    MOST_URLS,
    news_sitemap,
    robots,
    sitemap,
    sitemap_files,
    sitemap_index,
    write_sitemaps,
)
from tests.publish.small_site import DATA, URL, build
from tests.site.found import NAMES, pages_of, schema, sitemap_dates, texts, xml

SETTINGS = Settings("Daybook", URL)
MOMENT = datetime(2025, 10, 24, 3, 30, tzinfo=UTC)


def listed(address: str, moment: datetime | None = MOMENT) -> Listed:
    """Return a page that last changed at a moment."""
    dates = Dates(moment, moment) if moment else None
    return Listed(address, "day", "Title", "Description", dates, None, False)


def followed(moment: datetime, headline: str = "A headline") -> Followed:
    """Return a day that was published at a moment."""
    return Followed(f"{moment:%Y/%m/%d}/", Dates(moment, moment), Digest(headline, "Summary"))


def read(text: str) -> etree._Element:
    """Parse a sitemap."""
    return etree.fromstring(text.encode())


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://daybook.example/", "https://daybook.example/2025/10/24/"),
        ("https://daybook.example", "https://daybook.example/2025/10/24/"),
        ("https://example.org/a/b/", "https://example.org/a/b/2025/10/24/"),
        ("https://example.org/a&b/", "https://example.org/a&b/2025/10/24/"),
    ],
    ids=["a slash at the end", "none", "a folder", "an ampersand"],
)
def test_addresses_are_absolute(url: str, expected: str) -> None:
    """Each page is named by its whole address, wherever the site is mounted."""
    settings = Settings("Daybook", url)
    assert texts(read(sitemap(settings, [listed("2025/10/24/")])), "s:url/s:loc") == [expected]
    index = sitemap_index(settings, {"2025/10/24/": [listed("")]})
    assert texts(read(index), "s:sitemap/s:loc") == [expected]
    assert f"Sitemap: {expected}" in robots(settings, ["2025/10/24/"])


def test_every_sitemap_satisfies_its_schema(small: Path) -> None:
    """The index, the sitemap of each year, that of the rest and the news keep to their schemas."""
    files = sorted(path.name for path in small.glob("sitemap*.xml"))
    assert files == [
        *("sitemap-2024.xml", "sitemap-2025.xml", "sitemap-news.xml", "sitemap-pages.xml"),
        "sitemap.xml",
    ]
    for name in files:
        schema("siteindex.xsd" if name == "sitemap.xml" else "all.xsd").assertValid(
            xml(small / name)
        )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("all.xsd", '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>'),
        ("siteindex.xsd", '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>'),
        (
            "all.xsd",
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url>'
            "<loc>https://daybook.example/</loc><lastmod>yesterday</lastmod></url></urlset>",
        ),
    ],
)
def test_the_schemas_find_a_fault(name: str, text: str) -> None:
    """An empty sitemap, one in the place of an index and a date that is none are refused."""
    assert not schema(name).validate(read(text))


def test_the_index_names_each_file_with_its_latest_change(small: Path) -> None:
    """Each file of the index is there, and its date is the latest of the pages in it."""
    index = xml(small / "sitemap.xml")
    named = dict(
        zip(texts(index, "s:sitemap/s:loc"), texts(index, "s:sitemap/s:lastmod"), strict=True)
    )
    assert set(named) == {f"{URL}sitemap-{part}.xml" for part in ("2024", "2025", "pages")}
    for address, changed in named.items():
        dates = texts(xml(small / address.removeprefix(URL)), "s:url/s:lastmod")
        assert max(map(datetime.fromisoformat, dates)) == datetime.fromisoformat(changed)


def test_every_indexable_page_is_listed_once_and_no_other(small: Path) -> None:
    """The sitemaps hold all pages that ask for nothing, and none that asks not to be indexed."""
    pages = pages_of(small)
    hidden = {address for address, head in pages.items() if "noindex" in head.meta("robots")}
    assert {"assets/btc/", "assets/xbt/", "tags/short-squeeze/"} <= hidden
    assert set(sitemap_dates(small)) == {URL + address for address in pages.keys() - hidden}


def test_a_page_changed_when_its_content_did(small: Path) -> None:
    """`lastmod` is the hour of the figures, of a text that appeared, or the day of a correction."""
    dates = sitemap_dates(small)
    assert dates[f"{URL}2025/10/24/"] == "2025-10-24T12:30:00+09:00"
    assert dates[f"{URL}2025/10/22/"] == "2025-10-22T12:30:00+09:00"
    assert dates[f"{URL}2025/10/20/"] == "2025-11-02T23:59:00+09:00"
    assert dates[f"{URL}2024/12/31/"] == "2024-12-31T23:59:00+09:00"
    assert dates[f"{URL}assets/bitcoin/"] == "2025-12-01T23:59:00+09:00"
    assert dates[f"{URL}corrections/"] == "2025-12-01T23:59:00+09:00"
    assert dates[f"{URL}2024/"] == "2024-12-31T23:59:00+09:00"
    assert dates[f"{URL}about/"] == dates[f"{URL}methodology/"] == ""


@given(
    st.lists(st.sampled_from(["", "2024/", "2025/", "2025/10/24/", "assets/", "tags/"])),
    st.integers(1, 4),
)
def test_files_hold_every_page_once_and_never_too_many(addresses: list[str], most: int) -> None:
    """However many pages there are, each is in one file, and no file holds more than it may."""
    pages = [listed(f"{address}{number}/") for number, address in enumerate(addresses)]
    files = sitemap_files(pages, most)
    held = [page for part in files.values() for page in part]
    assert sorted(page.address for page in held) == sorted(page.address for page in pages)
    assert all(0 < len(part) <= most for part in files.values())
    for name, part in files.items():
        years = {page.address[:4] for page in part if page.address[:4].isdigit()}
        assert name.startswith(f"sitemap-{years.pop() if years else 'pages'}")
        assert not years


def test_a_full_file_keeps_to_fifty_megabytes() -> None:
    """As many pages as a file may hold, with the longest of the site's addresses, fit in."""
    assert MOST_URLS == 50_000
    text = sitemap(SETTINGS, [listed(f"assets/{number:064}/") for number in range(MOST_URLS)])
    assert len(text.encode()) < 50_000_000


def test_the_news_are_those_of_two_days(small: Path) -> None:
    """The news sitemap holds the days published less than two days before the latest one."""
    news = xml(small / "sitemap-news.xml")
    assert texts(news, "s:url/s:loc") == [f"{URL}2025/10/24/", f"{URL}2025/10/23/"]
    assert texts(news, "s:url/n:news/n:publication_date") == [
        "2025-10-24T12:30:00+09:00",
        "2025-10-23T12:30:00+09:00",
    ]
    assert texts(news, "s:url/n:news/n:title")[1] == "Longs gave up $450 million in a day"
    assert set(texts(news, "s:url/n:news/n:publication/n:name")) == {"Daybook"}


@given(st.lists(st.integers(0, 200), unique=True, min_size=1, max_size=20).map(sorted))
def test_no_news_is_older_than_two_days(hours: list[int]) -> None:
    """Whatever the hours that days were published at, those of the last two days are news."""
    days = [followed(MOMENT + timedelta(hours=hour)) for hour in hours]
    news = read(news_sitemap(SETTINGS, days))
    expected = [hour for hour in reversed(hours) if hours[-1] - hour < 48]
    assert len(news.findall("s:url", NAMES)) == len(expected) <= 1000


def test_a_headline_of_any_characters_is_news() -> None:
    """Control characters, which XML cannot hold, are left out; the rest is escaped."""
    headline = "Longs & <shorts>\x00\x0b \U0001f600 ]]>"
    news = read(news_sitemap(SETTINGS, [followed(MOMENT, headline)]))
    assert texts(news, "s:url/n:news/n:title") == ["Longs & <shorts> \U0001f600 ]]>"]


def test_robots_may_read_all_and_are_told_of_the_sitemaps(small: Path) -> None:
    """robots.txt has a rule for all, and the whole addresses of sitemaps that are there."""
    lines = (small / "robots.txt").read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["User-agent: *", "Allow: /"]
    named = [line.removeprefix("Sitemap: ") for line in lines if line.startswith("Sitemap: ")]
    assert named == [f"{URL}sitemap.xml", f"{URL}sitemap-news.xml"]
    assert all((small / address.removeprefix(URL)).is_file() for address in named)


def test_a_demonstration_has_no_sitemap(project: Path, tmp_path: Path) -> None:
    """Of made-up figures there is none, and robots may read that pages ask not to be indexed."""
    site = build(tmp_path, project, {**DATA, "sources.yml": "demonstration: Made up.\n"})
    assert list(site.glob("sitemap*")) == []
    assert (site / "robots.txt").read_text(encoding="utf-8") == "User-agent: *\nAllow: /\n"
    assert all("noindex" in head.meta("robots") for head in pages_of(site).values())
    assert all(head.data == [] for head in pages_of(site).values())


def test_the_files_replace_the_generator_s_own(tmp_path: Path) -> None:
    """The sitemap that MkDocs wrote, its compressed form, and a year that is no more, are gone."""
    for name in ("sitemap.xml", "sitemap.xml.gz", "sitemap-1999.xml"):
        (tmp_path / name).write_text("other", encoding="utf-8")
    catalogue = Catalogue([listed(""), listed("2025/10/24/")])
    write_sitemaps(tmp_path, SETTINGS, catalogue)
    assert {path.name for path in tmp_path.iterdir()} == {
        *("robots.txt", "sitemap.xml", "sitemap-2025.xml", "sitemap-pages.xml"),
    }
