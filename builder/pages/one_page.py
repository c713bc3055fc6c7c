"""One page of a site, asked for by its day or its asset."""

from __future__ import annotations

from builder.charts.chart import Chart
from builder.market.faults import nearest
from builder.market.history import History
from builder.pages.asset import asset_page
from builder.pages.days import summarised_day
from builder.pages.page import Page
from builder.pages.renderer import Renderer
from builder.pages.settings import Settings
from builder.story.commentary.written import Written


def _leave_out(_: Chart) -> str:
    return ""


def page_about(history: History, written: Written, settings: Settings, what: str) -> Page:
    """Render the page about a day (`2025-10-24`) or an asset (`BTC`, `btc`), without drawings.

    Raises LookupError, with the nearest name, for what is not on file.
    """
    renderer = Renderer(history, settings, _leave_out, written.authors)
    days = {day.date.isoformat(): day for day in history.days}
    if what in days:
        day = days[what]
        text, refused = written.on_days.get(day.date), written.refused.get(day.date)
        return summarised_day(renderer, day, text, (None, None), refused)
    assets = {name: asset for asset in history.assets for name in (asset.slug, asset.ticker)}
    if what in assets:
        asset = assets[what]
        text, refused = written.on_assets.get(asset.ticker), written.refused.get(asset.ticker)
        return asset_page(renderer, asset, text, refused)
    hint = nearest(what, [*days, *assets])
    raise LookupError(f"expected a day or an asset on file, found {what!r}{hint}")
