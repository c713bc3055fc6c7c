"""Everything a site is made from, read and validated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from builder.market.faults import Fault, InputFaults, nearest
from builder.market.history import History, read_history
from builder.market.text_files import read_text
from builder.publish.refusals import Held, hold, without
from builder.story.checking.findings import Finding
from builder.story.commentary.authors import Author, read_authors, unknown_author
from builder.story.commentary.images import namesakes
from builder.story.commentary.placeholders import Filled
from builder.story.commentary.prepared import Prepared, prepare
from builder.story.commentary.prose import Prose, prose_of
from builder.story.commentary.reading import MAX_BYTES, read_commentary
from builder.story.commentary.text import Commentary
from builder.story.commentary.written import Refused, Written
from builder.story.printing import Printer

ABOUT_FILE = "about.md"
BELOW_ABOUT = 1
"""The level of the heading that the About page puts above its text."""


@dataclass(frozen=True)
class Waiting:
    """A commentary that is not published, and why not."""

    commentary: Commentary
    reason: str


@dataclass(frozen=True)
class Inputs:
    """Everything a site is made from, validated.

    `waiting` is what authors wrote and is not published, `later` what is wrong with that. `held` is
    all commentary that has a page, with what was found in it; `refused` is what would be published
    and is withheld, because it contradicts figures.
    """

    history: History
    written: Written
    waiting: tuple[Waiting, ...]
    later: tuple[Fault, ...]
    held: tuple[Held, ...] = ()
    refused: tuple[Held, ...] = ()

    @property
    def findings(self) -> list[Finding]:
        """All that was found in texts, in their order."""
        return [finding for held in self.held for finding in held.findings]

    @property
    def errors(self) -> list[Finding]:
        """What contradicts figures in texts that would be published."""
        return [finding for held in self.refused for finding in held.errors]

    def told(self) -> Written:
        """Return what is published for authors to look at: with the reasons of what is withheld."""
        reasons = {held.about: held.refused() for held in self.refused}
        return replace(self.written, refused=reasons)


class Withholding(Exception):
    """Cells or texts are withheld, and nothing was to be published beside that.

    `cells` and `errors` say which cells, and what in texts contradicts figures.
    """

    def __init__(self, inputs: Inputs) -> None:
        super().__init__("cells or texts are withheld")
        self.cells = inputs.history.withheld
        self.errors = inputs.errors


@dataclass
class _Sorted:
    """Commentary on the day or asset that it is about, what waits, and what is wrong with each.

    `placed` are those that have a page, with it and the day that their figures are of.
    """

    on_days: dict[date, Prepared] = field(default_factory=dict)
    on_assets: dict[str, Prepared] = field(default_factory=dict)
    waiting: list[Waiting] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    later: list[Fault] = field(default_factory=list)
    placed: list[tuple[date | str, date, Commentary]] = field(default_factory=list)


def read_inputs(
    data: Path,
    content: Path,
    now: datetime,
    language: str = "en",
    drafts: bool = False,
    checked: Path | None = None,
    jobs: int = 1,
    kept: Path | None = None,
) -> Inputs:
    """Read and validate data and content, as they are to be published at a moment.

    Figures in texts are measured as they print in the site's `language`. With `drafts`, texts are
    taken in whose time has not come, each with what it waits for. A text that contradicts the
    figures is withheld; what is found in texts is kept in the folder `checked`, and what is read of
    the data in the folder `kept`, if there are these. Up to `jobs` processes read and check.

    Raises InputFaults with every fault of both folders.
    """
    faults: list[Fault] = []
    history = None
    try:
        history = read_figures(data, kept, jobs)
    except InputFaults as error:
        faults.extend(error.faults)
    texts, found = read_commentary(content)
    authors, author_faults = read_authors(content)
    about, about_faults = _read_about(content)
    found = [*found, *author_faults, *about_faults]
    if history is None:
        # What would wait cannot be told from what would not.
        found.extend(fault for text in texts for fault in _nameless(text, authors))
        raise InputFaults([*faults, *within(content, found)])
    texts_by = _sorted(texts, authors, history, content, now, Printer(language), drafts)
    found.extend(texts_by.faults)
    if found:
        raise InputFaults(within(content, found))
    held = hold(texts_by.placed, history, content, checked, jobs)
    shown = {
        text.commentary.file for text in (*texts_by.on_days.values(), *texts_by.on_assets.values())
    }
    refused = tuple(one for one in held if one.errors and one.commentary.file in shown)
    return Inputs(
        history,
        Written(
            without(texts_by.on_days, refused),
            without(texts_by.on_assets, refused),
            authors,
            about,
            {one.about: Refused() for one in refused},
        ),
        tuple(texts_by.waiting),
        tuple(within(content, texts_by.later)),
        held,
        refused,
    )


def refuse_withheld(inputs: Inputs) -> None:
    """Raise Withholding if a cell, or a text that would be published, is withheld."""
    if inputs.history.withheld or inputs.errors:
        raise Withholding(inputs)


def read_figures(data: Path, kept: Path | None = None, jobs: int = 1) -> History:
    """Read and validate the data alone, as `read_history` does; faults name files as users do.

    Raises InputFaults with every fault.
    """
    try:
        return read_history(data, kept, jobs)
    except InputFaults as error:
        raise InputFaults(within(data, error.faults)) from None


def within(folder: Path, faults: Iterable[Fault]) -> list[Fault]:
    """Name files as the user did: below the folder that was given."""
    return [
        replace(fault, file=(folder / fault.file).as_posix() if fault.file != "." else str(folder))
        for fault in faults
    ]


def _read_about(content: Path) -> tuple[Prose, list[Fault]]:
    path = content / ABOUT_FILE
    if not path.is_file():
        return Prose(), []
    text, faults = read_text(path, ABOUT_FILE, MAX_BYTES)

    def complain(line: int, field: str, message: str) -> None:
        faults.append(Fault(ABOUT_FILE, line, field, message))

    prose = prose_of(Filled(text), 1, BELOW_ABOUT, content, ABOUT_FILE, complain)
    for line, message in namesakes(prose.images):
        complain(line, "image", message)
    return prose, faults


def _sorted(
    texts: Iterable[Commentary],
    authors: dict[str, Author],
    history: History,
    content: Path,
    now: datetime,
    printer: Printer,
    drafts: bool,
) -> _Sorted:
    found = _Sorted()
    tickers = {asset.slug: asset.ticker for asset in history.assets}
    for text in texts:
        ticker = tickers.get(text.slug, "")
        day = text.day if text.day in history.by_date else None
        if ticker:
            day = history.days_of(ticker)[0]
        reason = _nowhere(text, day, history, tickers)
        waits = reason or text.waits_for(now)
        shown = not waits or (drafts and not reason)
        if waits:
            found.waiting.append(Waiting(text, waits))
        faults = found.faults if shown else found.later
        faults.extend(_nameless(text, authors))
        if day is None or reason:
            continue
        found.placed.append((ticker or day, day, text))
        prepared = prepare(text, history, day, content, printer, faults, waits)
        if not shown:
            continue
        if ticker:
            found.on_assets[ticker] = prepared
        else:
            found.on_days[day] = prepared
    return found


def _nowhere(text: Commentary, day: date | None, history: History, slugs: Iterable[str]) -> str:
    """Say why there is no page for a text to stand on, or nothing if there is."""
    if history.sources.demonstration:
        return "the figures are a demonstration"
    if day is None and text.day is not None:
        return "there is no snapshot for that day"
    if day is None:
        hint = nearest(text.slug, slugs)
        return f"there is no asset on file whose slug is {text.slug}{hint}"
    return ""


def _nameless(text: Commentary, authors: dict[str, Author]) -> list[Fault]:
    wrong = unknown_author(text.author, authors)
    return [Fault(text.file, text.line_of("author"), "author", wrong)] if wrong else []
