"""The whole build, from input files to the published site."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from builder.charts.kept import sweep
from builder.charts.pictures import Pictures
from builder.publish.contents import Contents, write_contents
from builder.publish.data.archive_files import write_archive
from builder.publish.folders import Folders
from builder.publish.html.html import read_colours, read_settings, read_theme
from builder.publish.inputs import Inputs, read_inputs, refuse_withheld
from builder.publish.kept.account import Account, account_of
from builder.publish.kept.kept_pages import read_kept_pages, write_kept_pages
from builder.publish.kept.pages import MadePages, make_pages
from builder.publish.kept.program import look_digest, program_digest
from builder.publish.kept.writers import PageWriter, WriterPool
from builder.publish.meanwhile import meanwhile
from builder.publish.release.locks import silent, sole_build
from builder.publish.release.publication import Publication, appearing, plan_publication
from builder.publish.release.published import refuse_shrunken
from builder.publish.release.release import next_release, publish
from builder.publish.release.soundness import check_links, check_release, inventory
from builder.publish.release.standing import (
    Standing,
    inputs_digest,
    nothing_to_do,
    read_standing,
    site_digest,
    write_standing,
)
from builder.story.tags import TAGS


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

    `made` and `publication` are None where nothing had to be done.
    """

    account: Account
    made: MadePages | None = None
    publication: Publication | None = None


def build_site(
    folders: Folders,
    now: datetime,
    jobs: int,
    progress: Progress,
    allow_shrink: bool = False,
    clean: bool = False,
    strict: bool = False,
) -> Built:
    """Build and publish a site; nothing of the published one changes unless all of it is done.

    It holds what is to be published at the moment `now`. Only what changed is made anew, unless
    `clean`; where nothing did, nothing is written at all. Inputs that have lost half of what is
    published are refused, unless `allow_shrink`.

    A cell or a text that contradicts others is withheld, and its page says so; if `strict`, nothing
    is published then.

    Raises InputFaults, Withholding, SiteError, NotASite or OSError; the published site then stays
    as it was.
    """
    with sole_build(folders.docs, folders.site, progress.on_wait):
        if clean:
            folders.clear()
        read = (folders.data, folders.content)
        before = nothing_to_do(folders.standing, folders.site, folders.config, read, now)
        if before is not None and not (strict and before.account.withholds):
            return Built(before.account)
        return _build(folders, now, jobs, progress, allow_shrink, strict)


def _build(
    folders: Folders,
    now: datetime,
    jobs: int,
    progress: Progress,
    allow_shrink: bool,
    strict: bool,
) -> Built:
    theme = read_theme(folders.config, folders.docs)
    # Taken before anything else is read: what changes meanwhile is met by the next build.
    digest = inputs_digest(folders.config, theme, (folders.data, folders.content))
    program, theme_look = program_digest(), look_digest(folders.config, map(Path, theme))
    settings = read_settings(folders.config, folders.docs)
    inputs = read_inputs(
        folders.data,
        folders.content,
        now,
        settings.language,
        checked=folders.checked,
        jobs=jobs,
        kept=folders.market,
    )
    if strict:
        refuse_withheld(inputs)
    history, written = inputs.history, inputs.written
    with next_release(folders.site) as staging:
        if not allow_shrink:
            refuse_shrunken(folders.site, len(history.days), len(history.assets))
        progress.on_total(page_count(inputs))
        with meanwhile(partial(write_archive, history, settings, folders.archive), jobs) as files:
            places, earlier = folders.places, read_kept_pages(folders.pages, program)
        writer = PageWriter(history, settings, written.authors, folders.charts, places)
        with WriterPool(writer, jobs) as pool:
            made = make_pages(
                pool, history, written, settings, files.result(), earlier, places, progress.on_page
            )
        write_kept_pages(folders.pages, program, made.pages, made.rewritten)
        # What a theme leaves out follows from which forms of pages there are.
        look = f"{program} {theme_look} {' '.join(sorted({page.form for page in made.pages}))}"
        before = read_standing(folders.standing)
        publication = plan_publication(before, folders.site, look, made)
        pictures = Pictures(folders.charts, read_colours(folders.config, folders.docs), jobs)
        contents = Contents(folders, settings, inputs, made, publication, tuple(theme), jobs)
        rendered = write_contents(contents, staging, pictures)
        release = inventory(staging)
        check_release(staging, release, history, len(made.pages))
        check_links(staging, release, folders.site, rendered, inputs)
        account = account_of(inputs, len(made.pages))
        publish(staging, folders.site)
    since, until = appearing(inputs, now)
    standing = Standing(
        site=str(folders.site),
        files=site_digest(release),
        inputs=digest,
        since=since,
        until=until,
        look=look,
        theme=tuple(theme),
        pages=publication.pages,
        account=account,
        number=before.number + 1 if before else 0,
    )
    write_standing(folders.standing, standing)
    # Where there is no room even for that, nothing is swept either.
    with suppress(FileNotFoundError):
        kept_at = folders.standing.stat().st_mtime
        sweep(folders.charts, made.drawings(pictures), turn=standing.number, now=kept_at)
    return Built(account, made, publication)


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
