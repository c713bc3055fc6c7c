import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.pages.page import Page
from builder.publish.catalogue import Catalogue
from builder.publish.search.facets import facets_of
from builder.publish.search.keywords import EVERY_DAY, keywords, noun_ends
from builder.publish.search.records import Record, records_of
from tests.market.snapshots import FULL_DAY, as_yaml
from tests.publish.searching import (
    NOW,
    Searched,
    catalogue_with,
    searched,
    searched_files,
    teller_of,
)

DAY = "2025/10/24/"
REGISTRY = """\
BTC: {name: Bitcoin, slug: btc, names: {ko: 비트코인}}
ETH: {name: Ethereum, slug: eth, names: {ko: 이더리움}}
NO: {name: NO, slug: no}
XRP: {name: XRP, slug: xrp, names: {ko: 리플}}
"""
QUIET_DAY = "market: {liquidations_24h_usd: 5000000, fear_greed: 50}\n"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Searched:
    """Give two days: a full one, and one with two figures of the market."""
    snapshot = {name: row for name, row in FULL_DAY.items() if name in ("market", "BTC", "ETH")}
    data = {
        "assets.yml": REGISTRY,
        "2025-10-23.yml": QUIET_DAY,
        "2025-10-24.yml": as_yaml(snapshot, None),
    }
    return searched_files(tmp_path_factory.mktemp("archive"), data)


@pytest.fixture(scope="module")
def own(project: Path) -> Searched:
    """Give the repository's own data and content."""
    return searched(project / "data", project / "content")


def words_of(record: Record) -> str:
    """Return all that a query may match."""
    return " ".join([record.text, *record.meta.values()])


def test_a_day_has_the_facets_of_its_figures(archive: Searched) -> None:
    """A day can be narrowed to by its assets, its year, its month and its tags."""
    facets = archive[DAY].facets
    assert facets["asset"] == ("BTC", "ETH")
    assert (facets["year"], facets["month"]) == (("2025",), ("10",))
    assert "long-squeeze" in facets["tag"]
    assert archive["2025/10/23/"].facets["asset"] == ()


def test_a_day_is_found_by_its_date_in_words_and_as_data(archive: Searched) -> None:
    """The date stands in the site's language and in ISO form."""
    assert archive[DAY].meta["date"] == "24 October 2025"
    assert archive[DAY].meta["day"] == "2025-10-24"


def test_a_day_is_found_by_every_name_of_its_assets(archive: Searched) -> None:
    """Ticker, name, names in other languages and the nouns within those are keywords."""
    found = archive[DAY].meta["keywords"].split()
    assert {"ETH", "Ethereum", "이더리움", "비트코인", "코인"} <= set(found)
    assert {"XRP", "리플"}.isdisjoint(found)
    assert {"Long", "squeeze"} <= set(found)


def test_an_asset_is_found_by_its_names_and_is_no_day(archive: Searched) -> None:
    """The page of an asset has its names, and neither facets nor a place in an order."""
    record = archive["assets/eth/"]
    assert {"ETH", "Ethereum", "이더리움"} <= set(record.meta["keywords"].split())
    assert (record.facets, record.order) == ({}, {})
    assert EVERY_DAY not in words_of(record)


def test_a_result_shows_headline_date_and_key_figures(archive: Searched) -> None:
    """What a result shows is what the day's page shows."""
    meta = archive[DAY].meta
    assert "$735 million" in meta["title"]
    assert "Liquidations, 24h: $735.07M · Long share, 24h: 85.3%" in meta["figures"]


def test_each_day_has_words_to_be_found_by(own: Searched) -> None:
    """Every day of the repository has a text, a title and the word that finds all days."""
    days = [record for record in own.records if record.facets]
    assert len(days) == len(own.history.days)
    assert [r.address for r in days if not r.text.strip() or not r.meta["title"]] == []
    assert [r.address for r in days if EVERY_DAY not in r.meta["keywords"].split()] == []
    assert [r.address for r in days] == sorted(r.address for r in days)


def test_no_other_day_is_named_by_the_heading_of_changes(own: Searched) -> None:
    """What changed since a day does not make that day's date a word of this one."""
    assert [r.address for r in own.records if "What changed since" in words_of(r)] == []


@given(st.lists(st.floats(0, 1e12) | st.integers(0, 10**12).map(float) | st.none(), min_size=2))
def test_the_order_of_totals_is_that_of_their_texts(
    archive: Searched, totals: list[float | None]
) -> None:
    """Sorted as text, days are sorted by their totals to the cent, those without one first."""
    listed = archive.catalogue.pages[0]
    assert listed.digest is not None
    assert listed.digest.liquidations is not None
    catalogue = Catalogue()
    for number, total in enumerate(totals):
        figure = None if total is None else replace(listed.digest.liquidations, value=total)
        digest = replace(listed.digest, liquidations=figure)
        catalogue.pages.append(replace(listed, address=f"{number}/", digest=digest))
    history = archive.history
    records = records_of(catalogue, history.assets, teller_of(history))
    by_text = sorted(records, key=lambda record: record.order["liquidations"])
    sizes = [totals[int(record.address[:-1])] for record in by_text]
    rounded = [-1.0 if size is None else round(size, 2) for size in sizes]
    assert rounded == sorted(rounded)


def test_a_withheld_total_is_nowhere(tmp_path: Path) -> None:
    """A total that its parts contradict is in no word and in no order."""
    day = (
        "market: {liquidations_24h_usd: 735070000, long_liquidations_24h_usd: 527380000, "
        "short_liquidations_24h_usd: 107690000, fear_greed: 52}\n"
    )
    archive = searched_files(tmp_path, {"2025-10-23.yml": QUIET_DAY, "2025-10-24.yml": day})
    assert {cell.field for cell in archive.history.withheld} >= {"liquidations_24h_usd"}
    record = archive[DAY]
    assert record.order["liquidations"] == "none"
    assert "735" not in json.dumps(asdict(record), ensure_ascii=False)
    assert archive["2025/10/23/"].order["liquidations"] > record.order["liquidations"]


def test_a_disputed_day_is_marked_and_has_no_place_among_the_largest(tmp_path: Path) -> None:
    """A disputed day says why, and is not compared with others."""
    data = {"2025-10-23.yml": QUIET_DAY, "2025-10-24.yml": f"disputed: Two dates.\n{QUIET_DAY}"}
    record = searched_files(tmp_path, data)[DAY]
    assert record.meta["disputed"] == "Two dates."
    assert record.order == {"date": "2025-10-24", "liquidations": "none"}


def test_a_day_without_a_market_total_is_sorted_by_the_sum_that_it_prints(tmp_path: Path) -> None:
    """A sum over the assets on file is shown as such, and is the day's place in the order."""
    assets = "assets: {BTC: {liquidations_24h_usd: 7}, ETH: {liquidations_24h_usd: 4000000}}\n"
    archive = searched_files(tmp_path, {"2025-10-23.yml": QUIET_DAY, "2025-10-24.yml": assets})
    record = archive[DAY]
    assert "Liquidations, 24h, assets on file: $4M" in record.meta["figures"]
    assert record.order["liquidations"] == "usd 0000000000004000007.0000"


def test_what_an_author_wrote_is_found_once_it_is_published(tmp_path: Path) -> None:
    """A published commentary is looked through; a draft and one for later are not."""
    data = {f"2025-10-{day}.yml": QUIET_DAY for day in (22, 23, 24)}
    head = "---\ntitle: A title with zebras\nauthor: Ada\n"
    content = {
        "days/2025-10-22.md": f"{head}---\nA text with **zebras** and ants.\n",
        "days/2025-10-23.md": f"{head}draft: true\n---\nA text with zebras.\n",
        "days/2025-10-24.md": f"{head}publish_at: 2031-01-01T00:00:00+00:00\n---\nOf zebras.\n",
    }
    archive = searched_files(tmp_path, data, content)
    found = [record.address for record in archive.records if "zebras" in words_of(record)]
    assert found == ["2025/10/22/"]
    assert "Ada: A title with zebras. A text with zebras and ants." in archive["2025/10/22/"].text
    later = searched(tmp_path / "data", tmp_path / "content", NOW.replace(year=2032))
    assert "zebras" in words_of(later[DAY])


def test_a_demonstration_is_searched_although_it_is_not_listed(tmp_path: Path) -> None:
    """Pages that ask search engines not to list them are in the site's own search."""
    data = {"sources.yml": "demonstration: Made up.\n", "2025-10-24.yml": QUIET_DAY}
    archive = searched_files(tmp_path, data)
    assert archive.catalogue.pages == []
    assert [record.address for record in archive.records if record.facets] == [DAY]


def test_pages_that_are_no_days_are_found_by_title_and_address(archive: Searched) -> None:
    """The method page is found by its title and by the word in its address; home is left out."""
    pages = [
        Page("", "home", "Daybook", "Summaries.", ""),
        Page("methodology/", "methodology", "How numbers are made", "Where they come from.", ""),
    ]
    records = list(records_of(catalogue_with(pages), (), teller_of(archive.history)))
    assert [record.address for record in records] == ["methodology/"]
    assert records[0].meta == {"title": "How numbers are made", "keywords": "methodology"}
    assert records[0].text == "Where they come from."


def test_choices_are_those_on_file_in_an_order_that_readers_expect(archive: Searched) -> None:
    """Facets offer what at least one day has: assets as registered, the latest year first."""
    older = Record("2024/01/02/", "A", {}, {"year": ("2024",), "month": ("01",)})
    facets = facets_of(
        [*archive.records, older], archive.history.assets, teller_of(archive.history)
    )
    assert facets["asset"] == [("BTC", "BTC Bitcoin"), ("ETH", "ETH Ethereum")]
    assert facets["year"] == [("2025", "2025"), ("2024", "2024")]
    assert facets["month"] == [("01", "January"), ("10", "October")]
    assert ("long-squeeze", "Long squeeze") in facets["tag"]


@given(st.text(alphabet="가나다라마 ab-", max_size=30))
def test_korean_nouns_are_found_by_each_of_their_ends(text: str) -> None:
    """Each keyword of a text ends a word of it and has two syllables or more."""
    for end in noun_ends(text):
        assert len(end) > 1
        assert end.isalpha()
        assert end in text
    assert noun_ends("도지코인") == ("지코인", "코인")


def test_a_keyword_stands_once() -> None:
    """Words that several names share stand once, in the order in which they came."""
    assert keywords(["XRP", "XRP", "리플", "Long squeeze", "Short squeeze"]) == (
        "XRP 리플 Long squeeze Short"
    )
