from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from builder.story.plan import plan_day
from builder.story.tags import TAGS, tags_of
from builder.story.telling import FOLDER
from tests.market.folders import DAY, history_of

ASSETS = ("BTC", "ETH", "SOL", "XRP")


def tags_on(folder: Path, market: Mapping[str, object], **assets: Mapping[str, object]) -> set[str]:
    """Return the tags of a day with these figures."""
    day = {"market": dict(market), "assets": {name: dict(row) for name, row in assets.items()}}
    history = history_of(folder, {f"{DAY}.yml": yaml.safe_dump(day)})
    return set(tags_of(plan_day(history, history.by_date[DAY])))


@pytest.mark.parametrize(
    ("market", "expected"),
    [
        ({"liquidations_24h_usd": 100, "long_liquidations_24h_usd": 75}, {"long-squeeze"}),
        ({"liquidations_24h_usd": 1000, "long_liquidations_24h_usd": 749}, set()),
        ({"liquidations_24h_usd": 100, "short_liquidations_24h_usd": 75}, {"short-squeeze"}),
        ({"open_interest_usd": 10**9, "open_interest_change_24h_pct": -3}, {"deleveraging"}),
        ({"open_interest_usd": 10**9, "open_interest_change_24h_pct": -2.99}, set()),
        ({"open_interest_usd": 10**9, "open_interest_change_24h_pct": 3}, {"leverage-built"}),
        ({"fear_greed": 20, "fear_greed_label": "Extreme Fear"}, {"extreme-fear"}),
        ({"fear_greed": 80, "fear_greed_label": "Extreme Greed"}, {"extreme-greed"}),
        ({"fear_greed": 20}, set()),
    ],
)
def test_a_day_s_tags_follow_from_its_figures(
    tmp_path: Path, market: dict[str, object], expected: set[str]
) -> None:
    """A threshold is part of its side; what is not on file makes no tag."""
    assert tags_on(tmp_path, market) == expected


@pytest.mark.parametrize(
    ("change", "later", "expected"),
    [
        (-5, 4, {"deleveraging", "leverage-rebuilt"}),
        (-5, -4, {"deleveraging"}),
        (5, 4, {"leverage-built"}),
        (5, -4, {"leverage-built"}),
    ],
)
def test_leverage_is_told_by_where_it_went(
    tmp_path: Path, change: int, later: int, expected: set[str]
) -> None:
    """Cut, built, or cut and rebuilt: over the day and in its last hours."""
    row = {
        "open_interest_change_24h_usd": change * 10**6,
        "open_interest_change_4h_usd": later * 10**6,
    }
    assert tags_on(tmp_path, {}, **dict.fromkeys(ASSETS, row)) == expected


@pytest.mark.parametrize(("move", "tagged"), [(-8, True), (8, True), (7.99, False)])
def test_a_price_swing_is_one_of_any_asset(tmp_path: Path, move: float, tagged: bool) -> None:
    """One asset's price is enough, up or down."""
    found = tags_on(
        tmp_path, {}, BTC={"price_usd": 1, "price_change_24h_pct": move}, ETH={"price_usd": 2}
    )
    assert ("price-swing" in found) is tagged


def test_shorts_pay_where_all_rates_are_below_zero(tmp_path: Path) -> None:
    """One rate alone, or one above zero, says nothing of the market."""
    below, above = {"funding_rate": -0.0001}, {"funding_rate": 0.0001}
    assert "shorts-pay" in tags_on(tmp_path / "a", {}, BTC=below, ETH=below)
    assert "shorts-pay" not in tags_on(tmp_path / "b", {}, BTC=below, ETH=above)
    assert "shorts-pay" not in tags_on(tmp_path / "c", {}, BTC=below)


@pytest.mark.parametrize("language", [folder.name for folder in FOLDER.glob("[a-z][a-z]")])
def test_every_tag_has_a_name_and_a_meaning(language: str) -> None:
    """In each language the words are those of the rules, and no other; meanings are sentences."""
    words = yaml.safe_load((FOLDER / language / "tags.yml").read_text(encoding="utf-8"))
    assert list(words) == list(TAGS)
    assert all(meaning.endswith(".") for _, meaning in words.values())
    assert len({name for name, _ in words.values()}) == len(words)


def test_a_tag_can_stand_in_an_address() -> None:
    """Tags are permanent parts of addresses."""
    assert all(tag == tag.lower() and tag.replace("-", "").isalpha() for tag in TAGS)
