"""The files that are made of a page before MkDocs runs, and whether they are as they were made.

A file is known by its size and its time of change. Where these differ, as after a copy, its bytes
are compared: so nothing depends on times that mean nothing.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from builder.market.digests import digest_of
from builder.pages.charts.chart_files import FILE as CHART_ROWS
from builder.pages.page import Page
from builder.publish.files import write_bytes

CARD_DRAWING = "card.svg"
"""What becomes a page's card, which is a picture of points."""

EMBED = "embed.html"
"""What others frame: it stands below a folder of its own on the site."""

LEDGER = "ledger.json"

FOR_SCRIPTS = frozenset({LEDGER, CHART_ROWS, EMBED})
"""What pages load scripts for, or are framed by: where it is missing, so is the script."""

State = tuple[int, int]
"""The size of a file in bytes, and when it changed, in nanoseconds."""


@dataclass(frozen=True, slots=True)
class PageFile:
    """A file as it was written: its path below its folder, its digest, its state.

    What is `apart` lies in the folder of twins: it is no input of MkDocs.
    """

    path: str
    digest: str
    state: State
    apart: bool = False


@dataclass(frozen=True)
class PageFolders:
    """The folder that MkDocs reads, and that of what is beside it: twins, cards, feeds."""

    docs: Path
    twins: Path

    def file(self, page_file: PageFile) -> Path:
        """Return where a page_file lies."""
        return (self.twins if page_file.apart else self.docs) / page_file.path


def write_page_files(places: PageFolders, page: Page) -> tuple[tuple[PageFile, ...], bool]:
    """Write the files of a page that do not hold what they should; tells whether its page changed.

    They are its Markdown, its ledger, images and charts' rows; apart from these its twin, its card,
    the page to embed, and its text for feeds.
    """
    found: list[PageFile] = []
    changed = False
    for apart, name, data in _contents(page):
        page_file = PageFile(f"{page.address}{name}", digest_of(data), (0, 0), apart)
        file = places.file(page_file)
        written = _write(file, data)
        changed = changed or (written and name == "index.md" and not apart)
        found.append(replace(page_file, state=_state(file.stat())))
    return tuple(found), changed


def entry_path(address: str) -> str:
    """Return where the text that feeds take of a page lies, below the folder of twins."""
    return f"{address}entry.html"


def states_of(folder: Path) -> dict[str, State]:
    """Return the state of each file below a folder, by its path; links are taken away."""
    return dict(_states(str(folder), ""))


def standing(page_files: Iterable[PageFile], places: PageFolders, docs: Mapping[str, State],
             twins: Mapping[str, State]) -> tuple[PageFile, ...] | None:  # fmt: skip
    """Return the page_files of a page as they lie there; None where one is not as it was made."""
    found = []
    for page_file in page_files:
        state = (twins if page_file.apart else docs).get(page_file.path)
        if state is None or state[0] != page_file.state[0]:
            return None
        if (
            state != page_file.state
            and digest_of(places.file(page_file).read_bytes()) != page_file.digest
        ):
            return None
        found.append(page_file if state == page_file.state else replace(page_file, state=state))
    return tuple(found)


def remove_others(folder: Path, wanted: set[str], present: Iterable[str]) -> tuple[str, ...]:
    """Remove the files that nothing is made of any more, and the folders that are left empty."""
    removed = sorted(path for path in present if path not in wanted)
    for path in removed:
        file = folder / path
        file.unlink(missing_ok=True)
        for parent in file.parents:
            if parent == folder or any(parent.iterdir()):
                break
            parent.rmdir()
    return tuple(removed)


def _contents(page: Page) -> Iterator[tuple[bool, str, bytes]]:
    yield False, "index.md", page.markdown().encode()
    if page.ledger is not None:
        yield False, LEDGER, page.ledger.json().encode()
    for image in page.images:
        yield False, image.name, image.path.read_bytes()
    if page.twin:
        yield True, "index.md", page.twin.encode()
    if page.charts:
        yield False, CHART_ROWS, page.charts.encode()
    if page.embed:
        yield True, EMBED, page.embed.encode()
    if page.card is not None:
        yield True, CARD_DRAWING, page.card.drawing.encode()
    if page.kind == "day" and page.digest is not None:
        yield True, "entry.html", page.digest.text.encode()


def _write(file: Path, data: bytes) -> bool:
    """Write a file if it does not hold the bytes already; tells whether it did."""
    if file.is_dir():
        shutil.rmtree(file)
    return write_bytes(file, data)


def _states(folder: str, below: str) -> Iterator[tuple[str, State]]:
    try:
        entries = list(os.scandir(folder))
    except FileNotFoundError:
        return
    for entry in entries:
        path = f"{below}{entry.name}"
        if entry.is_symlink():
            # The folder is the builder's own, and nothing is written through a link of others.
            Path(entry.path).unlink()
        elif entry.is_dir():
            yield from _states(entry.path, f"{path}/")
        else:
            yield path, _state(entry.stat())


def _state(stat: os.stat_result) -> State:
    return stat.st_size, stat.st_mtime_ns
