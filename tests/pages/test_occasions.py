"""Whose a figure of a ledger is, and what time it speaks of."""

import json
from typing import Any

import pytest

from builder.charts.drawing import Drawings
from tests.pages.rendering import Archive, render_files

DAYS = {
    "2025-10-22.yml": "market: {liquidations_24h_usd: 3000000, fear_greed: 30}\n",
    "2025-10-23.yml": (
        "as_of: 2025-10-23T08:30:00+09:00\n"
        "market: {liquidations_24h_usd: 4000000, fear_greed: 40}\n"
    ),
    "2025-10-24.yml": (
        "as_of: 2025-10-24T12:30:00+09:00\n"
        "market: {liquidations_24h_usd: 5000000, long_liquidations_24h_usd: 3000000,"
        " fear_greed: 50, fear_greed_label: Neutral, usd_krw: 1431.5}\n"
        "assets:\n"
        "  BTC: {open_interest_usd: 900000000, price_usd: 110000}\n"
        "  ETH: {open_interest_usd: 400000000}\n"
    ),
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, drawings: Drawings) -> Archive:
    """Give the pages of three days: hour not reported, the day before in UTC, the same day."""
    return render_files(tmp_path_factory.mktemp("occasions"), drawings, DAYS)


def figures_of(archive: Archive, address: str) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the figures of a page's ledger by name and day."""
    ledger = archive[address].page.ledger
    assert ledger is not None
    return {(one["id"], one["day"]): one for one in json.loads(ledger.json())["figures"]}


@pytest.mark.parametrize(
    ("day", "as_of", "time"),
    [
        ("2025-10-22", None, "22 Oct 2025"),
        (
            "2025-10-23",
            "2025-10-23T08:30:00+09:00",
            "08:30 KST, 23 Oct 2025 (23:30 UTC, 22 Oct 2025)",
        ),
        ("2025-10-24", "2025-10-24T12:30:00+09:00", "12:30 KST (03:30 UTC), 24 Oct 2025"),
    ],
)
def test_a_figure_has_the_time_of_its_own_day(
    archive: Archive, day: str, as_of: str | None, time: str
) -> None:
    """A day's windows end when its file says; where it does not, the day alone is named."""
    figure = figures_of(archive, day.replace("-", "/") + "/")["market.liquidations_24h_usd", day]
    assert (figure["window"], figure["as_of"], figure["time"]) == ("24h", as_of, time)


def test_a_figure_of_another_day_keeps_that_day_s_time(archive: Archive) -> None:
    """What the page of 24 October compares with is of the 23rd, at the hour of the 23rd."""
    before = figures_of(archive, "2025/10/24/")["market.liquidations_24h_usd", "2025-10-23"]
    assert before["as_of"] == "2025-10-23T08:30:00+09:00"


@pytest.mark.parametrize(
    ("day", "as_of", "time"),
    [
        ("2025-10-22", None, "22 Oct 2025"),
        ("2025-10-23", "2025-10-22T00:00:00+00:00", "09:00 KST (00:00 UTC), 22 Oct 2025"),
        ("2025-10-24", "2025-10-24T00:00:00+00:00", "09:00 KST (00:00 UTC), 24 Oct 2025"),
    ],
)
def test_the_index_has_the_time_of_its_stamp(
    archive: Archive, day: str, as_of: str | None, time: str
) -> None:
    """Fear & Greed is of the last midnight in UTC before the day's hour, not of that hour."""
    figure = figures_of(archive, day.replace("-", "/") + "/")["market.fear_greed", day]
    assert (figure["window"], figure["as_of"], figure["time"]) == (None, as_of, time)


def test_a_change_between_days_has_no_window(archive: Archive) -> None:
    """A change since the day before is not one over 24 hours: its inputs have the windows."""
    figures = figures_of(archive, "2025/10/24/")
    change = figures["market.liquidations_24h_usd_change_pct", "2025-10-24"]
    assert change["window"] is None
    inputs = [figures[one["id"], one["day"]] for one in change["inputs"]]
    assert [one["window"] for one in inputs] == ["24h", "24h"]


def test_a_count_is_of_no_time(archive: Archive) -> None:
    """How many days are on file has neither a window nor an hour."""
    days = figures_of(archive, "assets/btc/")["BTC.days_on_file", "2025-10-24"]
    assert (days["window"], days["as_of"]) == (None, None)


def test_a_figure_says_whose_it_is(archive: Archive) -> None:
    """An asset goes by its name; the market and a sum over assets are told from each other."""
    day = figures_of(archive, "2025/10/24/")
    whose = {name: figure["subject_name"] for (name, _), figure in day.items()}
    assert whose["market.liquidations_24h_usd"] == "All assets"
    assert whose["BTC.open_interest_usd"] == "Bitcoin"
    assert whose["assets.open_interest_usd"] == "Sum over the assets on file"
    assert whose["market.fear_greed"] is None
    assert whose["market.usd_krw"] is None
