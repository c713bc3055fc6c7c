"""What gets lost between a market and an archive of it: days, rows and cells."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from builder.demo.figures import Figures

LONG_AGO = -1000


def choose_listing_days(random: np.random.Generator, assets: int, days: int) -> list[int]:
    """The day each asset is listed, as an index of the archive; negative long before it begins.

    From the fifth asset on, each third one comes late, after 20 to 70 % of the days.
    """
    late = range(4, assets, 3)
    earliest = days // 5 + 1
    drawn = random.integers(earliest, max(days * 7 // 10, earliest + 1), size=assets)
    return [min(int(drawn[k]), days - 1) if k in late else LONG_AGO for k in range(assets)]


def choose_kept_days(
    random: np.random.Generator, kept: int, missing: int, recent: int
) -> NDArray[np.bool_]:
    """Which of `kept + missing` days are on file: never without the first and the `recent` ones."""
    mask = np.ones(kept + missing, dtype=bool)
    while (left := missing - int(np.sum(~mask))) > 0:
        start = int(random.integers(1, len(mask) - recent))
        # An outage lasts a day, sometimes several.
        outage = min(left, int(random.choice([1, 1, 1, 2, 3])), len(mask) - recent - start)
        mask[start : start + outage] = False
    return mask


def lose_asset_cells(
    random: np.random.Generator, assets: Figures, lost_4h: NDArray[np.bool_], recent: int
) -> Figures:
    """The same figures with some cells and some whole rows NaN, the `recent` days untouched."""
    shape = assets["price_usd"].shape
    row = random.random(shape) < 0.004
    funding = random.random(shape) < 0.01
    holes: Figures = {}
    for field, values in assets.items():
        lost = row | (random.random(shape) < 0.005)
        if "_4h_" in field:
            lost |= lost_4h[:, None]
        if field.startswith("funding"):
            lost = row | funding
        lost[len(lost) - recent :] = False
        holes[field] = np.where(lost, np.nan, values)
    return holes


def lose_market_cells(
    random: np.random.Generator, market: Figures, lost_4h: NDArray[np.bool_], recent: int
) -> Figures:
    """The same figures with some cells NaN, the `recent` days untouched."""
    holes: Figures = {}
    for field, values in market.items():
        lost = random.random(values.shape) < 0.008
        if "_4h_" in field:
            lost |= lost_4h
        lost[len(lost) - recent :] = False
        holes[field] = np.where(lost, np.nan, values)
    return holes
