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
from builder.publish.assets import remove_unused_assets
from builder.publish.docs import WrittenDocs, write_docs
from builder.publish.downloads import write_downloads
from builder.publish.html import SiteError, read_settings, write_html
from builder.publish.links import broken_links
from builder.publish.release import publish, sole_build, staging_folder
from builder.publish.sitemap import write_sitemap
from builder.story.checking.findings import Finding
from builder.story.checking.kept import KeptFindings, Text
from builder.story.commentary import Commentary, read_commentary

ABOUT_FILE = "about.md"


@dataclass(frozen=True)
class Folders:
    """Where a build reads and writes.

    Inputs are `data`, `content` and the MkDocs configuration; `site` is what is published; kept in
    between are `docs`, the generated Markdown, `charts`, the drawings, and `checked`, what was
    found in texts (nothing is kept without it).
    """

    data: Path
    content: Path
    config: Path
    site: Path
    docs: Path
    charts: Path
    checked: Path | None = None


@dataclass(frozen=True)
class Inputs:
    """Everything a site is made from, validated.

    `commentary` is what is published. `waiting` holds commentary on days without a snapshot, and in
    an archive of demonstration data, about which there is nothing to say; `wrong` holds what
    contradicts its day's figures. `findings` say what and where, notes included.
    """

    history: History
    commentary: dict[date, Commentary]
    waiting: tuple[Commentary, ...]
    about: str
    wrong: tuple[Commentary, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Progress:
    """Whom to tell that the number of pages is known, and of each page that is done."""

    on_total: Callable[[int], None]
    on_page: Callable[[int], None]


def read_inputs(data: Path, content: Path, checked: Path | None = None) -> Inputs:
    """Read and validate data and content, and hold the texts against the figures.

    What is found in texts is kept in the folder `checked`, if there is one. Raises InputFaults with
    every fault of data and content; a text that contradicts figures is none.
    """
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
    due = {day: text for day, text in texts.items() if real and day in history.by_date}
    waiting = tuple(text for day, text in texts.items() if day not in due)
    found = check_texts(history, content, due.values(), checked)
    failed = {finding.file for finding in found if finding.is_error}
    wrong = tuple(text for text in due.values() if _named(content, text) in failed)
    commentary = {day: text for day, text in due.items() if text not in wrong}
    return Inputs(history, commentary, waiting, about, wrong, tuple(found))


def check_texts(
    history: History, content: Path, texts: Iterable[Commentary], checked: Path | None
) -> list[Finding]:
    """Hold texts against the figures of their days; findings name files below `content`."""
    named = (Text(text.day, _named(content, text), text.source) for text in texts)
    return KeptFindings(history, checked).check(named)


def _named(content: Path, text: Commentary) -> str:
    return (content / text.file).as_posix()


def build_site(folders: Folders, jobs: int, progress: Progress) -> tuple[Inputs, WrittenDocs]:
    """Build and publish a site; nothing of the published one changes unless all of it is done.

    Raises InputFaults, SiteError or NotASite; the published site then stays as it was.
    """
    inputs = read_inputs(folders.data, folders.content, folders.checked)
    settings = read_settings(folders.config, folders.docs)
    with sole_build(folders.docs):
        staging = staging_folder(folders.site)
        progress.on_total(page_count(inputs.history))
        pages = render_site(
            inputs.history,
            inputs.commentary,
            inputs.about,
            settings,
            Drawings(folders.charts, jobs),
            progress.on_page,
            {text.day for text in inputs.wrong},
        )
        written = write_docs(folders.docs, pages)
        write_html(folders.config, folders.docs, staging)
        remove_unused_assets(staging)
        write_downloads(inputs.history, staging)
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
    fixed = 7  # home, archive, assets, records, methodology, corrections, about
    return len(history.days) + len(months) + len(years) + len(history.assets) + fixed


def _within(folder: Path, faults: Collection[Fault]) -> list[Fault]:
    """Name files as the user did: below the folder that was given."""
    return [
        Fault((folder / f.file).as_posix() if f.file != "." else folder.as_posix(), *_rest(f))
        for f in faults
    ]


def _rest(fault: Fault) -> tuple[int, str, str]:
    return fault.line, fault.field, fault.message
