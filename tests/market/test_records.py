from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.market.records import largest, largest_since, percentile, streaks
from tests.market.folders import history_of
from tests.market.points import POINTS, Point, series_of


def alike(points: list[Point], point: Point) -> list[Point]:
    """Return the points that can be compared with one, itself included."""
    return [p for p in points if p.origin == point.origin and not p.disputed]


def days_between(first: date, last: date) -> int:
    """Count the days from one to another, both included."""
    return (last - first).days + 1


@given(POINTS)
def test_largest_since_is_what_looking_back_finds(points: list[Point]) -> None:
    """A value is the largest since the last comparable day on which it was as large."""
    series = series_of(points)
    for point in points:
        found = largest_since(series, point.day)
        before = [p for p in alike(points, point) if p.day < point.day]
        if point.disputed or not before or before[-1].value >= point.value:
            assert found is None
            continue
        as_large = [p.day for p in before if p.value >= point.value]
        assert found.value == point.value
        assert found.since == (as_large[-1] if as_large else None)
        counted = [p for p in before if not as_large or p.day > as_large[-1]]
        assert found.coverage.on_file == len(counted) + 1
        assert found.coverage.last == point.day


@pytest.mark.slow
@given(POINTS)
def test_largest_since_counts_every_missing_day(points: list[Point]) -> None:
    """The days on file and missing are all the days after `since`, or from the first on file."""
    series = series_of(points)
    for point in points:
        found = largest_since(series, point.day)
        if found is not None:
            first = alike(points, point)[0].day
            if found.since is not None:
                first = found.since + timedelta(days=1)
            coverage = found.coverage
            assert coverage.first == first
            assert coverage.on_file + coverage.missing == days_between(first, point.day)


def test_largest_since_from_files(tmp_path: Path) -> None:
    """A record says since when, over how many days on file and how many missing."""
    values = {1: 50, 2: 10, 3: 20, 5: 15, 6: 40}
    rows = "".join(f"2025-01-{day:02},{value}\n" for day, value in values.items())
    history = history_of(tmp_path, {"a.csv": f"date,liquidations_24h_usd\n{rows}"})
    series = history.series("market", "liquidations_24h_usd")
    found = largest_since(series, date(2025, 1, 6))
    assert (found.value, found.since) == (40, date(2025, 1, 1))
    assert (found.coverage.on_file, found.coverage.missing) == (4, 1)
    assert (found.coverage.first, found.coverage.last) == (date(2025, 1, 2), date(2025, 1, 6))
    assert largest_since(series, date(2025, 1, 5)) is None
    assert largest_since(series, date(2025, 1, 1)) is None
    assert largest_since(series, date(2025, 1, 4)) is None


def test_a_disputed_or_foreign_day_sets_and_breaks_no_record(tmp_path: Path) -> None:
    """Days that are disputed, or of another provider, neither set a record nor break one."""
    said = "sources: [{provider: %s, covers: [liquidations]}]\nmarket: {liquidations_24h_usd: %d}\n"
    files = {
        "2025-01-01.yml": said % ("CoinGlass", 5),
        "2025-01-02.yml": said % ("CoinAnk", 99),
        "2025-01-03.yml": "disputed: why\n" + said % ("CoinGlass", 99),
        "2025-01-04.yml": said % ("CoinGlass", 6),
    }
    series = history_of(tmp_path, files).series("market", "liquidations_24h_usd")
    found = largest_since(series, date(2025, 1, 4))
    assert found.since is None
    assert (found.coverage.on_file, found.coverage.missing) == (2, 2)
    assert largest_since(series, date(2025, 1, 3)) is None
    assert percentile(series, date(2025, 1, 4))[0] == 100
    assert percentile(series, date(2025, 1, 3)) is None
    assert largest(series, 9) == [date(2025, 1, 2), date(2025, 1, 4), date(2025, 1, 1)]


@pytest.mark.slow
@given(POINTS)
def test_percentile_is_the_share_that_counting_finds(points: list[Point]) -> None:
    """A percentile is the share of comparable days until then with no larger value."""
    series = series_of(points)
    for point in points:
        found = percentile(series, point.day)
        if point.disputed:
            assert found is None
            continue
        kind = [p for p in alike(points, point) if p.day <= point.day]
        share, coverage = found
        assert share == pytest.approx(100 * sum(p.value <= point.value for p in kind) / len(kind))
        assert (coverage.first, coverage.last) == (kind[0].day, kind[-1].day)
        assert coverage.on_file == len(kind)
        assert coverage.missing == days_between(kind[0].day, kind[-1].day) - len(kind)


@pytest.mark.slow
@given(POINTS, st.integers(1, 8))
def test_largest_are_those_that_sorting_finds(points: list[Point], count: int) -> None:
    """The largest days are in the order of their values, equal ones by date, none disputed."""
    ranked = sorted((-p.value, p.day) for p in points if not p.disputed)
    assert largest(series_of(points), count) == [day for _, day in ranked][:count]


@given(POINTS, st.integers(0, 6), st.booleans())
def test_streaks_are_what_walking_the_calendar_finds(
    points: list[Point], threshold: int, above: bool
) -> None:
    """A streak is a run of days in a row, all on file, undisputed, of one origin and one side."""
    holding = {
        p.day: p.origin
        for p in points
        if not p.disputed and (p.value > threshold if above else p.value < threshold)
    }
    one = timedelta(days=1)
    expected = []
    for day, origin in holding.items():
        if holding.get(day - one) != origin:
            last = day
            while holding.get(last + one) == origin:
                last += one
            expected.append((days_between(day, last), last))
    found = streaks(series_of(points), threshold, above)
    assert [(streak.days, streak.last) for streak in found] == sorted(expected, reverse=True)


def test_a_missing_day_ends_a_streak(tmp_path: Path) -> None:
    """Nothing is known of a day that is not on file, so no streak goes through it."""
    days = [1, 2, 3, 5, 6]
    rows = "".join(f"2025-01-{day:02},80\n" for day in days)
    history = history_of(tmp_path, {"a.csv": f"date,fear_greed\n{rows}"})
    found = streaks(history.series("market", "fear_greed"), 75)
    assert [(s.first.day, s.last.day, s.days) for s in found] == [(1, 3, 3), (5, 6, 2)]
