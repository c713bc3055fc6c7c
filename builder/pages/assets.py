"""The list of all assets on file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from builder.market.figures import Figure
from builder.market.registry import Asset
from builder.pages.asset import latest_figure
from builder.pages.page import Page
from builder.pages.renderer import Renderer
from builder.pages.structured import breadcrumbs

LIST_FIELDS = ("price_usd", "liquidations_24h_usd", "open_interest_usd")


@dataclass(frozen=True)
class Listed:
    """One row of the list of assets."""

    asset: Asset
    days: int
    latest: date
    figures: tuple[Figure | None, ...]


def render_assets(renderer: Renderer) -> Page:
    """Render the list of all assets on file, in the registry's order."""
    history = renderer.history
    rows = []
    for asset in history.assets:
        days = history.days_of(asset.ticker)
        figures = tuple(latest_figure(history, asset.ticker, field) for field in LIST_FIELDS)
        rows.append(Listed(asset, len(days), days[0], figures))
    names = ", ".join(asset.name for asset in history.assets[:3])
    return renderer.page(
        "assets.md.j2",
        "assets/",
        f"{len(rows)} crypto assets: prices, liquidations, open interest",
        f"Derivatives of {names} and others: latest price, liquidations and open interest on file, "
        "each with its own page, charts and download.",
        days=[row.latest for row in rows],
        structured=[breadcrumbs(renderer.settings, [], ("Assets", "assets/"))],
        assets=rows,
        fields=LIST_FIELDS,
    )
