"""The search on the repository's own site, as readers meet it."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from builder.publish.search.kept import write_index
from builder.publish.search.records import Record
from tests.site.building import public_address
from tests.site.readers import reading
from tests.site.reading import tabled_cells
from tests.site.searches import (
    DESK,
    MOST_BYTES,
    PHONE,
    Transferred,
    all_results,
    bytes_of_first_search,
    choose,
    count,
    open_search,
    results,
    said,
    search,
    settle,
    words,
)
from tests.site.serving import policy_sent_with, served
from tests.site.test_number_card_limits import faults_of_axe

DAY = "2025/10/24/"


@pytest.fixture(scope="module")
def guarded(built_project: Path, site: Path) -> Iterator[str]:
    """Give the address of the site as a host serves it that reads `_headers`."""
    policy = policy_sent_with(site)
    with served(site, urlsplit(public_address(built_project)).path, policy) as address:
        yield address


@pytest.fixture(scope="module")
def days(site: Path) -> list[str]:
    """Give the addresses of the days on file, the latest first."""
    found = (path.parent.relative_to(site) for path in site.glob("????/??/??/index.html"))
    return sorted((f"/{path.as_posix()}/" for path in found), reverse=True)


def test_nothing_is_loaded_before_the_search_is_opened(browser: Browser, guarded: str) -> None:
    """A page that is only read asks for no file of the index; opening the search does."""
    transferred = Transferred()
    with reading(browser, guarded + DAY, transferred.listen) as page:
        page.wait_for_load_state("networkidle")
        assert transferred.urls == []
        open_search(page)
        assert any(url.endswith("pagefind.js") for url in transferred.urls)


def test_a_first_search_transfers_little(browser: Browser, guarded: str) -> None:
    """Opening the search and asking for four words takes in at most 300 KB."""
    taken = bytes_of_first_search(browser, guarded, "ethereum liquidations october 2025")
    assert taken <= MOST_BYTES


def test_a_page_s_own_policy_lets_the_search_run(browser: Browser, address: str) -> None:
    """On a host that sends no header the search works too, and nothing is refused."""
    with reading(browser, address) as page:
        open_search(page)
        assert search(page, "ethereum liquidations october 2025")


@pytest.mark.parametrize("key", ["/", "f", "s"])
def test_a_key_opens_the_search_and_escape_closes_it(
    browser: Browser, guarded: str, key: str
) -> None:
    """The keys of Material open it with the words in focus; Escape gives the focus back."""
    with reading(browser, guarded + DAY, **DESK) as page:
        link = page.locator(".wordmark")
        link.focus()
        open_search(page, key)
        expect(words(page)).to_be_focused()
        expect(words(page)).to_have_value("")
        page.keyboard.type("s/f")
        expect(words(page)).to_have_value("s/f")
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog", name="Search")).to_be_hidden()
        expect(link).to_be_focused()


@pytest.mark.slow
def test_keys_of_other_meaning_do_not_open_it(browser: Browser, guarded: str) -> None:
    """With Control, and within the card's or the search's own fields, the keys keep their sense."""
    with reading(browser, guarded + DAY) as page:
        page.keyboard.press("Control+f")
        page.keyboard.press("Shift+F")
        expect(page.get_by_role("dialog", name="Search")).to_be_hidden()


def test_the_button_opens_the_search(browser: Browser, guarded: str) -> None:
    """The button in the masthead opens it, and has the focus again when it is closed."""
    for options in (DESK, PHONE):
        with reading(browser, guarded, **options) as page:
            button = page.get_by_role("button", name="Search", exact=True)
            button.click()
            settle(page)
            page.get_by_role("button", name="Close the search").click()
            expect(page.get_by_role("dialog", name="Search")).to_be_hidden()
            expect(button).to_be_focused()


@pytest.mark.slow
def test_without_words_it_shows_the_latest_days(
    browser: Browser, guarded: str, days: list[str]
) -> None:
    """Opened, or emptied again, the search lists all days on file, the latest first."""
    with reading(browser, guarded) as page:
        open_search(page)
        assert said(page) == f"{len(days)} days on file, the latest first"
        search(page, "ethereum")
        search(page, "  ")
        assert said(page) == f"{len(days)} days on file, the latest first"
        assert [found.address for found in all_results(page)] == days


def test_a_result_says_what_its_page_says(browser: Browser, guarded: str, site: Path) -> None:
    """A result has its page's headline, date and key figures, and a passage with what matched."""
    with reading(browser, guarded) as page:
        open_search(page)
        [found] = search(page, "735.07")
        html = (site / DAY / "index.html").read_text(encoding="utf-8")
        headline = re.search(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
        assert headline is not None
        assert found.headline == re.sub("<[^>]*>", "", headline[1])
        assert (found.address, found.date) == (f"/{DAY}", "24 October 2025")
        assert found.figures[:2] == ("Liquidations, 24h $735.07M", "Long share, 24h 85.3%")
        assert found.marked == ("$735.07",)
        assert "$735.07 million" in found.excerpt
        expect(page.locator(".result .tag")).to_have_text("disputed")


@pytest.mark.slow
def test_every_name_of_an_asset_finds_its_days(browser: Browser, guarded: str, site: Path) -> None:
    """Ethereum, ETH and 이더리움 find the same days: those with any figure of it."""
    expected = {f"/{day.replace('-', '/')}/" for day in tabled_cells(site / "assets/eth/data.csv")}
    with reading(browser, guarded) as page:
        open_search(page)
        for name in ("Ethereum", "ETH", "eth", "이더리움", "이더"):
            search(page, name)
            found = {one.address for one in all_results(page) if one.date}
            assert found == expected, name


@pytest.mark.slow
@pytest.mark.parametrize("text", ["october 2025", "2025-10", "oct 2025", "October, 2025"])
def test_a_month_finds_its_days(browser: Browser, guarded: str, days: list[str], text: str) -> None:
    """A month in words or figures finds the days of that month, before any other."""
    expected = {day for day in days if day.startswith("/2025/10/")}
    with reading(browser, guarded) as page:
        open_search(page)
        search(page, text)
        found = [one.address for one in all_results(page) if one.date]
        assert set(found[: len(expected)]) == expected


def test_what_matched_is_marked_without_the_stop_after_it(browser: Browser, guarded: str) -> None:
    """In the passage that a result quotes, the words asked for are marked, and nothing else."""
    with reading(browser, guarded) as page:
        open_search(page)
        marked = [word for one in search(page, "liquidations ethereum") for word in one.marked]
        assert len(marked) > 10
        assert [word for word in marked if not word[-1].isalnum()] == []


def test_what_an_author_wrote_is_found(browser: Browser, guarded: str) -> None:
    """Words of a commentary lead to its day."""
    with reading(browser, guarded) as page:
        open_search(page)
        assert [found.address for found in search(page, "shedding risk")] == [f"/{DAY}"]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("methodology", "/methodology/"),
        pytest.param("corrections", "/corrections/", marks=pytest.mark.slow),
        ("solana derivatives", "/assets/sol/"),
        pytest.param('"long squeeze"', "/tags/long-squeeze/", marks=pytest.mark.slow),
        pytest.param("october 2025", "/2025/10/", marks=pytest.mark.slow),
    ],
)
def test_pages_that_are_no_days_are_found(
    browser: Browser, guarded: str, text: str, address: str
) -> None:
    """Assets, months, tags and the pages about the site are found by what they are called."""
    with reading(browser, guarded) as page:
        open_search(page)
        assert address in [found.address for found in search(page, text)]


@pytest.mark.slow
def test_facets_narrow_to_the_days_of_the_data(
    browser: Browser, guarded: str, site: Path, days: list[str]
) -> None:
    """Each choice leaves the days that have it, several choices those that have all."""
    eth = {f"/{day.replace('-', '/')}/" for day in tabled_cells(site / "assets/eth/data.csv")}
    squeezes = set(
        re.findall(
            r'href="\.\./\.\.(/\d{4}/\d\d/\d\d/)"',
            (site / "tags/long-squeeze/index.html").read_text(encoding="utf-8"),
        )
    )
    with reading(browser, guarded) as page:
        open_search(page)
        choose(page, asset="ETH")
        assert {one.address for one in all_results(page)} == eth
        choose(page, asset="", year="2025")
        assert {one.address for one in all_results(page)} == {d for d in days if "/2025/" in d}
        choose(page, month="10")
        in_month = {day for day in days if day.startswith("/2025/10/")}
        assert {one.address for one in all_results(page)} == in_month
        choose(page, asset="ETH", tag="long-squeeze")
        assert {one.address for one in all_results(page)} == in_month & eth & squeezes
        assert count(page) == len(in_month & eth & squeezes) > 0
        choose(page, asset="", year="", month="")
        assert {one.address for one in all_results(page)} == squeezes


def test_facets_offer_what_is_on_file(browser: Browser, guarded: str, site: Path) -> None:
    """The choices are the site's own assets, years, months and tags, each once."""
    with reading(browser, guarded) as page:
        open_search(page)
        page.keyboard.press("Escape")
        open_search(page)
        offered = page.locator(".search select[name=asset] option").all_inner_texts()
        tickers = [text.split()[0] for text in offered[1:]]
        assert sorted(ticker.lower() for ticker in tickers) == sorted(
            path.parent.name for path in site.glob("assets/*/index.html")
        )
        years = page.locator(".search select[name=year] option").all_inner_texts()[1:]
        assert years == sorted(path.parent.name for path in site.glob("20??/index.html"))[::-1]


@pytest.mark.slow
def test_results_are_sorted_over_all_days(browser: Browser, guarded: str, days: list[str]) -> None:
    """By date both ways, and by liquidations with days without a total at the end."""
    with reading(browser, guarded) as page:
        open_search(page)
        choose(page, order="date asc")
        assert [found.address for found in all_results(page)] == days[::-1]
        choose(page, order="liquidations desc")
        found = all_results(page)
        assert {one.address for one in found} == set(days)
        # A disputed day prints a total and is not compared: it stands among those without one.
        disputed = page.locator(".result:has(.tag:not([hidden]))").evaluate_all(
            "(all) => all.map((one) => new URL(one.querySelector('a').href).pathname)"
        )
        assert f"/{DAY}" in disputed
        totals = [-1 if one.address in disputed else one.liquidations for one in found]
        assert totals == sorted(totals, reverse=True)
        assert totals[0] > 1e9
        assert totals[-1] == -1


def test_the_keyboard_alone_is_enough(browser: Browser, guarded: str) -> None:
    """Arrows go through the results and back to the words, Enter opens, in words the first."""
    with reading(browser, guarded + DAY) as page:
        open_search(page)
        page.keyboard.type("ethereum october 2025")
        settle(page)
        shown = results(page)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        expect(page.locator(".result a").nth(1)).to_be_focused()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        expect(words(page)).to_be_focused()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{shown[1].address}")
        open_search(page)
        page.keyboard.type("methodology")
        page.keyboard.press("Enter")
        page.wait_for_url("**/methodology/")


@pytest.mark.slow
def test_facets_are_reached_by_tab(browser: Browser, guarded: str) -> None:
    """From the words, Tab leads through closing and all fields to the first result."""
    with reading(browser, guarded) as page:
        open_search(page)
        names = []
        for _ in range(7):
            page.keyboard.press("Tab")
            names.append(
                page.evaluate("document.activeElement.name || document.activeElement.ariaLabel")
            )
        assert names[:6] == ["Close the search", "asset", "year", "month", "tag", "order"]
        expect(page.locator(".result a").first).to_be_focused()


@pytest.mark.slow
def test_show_more_goes_on_where_the_list_ended(browser: Browser, guarded: str) -> None:
    """More results follow those on show, with the focus on the first of them."""
    with reading(browser, guarded) as page:
        open_search(page)
        before = results(page)
        page.get_by_role("button", name="Show more").press("Enter")
        expect(page.locator(".result")).to_have_count(20)
        assert results(page)[:10] == before
        expect(page.locator(".result a").nth(10)).to_be_focused()


def test_nothing_found_is_said(browser: Browser, guarded: str) -> None:
    """Words that no page has leave an empty list and say so; a single result is one."""
    with reading(browser, guarded) as page:
        open_search(page)
        assert search(page, "qqqqq") == []
        assert said(page).startswith("Nothing found.")
        expect(page.get_by_role("button", name="Show more")).to_be_hidden()
        search(page, "735.07")
        assert said(page) == "1 result"


def test_hostile_texts_are_shown_as_text(
    browser: Browser, built_project: Path, site: Path, tmp_path: Path
) -> None:
    """Markup in headlines, names, figures and passages is shown and does nothing."""
    copy = tmp_path / "site"
    shutil.copytree(site, copy, ignore=shutil.ignore_patterns("search"))
    hostile = "<img src=x onerror=alert(1)> </mark><script>alert(1)</script> &lt;b&gt; \"'"
    meta = {"title": hostile, "date": hostile, "figures": f"{hostile}: {hostile}"}
    record = Record(DAY, f"zebra {hostile} zebra", {**meta, "keywords": "ʘdays"})
    write_index(copy / "search", tmp_path / "kept", [record], "en")
    facets = {"every": "ʘdays", "facets": {"asset": [["x", hostile]]}}
    (copy / "search" / "facets.json").write_text(json.dumps(facets), encoding="utf-8")
    with (
        served(copy, urlsplit(public_address(built_project)).path) as address,
        reading(browser, address) as page,
    ):
        open_search(page)
        [found] = search(page, "zebra")
        assert found.headline == hostile
        assert found.marked == ("zebra", "zebra")
        assert "<img src=x onerror=alert(1)> </mark><script>" in found.excerpt
        assert page.locator(".search img, .search script").count() == 0
        offered = page.locator(".search select[name=asset] option").all_inner_texts()
        assert offered == ["Any", hostile]


@pytest.mark.slow
def test_a_search_that_cannot_be_loaded_says_so_and_can_be_tried_again(
    browser: Browser, guarded: str
) -> None:
    """While the index cannot be had the reader is told where the days are; later it works."""
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto(guarded)
        page.route("**/search/facets.json", lambda route: route.abort())
        open_search(page)
        assert said(page).startswith("The search could not be loaded.")
        page.unroute("**/search/facets.json")
        assert search(page, "735.07")
        assert page.locator(".search select[name=year] option").count() == 5
    finally:
        context.close()


def test_without_scripts_a_link_leads_to_the_archive(browser: Browser, guarded: str) -> None:
    """Readers without scripts find a link to the archive in the place of the button."""
    with reading(browser, guarded + DAY, java_script_enabled=False) as page:
        expect(page.get_by_role("button", name="Search")).to_have_count(0)
        page.get_by_role("link", name="Find a day in the archive").click()
        page.wait_for_url("**/archive/")
    with reading(browser, guarded + DAY) as page:
        expect(page.get_by_role("link", name="Find a day in the archive")).to_have_count(0)


def test_the_search_works_on_a_missing_page(browser: Browser, guarded: str) -> None:
    """A reader whose address leads nowhere finds pages from there, at any depth."""
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto(f"{guarded}404.html")
        open_search(page)
        search(page, "735.07")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{DAY}")
    finally:
        context.close()


@pytest.mark.slow
def test_it_fills_a_phone_and_keeps_within_it(browser: Browser, guarded: str) -> None:
    """On a phone the search takes the whole window; nothing sticks out, at 320 px neither."""
    with reading(browser, guarded + DAY, **PHONE) as page:
        page.get_by_role("button", name="Search", exact=True).click()
        settle(page)
        for width in (360, 320):
            page.set_viewport_size({"width": width, "height": 720})
            search(page, "ethereum liquidations")
            box = page.get_by_role("dialog", name="Search").bounding_box()
            assert box == {"x": 0, "y": 0, "width": width, "height": 720}
            wide = page.evaluate(
                "() => [...document.querySelectorAll('.search *')].filter((one) => "
                "one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 0.5)"
                ".map((one) => one.outerHTML.slice(0, 80))"
            )
            assert wide == []


@pytest.mark.parametrize("options", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.slow
def test_axe_finds_nothing(
    browser: Browser, guarded: str, options: dict[str, object], scheme: str
) -> None:
    """Closed and open, in light and dark: no fault, contrast and target sizes included."""
    with reading(browser, guarded, **options, color_scheme=scheme, bypass_csp=True) as page:
        assert faults_of_axe(page) == []
        page.get_by_role("button", name="Search", exact=True).click()
        settle(page)
        search(page, "ethereum october")
        assert faults_of_axe(page) == []
