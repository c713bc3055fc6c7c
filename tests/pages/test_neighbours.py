import posixpath

import pytest

from builder.charts.drawing import Drawings
from tests.pages.rendering import Archive, Rendered, render_files


def pager_of(rendered: Rendered) -> dict[str, str]:
    """Return the addresses that a page's pager leads to, by `prev` and `next`."""
    pagers = rendered.tree.all("nav", "pager")
    links = pagers[0].all("a") if pagers else []
    return {
        link.attributes["rel"]: posixpath.normpath(
            posixpath.join(rendered.page.address, link.attributes["href"])
        )
        + "/"
        for link in links
    }


@pytest.mark.parametrize("kind", ["day", "month", "year"])
def test_previous_and_next_are_the_neighbours_on_file(archive: Archive, kind: str) -> None:
    """From each page the pager leads to the one before and the one after that exist."""
    addresses = sorted(a for a, r in archive.pages.items() if r.page.kind == kind)
    assert len(addresses) > 2
    for number, address in enumerate(addresses):
        expected = {}
        if number:
            expected["prev"] = addresses[number - 1]
        if number + 1 < len(addresses):
            expected["next"] = addresses[number + 1]
        assert pager_of(archive[address]) == expected


def test_a_day_alone_has_no_neighbours(
    tmp_path_factory: pytest.TempPathFactory, drawings: Drawings
) -> None:
    """An archive of one day has every page, and no pager on any."""
    folder = tmp_path_factory.mktemp("alone")
    alone = render_files(folder, drawings, {"2025-10-24.yml": "market: {fear_greed: 52}\n"})
    assert "2025/10/24/" in alone.pages
    assert [a for a, r in alone.pages.items() if r.tree.all("nav", "pager")] == []


def test_the_home_page_is_the_latest_day(archive: Archive) -> None:
    """The home page has the latest day's headline, leads to it, and lists the days before it."""
    latest = archive.history.days[-1].date
    home, day = archive[""].tree, archive[f"{latest:%Y/%m/%d}/"].tree
    assert home.one("h1").text == day.one("h1").text
    assert home.one("h1").one("a").attributes["href"] == f"{latest:%Y/%m/%d}/"
    listed = [time.attributes["datetime"] for time in home.one("ol", "days").all("time")]
    days = [one.date.isoformat() for one in archive.history.days]
    assert listed == list(reversed(days[-15:-1]))


def test_lists_of_days_say_their_headlines(archive: Archive) -> None:
    """Where a day is listed, its headline is that of its page."""
    for rendered in archive.pages.values():
        for item in (item for days in rendered.tree.all("ol", "days") for item in days.all("li")):
            day = item.one("time").attributes["datetime"]
            headline = item.one("span", "days__headline").text.removesuffix(" disputed")
            assert headline == archive[day.replace("-", "/") + "/"].tree.one("h1").text


def test_a_month_lists_its_days_and_a_year_its_largest(archive: Archive) -> None:
    """A month lists all its days in order, a year its largest days by their totals."""
    month = archive["2025/10/"].tree.one("ol", "days")
    listed = [time.attributes["datetime"] for time in month.all("time")]
    days = [d.date.isoformat() for d in archive.history.days if f"{d.date}".startswith("2025-10")]
    assert listed == days
    year = archive["2025/"].tree.one("ol", "days")
    largest = [time.attributes["datetime"] for time in year.all("time")]
    totals = {
        d.date.isoformat(): archive.history.figure(d.date, "market", "liquidations_24h_usd")
        for d in archive.history.days
        if d.date.year == 2025 and not d.disputed
    }
    values = sorted((f.number for f in totals.values() if f), reverse=True)[:10]
    assert [totals[day].number for day in largest if totals[day]] == values
