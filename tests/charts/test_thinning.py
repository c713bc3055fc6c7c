from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from builder.charts.thinning import Point, in_runs, thin_bars, thin_line

FIRST = date(2020, 1, 1)
VALUES = st.lists(st.one_of(st.none(), st.floats(-1e6, 1e6)), min_size=1, max_size=400)


def points_of(values: list[float | None]) -> list[Point]:
    """Return the days that have a value, in their runs."""
    return in_runs(
        [(FIRST + timedelta(days=n), v, "") for n, v in enumerate(values) if v is not None]
    )


def columns_of(points: list[Point], days: int, columns: int) -> dict[int, list[Point]]:
    """Return the points of each column of pixels."""
    found: dict[int, list[Point]] = {}
    for point in points:
        found.setdefault((point.day - FIRST).days * columns // days, []).append(point)
    return found


@given(VALUES, st.integers(1, 500))
def test_a_thinned_line_covers_the_same_pixels(values: list[float | None], columns: int) -> None:
    """In each column of pixels the highest, the lowest, the first and the last day are kept."""
    points, last = points_of(values), FIRST + timedelta(days=len(values) - 1)
    thinned = thin_line(points, FIRST, last, columns)
    assert set(thinned) <= set(points)
    assert thinned == sorted(thinned, key=lambda point: point.day)
    before, after = (columns_of(found, len(values), columns) for found in (points, thinned))
    assert before.keys() == after.keys()
    for column, whole in before.items():
        kept = after[column]
        assert (kept[0], kept[-1]) == (whole[0], whole[-1])
        for extreme in (min, max):
            assert extreme(p.value for p in kept) == extreme(p.value for p in whole)
    assert {point.run for point in thinned} == {point.run for point in points}


@given(VALUES, st.integers(1, 500))
def test_thinned_bars_cover_the_same_pixels(values: list[float | None], columns: int) -> None:
    """In each column of pixels the longest bar of each side is kept, and at most one of each."""
    points, last = points_of(values), FIRST + timedelta(days=len(values) - 1)
    thinned = thin_bars(points, FIRST, last, columns)
    if len(values) <= columns:
        assert thinned == points
        return
    before, after = (columns_of(found, len(values), columns) for found in (points, thinned))
    for column, whole in before.items():
        kept = sorted(point.value for point in after[column])
        longest = {max(0.0, *(p.value for p in whole)), min(0.0, *(p.value for p in whole))}
        assert {value for value in kept if value} == {value for value in longest if value}
        assert len(kept) <= 2


def test_ten_thousand_days_are_drawn_with_few_points() -> None:
    """However long a history is, its line has at most four points for a column of pixels."""
    points = points_of([float(n * 7919 % 1000) for n in range(10_000)])
    last = FIRST + timedelta(days=9_999)
    assert len(thin_line(points, FIRST, last, 300)) <= 4 * 300
    assert len(thin_bars(points, FIRST, last, 300)) <= 2 * 300


@given(VALUES)
def test_runs_are_of_consecutive_days(values: list[float | None]) -> None:
    """Two days are of one run exactly if they follow each other; a run of one day is alone."""
    points = points_of(values)
    for one, other in pairwise(points):
        assert (one.run == other.run) is ((other.day - one.day).days == 1)
    for point in points:
        assert point.alone is (sum(other.run == point.run for other in points) == 1)


def test_a_change_of_provider_ends_a_run() -> None:
    """Figures of two providers count different exchanges: no line joins them."""
    days = [(FIRST + timedelta(days=n), 1.0, "one" if n < 2 else "other") for n in range(3)]
    assert [(p.run, p.alone) for p in in_runs(days)] == [(1, False), (1, False), (2, True)]
