"""The page that stands at an address which an asset once had, and leads to the one it has now."""

from __future__ import annotations

from dataclasses import replace

from builder.market.registry import Asset
from builder.pages.fitting import fitting_description, fitting_title
from builder.pages.page import Page, asset_address
from builder.pages.renderer import Renderer


def render_moved(renderer: Renderer, asset: Asset, alias: str) -> Page:
    """Render the page at an asset's former address; readers are taken on, search engines told."""
    page = renderer.page(
        "moved.md.j2",
        asset_address(alias),
        fitting_title(
            f"{asset.name} has a new address: assets/{asset.slug}/",
            f"{asset.ticker} has moved to assets/{asset.slug}/",
            f"{asset.ticker} has a new address on {renderer.settings.name}",
        ),
        fitting_description(
            f"The page of {asset.name} has moved from assets/{alias}/ to assets/{asset.slug}/, "
            "with its charts, records and data.",
            f"The page of {asset.ticker} has moved to another address of {renderer.settings.name}, "
            "with its charts, records and data.",
        ),
        indexable=False,
        moved_to=asset_address(asset.slug),
        asset=asset,
    )
    address = renderer.settings.absolute(asset_address(asset.slug))
    return replace(page, meta={**page.meta, "moved_to": address})
