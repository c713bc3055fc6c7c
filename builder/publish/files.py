"""Writes files, and leaves alone those that hold what they should already.

A file is written aside and moved to its place, never in place: it may have a second name in another
release, and a build may be killed at any moment.
"""

from __future__ import annotations

import filecmp
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write_text(path: Path, text: str) -> bool:
    """Write a text in UTF-8 if the file does not hold it already; tells whether it did."""
    return write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes) -> bool:
    """Write bytes if the file does not hold them already; tells whether it did.

    A file that other releases share keeps its bytes: the new one takes its place.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        if path.read_bytes() == content:
            # A killed build may have left it.
            part.unlink(missing_ok=True)
            return False
    except FileNotFoundError:
        # Looking costs less than a failed attempt, and pages have eight files each.
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, exist_ok=True)
    try:
        part.write_bytes(content)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return True


@contextmanager
def rewritten(path: Path) -> Iterator[Path]:
    """Give a path to write a file of any size at; it takes its place if its bytes are others."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    try:
        yield part
        if path.is_file() and filecmp.cmp(part, path, shallow=False):
            return
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def copy_changed(source: Path, target: Path) -> None:
    """Copy a file if the target does not hold its bytes already."""
    if target.is_file() and filecmp.cmp(source, target, shallow=False):
        return
    with rewritten(target) as part:
        shutil.copyfile(source, part)
