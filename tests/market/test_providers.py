from pathlib import Path

import pytest

from tests.market.folders import DAY, history_of, values_on, withheld_cells


def said_by(provider: str, content: str) -> str:
    """Write a snapshot of the day whose figures are a provider's."""
    covers = "[liquidations, open_interest]"
    return f"date: {DAY}\nsources: [{{provider: {provider}, covers: {covers}}}]\n{content}\n"


MARKET_100 = "market: {liquidations_24h_usd: 100000000}"
BTC_150 = "assets: {BTC: {liquidations_24h_usd: 150000000}}"


def test_assets_are_not_held_against_another_provider_s_market(tmp_path: Path) -> None:
    """One provider's assets may exceed another's market: they count other exchanges."""
    files = {"a.yml": said_by("CoinAnk", MARKET_100), "b.yml": said_by("CoinGlass", BTC_150)}
    assert history_of(tmp_path, files).withheld == ()


def test_assets_are_held_against_their_provider_s_market(tmp_path: Path) -> None:
    """Across files too, assets are held against the market of their own provider."""
    files = {"a.yml": said_by("CoinAnk", MARKET_100), "b.yml": said_by("CoinAnk", BTC_150)}
    assert withheld_cells(history_of(tmp_path, files)) == {
        "market.liquidations_24h_usd",
        "BTC.liquidations_24h_usd",
    }


def test_only_the_same_provider_s_assets_are_added(tmp_path: Path) -> None:
    """Of the assets, those of the market's provider are added up, and only they are withheld."""
    files = {
        "a.yml": said_by("CoinAnk", f"{MARKET_100}\n{BTC_150}"),
        "b.yml": said_by("CoinGlass", BTC_150.replace("BTC", "ETH")),
    }
    assert withheld_cells(history_of(tmp_path, files)) == {
        "market.liquidations_24h_usd",
        "BTC.liquidations_24h_usd",
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("liquidations_24h_usd: 100000000", "long_liquidations_24h_usd: 160000000"),
        ("liquidations_24h_usd: 100000000", "liquidations_4h_usd: 160000000"),
        (
            "open_interest_usd: 10000000000",
            "open_interest_change_24h_usd: 500000000, open_interest_change_24h_pct: 1.2",
        ),
    ],
    ids=["total and side", "windows", "level and change"],
)
def test_providers_are_not_held_against_each_other(tmp_path: Path, one: str, other: str) -> None:
    """Figures of one asset that two providers give need not agree."""
    files = {
        "a.yml": said_by("CoinAnk", f"assets: {{BTC: {{{one}}}}}"),
        "b.yml": said_by("CoinGlass", f"assets: {{BTC: {{{other}}}}}"),
    }
    assert history_of(tmp_path, files).withheld == ()


@pytest.mark.parametrize(
    ("one", "other", "mixed"),
    [
        (
            "liquidations_24h_usd: 100000000",
            "long_liquidations_24h_usd: 60000000",
            "BTC.short_liquidations_24h_usd",
        ),
        (
            "short_liquidations_24h_usd: 100000000",
            "long_liquidations_24h_usd: 60000000",
            "BTC.liquidations_24h_usd",
        ),
        (
            "open_interest_usd: 10000000000",
            "open_interest_change_24h_usd: 500000000",
            "BTC.open_interest_change_24h_pct",
        ),
    ],
)
def test_providers_are_not_computed_with_each_other(
    tmp_path: Path, one: str, other: str, mixed: str
) -> None:
    """No figure is the difference, sum or ratio of two providers' counts of one thing."""
    files = {
        "a.yml": said_by("CoinAnk", f"assets: {{BTC: {{{one}}}}}"),
        "b.yml": said_by("CoinGlass", f"assets: {{BTC: {{{other}}}}}"),
    }
    assert mixed not in values_on(history_of(tmp_path, files))
