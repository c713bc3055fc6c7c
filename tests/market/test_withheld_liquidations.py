from pathlib import Path

import pytest

from tests.market.folders import DAY, history_of, values_on, withheld_cells

SIDES = ("liquidations_24h_usd", "long_liquidations_24h_usd", "short_liquidations_24h_usd")

BESIDE = "fear_greed: 52, usd_krw: 1400, liquidations_4h_usd: 1"
"""Cells that no case contradicts."""


def market(total: object, long: object, short: object) -> str:
    """Write a market whose total, long and short are these, missing where None."""
    cells = zip(SIDES, (total, long, short), strict=True)
    written = [f"{name}: {value}" for name, value in cells if value is not None]
    return f"market: {{{', '.join([*written, BESIDE])}}}\n"


@pytest.mark.parametrize(
    ("total", "long", "short"),
    [
        (735_070_000, 627_380_000, 107_690_000),
        (156_000_000, 82_000_000, 73_500_000),
        (1_060_000_000, 900_600_000, 160_000_000),
        (100, 60, 41),
        (0, 0, 0),
        (100_000_000, 100_000_000, None),
        (100_000_000, 100_400_000, None),
        (100_000_000, None, 99_000_000),
        (None, 60, 4_000_000),
    ],
)
def test_sides_within_rounding_stand(
    tmp_path: Path, total: float, long: float | None, short: float | None
) -> None:
    """Long and short that make the total within the rounding of all three are published."""
    history = history_of(tmp_path, {f"{DAY}.yml": market(total, long, short)})
    assert history.withheld == ()


@pytest.mark.parametrize(
    ("total", "long", "short", "says"),
    [
        (
            715_000_000,
            530_000_000,
            187_000_000,
            "long 530,000,000 and short 187,000,000 make 717,000,000, "
            "but the total says 715,000,000",
        ),
        (
            104_960_000,
            63_970_000,
            41_010_000,
            "long 63,970,000 and short 41,010,000 make 104,980,000, but the total says 104,960,000",
        ),
        (
            735_070_000,
            627_380_000,
            7_690_000,
            "long 627,380,000 and short 7,690,000 make 635,070,000, but the total says 735,070,000",
        ),
        (0, 60_000_000, 0, "long 60,000,000 and short 0 make 60,000,000, but the total says 0"),
    ],
)
def test_sides_that_miss_the_total_are_withheld(
    tmp_path: Path, total: float, long: float, short: float, says: str
) -> None:
    """Total, long and short that do not add up are withheld, all three and nothing else."""
    history = history_of(tmp_path, {f"a/{DAY}.yml": f"# {DAY}\n{market(total, long, short)}"})
    assert [str(cell) for cell in history.withheld] == [
        f"a/{DAY}.yml:2: market.{name}: withheld: {says}" for name in SIDES
    ]
    assert [float(cell.value) for cell in history.withheld] == [total, long, short]
    assert values_on(history) == {
        "market.fear_greed": 52,
        "market.usd_krw": 1400,
        "market.liquidations_4h_usd": 1,
    }


@pytest.mark.parametrize("side", ["long", "short"])
def test_a_side_above_the_total_is_withheld(tmp_path: Path, side: str) -> None:
    """One side that is more than the total is withheld with the total."""
    sides = (600_000_000, None) if side == "long" else (None, 600_000_000)
    history = history_of(tmp_path, {f"{DAY}.yml": market(500_000_000, *sides)})
    assert withheld_cells(history) == {
        "market.liquidations_24h_usd",
        f"market.{side}_liquidations_24h_usd",
    }
    assert {cell.reason for cell in history.withheld} == {
        f"{side} 600,000,000 is more than the total, 500,000,000"
    }


def test_an_asset_s_sides_are_held_against_its_total(tmp_path: Path) -> None:
    """An asset that contradicts itself is withheld; other assets and the market stand."""
    cells = "{liquidations_4h_usd: 9, long_liquidations_4h_usd: 6, short_liquidations_4h_usd: %d}"
    content = (
        "market: {liquidations_24h_usd: 900000000}\n"
        f"assets:\n  BTC: {cells % 8}\n  ETH: {cells % 3}\n"
    )
    history = history_of(tmp_path, {f"{DAY}.yml": content})
    assert withheld_cells(history) == {
        "BTC.liquidations_4h_usd",
        "BTC.long_liquidations_4h_usd",
        "BTC.short_liquidations_4h_usd",
    }
    assert {cell.line for cell in history.withheld} == {3}


@pytest.mark.parametrize("side", ["", "long_", "short_"])
@pytest.mark.parametrize("subject", ["market", "BTC"])
def test_a_window_holds_no_more_than_the_one_around_it(
    tmp_path: Path, side: str, subject: str
) -> None:
    """Four hours that hold more than the 24 around them are withheld with those."""
    inner, outer = f"{side}liquidations_4h_usd", f"{side}liquidations_24h_usd"
    cells = f"{{{inner}: 30000000, {outer}: 20000000}}"
    content = f"market: {cells}" if subject == "market" else f"assets: {{BTC: {cells}}}"
    history = history_of(tmp_path, {f"{DAY}.yml": content})
    assert withheld_cells(history) == {f"{subject}.{inner}", f"{subject}.{outer}"}
    assert {cell.reason for cell in history.withheld} == {
        "4 hours hold 30,000,000, more than the 24 hours around them, 20,000,000"
    }


@pytest.mark.parametrize("inner", [0, 19_380_000, 20_000_000, 20_050_000])
def test_a_window_may_hold_all_of_the_one_around_it(tmp_path: Path, inner: int) -> None:
    """Four hours may hold as much as the 24 around them, within rounding."""
    content = f"market: {{liquidations_4h_usd: {inner}, liquidations_24h_usd: 20000000}}\n"
    assert history_of(tmp_path, {f"{DAY}.yml": content}).withheld == ()


@pytest.mark.parametrize(
    "field", ["liquidations_24h_usd", "short_liquidations_4h_usd", "open_interest_usd"]
)
def test_assets_above_the_market_are_withheld(tmp_path: Path, field: str) -> None:
    """Assets that add up to more than the market are withheld with it, in that field alone."""
    content = (
        f"market: {{{field}: 100000000, fear_greed: 52}}\nassets:\n"
        f"  BTC: {{{field}: 60000000, price_usd: 1}}\n  ETH: {{{field}: 70000000}}\n"
        "  SOL: {price_usd: 2}\n"
    )
    history = history_of(tmp_path, {f"{DAY}.yml": content})
    assert withheld_cells(history) == {f"market.{field}", f"BTC.{field}", f"ETH.{field}"}
    assert {cell.reason for cell in history.withheld} == {
        "the assets add up to 130,000,000, more than the market's 100,000,000"
    }
    assert [(cell.subject, cell.line) for cell in history.withheld] == [
        ("market", 1),
        ("BTC", 3),
        ("ETH", 4),
    ]
    assert values_on(history) == {"market.fear_greed": 52, "BTC.price_usd": 1, "SOL.price_usd": 2}


def test_assets_may_be_all_of_the_market(tmp_path: Path) -> None:
    """Assets may add up to the market's total, within rounding, or to less."""
    for total in (130_000_000, 129_900_000, 500_000_000):
        content = (
            f"market: {{liquidations_24h_usd: {total}}}\nassets:\n"
            "  BTC: {liquidations_24h_usd: 60000000}\n  ETH: {liquidations_24h_usd: 70000000}\n"
        )
        assert history_of(tmp_path, {f"{DAY}.yml": content}).withheld == ()


@pytest.mark.parametrize(
    "contradiction",
    [
        "market: {%s, liquidations_4h_usd: 150000000}",
        "assets: {BTC: {liquidations_24h_usd: 150000000}}\nmarket: {%s}",
    ],
    ids=["a window", "the assets"],
)
def test_a_withheld_cell_is_not_computed_instead(tmp_path: Path, contradiction: str) -> None:
    """A cell that is withheld stays out, even where others could give its value."""
    cells = ", ".join(
        f"{name}: {value}" for name, value in zip(SIDES, (10**8, 6 * 10**7, 4 * 10**7), strict=True)
    )
    history = history_of(tmp_path, {f"{DAY}.yml": contradiction % cells})
    assert "market.liquidations_24h_usd" in withheld_cells(history)
    assert "market.liquidations_24h_usd" not in values_on(history)


@pytest.mark.parametrize(
    "content",
    [
        "market: {long_liquidations_24h_usd: 60000000, short_liquidations_24h_usd: 40000000}\n"
        "assets: {BTC: {liquidations_24h_usd: 150000000}}\n",
        "market: {liquidations_24h_usd: 100000000}\n"
        "assets: {BTC: {long_liquidations_24h_usd: 150000000}}\n",
        "market: {liquidations_24h_usd: 100000000}\nassets:\n"
        "  BTC: {long_liquidations_24h_usd: 80000000, short_liquidations_24h_usd: 70000000}\n",
        "market: {long_liquidations_24h_usd: 60000000, short_liquidations_24h_usd: 40000000, "
        "liquidations_4h_usd: 150000000}\n",
        "market: {liquidations_24h_usd: 100000000, long_liquidations_4h_usd: 150000000}\n",
    ],
    ids=[
        "an asset above the market's two sides",
        "an asset's side above the market",
        "an asset's two sides above the market",
        "four hours above the two sides of 24",
        "one side of four hours above 24 hours",
    ],
)
def test_implied_totals_are_held_against_each_other(tmp_path: Path, content: str) -> None:
    """A total that two sides imply, or that one side exceeds, counts like a reported one."""
    assert history_of(tmp_path, {f"{DAY}.yml": content}).withheld != ()
