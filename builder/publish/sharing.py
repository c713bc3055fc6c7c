"""Shares unchanged files between releases: the same bytes lie on the disk once.

A shared file has one inode and a name in each release, so nothing may write into it in place.
Builds never do: they write each release anew, and the preview calls `unshare` first.
"""

from __future__ import annotations

import filecmp
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def share_unchanged(release: Path, published: Path) -> int:
    """Make files of a release that the published one holds too the same on disk; returns how many.

    Where the file system has no hard links, or a file has as many as it may, each release keeps its
    own copy.
    """
    shared = 0
    for path in _files(release):
        twin = published / path.relative_to(release)
        if _holds_same(twin, path):
            with suppress(OSError):
                _replace_by_link(path, twin)
                shared += 1
    return shared


def unshare(folder: Path) -> None:
    """Give each file of a folder bytes of its own, so that it may be written in place."""
    for path in _files(folder):
        if path.stat().st_nlink > 1:
            part = path.with_name(f"{path.name}.part")
            shutil.copy2(path, part)
            part.replace(path)


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


def _files(folder: Path) -> Iterator[Path]:
    for root, _, names in os.walk(folder):
        for name in sorted(names):
            path = Path(root, name)
            if not path.is_symlink():
                yield path
