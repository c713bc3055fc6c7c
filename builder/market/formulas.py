"""The formulas of derived metrics, as pure functions.

Each takes floats or arrays of them, NaN where missing, so that one definition serves a single
figure and ten years of days.
"""

from __future__ import annotations

import numpy as np

from builder.market.numbers import rounding


def total(long: float, short: float) -> float:
    """All liquidations, in US dollars: long + short."""
    return long + short


def complement(whole: float, part: float) -> float:
    """The other side's liquidations, in US dollars: total - this side."""
    return whole - part


def share_pct(part: float, whole: float) -> float:
    """A share, in percent: 100 x part / whole. NaN where the whole is 0."""
    return 100 * part / np.where(np.asarray(whole) == 0, np.nan, whole)


def change_pct(change: float, level: float) -> float:
    """A change in percent of the value before: 100 x change / (level - change)."""
    return share_pct(change, level - change)


def implied_level(change: float, percent: float) -> float:
    """The level that a change implies, stated both in units and in percent.

    level = change / (percent / 100) + change; the first term is the level before. NaN where the
    percentage is so small that its rounding alone could move the level by more than 1 %.
    """
    relative_error = np.vectorize(rounding, otypes=[float])(percent) / np.abs(
        np.where(np.asarray(percent) == 0, np.nan, percent)
    )
    usable = np.where(relative_error <= 0.01, percent, np.nan)
    return change / (usable / 100) + change


def pace_pct(four_hours: float, day: float) -> float:
    """How fast the last four hours ran, in percent of the day's average: 100 x 6 x 4h / 24h.

    Below 100 the day ends slower than it was on average. NaN where the day's amount is 0.
    """
    return share_pct(6 * four_hours, day)


def annualised_pct(rate: float, interval_hours: float) -> float:
    """Simple annualised funding, in percent: 100 x rate x (24 / interval) x 365.

    Simple, not compounded, as exchanges and data vendors state it.
    """
    return 100 * rate * (24 / interval_hours) * 365


def in_won(usd: float, usd_krw: float) -> float:
    """A dollar amount in won: amount x the day's rate."""
    return usd * usd_krw
