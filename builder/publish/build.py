"""The whole build, from input files to the published site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from builder.charts.drawing import Drawings
from builder.pages.page import ABOUT_ADDRESS, asset_address, day_address
from builder.pages.site import render_site
from builder.publish.api import write_api
from builder.publish.archive_files import copy_archive, write_archive
from builder.publish.assets import remove_unused_assets
from builder.publish.docs import WrittenDocs, write_docs
from builder.publish.downloads import write_downloads
from builder.publish.html import SiteError, read_settings, write_html
from builder.publish.inputs import ABOUT_FILE, Inputs, read_inputs
from builder.publish.links import broken_links
from builder.publish.locks import silent, sole_build
from builder.publish.published import refuse_shrunken
from builder.publish.release import next_release, publish
from builder.publish.sharing import share_unchanged
from builder.publish.sitemap import write_sitemap
from builder.publish.soundness import check_release


@dataclass(frozen=True)
class Folders:
    """Where a build reads and writes.

    Inputs are `data`, `content` and the MkDocs configuration; `site` is what is published; kept in
    between are `docs`, the generated Markdown, `charts`, the drawings, and `archive`, the tables of
    all days.
    """

    data: Path
    content: Path
    config: Path
    site: Path
    docs: Path
    charts: Path

    @property
    def archive(self) -> Path:
        """The tables of all days, beside the generated Markdown."""
        return self.docs.with_name("archive")


@dataclass(frozen=True)
class Progress:
    """Whom to tell that the number of pages is known, and of each page that is done.

    `on_wait` is told the folder that another build is using, when this one waits for it.
    """

    on_total: Callable[[int], None]
    on_page: Callable[[int], None]
    on_wait: Callable[[Path], None] = silent


def build_site(
    folders: Folders, now: datetime, jobs: int, progress: Progress, allow_shrink: bool = False
) -> tuple[Inputs, WrittenDocs]:
    """Build and publish a site; nothing of the published one changes unless all of it is done.

    It holds what is to be published at the moment `now`. Inputs that have lost half of what is
    published are refused, unless `allow_shrink`.

    Raises InputFaults, SiteError, NotASite or OSError; the published site then stays as it was.
    """
    settings = read_settings(folders.config, folders.docs)
    inputs = read_inputs(folders.data, folders.content, now, settings.language)
    with (
        sole_build(folders.docs, folders.site, progress.on_wait),
        next_release(folders.site) as staging,
    ):
        if not allow_shrink:
            refuse_shrunken(folders.site, len(inputs.history.days), len(inputs.history.assets))
        progress.on_total(page_count(inputs))
        files = write_archive(inputs.history, settings, folders.archive)
        pages = render_site(
            inputs.history,
            inputs.written,
            settings,
            Drawings(folders.charts, jobs),
            files,
            progress.on_page,
        )
        written = write_docs(folders.docs, pages)
        write_html(folders.config, folders.docs, staging)
        remove_unused_assets(staging, written.examples)
        write_downloads(inputs.history, staging)
        copy_archive(folders.archive, staging)
        write_api(inputs.history, written.summaries, settings, staging)
        write_sitemap(staging, settings.url, written.indexable)
        _check_links(staging, inputs)
        check_release(staging, inputs.history, page_count(inputs))
        share_unchanged(staging, folders.site)
        publish(staging, folders.site)
    return inputs, written


def _check_links(site: Path, inputs: Inputs) -> None:
    """Raise SiteError for links and images in what people wrote that find nothing on the site."""
    slugs = {asset.ticker: asset.slug for asset in inputs.history.assets}
    texts = {day_address(day): text.commentary for day, text in inputs.written.on_days.items()}
    texts |= {
        asset_address(slugs[ticker]): text.commentary
        for ticker, text in inputs.written.on_assets.items()
    }
    broken = [
        f"{texts[address].place(link)}: link: expected a page, found {link}"
        for address, link in broken_links(site, texts)
    ]
    about = [ABOUT_ADDRESS] if inputs.written.about.html else []
    broken += [
        f"{ABOUT_FILE}: link: expected a page, found {link}"
        for _, link in broken_links(site, about)
    ]
    if broken:
        raise SiteError("\n".join(broken))


def page_count(inputs: Inputs) -> int:
    """Return how many pages there will be."""
    history = inputs.history
    authors = inputs.written.published_authors
    months = {(day.date.year, day.date.month) for day in history.days}
    years = {year for year, _ in months}
    fixed = 8  # home, archive, assets, records, data, methodology, corrections, about
    periods = len(months) + len(years)
    return len(history.days) + periods + len(history.assets) + len(authors) + fixed
