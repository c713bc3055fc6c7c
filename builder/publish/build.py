"""The whole build, from input files to the published site."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from builder.charts.drawing import Drawings
from builder.market.faults import Fault, InputFaults
from builder.market.history import History, read_history
from builder.market.text_files import read_text
from builder.pages.page import day_address
from builder.pages.site import render_site
from builder.publish.api import write_api
from builder.publish.archive_files import copy_archive, write_archive
from builder.publish.assets import remove_unused_assets
from builder.publish.docs import WrittenDocs, write_docs
from builder.publish.downloads import write_downloads
from builder.publish.html import SiteError, read_settings, write_html
from builder.publish.links import broken_links
from builder.publish.release import publish, sole_build, staging_folder
from builder.publish.sitemap import write_sitemap
from builder.story.commentary import Commentary, read_commentary

ABOUT_FILE = "about.md"


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
class Inputs:
    """Everything a site is made from, validated.

    `waiting` holds commentary that is not published: on days without a snapshot, and in an archive
    of demonstration data, about which there is nothing to say.
    """

    history: History
    commentary: dict[date, Commentary]
    waiting: tuple[Commentary, ...]
    about: str


@dataclass(frozen=True)
class Progress:
    """Whom to tell that the number of pages is known, and of each page that is done."""

    on_total: Callable[[int], None]
    on_page: Callable[[int], None]


def read_inputs(data: Path, content: Path) -> Inputs:
    """Read and validate data and content; raises InputFaults with every fault of both."""
    faults: list[Fault] = []
    history = None
    try:
        history = read_history(data)
    except InputFaults as error:
        faults.extend(_within(data, error.faults))
    texts, found = read_commentary(content)
    about_file = content / ABOUT_FILE
    about, about_faults = (
        read_text(about_file, ABOUT_FILE, 500_000) if about_file.is_file() else ("", [])
    )
    faults.extend(_within(content, [*found, *about_faults]))
    if faults or history is None:
        raise InputFaults(faults)
    real = not history.sources.demonstration
    commentary = {day: text for day, text in texts.items() if real and day in history.by_date}
    waiting = tuple(text for day, text in texts.items() if day not in commentary)
    return Inputs(history, commentary, waiting, about)


def build_site(folders: Folders, jobs: int, progress: Progress) -> tuple[Inputs, WrittenDocs]:
    """Build and publish a site; nothing of the published one changes unless all of it is done.

    Raises InputFaults, SiteError or NotASite; the published site then stays as it was.
    """
    inputs = read_inputs(folders.data, folders.content)
    settings = read_settings(folders.config, folders.docs)
    with sole_build(folders.docs):
        staging = staging_folder(folders.site)
        progress.on_total(page_count(inputs.history))
        files = write_archive(inputs.history, settings, folders.archive)
        pages = render_site(
            inputs.history,
            inputs.commentary,
            inputs.about,
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
        _check_links(staging, inputs.commentary.values())
        publish(staging, folders.site)
    return inputs, written


def _check_links(site: Path, texts: Iterable[Commentary]) -> None:
    files = {day_address(text.day): text.file for text in texts}
    broken = [
        f"{files[a]}: link: expected a page, found {to}" for a, to in broken_links(site, files)
    ]
    if broken:
        raise SiteError("\n".join(broken))


def page_count(history: History) -> int:
    """Return how many pages a history makes."""
    months = {(day.date.year, day.date.month) for day in history.days}
    years = {year for year, _ in months}
    fixed = 8  # home, archive, assets, records, data, methodology, corrections, about
    return len(history.days) + len(months) + len(years) + len(history.assets) + fixed


def _within(folder: Path, faults: Collection[Fault]) -> list[Fault]:
    """Name files as the user did: below the folder that was given."""
    return [
        Fault((folder / f.file).as_posix() if f.file != "." else folder.as_posix(), *_rest(f))
        for f in faults
    ]


def _rest(fault: Fault) -> tuple[int, str, str]:
    return fault.line, fault.field, fault.message
