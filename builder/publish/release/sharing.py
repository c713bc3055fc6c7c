"""Shares unchanged files between releases: the same bytes lie on the disk once.

A shared file has one inode and a name in each release, so nothing may write into it in place.
Whatever writes into a release writes a new file, and moves it to its name.
"""

from __future__ import annotations

import filecmp
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from builder.market.registry import RESERVED_SLUGS
from builder.pages.charts.chart_files import EMBEDS

OF_ALL_PAGES = frozenset({"api", "search", *(f"assets/{name}" for name in RESERVED_SLUGS)})
"""Folders below pages that belong to none of them: they are taken over whatever changed."""

ERROR_PAGE = "404.html"


def start_from(
    published: Path, release: Path, keeping: Collection[str], theme: Collection[str] = ()
) -> set[str]:
    """Make a new release hold the pages of the published one that are kept, and all of the theme.

    `keeping` are the addresses of pages that would come out the same; a page has all files of its
    folder, and of folders below that are no pages. Returns those that were there: the others are
    to be rendered. What no page has is taken over too: the theme's files, the error page, the
    search, what programs get; and files of a `theme` of the site's own, wherever they lie. Files
    are shared; where the file system has no hard links, or a file
    has as many as it may, they are copied.

    What the release held before, as one of an older time, is gone after that; what it shares with
    the published one already is left alone, which is nearly all.
    """
    found: set[str] = set()
    release.mkdir(parents=True, exist_ok=True)
    one_disk = published.is_dir() and published.stat().st_dev == release.stat().st_dev
    if not one_disk:
        start_anew(release)
    if published.is_dir():
        _take_over(str(published), str(release), "", keeping, {ERROR_PAGE, *theme}, found)
    release.mkdir(exist_ok=True)
    return found


def start_anew(release: Path) -> None:
    """Make a new release hold nothing."""
    for entry in _entries(str(release)).values():
        _drop(entry)


def _take_over(
    published: str, release: str, address: str, keeping: Collection[str], of_theme: set[str],
    found: set[str], kept: bool = False,
) -> bool:  # fmt: skip
    """Make a folder hold what is taken over of another; tells whether that is anything."""
    inside, present = _entries(published), _entries(release)
    if "index.html" in inside:
        # What others frame of a page is taken over with it.
        kept = address.removeprefix(EMBEDS) in keeping
        if address in keeping:
            found.add(address)
    elif address.removesuffix("/") in OF_ALL_PAGES:
        kept = True
    held = False
    for name, entry in inside.items():
        target = f"{release}/{name}"
        there = present.pop(name, None)
        if entry.is_dir(follow_symlinks=False):
            if there is not None and not there.is_dir(follow_symlinks=False):
                Path(target).unlink()
            below = f"{address}{name}/"
            held |= _take_over(entry.path, target, below, keeping, of_theme, found, kept)
        elif (kept or f"{address}{name}" in of_theme) and not entry.is_symlink():
            held = True
            # A name for the same file, as two releases of the same disk have for most.
            if there is None or there.inode() != entry.inode():
                _drop(there)
                _share(entry.path, target)
        else:
            _drop(there)
    for entry in present.values():
        _drop(entry)
    if not held:
        with suppress(FileNotFoundError):
            Path(release).rmdir()
    return held


def _entries(folder: str) -> dict[str, os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return {entry.name: entry for entry in sorted(entries, key=lambda entry: entry.name)}
    except FileNotFoundError:
        return {}


def _drop(entry: os.DirEntry[str] | None) -> None:
    if entry is None:
        return
    if entry.is_dir(follow_symlinks=False):
        shutil.rmtree(entry.path)
    else:
        Path(entry.path).unlink()


def _share(source: str, target: str) -> None:
    Path(target).parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def share_unchanged(release: Path, published: Path) -> int:
    """Make files of a release that the published one holds too the same on disk; returns how many.

    Only those that were written anew are compared. Where the file system has no hard links, or a
    file has as many as it may, each release keeps its own copy.
    """
    shared = 0
    for path in _unshared(str(release)):
        twin = published / path.relative_to(release)
        if _holds_same(twin, path):
            with suppress(OSError):
                _replace_by_link(path, twin)
                shared += 1
    return shared


def _holds_same(twin: Path, path: Path) -> bool:
    try:
        return not twin.is_symlink() and filecmp.cmp(path, twin, shallow=False)
    except OSError:
        # Not there, or not readable any more: the release keeps its own.
        return False


def _replace_by_link(path: Path, twin: Path) -> None:
    part = path.with_name(f"{path.name}.part")
    try:
        part.hardlink_to(twin)
        part.replace(path)
    finally:
        # A rename between two names of one file does nothing, and leaves both.
        part.unlink(missing_ok=True)


def _unshared(folder: str) -> Iterator[Path]:
    """Yield the files of a folder that have no second name; it is changed meanwhile."""
    with os.scandir(folder) as entries:
        inside = sorted(entries, key=lambda entry: entry.name)
    for entry in inside:
        if entry.is_dir(follow_symlinks=False):
            yield from _unshared(entry.path)
        elif not entry.is_symlink() and entry.stat().st_nlink == 1:
            yield Path(entry.path)
