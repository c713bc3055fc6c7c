"""Looks over a finished release before it is published."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable
from pathlib import Path

from builder.market.history import History
from builder.pages.chart_files import EMBEDS, FILE
from builder.pages.page import asset_address, day_address
from builder.publish.api_schemas import DAYS, LATEST
from builder.publish.html import SiteError
from builder.publish.interactive import FOLDER, INDEX

REQUIRED = (
    *("index.html", "404.html", "robots.txt", "datapackage.json", LATEST, DAYS),
    f"{FOLDER}{INDEX}",
    *("data/archive.csv", "data/archive.parquet", "data/sources.csv"),
)
"""What every release has, whatever it is about."""

SITEMAP = "sitemap.xml"
"""What a demonstration has not: nobody is to find what is made up."""

DAY_FILES = ("index.html", "ledger.json", "data.csv", "data.json", "sources.csv")
ASSET_FILES = ("index.html", "ledger.json", "data.csv")

FEW = 20
"""So many findings are listed; what follows is counted."""


def check_release(release: Path, history: History, pages: int) -> None:
    """Raise SiteError if a release lacks a page or a file, or if any file is empty.

    `pages` is how many pages were planned.
    """
    expected = [
        *REQUIRED,
        *([] if history.sources.demonstration else [SITEMAP]),
        *(f"{day_address(day.date)}{name}" for day in history.days for name in DAY_FILES),
        *(f"{asset_address(asset.slug)}{name}" for asset in history.assets for name in ASSET_FILES),
    ]
    wrong = findings(release, expected, pages)
    if wrong:
        more = [f"… and {len(wrong) - FEW:,} more"] if len(wrong) > FEW else []
        raise SiteError(
            "\n".join(["The new release is not whole, and was not published:", *wrong[:FEW], *more])
        )


def findings(release: Path, expected: Iterable[str], pages: int) -> list[str]:
    """Return what is wrong with a release, in the order of the files."""
    sizes = {
        Path(root, name).relative_to(release).as_posix(): Path(root, name).stat().st_size
        for root, _, names in os.walk(release)
        for name in names
    }
    wrong = [f"{name}: expected a file, found none" for name in expected if name not in sizes]
    wrong += [f"{name}: expected content, found an empty file" for name in sizes if not sizes[name]]
    html = [name for name in sizes if Path(name).name == "index.html"]
    found = sum(1 for name in html if not name.startswith(EMBEDS))
    wrong += _without_charts(release, sizes, html)
    if found != pages:
        wrong.append(f"index.html: expected {pages:,} pages, found {found:,}")
    return sorted(wrong)


def _without_charts(release: Path, sizes: Collection[str], html: Iterable[str]) -> list[str]:
    """Return what is missing of charts: a page for each that is embedded, and their looks."""
    index = release / FOLDER / INDEX
    named: list[str] = []
    if f"{FOLDER}{INDEX}" in sizes:
        looks = json.loads(index.read_text(encoding="utf-8"))
        named = [f"{FOLDER}{name}" for name in (looks["vega"], *looks["kinds"].values())]
    framed = [name.removeprefix(EMBEDS) for name in html if name.startswith(EMBEDS)]
    named += [of for page in framed for of in (page, f"{page.removesuffix('index.html')}{FILE}")]
    return [f"{name}: expected a file, found none" for name in named if name not in sizes]
