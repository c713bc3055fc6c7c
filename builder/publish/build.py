"""The whole build, from input files to the published site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from builder.pages.page import ABOUT_ADDRESS, asset_address, day_address
from builder.pages.settings import Settings
from builder.publish.account import Account, account_of
from builder.publish.api import write_api
from builder.publish.archive_files import copy_archive, write_archive
from builder.publish.assets import remove_unused_assets
from builder.publish.beside import remove
from builder.publish.catalogue import Catalogue
from builder.publish.downloads import write_downloads
from builder.publish.feeds import feeds_of, write_feeds
from builder.publish.hosting import write_hosting
from builder.publish.html import SiteError, read_settings, read_theme, write_html
from builder.publish.inputs import ABOUT_FILE, Inputs, read_inputs
from builder.publish.kept_pages import read_shelf, write_shelf
from builder.publish.links import broken_links
from builder.publish.llms import write_llms_txt
from builder.publish.locks import silent, sole_build
from builder.publish.makers import Desk, Makers
from builder.publish.pages import MadePages, make_pages
from builder.publish.pieces import Piles
from builder.publish.program import look_digest, program_digest
from builder.publish.publication import Publication, appearing, plan_publication
from builder.publish.published import refuse_shrunken
from builder.publish.release import next_release, publish
from builder.publish.search.kept import write_search
from builder.publish.sharing import share_unchanged
from builder.publish.sitemap import write_sitemaps
from builder.publish.soundness import check_release
from builder.publish.standing import (
    Standing,
    forget_standing,
    inputs_digest,
    nothing_to_do,
    read_standing,
    site_digest,
    write_standing,
)
from builder.publish.twins import place_twins
from builder.story.tags import TAGS

CHECKED = "checked"
"""The folder of the cache that keeps what was found in texts."""


@dataclass(frozen=True)
class Folders:
    """Where a build reads and writes.

    Inputs are `data`, `content` and the MkDocs configuration; `site` is what is published; kept in
    between are `docs`, the generated Markdown, `charts`, the drawings, `archive`, the tables of all
    days, `checked`, what was found in texts, `twins`, the pages in Markdown for machines, `search`,
    its index, `pages`, what is known of each page, and `standing`, what stands published.
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
    def piles(self) -> Piles:
        """The generated Markdown, and beside it that of twins and feeds."""
        return Piles(self.docs, self.docs.with_name("twins"))

    @property
    def search(self) -> Path:
        """The index of the search, beside the generated Markdown."""
        return self.docs.with_name("search")

    @property
    def pages(self) -> Path:
        """What is known of each page, beside the generated Markdown."""
        return self.docs.with_name("pages")

    @property
    def standing(self) -> Path:
        """What stands published, beside the generated Markdown."""
        return self.docs.with_name("published.json")

    def clear(self) -> None:
        """Remove all that is kept between builds."""
        kept = (self.docs, self.piles.twins, self.charts, self.archive, self.checked)
        for folder in (*kept, self.search, self.pages):
            remove(folder)
        forget_standing(self.standing)


@dataclass(frozen=True)
class Progress:
    """Whom to tell that the number of pages is known, and of each page that is done.

    `on_wait` is told the folder that another build is using, when this one waits for it.
    """

    on_total: Callable[[int], None]
    on_page: Callable[[int], None]
    on_wait: Callable[[Path], None] = silent


@dataclass(frozen=True)
class Built:
    """What a build has published, and what it did for that.

    `made` and `inputs` are None where nothing had to be done; `whole` says why all pages were
    published anew, if they were.
    """

    account: Account
    made: MadePages | None = None
    inputs: Inputs | None = None
    whole: str = ""


def build_site(
    folders: Folders,
    now: datetime,
    jobs: int,
    progress: Progress,
    allow_shrink: bool = False,
    clean: bool = False,
) -> Built:
    """Build and publish a site; nothing of the published one changes unless all of it is done.

    It holds what is to be published at the moment `now`. Only what changed is made anew, unless
    `clean`; where nothing did, nothing is written at all. Inputs that have lost half of what is
    published are refused, unless `allow_shrink`.

    A text that contradicts the figures is withheld, and its page says so.

    Raises InputFaults, SiteError, NotASite or OSError; the published site then stays as it was.
    """
    with sole_build(folders.docs, folders.site, progress.on_wait):
        if clean:
            folders.clear()
        read = (folders.data, folders.content)
        before = nothing_to_do(folders.standing, folders.site, folders.config, read, now)
        if before is not None:
            return Built(before.account)
        return _build(folders, now, jobs, progress, allow_shrink)


def _build(
    folders: Folders, now: datetime, jobs: int, progress: Progress, allow_shrink: bool
) -> Built:
    settings = read_settings(folders.config, folders.docs)
    theme = read_theme(folders.config, folders.docs)
    # Taken before anything is read: what changes meanwhile is met by the next build.
    digest = inputs_digest(folders.config, theme, (folders.data, folders.content))
    program, look = program_digest(), look_digest(folders.config, map(Path, theme))
    inputs = read_inputs(
        folders.data, folders.content, now, settings.language, checked=folders.checked, jobs=jobs
    )
    history, written = inputs.history, inputs.written
    with next_release(folders.site) as staging:
        if not allow_shrink:
            refuse_shrunken(folders.site, len(history.days), len(history.assets))
        progress.on_total(page_count(inputs))
        piles, shelf = folders.piles, read_shelf(folders.pages, program)
        desk = Desk(history, settings, written.authors, folders.charts, piles)
        with Makers(desk, jobs) as makers:
            files = write_archive(history, settings, folders.archive)
            made = make_pages(
                makers, history, written, settings, files, shelf, piles, progress.on_page
            )
        write_shelf(folders.pages, program, made.pages, made.rewritten)
        before = read_standing(folders.standing)
        publication = plan_publication(before, folders.site, f"{program} {look}", made)
        write_site(staging, folders, settings, inputs, made, publication, jobs)
        check_links(staging, inputs)
        check_release(staging, history, len(made.pages))
        account = account_of(inputs, len(made.pages))
        files_of_site = site_digest(staging)
        publish(staging, folders.site)
    write_standing(
        folders.standing,
        Standing(
            str(folders.site),
            files_of_site,
            digest,
            *appearing(inputs, now),
            f"{program} {look}",
            tuple(theme),
            publication.pages,
            account,
        ),
    )
    return Built(account, made, inputs, publication.whole)


def write_site(
    staging: Path,
    folders: Folders,
    settings: Settings,
    inputs: Inputs,
    made: MadePages,
    publication: Publication,
    jobs: int,
) -> None:
    """Write a release: what changed is made, the rest is taken over from the published one."""
    write_html(folders.config, folders.docs, staging)
    remove_unused_assets(staging, made.examples)
    write_beside_pages(staging, folders, settings, inputs, made.catalogue(folders.piles))
    share_unchanged(staging, folders.site)


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
    place_twins(folders.piles.twins, site)
    write_sitemaps(site, settings, catalogue)
    write_feeds(site, settings, feeds_of(settings, history, inputs.written, catalogue))
    write_llms_txt(site, settings, catalogue)
    write_search(site, folders.search, settings, catalogue, history.assets)
    write_hosting(site, settings, history.assets)


def check_links(site: Path, inputs: Inputs) -> None:
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
