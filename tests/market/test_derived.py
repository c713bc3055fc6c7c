import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.market import derived
from builder.market.figures import Formula
from tests.market.folders import DAY, figures_on, history_of, values_on

AMOUNTS = st.floats(0, 1e12)

CASES = {
    "total from sides": (
        {"long_liquidations_24h_usd": 627_380_000, "short_liquidations_24h_usd": 107_690_000},
        {
            "liquidations_24h_usd": 735_070_000,
            "long_share_24h_pct": 85.34969459,
            "short_share_24h_pct": 14.65030541,
        },
    ),
    "short from total and long": (
        {"liquidations_24h_usd": 735_070_000, "long_liquidations_24h_usd": 627_380_000},
        {
            "short_liquidations_24h_usd": 107_690_000,
            "long_share_24h_pct": 85.34969459,
            "short_share_24h_pct": 14.65030541,
        },
    ),
    "long from total and short": (
        {"liquidations_4h_usd": 26_170_000, "short_liquidations_4h_usd": 6_170_000},
        {
            "long_liquidations_4h_usd": 20_000_000,
            "long_share_4h_pct": 76.42338556,
            "short_share_4h_pct": 23.57661444,
        },
    ),
    "no liquidations have no shares": (
        {"liquidations_4h_usd": 0, "long_liquidations_4h_usd": 0},
        {"short_liquidations_4h_usd": 0},
    ),
    "implied open interest": (
        {"open_interest_change_24h_usd": -1_890_000_000, "open_interest_change_24h_pct": -3.35},
        {"implied_open_interest_usd": 54_527_910_447.76},
    ),
    "change in percent": (
        {"open_interest_usd": 84_420_000_000, "open_interest_change_24h_usd": -1_530_000_000},
        {"open_interest_change_24h_pct": -1.7801047},
    ),
    "change in percent over four hours": (
        {"open_interest_usd": 110, "open_interest_change_4h_usd": 10},
        {"open_interest_change_4h_pct": 10},
    ),
    "liquidations of open interest": (
        {"open_interest_usd": 84_420_000_000, "liquidations_24h_usd": 80_000_000},
        {"liquidations_share_of_open_interest_24h_pct": 0.094764274},
    ),
    "funding every eight hours": (
        {"funding_rate": 0.0001, "funding_interval_hours": 8},
        {"annualised_funding_pct": 10.95},
    ),
    "negative funding every hour": (
        {"funding_rate": -0.00005, "funding_interval_hours": 1},
        {"annualised_funding_pct": -43.8},
    ),
}


@pytest.mark.parametrize(("given_cells", "expected"), CASES.values(), ids=CASES)
def test_formulas_give_the_values_worked_out_by_hand(
    tmp_path: Path, given_cells: dict[str, float], expected: dict[str, float]
) -> None:
    """Each metric has the value that its formula gives by hand, and no other metric appears."""
    cells = ", ".join(f"{name}: {value}" for name, value in given_cells.items())
    values = values_on(history_of(tmp_path, {f"{DAY}.yml": f"assets: {{BTC: {{{cells}}}}}\n"}))
    whole = {f"BTC.{name}": value for name, value in {**given_cells, **expected}.items()}
    assert values == pytest.approx(whole, rel=1e-7)


@pytest.mark.parametrize(
    ("field", "value", "derived_field", "expected"),
    [
        ("price_usd", 110_342.5, "price_krw", 157_955_288.75),
        ("liquidations_24h_usd", 80_000_000, "liquidations_24h_krw", 114_520_000_000),
        ("open_interest_usd", 84_420_000_000, "open_interest_krw", 120_847_230_000_000),
    ],
)
def test_won_amounts_need_the_day_s_rate(
    tmp_path: Path, field: str, value: float, derived_field: str, expected: float
) -> None:
    """An amount in won is given on days with a rate, at that day's rate, and on no other."""
    row = f"assets: {{BTC: {{{field}: {value}}}}}\n"
    files = {
        "2025-10-23.yml": row,
        f"{DAY}.yml": f"market: {{usd_krw: 1431.5}}\n{row}",
        "2025-10-25.yml": f"market: {{usd_krw: 1000}}\n{row}",
    }
    history = history_of(tmp_path, files)
    assert history.figure(DAY.replace(day=23), "BTC", derived_field) is None
    figure = history.figure(DAY, "BTC", derived_field)
    assert figure.value == pytest.approx(expected)
    assert [source.id for source in figure.source.inputs] == [f"BTC.{field}", "market.usd_krw"]
    assert history.figure(DAY.replace(day=25), "BTC", derived_field).value == 1000 * value


def test_the_market_s_amounts_are_given_in_won(tmp_path: Path) -> None:
    """The market's own liquidations and open interest are given in won too."""
    content = "market: {usd_krw: 1000, liquidations_24h_usd: 5, open_interest_usd: 7}\n"
    values = values_on(history_of(tmp_path, {f"{DAY}.yml": content}))
    assert values["market.liquidations_24h_krw"] == 5000
    assert values["market.open_interest_krw"] == 7000


@pytest.mark.parametrize("missing", ["funding_rate", "funding_interval_hours"])
def test_funding_is_annualised_with_rate_and_interval_only(tmp_path: Path, missing: str) -> None:
    """Without an interval a rate is not annualised: eight hours are not assumed."""
    cells = {"funding_rate": 0.0001, "funding_interval_hours": 8}
    del cells[missing]
    ((name, value),) = cells.items()
    history = history_of(tmp_path, {f"{DAY}.yml": f"assets: {{BTC: {{{name}: {value}}}}}\n"})
    assert values_on(history) == {f"BTC.{name}": value}


@pytest.mark.parametrize("percent", [0, -0.01, 3, -3, 1.5, 0.4])
def test_a_rough_percentage_implies_no_level(tmp_path: Path, percent: float) -> None:
    """A percentage whose rounding could move the level by more than 1 % implies none."""
    change = 0 if percent == 0 else math.copysign(1_000_000, percent)
    cells = f"open_interest_change_24h_usd: {change}, open_interest_change_24h_pct: {percent}"
    history = history_of(tmp_path, {f"{DAY}.yml": f"assets: {{BTC: {{{cells}}}}}\n"})
    assert history.figure(DAY, "BTC", "implied_open_interest_usd") is None


def test_a_reported_level_is_not_implied(tmp_path: Path) -> None:
    """Where open interest is reported, none is implied beside it."""
    cells = (
        "open_interest_usd: 84420000000, open_interest_change_24h_usd: -1530000000, "
        "open_interest_change_24h_pct: -1.78"
    )
    history = history_of(tmp_path, {f"{DAY}.yml": f"assets: {{BTC: {{{cells}}}}}\n"})
    assert history.figure(DAY, "BTC", "implied_open_interest_usd") is None


def test_what_is_reported_is_not_computed(tmp_path: Path) -> None:
    """A cell stands as it was reported, though its formula gives another value within rounding."""
    content = (
        "market: {liquidations_24h_usd: 156000000, long_liquidations_24h_usd: 82000000, "
        "short_liquidations_24h_usd: 73500000}\n"
    )
    figures = figures_on(history_of(tmp_path, {f"{DAY}.yml": content}))
    assert figures["market.liquidations_24h_usd"].value == 156_000_000
    assert not isinstance(figures["market.liquidations_24h_usd"].source, Formula)


def test_one_side_alone_gives_nothing(tmp_path: Path) -> None:
    """Missing is missing: one side is neither a total nor a share, and the other is not 0."""
    content = "market: {long_liquidations_24h_usd: 5, open_interest_change_24h_pct: -1.78}\n"
    values = values_on(history_of(tmp_path, {f"{DAY}.yml": content}))
    assert values == {
        "market.long_liquidations_24h_usd": 5,
        "market.open_interest_change_24h_pct": -1.78,
    }


def test_a_withheld_cell_enters_no_formula(tmp_path: Path) -> None:
    """Nothing is computed from a cell that is not published."""
    content = "market: {usd_krw: 1.4}\nassets: {BTC: {price_usd: 1}}\n"
    assert values_on(history_of(tmp_path, {f"{DAY}.yml": content})) == {"BTC.price_usd": 1}


def test_no_side_is_less_than_nothing(tmp_path: Path) -> None:
    """Where one side is the whole total within rounding, the other is not a negative amount."""
    content = "market: {liquidations_24h_usd: 1000000000, long_liquidations_24h_usd: 1003000000}\n"
    values = values_on(history_of(tmp_path, {f"{DAY}.yml": content}))
    assert values.get("market.short_liquidations_24h_usd", 0) >= 0
    assert values.get("market.long_share_24h_pct", 100) <= 100
    assert values.get("market.short_share_24h_pct", 0) >= 0


@given(AMOUNTS, AMOUNTS)
def test_complements_undo_totals(long: float, short: float) -> None:
    """Taking one side from the total of both gives the other."""
    whole = derived.total(long, short)
    assert derived.complement(whole, long) == pytest.approx(short, abs=whole * 1e-9)
    assert derived.complement(whole, short) == pytest.approx(long, abs=whole * 1e-9)


@given(st.floats(1, 1e12), st.floats(0, 1))
def test_shares_of_both_sides_are_a_hundred(whole: float, fraction: float) -> None:
    """The shares of a side and of its complement make 100 percent."""
    long = whole * fraction
    short = derived.complement(whole, long)
    both = derived.share_pct(long, whole) + derived.share_pct(short, whole)
    assert both == pytest.approx(100)


@given(st.floats(1e6, 1e12), st.floats(-0.9, 9))
def test_changes_imply_the_level_they_came_from(before: float, fraction: float) -> None:
    """The level that a change in both units implies is the level that the change led to."""
    change = before * fraction
    level = before + change
    percent = float(derived.change_pct(change, level))
    assert percent == pytest.approx(100 * fraction, rel=1e-6, abs=1e-6)
    implied = float(derived.implied_level(change, percent))
    assert math.isnan(implied) or implied == pytest.approx(level, rel=1e-6)


@given(st.floats(-0.04, 0.04), st.sampled_from([1, 2, 4, 8, 24]))
def test_annualised_funding_is_what_a_year_of_intervals_adds_up_to(rate: float, hours: int) -> None:
    """Simple annualised funding is the sum of the payments of 365 days, in percent."""
    payments = 365 * 24 / hours
    assert derived.annualised_pct(rate, hours) == pytest.approx(100 * rate * payments)


def test_formulas_leave_missing_values_missing() -> None:
    """Over arrays, a formula gives no value where an input is missing."""
    missing = np.array([np.nan, 1.0])
    other = np.array([1.0, 2.0])
    for formula in (
        derived.total,
        derived.complement,
        derived.share_pct,
        derived.change_pct,
        derived.annualised_pct,
        derived.in_won,
    ):
        assert np.isnan(formula(missing, other)).tolist() == [True, False], formula
