"""The search over long archives: the market history of 1,721 days, and 10,000 days.

The pages around it are the repository's own; the index is made as a build makes it, from what the
pages of those days say.
"""

import random
import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from builder.market.registry import Asset
from builder.publish.catalogue import Catalogue, Listed
from builder.publish.inputs import read_inputs
from builder.publish.search.kept import write_search
from tests.publish.searching import NOW, SETTINGS, catalogue_of
from tests.site.building import public_address
from tests.site.readers import reading
from tests.site.reading import Cells, tabled_cells
from tests.site.searches import (
    MOST_BYTES,
    all_results,
    bytes_of_first_search,
    choose,
    count,
    open_search,
    results,
    search,
)
from tests.site.serving import policy_sent_with, served

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("search archives")]

DAYS = 10_000
FIRST = date(2000, 1, 1)

Serve = Callable[..., str]


@pytest.fixture(scope="module")
def serve(
    built_project: Path, site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Serve]:
    """Give what serves the repository's pages with the search of catalogues; returns where.

    Each is written over the one before, as from night to night.
    """
    running = []

    def begin(assets: tuple[Asset, ...], *catalogues: Catalogue) -> str:
        folder = tmp_path_factory.mktemp("searched")
        copy = shutil.copytree(site, folder / "site", ignore=shutil.ignore_patterns("search"))
        for catalogue in catalogues:
            write_search(copy, folder / "kept", SETTINGS, catalogue, assets, 2)
        prefix = urlsplit(public_address(built_project)).path
        server = served(copy, prefix, policy_sent_with(copy))
        running.append(server)
        return server.__enter__()

    yield begin
    for server in running:
        server.__exit__(None, None, None)


@pytest.fixture(scope="module")
def history(project: Path) -> Path:
    """Give the folder of the market history, which stands beside the project and not in it."""
    folder = project.parent / "shared" / "market-history"
    if not folder.is_dir():
        pytest.skip(f"the market history is not in {folder.relative_to(project.parent)}")
    return folder


@pytest.fixture(scope="module")
def cells(history: Path) -> dict[str, Cells]:
    """Give the cells of each day of the market history, by the address of its page."""
    found: dict[str, Cells] = defaultdict(dict)
    for table in sorted(history.rglob("*.csv")):
        for day, row in tabled_cells(table).items():
            found[f"/{day.replace('-', '/')}/"].update(row)
    assert len(found) == 1721
    return found


@pytest.fixture(scope="module")
def market(history: Path, serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give the address of a site with the search of the market history."""
    inputs = read_inputs(history, tmp_path_factory.mktemp("nothing"), NOW)
    whole = catalogue_of(inputs)
    last = max(page.address for page in whole.pages if page.kind == "day")
    before = Catalogue([page for page in whole.pages if page.address != last], whole.unlisted)
    # The last day came in a night of its own.
    return serve(inputs.history.assets, before, whole)


@pytest.fixture(scope="module")
def many(project: Path, serve: Serve) -> str:
    """Give the address of a site with the search of 10,000 days."""
    inputs = read_inputs(project / "data", project / "content", NOW)
    pages = catalogue_of(inputs).pages
    of_days = [page for page in pages if page.digest and page.digest.liquidations]
    # Days with every figure say most; those are the ones to repeat.
    longest = sorted(of_days, key=lambda page: len(page.digest.brief if page.digest else ""))[-20:]
    numbers = random.Random(1)  # noqa: S311 - the same on every run, and nothing is secret
    catalogue = Catalogue()
    for number in range(DAYS):
        catalogue.pages.append(moved(longest[number % 20], number, numbers))
    return serve(inputs.history.assets, catalogue)


def total_on(number: int) -> float:
    """Return the total of one of the 10,000 days: all differ, by a dollar in a billion."""
    return 1e9 + number * 7919 % DAYS


def moved(page: Listed, number: int, numbers: random.Random) -> Listed:
    """Return a day's page as one of the 10,000, with other numbers."""
    digest, day = page.digest, FIRST + timedelta(days=number)
    assert digest is not None
    assert digest.liquidations is not None

    def other(text: str) -> str:
        return re.sub(r"\d", lambda _: str(numbers.randrange(10)), text)

    moved_digest = replace(
        digest,
        headline=other(digest.headline),
        summary=other(digest.summary),
        brief=other(digest.brief),
        day=day,
        key_figures=tuple(replace(key, text=other(key.text)) for key in digest.key_figures),
        liquidations=replace(digest.liquidations, value=total_on(number)),
    )
    return replace(page, address=f"{day:%Y/%m/%d}/", digest=moved_digest)


def test_four_words_find_the_days_of_a_month(
    browser: Browser, market: str, cells: dict[str, Cells]
) -> None:
    """An asset, a topic, a month and a year find that month's days, and nothing before them."""
    expected = {day for day in cells if day.startswith("/2024/10/")}
    with reading(browser, market) as page:
        open_search(page)
        search(page, "ethereum liquidations october 2024")
        found = [one.address for one in all_results(page)]
        assert len(expected) == 31
        assert set(found[:31]) == expected


@pytest.mark.parametrize("month", ["2021-02", "2024-12", "2025-08"])
def test_every_year_s_months_are_found_before_other_days(
    browser: Browser, market: str, cells: dict[str, Cells], month: str
) -> None:
    """The days of a month come first, in an old year, a closed one and the one that is under way.

    Were each year an index of its own, its number would say nothing within it.
    """
    expected = {day for day in cells if day.startswith(f"/{month.replace('-', '/')}/")}
    name = date.fromisoformat(f"{month}-01").strftime("%B %Y")
    with reading(browser, market) as page:
        open_search(page)
        search(page, f"bitcoin {name}")
        found = [one.address for one in all_results(page) if one.date]
        assert len(expected) > 20
        assert set(found[: len(expected)]) == expected


def test_a_word_of_one_year_finds_nothing_in_others(
    browser: Browser, market: str, cells: dict[str, Cells]
) -> None:
    """A number that stands on one day, with words that all days have, finds that day alone."""
    day = next(day for day in sorted(cells) if day.startswith("/2022/"))
    with reading(browser, market) as page:
        open_search(page)
        search(page, f"bitcoin {day.strip('/').replace('/', '-')}")
        assert {one.address for one in all_results(page) if one.date} == {day}


def test_a_first_search_of_a_long_history_transfers_little(browser: Browser, market: str) -> None:
    """With 1,721 days, opening the search and asking for four words takes in at most 300 KB."""
    taken = bytes_of_first_search(browser, market, "ethereum liquidations october 2024")
    assert taken <= MOST_BYTES


def test_results_are_sorted_over_the_whole_history(
    browser: Browser, market: str, cells: dict[str, Cells]
) -> None:
    """The first forty by liquidations and by date are those of the data, in their order."""
    sums = {day: total_of(row) for day, row in cells.items()}
    largest = sorted((day for day in sums if sums[day]), key=lambda day: -sums[day])
    with reading(browser, market) as page:
        open_search(page)
        for order, expected in (
            ("liquidations desc", largest),
            ("date desc", sorted(cells, reverse=True)),
            ("date asc", sorted(cells)),
        ):
            choose(page, order=order)
            assert count(page) == len(cells)
            for _ in range(3):
                page.get_by_role("button", name="Show more").click()
                page.wait_for_load_state("networkidle")
            assert [one.address for one in results(page)][:20] == expected[:20]


def total_of(row: Cells) -> float:
    """Return a day's liquidations over its assets, from both sides of each."""
    sides = ("long_liquidations_24h_usd", "short_liquidations_24h_usd")
    return sum(float(value) for name, value in row.items() if name.partition(".")[2] in sides)


def test_facets_narrow_a_long_history_to_the_days_of_the_data(
    browser: Browser, market: str, cells: dict[str, Cells]
) -> None:
    """The number of results for an asset, a year and a month is that of the data's days."""
    with reading(browser, market) as page:
        open_search(page)
        for ticker in ("BTC", "DOGE", "SOL"):
            choose(page, asset=ticker, year="", month="")
            on_file = {
                day for day, row in cells.items() if any(n.startswith(f"{ticker}.") for n in row)
            }
            assert count(page) == len(on_file)
            choose(page, year="2022")
            assert count(page) == len({day for day in on_file if day.startswith("/2022/")})
            choose(page, month="02")
            in_month = {day for day in on_file if day.startswith("/2022/02/")}
            assert count(page) == len(in_month)
            assert {one.address for one in all_results(page)} == in_month


def test_every_name_finds_the_same_days_of_a_long_history(browser: Browser, market: str) -> None:
    """Ethereum, ETH and 이더리움 find as many days of one month."""
    with reading(browser, market) as page:
        open_search(page)
        choose(page, year="2023", month="05")
        for name in ("Ethereum", "ETH", "이더리움"):
            search(page, name)
            assert count(page) == 31


def test_a_first_search_of_ten_thousand_days_transfers_little(browser: Browser, many: str) -> None:
    """With 10,000 days, opening the search and asking for four words takes in at most 300 KB."""
    taken = bytes_of_first_search(browser, many, "ethereum liquidations october 2024")
    assert taken <= MOST_BYTES


def test_ten_thousand_days_are_sorted(browser: Browser, many: str) -> None:
    """By date and by liquidations, the first results are the first of all 10,000 days."""
    with reading(browser, many) as page:
        open_search(page)
        assert count(page) == DAYS
        choose(page, order="date asc")
        assert results(page)[0].address == "/2000/01/01/"
        choose(page, order="date desc")
        last = FIRST + timedelta(days=DAYS - 1)
        assert results(page)[0].address == f"/{last:%Y/%m/%d}/"
        choose(page, order="liquidations desc")
        largest = sorted(range(DAYS), key=total_on, reverse=True)[:10]
        expected = [f"/{FIRST + timedelta(days=number):%Y/%m/%d}/" for number in largest]
        assert [one.address for one in results(page)] == expected
        choose(page, year="2024", month="10", order="")
        search(page, "liquidations")
        assert count(page) == 31
