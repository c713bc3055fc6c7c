"""A simulated market: regimes, crashes and rebounds, and the assets that move with it.

Randomness is drawn here, in micro-units of the logarithm wherever one day builds on the day
before: whole numbers add up to the same sum on every machine, fractions do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from builder.demo.assets import DemoAsset

CALM, RISING, FALLING, CRISIS = range(4)

# The odds, in a thousand, of tomorrow's regime (column) given today's (row).
TRANSITIONS = (
    (970, 15, 10, 5),
    (16, 970, 7, 7),
    (20, 12, 952, 16),
    (40, 60, 50, 850),
)
DRIFT = np.array([0.0003, 0.0042, -0.0032, -0.006])
VOLATILITY = np.array([0.015, 0.022, 0.026, 0.045])
CRASH_ODDS = np.array([0.001, 0.004, 0.006, 0.09])
POSITIONS_BUILT = np.array([0.001, 0.004, -0.002, -0.008])

# A market that wandered freely would be at zero or beyond reason after 10,000 days.
PULL = 0.002
OWN_PULL = 0.004
GROWTH = 0.0002

DAYS_BEFORE = 120
"""Days simulated ahead of the first one, so that averages have a past to look back on."""

MICRO = 1_000_000


@dataclass(frozen=True)
class Simulation:
    """What happened on each day (row), by asset (column), the unlisted rest of the market last.

    `log_price` and `log_open_interest` are natural logarithms of US dollars at the end of the day,
    `returns` the change of the former, `funding_rate` a fraction for 8 hours, `age` the days since
    listing, negative before. `market_returns` and `crisis` have one entry a day.
    """

    market_returns: NDArray[np.float64]
    crisis: NDArray[np.bool_]
    log_price: NDArray[np.float64]
    returns: NDArray[np.float64]
    log_open_interest: NDArray[np.float64]
    funding_rate: NDArray[np.float64]
    age: NDArray[np.int64]


def simulate(
    random: np.random.Generator, assets: Sequence[DemoAsset], listed_on: Sequence[int], days: int
) -> Simulation:
    """Simulate `DAYS_BEFORE + days` days of the assets, the k-th listed on day `listed_on[k]`.

    Days of `listed_on` count from the first day of the archive; before it they are negative.
    """
    length = DAYS_BEFORE + days
    regimes = draw_regimes(random, length)
    level = draw_market_level(random, regimes)
    own = draw_own_level(random, assets, regimes)
    day = np.arange(length)
    growth = GROWTH * (day - length + 1)
    beta = np.array([asset.beta for asset in assets])
    price = np.array([asset.price_usd for asset in assets])
    log_price = np.log(price) + level[:, None] * beta + own + growth[:, None]
    returns = np.diff(log_price, axis=0, prepend=log_price[:1])
    age = day[:, None] - DAYS_BEFORE - np.array(listed_on)
    interest = np.array([asset.open_interest_usd for asset in assets])
    # An asset is listed with little money in it, which then arrives over some weeks.
    newness = -2.5 * np.exp(-np.maximum(age, 0) / 40)
    log_open_interest = (
        np.log(interest)
        + (log_price - np.log(price))
        + draw_positions(random, regimes, returns)
        + newness
    )
    return Simulation(
        market_returns=np.diff(level, prepend=level[:1]),
        crisis=regimes == CRISIS,
        log_price=log_price,
        returns=returns,
        log_open_interest=log_open_interest,
        funding_rate=draw_funding(random, returns),
        age=age,
    )


def draw_regimes(random: np.random.Generator, length: int) -> NDArray[np.int64]:
    """The regime of each day, as a Markov chain that starts calm."""
    chances = random.integers(1000, size=length).tolist()
    thresholds = np.cumsum(TRANSITIONS, axis=1).tolist()
    regimes = []
    regime = CALM
    for chance in chances:
        regime = next(k for k, limit in enumerate(thresholds[regime]) if chance < limit)
        regimes.append(regime)
    return np.array(regimes)


def draw_market_level(
    random: np.random.Generator, regimes: NDArray[np.int64]
) -> NDArray[np.float64]:
    """The logarithm of the market's level, 0 being normal: drift, fat tails, crashes, rebounds."""
    length = len(regimes)
    ordinary = DRIFT[regimes] + VOLATILITY[regimes] * 0.77 * random.standard_t(5, size=length)
    crashed = random.random(length) < CRASH_ODDS[regimes]
    crash = crashed * (0.05 + 0.06 * random.standard_exponential(length))
    rebounds = np.roll(crashed, 1) & (random.random(length) < 0.5)
    rebound = rebounds * (0.02 + 0.05 * random.random(length))
    steps = np.rint(MICRO * np.clip(ordinary - crash + rebound, -0.4, 0.12)).astype(int)
    level, levels = 0, []
    for step in steps.tolist():
        level += step - round(PULL * level)
        levels.append(level)
    return np.array(levels) / MICRO


def draw_own_level(
    random: np.random.Generator, assets: Sequence[DemoAsset], regimes: NDArray[np.int64]
) -> NDArray[np.float64]:
    """What each asset does apart from the market, as a logarithm that returns to 0."""
    shape = (len(regimes), len(assets))
    volatility = np.array([asset.volatility for asset in assets])
    stress = np.where(regimes == CRISIS, 1.5, 1.0)[:, None]
    news = (random.random(shape) < 0.004) * random.standard_normal(shape) * 5
    noise = np.clip(random.standard_normal(shape) * stress + news, -12, 12)
    steps = np.rint(MICRO * volatility * noise)
    return _decayed_sum(steps, 1 - OWN_PULL) / MICRO


def draw_positions(
    random: np.random.Generator, regimes: NDArray[np.int64], returns: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The logarithm of contracts held: built up in good times, closed by force on sharp moves."""
    forced_out = 0.7 * np.maximum(-returns - 0.05, 0) + 0.4 * np.maximum(returns - 0.07, 0)
    steps = (
        POSITIONS_BUILT[regimes][:, None]
        + 0.15 * returns
        - np.minimum(forced_out, 0.25)
        + 0.018 * random.standard_normal(returns.shape)
    )
    return _decayed_sum(np.rint(MICRO * steps), 0.985) / MICRO


def draw_funding(random: np.random.Generator, returns: NDArray[np.float64]) -> NDArray[np.float64]:
    """The funding rate for 8 hours: about 0.01 %, higher when prices have risen, and reverting."""
    trend = _decayed_sum(np.rint(MICRO * returns), 0.92) * 0.08 / MICRO
    noise = np.rint(MICRO * 1e2 * 0.000022 * random.standard_normal(returns.shape))
    return np.clip(0.00008 + 0.014 * trend + _decayed_sum(noise, 0.8) / MICRO / 1e2, -0.003, 0.003)


def _decayed_sum(steps: NDArray[np.float64], keep: float) -> NDArray[np.float64]:
    """The running sum down the rows, in whole numbers, of which each day `keep` remains."""
    state = np.zeros(steps.shape[1])
    sums = np.empty_like(steps)
    for row, step in enumerate(steps):
        state = np.rint(keep * state) + step
        sums[row] = state
    return sums
