from pathlib import Path

import pytest

from tests.market.folders import DAY, history_of, values_on, withheld_cells

CHANGE, PERCENT, LEVEL = (
    "BTC.open_interest_change_24h_usd",
    "BTC.open_interest_change_24h_pct",
    "BTC.open_interest_usd",
)


def row(
    change: float | None = None, percent: float | None = None, level: float | None = None
) -> str:
    """Write a day on which BTC has these figures of open interest, and a price."""
    names = (CHANGE, PERCENT, LEVEL)
    cells = [
        f"{name.removeprefix('BTC.')}: {value}"
        for name, value in zip(names, (change, percent, level), strict=True)
        if value is not None
    ]
    return f"assets: {{BTC: {{{', '.join([*cells, 'price_usd: 1'])}}}}}\n"


@pytest.mark.parametrize(
    ("change", "percent", "level"),
    [
        (-1_530_000_000, -1.78, 84_420_000_000),
        (13_479_686, 4.56, 309_118_901),
        (-3_017_401, -0.7, 425_544_258),
        (0, 0, 1_000_000),
        (1_000_000, 0, 84_000_000_000),
        (500_000_000, 100, 1_000_000_000),
        (-1_500_000_000, -2, 85_000_000_000),
    ],
)
def test_changes_within_rounding_stand(
    tmp_path: Path, change: float, percent: float, level: float
) -> None:
    """A change in dollars, in percent and a level that agree within rounding are published."""
    assert history_of(tmp_path, {f"{DAY}.yml": row(change, percent, level)}).withheld == ()


@pytest.mark.parametrize(
    ("change", "percent", "level", "implied"),
    [
        (-1_530_000_000, -3.35, 84_420_000_000, "-1.78"),
        (-1_530_000_000, -1.78, 44_420_000_000, "-3.33"),
        (1_000_000_000, 0, 2_000_000_000, "100.00"),
        (0, 5, 2_000_000_000, "0.00"),
        (1_000_000_000, 100, 3_000_000_000, "50.00"),
    ],
)
def test_changes_that_imply_another_level_are_withheld(
    tmp_path: Path, change: float, percent: float, level: float, implied: str
) -> None:
    """Change, percentage and level that contradict each other are withheld, and nothing else."""
    history = history_of(tmp_path, {f"{DAY}.yml": row(change, percent, level)})
    assert withheld_cells(history) == {CHANGE, PERCENT, LEVEL}
    (reason,) = {cell.reason for cell in history.withheld}
    assert reason.startswith(f"a change of {change:,} to ")
    assert reason.endswith(f" is {implied} %, but the percentage says {percent:g} %")
    assert values_on(history) == {"BTC.price_usd": 1}


def test_reasons_give_numbers_in_full(tmp_path: Path) -> None:
    """A reason shows each number as it was reported, so that it can be found in the file."""
    history = history_of(tmp_path, {f"{DAY}.yml": row(-1_530_000_000, -3.35, 84_420_000_000)})
    assert "84,420,000,000" in history.withheld[0].reason


@pytest.mark.parametrize(("change", "percent"), [(-5_000_000, 2), (5_000_000, -2)])
@pytest.mark.parametrize("window", ["4h", "24h"])
def test_changes_that_go_different_ways_are_withheld(
    tmp_path: Path, change: float, percent: float, window: str
) -> None:
    """A change that rises in one unit and falls in the other is withheld; the level stands."""
    content = row(change, percent, 90_000_000).replace("_24h_", f"_{window}_")
    history = history_of(tmp_path, {f"{DAY}.yml": content})
    assert withheld_cells(history) == {
        CHANGE.replace("24h", window),
        PERCENT.replace("24h", window),
    }
    assert values_on(history)[LEVEL] == 90_000_000
    assert {cell.reason for cell in history.withheld} == {
        f"a change of {change:,} dollars and one of {percent} % go different ways"
    }


@pytest.mark.parametrize("percent", [None, 5.55])
def test_a_change_larger_than_its_level_is_withheld(tmp_path: Path, percent: float | None) -> None:
    """Open interest cannot rise by more than all of it: change and level are withheld."""
    history = history_of(tmp_path, {f"{DAY}.yml": row(15_000_000, percent, 10_000_000)})
    assert {CHANGE, LEVEL} <= withheld_cells(history)
    assert PERCENT not in values_on(history)


def test_no_change_in_dollars_is_none_in_percent(tmp_path: Path) -> None:
    """A change of no dollars and one of 5.55 percent contradict each other."""
    history = history_of(tmp_path, {f"{DAY}.yml": row(0, 5.55)})
    assert "BTC.implied_open_interest_usd" not in values_on(history)
    assert withheld_cells(history) == {CHANGE, PERCENT}


IMPLYING_54 = row(-1_890_000_000, -3.35)
"""A change that implies open interest of 54.5 billion dollars."""


@pytest.mark.parametrize("other", ["2025-10-17", "2025-10-23", "2025-10-25", "2025-10-31"])
@pytest.mark.parametrize("level", [20_000_000_000, 120_000_000_000])
def test_an_implied_level_far_from_its_week_is_withheld(
    tmp_path: Path, other: str, level: int
) -> None:
    """A change that implies half or twice the level on file within a week is withheld."""
    history = history_of(tmp_path, {f"{DAY}.yml": IMPLYING_54, f"a/{other}.yml": row(level=level)})
    assert withheld_cells(history) == {CHANGE, PERCENT}
    (reason,) = {cell.reason for cell in history.withheld}
    assert reason.startswith("-1,890,000,000 dollars at -3.35 % imply an open interest of ")
    assert f"a/{other}.yml" in reason
    assert reason.endswith(f" for {other}")
    assert values_on(history) == {"BTC.price_usd": 1}


@pytest.mark.parametrize(
    ("other", "content"),
    [
        ("2025-10-23", row(level=45_000_000_000)),
        ("2025-10-23", row(level=100_000_000_000)),
        ("2025-10-16", row(level=20_000_000_000)),
        ("2025-11-01", row(level=20_000_000_000)),
        ("2025-10-23", row(level=20_000_000_000).replace("BTC", "ETH")),
        ("2025-10-23", "disputed: why\n" + row(level=20_000_000_000)),
        (
            "2025-10-23",
            "sources: [{provider: X, covers: [open_interest]}]\n" + row(level=20_000_000_000),
        ),
    ],
    ids=["near", "not twice", "8 days before", "8 days after", "asset", "disputed", "provider"],
)
def test_an_implied_level_is_held_against_its_like_alone(
    tmp_path: Path, other: str, content: str
) -> None:
    """Only the same asset's level, of the same provider, within a week and undisputed counts."""
    history = history_of(tmp_path, {f"{DAY}.yml": IMPLYING_54, f"{other}.yml": content})
    assert history.withheld == ()
    assert values_on(history)["BTC.implied_open_interest_usd"] == pytest.approx(
        -1_890_000_000 / -0.0335 - 1_890_000_000
    )


def test_a_disputed_day_is_not_held_against_others(tmp_path: Path) -> None:
    """A disputed day keeps the changes that it was disputed for."""
    files = {f"{DAY}.yml": "disputed: why\n" + IMPLYING_54, "2025-10-23.yml": row(level=10**10)}
    assert history_of(tmp_path, files).withheld == ()


def test_a_rough_percentage_implies_nothing(tmp_path: Path) -> None:
    """A percentage of one digit is too rough to hold a level against."""
    files = {f"{DAY}.yml": row(-1_890_000_000, -3), "2025-10-23.yml": row(level=10**10)}
    history = history_of(tmp_path, files)
    assert history.withheld == ()
    assert "BTC.implied_open_interest_usd" not in values_on(history)


def test_a_wrong_level_does_not_withhold_a_right_change(tmp_path: Path) -> None:
    """A change that agrees with the nearest level stands, though a level farther off does not."""
    files = {
        f"{DAY}.yml": IMPLYING_54,
        "2025-10-23.yml": row(level=55_000_000_000),
        "2025-10-20.yml": row(level=5_500_000_000),
    }
    assert history_of(tmp_path, files).withheld == ()


def test_the_nearest_level_of_the_same_provider_counts(tmp_path: Path) -> None:
    """An implied level is held against its own provider's level, though another's lies nearer."""
    source = "sources: [{provider: %s, covers: [open_interest]}]\n"
    files = {
        f"{DAY}.yml": source % "CoinGlass" + IMPLYING_54,
        "2025-10-23.yml": source % "CoinAnk" + row(level=55_000_000_000),
        "2025-10-22.yml": source % "CoinGlass" + row(level=20_000_000_000),
    }
    assert withheld_cells(history_of(tmp_path, files)) == {CHANGE, PERCENT}


def test_a_withheld_level_withholds_no_other(tmp_path: Path) -> None:
    """A level that is not published is no measure for its neighbours."""
    files = {
        f"{DAY}.yml": IMPLYING_54,
        "2025-10-23.yml": f"market: {{open_interest_usd: 1000000000}}\n{row(level=20_000_000_000)}",
    }
    assert {cell.day for cell in history_of(tmp_path, files).withheld} == {"2025-10-23"}
