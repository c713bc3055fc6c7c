from datetime import date
from pathlib import Path

import pytest

from builder.market.comparisons import Change, change_since_previous, ranked
from builder.market.history import History
from tests.market.folders import DAY, history_of


def change(history: History, field: str, subject: str = "market", day: date = DAY) -> Change | None:
    """Return the change of a day's figure."""
    return change_since_previous(history, history.figure(day, subject, field))


def market_days(**values: str) -> dict[str, str]:
    """Write one file for each day of October 2025, named `d` and its number, with market cells."""
    return {f"2025-10-{day[1:]}.yml": f"market: {{{cells}}}\n" for day, cells in values.items()}


def test_amounts_change_in_percent(tmp_path: Path) -> None:
    """An amount changes in percent of its value on the previous day on file, whose day it names."""
    files = market_days(d21="liquidations_24h_usd: 500", d24="liquidations_24h_usd: 735")
    found = change(history_of(tmp_path, files), "liquidations_24h_usd")
    assert found.figure.value == pytest.approx(47)
    assert found.figure.field.unit == "pct"
    assert found.since == date(2025, 10, 21)
    assert found.before.value == 500
    assert not found.in_points
    assert [figure.value for figure in found.figure.source.inputs] == [735, 500]


def test_percentages_and_indexes_change_in_points(tmp_path: Path) -> None:
    """A share moves by percentage points and an index by points, down as well as up."""
    files = market_days(
        d23="fear_greed: 60, liquidations_24h_usd: 100, long_liquidations_24h_usd: 50",
        d24="fear_greed: 52, liquidations_24h_usd: 200, long_liquidations_24h_usd: 170",
    )
    history = history_of(tmp_path, files)
    index, share = change(history, "fear_greed"), change(history, "long_share_24h_pct")
    assert (index.figure.value, index.in_points) == (-8, True)
    assert (share.figure.value, share.in_points) == (pytest.approx(35), True)


def test_other_days_are_stepped_over(tmp_path: Path) -> None:
    """Days that are missing, disputed, or of another provider are not compared with."""
    said = "sources: [{provider: %s, covers: [liquidations]}]\nmarket: {liquidations_24h_usd: %d}\n"
    files = {
        "2025-10-20.yml": said % ("CoinGlass", 100),
        "2025-10-21.yml": "market: {fear_greed: 5}\n",
        "2025-10-22.yml": said % ("CoinAnk", 300),
        "2025-10-23.yml": "disputed: why\n" + said % ("CoinGlass", 400),
        "2025-10-24.yml": said % ("CoinGlass", 150),
    }
    history = history_of(tmp_path, files)
    found = change(history, "liquidations_24h_usd")
    assert (found.figure.value, found.since.day) == (50, 20)
    assert change(history, "liquidations_24h_usd", day=date(2025, 10, 23)) is None
    assert change(history, "liquidations_24h_usd", day=date(2025, 10, 22)) is None


def test_there_may_be_nothing_to_compare(tmp_path: Path) -> None:
    """The first day, a label, a missing figure and a previous 0 give no change."""
    files = market_days(
        d23="liquidations_24h_usd: 0, fear_greed_label: Fear",
        d24="liquidations_24h_usd: 5, fear_greed_label: Greed, usd_krw: 1400",
    )
    history = history_of(tmp_path, files)
    for field in ("liquidations_24h_usd", "fear_greed_label", "usd_krw", "open_interest_usd"):
        assert change(history, field) is None


@pytest.mark.parametrize(("earlier", "compared"), [("2025-09-23", True), ("2025-09-22", False)])
def test_a_day_long_past_is_not_compared_with(tmp_path: Path, earlier: str, compared: bool) -> None:
    """A change spans 31 days at most."""
    row = "assets: {BTC: {price_usd: 5}}\n"
    history = history_of(tmp_path, {f"{earlier}.yml": row, f"{DAY}.yml": row})
    assert (change(history, "price_usd", "BTC") is not None) == compared


def test_ranks_follow_the_numbers(tmp_path: Path) -> None:
    """Figures rank by their numbers, equal ones by ticker, missing ones not at all."""
    table = (
        "asset,long_liquidations_24h_usd,open_interest_change_24h_usd\n"
        "BTC,51730000,-1530000000\nETH,127870000,-1890000000\nXRP,83450000,\n"
        "ADA,51730000,2000000000\nSOL,,0\n"
    )
    history = history_of(tmp_path, {f"{DAY}.csv": table})

    def figures(field: str) -> list[str]:
        tickers = ("BTC", "ETH", "XRP", "ADA", "SOL")
        by_size = "change" in field
        found = ranked((history.figure(DAY, t, field) for t in tickers), by_size=by_size)
        return [figure.subject for figure in found]

    assert figures("long_liquidations_24h_usd") == ["ETH", "XRP", "ADA", "BTC"]
    assert figures("open_interest_change_24h_usd") == ["ADA", "ETH", "BTC", "SOL"]
