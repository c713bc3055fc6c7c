"""The whole build, from input files to the published site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from builder.charts.drawing import Drawings
from builder.pages.page import ABOUT_ADDRESS, asset_address, day_address
from builder.pages.settings import Settings
from builder.pages.site import render_site
from builder.publish.api import write_api
from builder.publish.archive_files import copy_archive, write_archive
from builder.publish.assets import remove_unused_assets
from builder.publish.catalogue import Catalogue
from builder.publish.docs import WrittenDocs, write_docs
from builder.publish.downloads import write_downloads
from builder.publish.feeds import feeds_of, write_feeds
from builder.publish.hosting import write_hosting
from builder.publish.html import SiteError, read_settings, write_html
from builder.publish.inputs import ABOUT_FILE, Inputs, read_inputs
from builder.publish.interactive import write_interactive
from builder.publish.links import broken_links
from builder.publish.llms import write_llms_txt
from builder.publish.locks import silent, sole_build
from builder.publish.published import refuse_shrunken
from builder.publish.release import next_release, publish
from builder.publish.search.kept import write_search
from builder.publish.sharing import share_unchanged
from builder.publish.sitemap import write_sitemaps
from builder.publish.soundness import check_release
from builder.publish.twins import keeping_twins, place_twins
from builder.story.tags import TAGS

CHECKED = "checked"
"""The folder of the cache that keeps what was found in texts."""


@dataclass(frozen=True)
class Folders:
    """Where a build reads and writes.

    Inputs are `data`, `content` and the MkDocs configuration; `site` is what is published; kept in
    between are `docs`, the generated Markdown, `charts`, the drawings, `archive`, the tables of all
    days, `checked`, what was found in texts, `twins`, the pages in Markdown for machines, and
    `search`, its index.
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

    @property
    def checked(self) -> Path:
        """What was found in texts, beside the drawings."""
        return self.charts.with_name(CHECKED)

    @property
    def interactive(self) -> Path:
        """What charts are drawn anew from in a browser, beside the drawings."""
        return self.charts.with_name("interactive")

    @property
    def twins(self) -> Path:
        """The pages in Markdown for machines, beside the generated ones."""
        return self.docs.with_name("twins")

    @property
    def search(self) -> Path:
        """The index of the search, beside the generated Markdown."""
        return self.docs.with_name("search")


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

    A text that contradicts the figures is withheld, and its page says so.

    Raises InputFaults, SiteError, NotASite or OSError; the published site then stays as it was.
    """
    settings = read_settings(folders.config, folders.docs)
    inputs = read_inputs(
        folders.data, folders.content, now, settings.language, checked=folders.checked, jobs=jobs
    )
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
        catalogue = Catalogue()
        written = write_docs(folders.docs, catalogue.noting(keeping_twins(pages, folders.twins)))
        write_html(folders.config, folders.docs, staging)
        remove_unused_assets(staging, written.examples)
        write_beside_pages(staging, folders, settings, inputs, catalogue)
        _check_links(staging, inputs)
        check_release(staging, inputs.history, page_count(inputs))
        share_unchanged(staging, folders.site)
        publish(staging, folders.site)
    return inputs, written


def write_beside_pages(
    site: Path, folders: Folders, settings: Settings, inputs: Inputs, catalogue: Catalogue
) -> None:
    """Write what a site is taken away, found, followed, searched and served by.

    Raises SearchError or SiteError.
    """
    history = inputs.history
    write_downloads(history, site)
    copy_archive(folders.archive, site)
    write_api(history, catalogue.headlines, settings, site)
    place_twins(folders.twins, site)
    write_sitemaps(site, settings, catalogue)
    write_feeds(site, settings, feeds_of(settings, history, inputs.written, catalogue))
    write_llms_txt(site, settings, catalogue)
    write_search(site, folders.search, settings, catalogue, history.assets)
    write_interactive(site, folders.interactive)
    write_hosting(site, settings, history.assets)


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
    months = {(day.date.year, day.date.month) for day in history.days}
    years = {year for year, _ in months}
    authors = inputs.written.published_authors
    assets = sum(1 + len(asset.aliases) for asset in history.assets)
    fixed = 9  # home, archive, assets, records, tags, data, methodology, corrections, about
    periods = len(months) + len(years)
    return len(history.days) + periods + assets + len(TAGS) + len(authors) + fixed
