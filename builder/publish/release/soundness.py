"""Looks over a finished release before it is published."""

from __future__ import annotations

import json
import os
import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from builder.market.history import History
from builder.pages.charts.chart_files import EMBEDS, FILE
from builder.pages.page import ABOUT_ADDRESS, asset_address, day_address
from builder.publish.data.api_schemas import DAYS, LATEST
from builder.publish.errors import SiteError
from builder.publish.html.interactive import FOLDER, INDEX
from builder.publish.html.links import broken_links, pages_to_follow
from builder.publish.inputs import ABOUT_FILE, Inputs

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


def inventory(site: Path) -> dict[str, os.stat_result]:
    """Return what the system says of all files of a site, by their paths; links are files."""
    return {path: entry.stat(follow_symlinks=False) for path, entry in _entries(site)}


def paths(site: Path) -> Iterator[str]:
    """Yield the paths of all files of a site; none where there is none."""
    return (path for path, _ in _entries(site))


def _entries(site: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    folders = [("", str(site))] if site.is_dir() else []
    while folders:
        below, folder = folders.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append((f"{below}{entry.name}/", entry.path))
                else:
                    yield f"{below}{entry.name}", entry


def check_release(
    release: Path, files: Mapping[str, os.stat_result], history: History, pages: int
) -> None:
    """Raise SiteError if a release lacks a page or a file, or if any file is empty.

    `files` are its own, by their paths; `pages` is how many pages were planned.
    """
    expected = [
        *REQUIRED,
        *_looks(release),
        *([] if history.sources.demonstration else [SITEMAP]),
        *(f"{day_address(day.date)}{name}" for day in history.days for name in DAY_FILES),
        *(f"{asset_address(asset.slug)}{name}" for asset in history.assets for name in ASSET_FILES),
    ]
    wrong = findings(files, expected, pages)
    if wrong:
        more = [f"… and {len(wrong) - FEW:,} more"] if len(wrong) > FEW else []
        raise SiteError(
            "\n".join(["The new release is not whole, and was not published:", *wrong[:FEW], *more])
        )


def check_links(
    site: Path, files: Collection[str], published: Path, rendered: Iterable[str], inputs: Inputs
) -> None:
    """Raise SiteError for links and images that find nothing on a site.

    Those of pages that were `rendered` are followed, and of all if anything `published` is gone.
    """
    slugs = {asset.ticker: asset.slug for asset in inputs.history.assets}
    texts = {day_address(day): text.commentary for day, text in inputs.written.on_days.items()}
    texts |= {
        asset_address(slugs[ticker]): text.commentary
        for ticker, text in inputs.written.on_assets.items()
    }
    broken = []
    followed = pages_to_follow(files, paths(published), rendered)
    for address, link in broken_links(site, files, followed):
        place = f"{address}index.html"
        if address == ABOUT_ADDRESS:
            place = ABOUT_FILE
        elif address in texts:
            place = texts[address].place(link)
        broken.append(f"{place}: link: expected a page, found {link}")
    if broken:
        raise SiteError("\n".join(broken))


def findings(files: Mapping[str, os.stat_result], expected: Iterable[str], pages: int) -> list[str]:
    """Return what is wrong with the files of a release, in their order."""
    wrong = [f"{name}: expected a file, found none" for name in expected if name not in files]
    wrong += [
        f"{name}: expected content, found an empty file"
        for name, stat in files.items()
        if not stat.st_size
    ]
    html = [name for name in files if posixpath.basename(name) == "index.html"]
    framed = [name.removeprefix(EMBEDS) for name in html if name.startswith(EMBEDS)]
    beside = [of for page in framed for of in (page, f"{page.removesuffix('index.html')}{FILE}")]
    wrong += [f"{name}: expected a file, found none" for name in beside if name not in files]
    found = len(html) - len(framed)
    if found != pages:
        wrong.append(f"index.html: expected {pages:,} pages, found {found:,}")
    return sorted(wrong)


def _looks(release: Path) -> list[str]:
    """Return the files that charts are drawn anew from, as their index names them."""
    try:
        index = json.loads((release / FOLDER / INDEX).read_text(encoding="utf-8"))
    except OSError:
        # That it is missing is told as of any other file.
        return []
    return [f"{FOLDER}{name}" for name in (index["vega"], *index["kinds"].values())]
