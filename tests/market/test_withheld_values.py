from pathlib import Path

import pytest

from tests.market.folders import DAY, history_of, values_on, withheld_cells

OUTSIDE = [
    ("price_usd", "0"),
    ("price_usd", "-1"),
    ("price_usd", "1e15"),
    ("price_change_24h_pct", "-100.1"),
    ("price_change_24h_pct", "100001"),
    ("volume_24h_usd", "0"),
    ("open_interest_usd", "0"),
    ("open_interest_change_24h_pct", "-101"),
    ("long_liquidations_24h_usd", "-5"),
    ("liquidations_4h_usd", "2e12"),
    ("funding_rate", "0.05"),
    ("funding_rate", "-1"),
    ("funding_interval_hours", "0"),
    ("funding_interval_hours", "25"),
]


@pytest.mark.parametrize(("field", "value"), OUTSIDE)
def test_values_outside_their_band_are_withheld(tmp_path: Path, field: str, value: str) -> None:
    """A value that its field cannot have, as a dead feed's 0, is withheld alone."""
    content = f"assets: {{BTC: {{{field}: {value}}}, ETH: {{price_usd: 3900}}}}\n"
    history = history_of(tmp_path, {f"{DAY}.yml": content})
    (cell,) = history.withheld
    assert (cell.day, cell.subject, cell.field) == ("2025-10-24", "BTC", field)
    assert float(cell.value) == float(value)
    assert cell.reason.startswith("expected ")
    assert values_on(history) == {"ETH.price_usd": 3900}


@pytest.mark.parametrize(
    ("field", "value"), [("fear_greed", "101"), ("fear_greed", "-1"), ("usd_krw", "1.4")]
)
def test_market_values_outside_their_band_are_withheld(
    tmp_path: Path, field: str, value: str
) -> None:
    """An index above its scale, or a rate of another currency, is withheld alone."""
    content = f"market: {{{field}: {value}, liquidations_24h_usd: 5}}\n"
    history = history_of(tmp_path, {f"{DAY}.yml": content})
    assert withheld_cells(history) == {f"market.{field}"}
    assert values_on(history) == {"market.liquidations_24h_usd": 5}


def test_the_reason_names_band_and_value(tmp_path: Path) -> None:
    """A value outside its band is withheld with the file, line, band and value."""
    history = history_of(tmp_path, {"a/b.csv": "date,asset,price_usd\n\n2025-10-24,BTC,0\n"})
    assert [str(cell) for cell in history.withheld] == [
        "a/b.csv:3: BTC.price_usd: withheld: expected more than 0 and at most "
        "100,000,000,000,000, found 0"
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("price_usd", "1e-12"),
        ("price_change_24h_pct", "-100"),
        ("liquidations_24h_usd", "0"),
        ("funding_rate", "0.04"),
        ("funding_rate", "-0.04"),
        ("funding_rate", "0"),
        ("funding_interval_hours", "1"),
    ],
)
def test_the_ends_of_a_band_belong_to_it(tmp_path: Path, field: str, value: str) -> None:
    """A value at the end of its band stands; no liquidations at all are a figure."""
    history = history_of(tmp_path, {f"{DAY}.yml": f"assets: {{BTC: {{{field}: {value}}}}}\n"})
    assert history.withheld == ()
    assert values_on(history)[f"BTC.{field}"] == float(value)


def test_a_day_may_be_withheld_whole(tmp_path: Path) -> None:
    """A day whose every cell is withheld stays on file without figures."""
    history = history_of(tmp_path, {f"{DAY}.yml": "assets: {BTC: {price_usd: 0}}\n"})
    assert [day.date for day in history.days] == [DAY]
    assert values_on(history) == {}
    assert len(history.withheld_on(DAY)) == 1


def test_an_impossible_value_takes_no_other_with_it(tmp_path: Path) -> None:
    """A value that cannot be is withheld alone: it says nothing about those beside it."""
    content = (
        "market: {liquidations_24h_usd: 100000000, long_liquidations_24h_usd: -60000000, "
        "short_liquidations_24h_usd: 40000000}\n"
    )
    history = history_of(tmp_path, {f"{DAY}.yml": content})
    assert withheld_cells(history) == {"market.long_liquidations_24h_usd"}


def test_withheld_cells_are_listed_by_day(tmp_path: Path) -> None:
    """Withheld cells are sorted by day and place, and each day knows its own."""
    files = {
        "a.csv": "date,asset,price_usd\n2025-10-25,BTC,0\n2025-10-24,ETH,0\n2025-10-24,BTC,0\n",
        "2025-10-26.yml": "market: {fear_greed: 5}\n",
    }
    history = history_of(tmp_path, files)
    assert [(cell.day, cell.line) for cell in history.withheld] == [
        ("2025-10-24", 3),
        ("2025-10-24", 4),
        ("2025-10-25", 2),
    ]
    assert [cell.subject for cell in history.withheld_on(DAY)] == ["ETH", "BTC"]
    assert history.withheld_on(DAY.replace(day=26)) == ()
