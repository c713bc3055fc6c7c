"""What a provider would report of a simulated market: rounded, and true to its own sums.

Dollars are rounded first and every total, change and percentage is computed from the rounded
dollars, so the identities of a day hold exactly, except for the rounding of the percentages.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from builder.demo.assets import DemoAsset
from builder.demo.simulation import DAYS_BEFORE, Simulation
from builder.market.attribution import ALTERNATIVE_ME_BANDS

Floats = NDArray[np.float64]
Figures = dict[str, Floats]
"""By field; days down the rows, and for asset figures assets across. Missing cells are NaN."""


def report_assets(
    random: np.random.Generator, simulation: Simulation, assets: Sequence[DemoAsset]
) -> Figures:
    """The figures of every asset on each day of the archive; NaN before an asset is listed."""
    shape = simulation.returns.shape
    figures: Figures = {}
    price = _significant(np.exp(simulation.log_price), 6)
    interest = _whole(np.exp(simulation.log_open_interest), 1000)
    before = np.vstack([interest[:1], interest[:-1]])
    moved = simulation.returns

    figures["price_usd"] = price
    figures["price_change_24h_pct"] = _percent(np.diff(price, axis=0, prepend=price[:1]), price)
    turnover = 1.4 * np.exp(0.3 * random.standard_normal(shape)) * (1 + 12 * np.abs(moved))
    figures["volume_24h_usd"] = _whole(turnover * interest, 10_000)

    last_hours = (interest - before) * (0.17 + 0.2 * random.standard_normal(shape))
    last_hours += 0.004 * random.standard_normal(shape) * interest
    figures["open_interest_usd"] = interest
    figures |= _change("4h", interest, _whole(last_hours, 1000))
    figures |= _change("24h", interest, interest - before)

    stress = np.exp(0.35 * random.standard_normal(shape)) * (1 + simulation.crisis[:, None])
    fall, rise = np.maximum(-moved, 0), np.maximum(moved, 0)
    # A fall closes longs by force, and each such sale feeds the fall: hence the square.
    long_share = stress * (0.0008 + 0.045 * fall + 1.2 * fall**2 + 0.004 * rise)
    short_share = stress * (0.0006 + 0.035 * rise + 0.6 * rise**2 + 0.006 * fall)
    figures |= _liquidations(
        "24h",
        _whole(np.minimum(long_share, 0.2) * before, 100),
        _whole(np.minimum(short_share, 0.15) * before, 100),
    )
    figures |= _liquidations(
        "4h",
        _part(figures["long_liquidations_24h_usd"], random.beta(1.3, 5.5, shape)),
        _part(figures["short_liquidations_24h_usd"], random.beta(1.3, 5.5, shape)),
    )

    hours = np.array([asset.funding_interval_hours for asset in assets])
    figures["funding_rate"] = np.round(simulation.funding_rate * hours / 8, 6)
    figures["funding_interval_hours"] = np.broadcast_to(hours, shape).astype(float)

    listed, had_yesterday = simulation.age >= 0, simulation.age >= 1
    for field, values in figures.items():
        windowed = "change" in field
        figures[field] = np.where(had_yesterday if windowed else listed, values, np.nan)
    return {field: values[DAYS_BEFORE:] for field, values in figures.items()}


def report_market(assets: Figures) -> Figures:
    """The totals over all columns of `assets`, the unlisted rest among them."""
    totals = {
        field: np.nansum(values, axis=1)
        for field, values in assets.items()
        if field.startswith(("open_interest", "liquidations", "long_", "short_"))
        and "change" not in field
    }
    interest = assets["open_interest_usd"]
    for window in ("4h", "24h"):
        # A contract listed today was nowhere yesterday: all of its open interest is new.
        change = assets[f"open_interest_change_{window}_usd"]
        new = np.where(np.isnan(change), interest, change)
        totals |= _change(window, totals["open_interest_usd"], np.nansum(new, axis=1))
    return totals


def report_fear_greed(random: np.random.Generator, simulation: Simulation) -> Floats:
    """The Fear & Greed value of each day, a whole number in 0-100: momentum, smoothed."""
    noise = random.standard_normal(len(simulation.market_returns))
    value, momentum, values = 50.0, 0.0, []
    for moved, scare, shake in zip(
        simulation.market_returns.tolist(), simulation.crisis.tolist(), noise.tolist(), strict=True
    ):
        momentum = 0.95 * momentum + moved
        target = 52 + 42 * float(np.tanh(5.5 * momentum)) - 10 * scare
        value = round(0.7 * value + 0.3 * target + 2.2 * shake, 6)
        values.append(value)
    return np.clip(np.rint(values), 4, 97)[DAYS_BEFORE:]


def label_fear_greed(value: float) -> str | None:
    """The label that Alternative.me prints beside a value in 0-100; None for NaN."""
    return next((label for low, high, label in ALTERNATIVE_ME_BANDS if low <= value <= high), None)


def report_usd_krw(random: np.random.Generator, business: NDArray[np.bool_]) -> Floats:
    """Won for a dollar, a random walk about 1,300 on business days; NaN on the others."""
    shakes = random.standard_normal(len(business))
    rate, rates = 1300.0, []
    for open_today, shake in zip(business.tolist(), shakes.tolist(), strict=True):
        if open_today:
            rate = round(rate + 0.004 * (1300 - rate) + 5.5 * shake, 2)
        rates.append(rate if open_today else np.nan)
    return np.array(rates)


def _change(window: str, level: Floats, change: Floats) -> Figures:
    return {
        f"open_interest_change_{window}_usd": change,
        f"open_interest_change_{window}_pct": _percent(change, level),
    }


def _liquidations(window: str, long: Floats, short: Floats) -> Figures:
    return {
        f"liquidations_{window}_usd": long + short,
        f"long_liquidations_{window}_usd": long,
        f"short_liquidations_{window}_usd": short,
    }


def _percent(change: Floats, level: Floats) -> Floats:
    """The change in percent of the level before it, to two decimals; NaN where that was 0."""
    before = level - change
    return np.round(100 * change / np.where(before > 0, before, np.nan), 2)


def _whole(values: Floats, unit: int) -> Floats:
    return np.rint(values / unit) * unit


def _part(whole: Floats, share: Floats) -> Floats:
    part: Floats = np.floor(whole * share / 100) * 100
    return part


def _significant(values: Floats, digits: int) -> Floats:
    scale = 10.0 ** np.clip(digits - 1 - np.floor(np.log10(values)), 2, 20)
    return np.rint(values * scale) / scale
