"""Made-up series, and the lists of days that they are counted by."""

from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st

from builder.market.series import Series
from builder.market.vocabulary import FIELDS


class Point(NamedTuple):
    """One day of a series."""

    day: date
    value: float
    origin: str
    disputed: bool


def _points(offsets: list[int]) -> st.SearchStrategy[list[Point]]:
    days = [date(2025, 1, 1) + timedelta(days=offset) for offset in sorted(offsets)]
    return st.tuples(
        *(
            st.builds(
                Point,
                st.just(day),
                st.integers(0, 6).map(float),
                st.sampled_from(["CoinGlass", "CoinGlass", "CoinGlass", "CoinAnk"]),
                st.sampled_from([False, False, False, False, True]),
            )
            for day in days
        )
    ).map(list)


POINTS = st.lists(st.integers(0, 40), min_size=1, max_size=20, unique=True).flatmap(_points)
"""Days with gaps between them, with values that often tie, of two origins, some disputed."""


def series_of(points: list[Point]) -> Series:
    """Lay out points as a series."""
    return Series(
        "market",
        FIELDS["fear_greed"],
        tuple(point.day for point in points),
        np.array([point.value for point in points], dtype=float),
        tuple(point.origin for point in points),
        np.array([point.disputed for point in points], dtype=bool),
    )
