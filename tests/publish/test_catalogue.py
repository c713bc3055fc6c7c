from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from builder.pages.dates import Dates
from builder.pages.digest import Digest
from builder.pages.page import Page, day_address
from builder.publish.catalogue import MOST_FOLLOWED
from tests.publish.searching import catalogue_with

FIRST = date(2020, 1, 1)


def day(number: int, tickers: tuple[str, ...] = (), **meta: str) -> Page:
    """Return a day's page."""
    on = FIRST + timedelta(days=number)
    moment = datetime(on.year, on.month, on.day, tzinfo=UTC)
    digest = Digest(f"Headline {number}", f"Summary {number}", Markup("Text"), on, tickers)
    return Page(
        day_address(on), "day", "Title", "Description", "Body", meta, Dates(moment, moment), digest
    )


@given(st.lists(st.sets(st.sampled_from(["BTC", "ETH", "SOL"])).map(sorted), max_size=60))
def test_feeds_find_the_latest_days_of_each_asset(tickers: list[list[str]]) -> None:
    """Of any archive, the catalogue keeps the latest days of all and of each asset, and no more."""
    pages = [day(number, tuple(found)) for number, found in enumerate(tickers)]
    catalogue = catalogue_with(pages)
    assert [one.address for one in catalogue.pages] == [page.address for page in pages]
    assert [one.address for one in catalogue.latest] == [
        page.address for page in pages[-MOST_FOLLOWED:]
    ]
    for ticker in ("BTC", "ETH", "SOL"):
        of_asset = [p.address for p, found in zip(pages, tickers, strict=True) if ticker in found]
        kept = [one.address for one in catalogue.latest_of.get(ticker, ())]
        assert kept == of_asset[-MOST_FOLLOWED:]


def test_a_long_archive_leaves_a_line_for_each_page() -> None:
    """Texts are kept of no more days than feeds can take, however many pass by."""
    catalogue = catalogue_with(day(number, ("BTC",)) for number in range(500))
    assert len(catalogue.pages) == 500
    assert len(catalogue.latest) == len(catalogue.latest_of["BTC"]) == MOST_FOLLOWED
    assert {page.digest.text for page in catalogue.pages if page.digest} == {""}
    assert {one.digest.text for one in catalogue.latest} == {"Text"}


def test_a_page_that_asks_not_to_be_found_is_not_noted() -> None:
    """It passes by, and stands in no list."""
    catalogue = catalogue_with([day(0, ("BTC",), robots="noindex"), day(1)])
    assert [page.address for page in catalogue.pages] == ["2020/01/02/"]
    assert catalogue.latest_of == {}
