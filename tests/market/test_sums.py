from pathlib import Path

import pytest

from tests.market.folders import DAY, figures_on, history_of, values_on


def sums(values: dict[str, float | str]) -> dict[str, float | str]:
    """Return the figures of all assets on file together."""
    return {name: value for name, value in values.items() if name.startswith("assets.")}


def test_assets_on_file_are_added_up(tmp_path: Path) -> None:
    """What every asset with a total has is added up, and ratios are those of the sums."""
    content = (
        "assets:\n"
        "  BTC: {liquidations_24h_usd: 100, long_liquidations_24h_usd: 80}\n"
        "  ETH: {liquidations_24h_usd: 300, short_liquidations_24h_usd: 100}\n"
        "  SOL: {price_usd: 1}\n"
    )
    values = values_on(history_of(tmp_path, {f"{DAY}.yml": content}))
    assert sums(values) == {
        "assets.liquidations_24h_usd": 400,
        "assets.long_liquidations_24h_usd": 280,
        "assets.short_liquidations_24h_usd": 120,
        "assets.long_share_24h_pct": 70,
        "assets.short_share_24h_pct": 30,
    }


def test_open_interest_and_its_changes_are_added_up(tmp_path: Path) -> None:
    """The change of all assets in percent is that of the sums, not a sum of percentages."""
    content = (
        "assets:\n  BTC: {open_interest_usd: 110, open_interest_change_24h_usd: 10}\n"
        "  ETH: {open_interest_usd: 90, open_interest_change_24h_usd: -10}\n"
    )
    values = values_on(history_of(tmp_path, {f"{DAY}.yml": content}))
    assert sums(values) == {
        "assets.open_interest_usd": 200,
        "assets.open_interest_change_24h_usd": 0,
        "assets.open_interest_change_24h_pct": 0,
    }


def test_a_part_that_one_asset_lacks_is_not_added_up(tmp_path: Path) -> None:
    """A side that one of the assets lacks is not added up: its ratio would mix sets of assets."""
    content = (
        "assets:\n  BTC: {liquidations_24h_usd: 100, long_liquidations_24h_usd: 80}\n"
        "  ETH: {liquidations_24h_usd: 300}\n"
    )
    values = values_on(history_of(tmp_path, {f"{DAY}.yml": content}))
    assert sums(values) == {"assets.liquidations_24h_usd": 400}


def test_prices_and_rates_are_not_added_up(tmp_path: Path) -> None:
    """Prices, percentages and rates have no sum."""
    content = (
        "assets:\n  BTC: {price_usd: 1, price_change_24h_pct: 1, volume_24h_usd: 1, "
        "funding_rate: 0.01, open_interest_change_24h_pct: 1}\n"
        "  ETH: {price_usd: 1, price_change_24h_pct: 1, volume_24h_usd: 1, "
        "funding_rate: 0.01, open_interest_change_24h_pct: 1}\n"
    )
    assert sums(values_on(history_of(tmp_path, {f"{DAY}.yml": content}))) == {}


def test_one_asset_is_no_sum(tmp_path: Path) -> None:
    """One asset with a figure, and the market's own total, make no sum over assets."""
    content = (
        "market: {liquidations_24h_usd: 900}\n"
        "assets: {BTC: {liquidations_24h_usd: 100}, ETH: {price_usd: 1}}\n"
    )
    assert sums(values_on(history_of(tmp_path, {f"{DAY}.yml": content}))) == {}


def test_a_withheld_asset_is_not_added_up(tmp_path: Path) -> None:
    """A sum takes in the assets that are published, and says which."""
    content = (
        "assets:\n  BTC: {open_interest_usd: 100}\n  ETH: {open_interest_usd: 200}\n"
        "  SOL: {open_interest_usd: 0}\n"
    )
    history = history_of(tmp_path, {f"{DAY}.yml": content})
    figure = history.figure(DAY, "assets", "open_interest_usd")
    assert figure.value == 300
    assert figure.source.text == "BTC.open_interest_usd + ETH.open_interest_usd"


def test_a_ratio_of_sums_speaks_of_one_set_of_assets(tmp_path: Path) -> None:
    """Liquidations of three assets are no share of the open interest of two."""
    content = (
        "assets:\n  BTC: {liquidations_24h_usd: 1000, open_interest_usd: 100000}\n"
        "  ETH: {liquidations_24h_usd: 1000, open_interest_usd: 100000}\n"
        "  SOL: {liquidations_24h_usd: 98000}\n"
    )
    values = values_on(history_of(tmp_path, {f"{DAY}.yml": content}))
    assert values.get("assets.liquidations_share_of_open_interest_24h_pct") in (None, 1)


def test_a_ratio_of_sums_over_the_same_assets_is_given(tmp_path: Path) -> None:
    """Liquidations as a share of the open interest of the same assets are given."""
    content = (
        "assets:\n  BTC: {liquidations_24h_usd: 1000, open_interest_usd: 100000}\n"
        "  ETH: {liquidations_24h_usd: 3000, open_interest_usd: 100000}\n"
    )
    values = values_on(history_of(tmp_path, {f"{DAY}.yml": content}))
    assert values["assets.liquidations_share_of_open_interest_24h_pct"] == 2


def test_another_set_of_assets_is_another_count(tmp_path: Path) -> None:
    """Sums over different assets are not comparable: one more asset is not a rise."""
    two = "assets: {BTC: {liquidations_24h_usd: 1}, ETH: {liquidations_24h_usd: 2}}\n"
    three = two.replace("assets: {", "assets: {SOL: {liquidations_24h_usd: 3}, ")
    files = {"2025-10-22.yml": two, "2025-10-23.yml": three, "2025-10-24.yml": two}
    series = history_of(tmp_path, files).series("assets", "liquidations_24h_usd")
    assert series.values.tolist() == [3, 6, 3]
    assert series.previous(DAY) == DAY.replace(day=22)


@pytest.mark.parametrize(
    ("providers", "origin"),
    [
        (("A", "A"), "A: BTC, ETH"),
        (("B", "A"), "A and B: BTC, ETH"),
        (("A", ""), "A and unknown: BTC, ETH"),
        (("", ""), "unknown: BTC, ETH"),
    ],
)
def test_a_sum_is_its_parts_providers_count(
    tmp_path: Path, providers: tuple[str, str], origin: str
) -> None:
    """A sum is a count of its own, named by the providers and the assets that it takes in."""
    files = {"sources.yml": "tables:\n  - {files: none.csv, provider: X}\n"}
    for ticker, provider in zip(("ETH", "BTC"), providers, strict=True):
        files[f"{ticker}.csv"] = f"date,asset,liquidations_24h_usd\n{DAY},{ticker},1\n"
        if provider:
            files["sources.yml"] += f"  - {{files: {ticker}.csv, provider: {provider}}}\n"
    figures = figures_on(history_of(tmp_path, files))
    assert figures["assets.liquidations_24h_usd"].origin == origin


def test_the_whole_is_the_market_or_else_the_assets(tmp_path: Path) -> None:
    """A day's size is the market's total where any day has one, else the sum over assets."""
    assets = "assets: {BTC: {liquidations_24h_usd: 1}, ETH: {liquidations_24h_usd: 2}}\n"
    alone = history_of(tmp_path / "alone", {f"{DAY}.yml": assets})
    assert alone.total_subject == "assets"
    beside = {f"{DAY}.yml": assets, "2025-10-25.yml": "market: {liquidations_24h_usd: 9}\n"}
    assert history_of(tmp_path / "beside", beside).total_subject == "market"


def test_sums_name_their_parts_in_the_registry_s_order(tmp_path: Path) -> None:
    """A sum lists the figures it adds, in the order of the registry."""
    files = {
        "assets.yml": "SOL:\nBTC:\nETH:\n",
        f"{DAY}.csv": "asset,liquidations_24h_usd\nBTC,1\nETH,2\nSOL,3\n",
    }
    figures = figures_on(history_of(tmp_path, files))
    parts = figures["assets.liquidations_24h_usd"].source.inputs
    assert [part.subject for part in parts] == ["SOL", "BTC", "ETH"]
    assert [part.value for part in parts] == [3, 1, 2]
