from pathlib import Path

import pytest

from tests.market.folders import DAY, history_of, values_on, withheld_cells

COINMARKETCAP = (
    "providers:\n  CoinMarketCap:\n    fear_greed_bands: [[0, 19, Extreme Fear], [20, 39, Fear], "
    "[40, 59, Neutral], [60, 79, Greed], [80, 100, Extreme Greed]]\n"
)


def day(value: str, label: str, provider: str = "") -> str:
    """Write a day with a value of the index and its label."""
    source = f"sources: [{{provider: {provider}, covers: [fear_greed]}}]\n" if provider else ""
    return f"{source}market: {{fear_greed: {value}, fear_greed_label: {label}, usd_krw: 1400}}\n"


@pytest.mark.parametrize(
    ("value", "label"),
    [
        ("0", "Extreme Fear"),
        ("25", "Extreme Fear"),
        ("26", "Fear"),
        ("46", "Fear"),
        ("47", "Neutral"),
        ("54", "Neutral"),
        ("55", "Greed"),
        ("75", "Greed"),
        ("76", "Extreme Greed"),
        ("100", "Extreme Greed"),
        ("46.4", "Fear"),
        ("46.6", "Neutral"),
    ],
)
@pytest.mark.parametrize("provider", ["", "Alternative.me", "SomeoneElse"])
def test_labels_that_match_stand(tmp_path: Path, value: str, label: str, provider: str) -> None:
    """A label inside alternative.me's band for the value stands, whoever prints it unless known."""
    history = history_of(tmp_path, {f"{DAY}.yml": day(value, label, provider)})
    assert history.withheld == ()
    assert values_on(history)["market.fear_greed_label"] == label


@pytest.mark.parametrize(
    ("value", "label", "expected"),
    [
        ("25", "Fear", "Extreme Fear"),
        ("26", "Extreme Fear", "Fear"),
        ("52", "Greed", "Neutral"),
        ("58", "Neutral", "Greed"),
        ("76", "Greed", "Extreme Greed"),
    ],
)
def test_labels_outside_their_band_are_withheld(
    tmp_path: Path, value: str, label: str, expected: str
) -> None:
    """A label that contradicts its value is withheld with it, and nothing else."""
    history = history_of(tmp_path, {f"{DAY}.yml": day(value, label)})
    assert [str(cell) for cell in history.withheld] == [
        f"{DAY}.yml:1: market.fear_greed: withheld: {value} is labelled {expected}, found {label}",
        f"{DAY}.yml:1: market.fear_greed_label: withheld: "
        f"{value} is labelled {expected}, found {label}",
    ]
    assert values_on(history) == {"market.usd_krw": 1400}


@pytest.mark.parametrize("label", ["Panic", "neutral", "중립", "52"])
def test_unknown_labels_are_withheld_alone(tmp_path: Path, label: str) -> None:
    """A word that no band has is withheld; the value stands."""
    history = history_of(tmp_path, {f"{DAY}.yml": day("52", label)})
    assert withheld_cells(history) == {"market.fear_greed_label"}
    assert history.withheld[0].reason == (
        f"expected one of Extreme Fear, Fear, Neutral, Greed, Extreme Greed, found {label}"
    )
    assert values_on(history)["market.fear_greed"] == 52


@pytest.mark.parametrize(
    ("value", "label", "provider", "stands"),
    [
        ("58", "Neutral", "CoinMarketCap", True),
        ("58", "Greed", "CoinMarketCap", False),
        ("58", "Neutral", "Alternative.me", False),
        ("58", "Greed", "Alternative.me", True),
        ("20", "Fear", "CoinMarketCap", True),
        ("20", "Fear", "Alternative.me", False),
    ],
)
def test_each_provider_has_its_own_bands(
    tmp_path: Path, value: str, label: str, provider: str, stands: bool
) -> None:
    """A label is held against the bands that sources.yml gives its provider."""
    files = {f"{DAY}.yml": day(value, label, provider), "sources.yml": COINMARKETCAP}
    history = history_of(tmp_path, files)
    assert withheld_cells(history) == (
        set() if stands else {"market.fear_greed", "market.fear_greed_label"}
    )


def test_a_label_alone_stands(tmp_path: Path) -> None:
    """A label without a value, and a value without a label, contradict nothing."""
    files = {
        f"{DAY}.yml": "market: {fear_greed_label: Greed}\n",
        "2025-10-25.yml": "market: {fear_greed: 12}\n",
    }
    assert history_of(tmp_path, files).withheld == ()


def test_a_label_alone_is_its_provider_s(tmp_path: Path) -> None:
    """A label without a value is one of its own provider's labels."""
    files = {
        f"{DAY}.yml": "sources: [{provider: X, covers: [fear_greed]}]\n"
        "market: {fear_greed_label: Panic}\n",
        "sources.yml": "providers: {X: {fear_greed_bands: [[0, 50, Panic], [51, 100, Calm]]}}\n",
    }
    assert history_of(tmp_path, files).withheld == ()
