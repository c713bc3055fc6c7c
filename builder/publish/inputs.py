"""Everything a site is made from, read and validated."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from builder.market.faults import Fault, InputFaults
from builder.market.history import History, read_history
from builder.market.text_files import read_text
from builder.story.commentary.authors import Author, read_authors, unknown_author
from builder.story.commentary.prepared import Prepared, prepare
from builder.story.commentary.reading import read_commentary
from builder.story.commentary.text import Commentary
from builder.story.commentary.written import Written

ABOUT_FILE = "about.md"


@dataclass(frozen=True)
class Waiting:
    """A commentary that is not published, and why not."""

    commentary: Commentary
    reason: str


@dataclass(frozen=True)
class Inputs:
    """Everything a site is made from, validated.

    `waiting` is what authors wrote and is not published, `later` what is wrong with that.
    """

    history: History
    written: Written
    waiting: tuple[Waiting, ...]
    later: tuple[Fault, ...]


def read_inputs(data: Path, content: Path, now: datetime) -> Inputs:
    """Read and validate data and content, as they are to be published at a moment.

    Raises InputFaults with every fault of both.
    """
    faults: list[Fault] = []
    history = None
    try:
        history = read_history(data)
    except InputFaults as error:
        faults.extend(_within(data, error.faults))
    texts, found = read_commentary(content)
    authors, author_faults = read_authors(content)
    about_file = content / ABOUT_FILE
    about, about_faults = (
        read_text(about_file, ABOUT_FILE, 500_000) if about_file.is_file() else ("", [])
    )
    found = [*found, *author_faults, *about_faults, *_nameless(texts, authors)]
    if history is None or faults:
        raise InputFaults([*faults, *_within(content, found)])
    on_days: dict[date, Prepared] = {}
    on_assets: dict[str, Prepared] = {}
    waiting: list[Waiting] = []
    later: list[Fault] = []
    tickers = {asset.slug: asset.ticker for asset in history.assets}
    for text in texts:
        ticker = tickers.get(text.slug, "")
        day = text.day if text.day in history.by_date else None
        if ticker:
            day = history.days_of(ticker)[0]
        reason = _waits(text, day, history, now)
        if reason:
            waiting.append(Waiting(text, reason))
        if day is None:
            continue
        prepared = prepare(text, history, day, content, later if reason else found)
        if reason:
            continue
        if ticker:
            on_assets[ticker] = prepared
        else:
            on_days[day] = prepared
    if found:
        raise InputFaults(_within(content, found))
    written = Written(on_days, on_assets, authors, about)
    return Inputs(history, written, tuple(waiting), tuple(_within(content, later)))


def _waits(text: Commentary, day: date | None, history: History, now: datetime) -> str:
    """Say why a text is not published, or nothing if it is."""
    if history.sources.demonstration:
        return "the figures are a demonstration"
    if day is None and text.day is not None:
        return "there is no snapshot for that day"
    if day is None:
        return f"there is no asset on file whose slug is {text.slug}"
    return text.waits_for(now)


def _nameless(texts: Iterable[Commentary], authors: dict[str, Author]) -> list[Fault]:
    return [
        Fault(text.file, 1, "author", wrong)
        for text in texts
        if (wrong := unknown_author(text.author, authors))
    ]


def _within(folder: Path, faults: Collection[Fault]) -> list[Fault]:
    """Name files as the user did: below the folder that was given."""
    return [
        Fault((folder / f.file).as_posix() if f.file != "." else folder.as_posix(), *_rest(f))
        for f in faults
    ]


def _rest(fault: Fault) -> tuple[int, str, str]:
    return fault.line, fault.field, fault.message
