from datetime import date, timedelta
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.market.folders import history_of
from tests.market.points import POINTS, Point, series_of

DAY_0 = date(2025, 1, 1)


def test_a_series_holds_the_days_with_a_value(tmp_path: Path) -> None:
    """A series has the days on which the field has a value, reported or derived, and no other."""
    files = {
        "2025-01-01.yml": "market: {liquidations_24h_usd: 1}\n",
        "2025-01-02.yml": "market: {fear_greed: 5}\n",
        "2025-01-03.yml": "market: {long_liquidations_24h_usd: 1, short_liquidations_24h_usd: 2}\n",
        "2025-01-05.yml": "disputed: why\nmarket: {liquidations_24h_usd: 9}\n",
        "2025-01-06.yml": "assets: {BTC: {liquidations_24h_usd: 0}}\n",
    }
    history = history_of(tmp_path, files)
    series = history.series("market", "liquidations_24h_usd")
    assert [day.day for day in series.dates] == [1, 3, 5]
    assert series.values.tolist() == [1, 3, 9]
    assert series.disputed.tolist() == [False, False, True]
    assert series.value(date(2025, 1, 3)) == 3
    assert series.value(date(2025, 1, 2)) is None
    assert len(history.series("ETH", "price_usd").dates) == 0
    assert history.series("BTC", "liquidations_24h_usd").values.tolist() == [0]


def test_a_withheld_value_is_not_in_the_series(tmp_path: Path) -> None:
    """A cell that is not published takes no part in its series."""
    table = "date,asset,price_usd\n2025-01-01,BTC,5\n2025-01-02,BTC,0\n2025-01-03,BTC,7\n"
    series = history_of(tmp_path, {"a.csv": table}).series("BTC", "price_usd")
    assert series.values.tolist() == [5, 7]


def test_disputed_days_and_other_providers_are_stepped_over(tmp_path: Path) -> None:
    """The previous comparable day is of the same provider and not disputed."""
    said = "sources: [{provider: %s, covers: [liquidations]}]\nmarket: {liquidations_24h_usd: 1}\n"
    files = {
        "2025-01-01.yml": said % "CoinGlass",
        "2025-01-02.yml": said % "CoinAnk",
        "2025-01-03.yml": "disputed: why\n" + said % "CoinGlass",
        "2025-01-04.yml": said % "CoinGlass",
        "2025-01-05.yml": said % "CoinAnk",
    }
    series = history_of(tmp_path, files).series("market", "liquidations_24h_usd")
    assert series.previous(date(2025, 1, 4)) == date(2025, 1, 1)
    assert series.previous(date(2025, 1, 5)) == date(2025, 1, 2)
    assert series.previous(date(2025, 1, 3)) is None
    assert series.previous(date(2025, 1, 1)) is None
    assert series.previous(date(2025, 1, 31)) is None


@given(POINTS)
def test_previous_is_the_last_earlier_day_of_its_kind(points: list[Point]) -> None:
    """The previous day agrees with looking back one day after another."""
    series = series_of(points)
    for place, point in enumerate(points):
        alike = [p.day for p in points[:place] if p.origin == point.origin and not p.disputed]
        expected = alike[-1] if alike and not point.disputed else None
        assert series.previous(point.day) == expected


@given(POINTS)
def test_comparable_days_are_all_of_a_kind(points: list[Point]) -> None:
    """Comparable with a day are the undisputed days of its origin, itself among them."""
    series = series_of(points)
    for point in points:
        expected = [
            place
            for place, other in enumerate(points)
            if other.origin == point.origin and not other.disputed and not point.disputed
        ]
        assert series.comparable(point.day).tolist() == expected


@given(POINTS, st.integers(-3, 60))
def test_days_off_file_have_no_value(points: list[Point], offset: int) -> None:
    """A day has its own value or none: never that of a neighbour."""
    day = DAY_0 + timedelta(days=offset)
    expected = {point.day: point.value for point in points}.get(day)
    assert series_of(points).value(day) == expected
    assert isinstance(series_of(points).comparable(day), np.ndarray)
