"""An invented archive as a value: its days, its assets and what is on file for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from builder.demo.assets import DemoAsset, choose_assets
from builder.demo.figures import (
    Figures,
    label_fear_greed,
    report_assets,
    report_fear_greed,
    report_market,
    report_usd_krw,
)
from builder.demo.gaps import (
    LONG_AGO,
    choose_kept_days,
    choose_listing_days,
    lose_asset_cells,
    lose_market_cells,
)
from builder.demo.simulation import simulate
from builder.market.fields import EARLIEST_DAY

LAST_DAY = date(2025, 12, 31)
"""The last day of a demonstration; the others count back from it."""

RECENT_DAYS = 3
"""The last days, which have a file each and no gaps."""

DAYS_PER_LOST_DAY = 60


@dataclass(frozen=True)
class Demo:
    """An invented archive.

    `asset_figures` hold an array of days by assets for each field, `market_figures` an array of
    days, both in the project's units, NaN where nothing is on file; `fear_greed_labels` has one
    label a day, or None.
    """

    seed: int
    days: tuple[date, ...]
    assets: tuple[DemoAsset, ...]
    asset_figures: Figures
    market_figures: Figures
    fear_greed_labels: tuple[str | None, ...]


def draw_demo(days: int, assets: int, seed: int) -> Demo:
    """Draw an archive with so many days on file and so many assets; the same for the same seed.

    The days span somewhat more than `days` on the calendar, since some are missing between them.
    """
    # One generator for each part, so that a further draw in one leaves the others as they were.
    listing, kept, market, asset, sentiment, won, holes = (
        np.random.default_rng(part) for part in np.random.SeedSequence(seed).spawn(7)
    )
    chosen = choose_assets(assets)
    missing = days // DAYS_PER_LOST_DAY or int(days >= 10)
    span = days + missing
    listed_on = choose_listing_days(listing, assets, span)
    on_file = choose_kept_days(kept, days, missing, min(RECENT_DAYS, days))

    everything = (*chosen, _unlisted_rest(chosen))
    simulation = simulate(market, everything, [*listed_on, LONG_AGO], span)
    reported = report_assets(asset, simulation, everything)
    totals = report_market(reported)
    totals["fear_greed"] = report_fear_greed(sentiment, simulation)
    calendar = list_days(span)
    business = np.array([day.weekday() < 5 for day in calendar])
    totals["usd_krw"] = report_usd_krw(won, business)

    recent = min(RECENT_DAYS, days)
    lost_4h = holes.random(days) < 0.04
    listed = {field: values[on_file, :-1] for field, values in reported.items()}
    figures = lose_market_cells(
        holes, {field: values[on_file] for field, values in totals.items()}, lost_4h, recent
    )
    unlabelled = holes.random(days) < 0.03
    unlabelled[days - recent :] = False
    labels = [
        None if lost else label_fear_greed(value)
        for value, lost in zip(figures["fear_greed"].tolist(), unlabelled.tolist(), strict=True)
    ]
    return Demo(
        seed=seed,
        days=tuple(day for day, there in zip(calendar, on_file.tolist(), strict=True) if there),
        assets=chosen,
        asset_figures=lose_asset_cells(holes, listed, lost_4h, recent),
        market_figures=figures,
        fear_greed_labels=tuple(labels),
    )


def list_days(span: int) -> list[date]:
    """So many days in a row up to `LAST_DAY`, or later if they would begin before any can be."""
    last = max(LAST_DAY, EARLIEST_DAY + timedelta(span - 1))
    return [last - timedelta(span - 1 - k) for k in range(span)]


def _unlisted_rest(assets: tuple[DemoAsset, ...]) -> DemoAsset:
    """What is traded beside the archive's assets, as if it were one more of them."""
    listed = sum(asset.open_interest_usd for asset in assets)
    interest = max(0.2 * listed, 90e9 - listed)
    return DemoAsset("", "Unlisted", None, "", 1.0, interest, 1.3, 0.01)
