"""How the command line speaks: lines, tables, counts, and a progress bar."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterable
from typing import Any

import click

STOPPED = (
    "Stopped. What is published is a complete release, and the next build clears up what this one "
    "has left."
)

KILLED = (
    "The system ended a process that was helping, most often for want of memory: try --jobs 1. "
    "What is published is a complete release, as before."
)

_DISK = {
    errno.ENOSPC: "the disk is full: make room, then build again",
    errno.EDQUOT: "your share of the disk is used up: make room, then build again",
    errno.EFBIG: "a file may not become that large here: raise the limit, then build again",
    errno.EROFS: "the disk can only be read: choose another folder, or mount it for writing",
    errno.EACCES: "permission denied: choose another folder, or let this user read and write there",
    errno.EPERM: "not permitted: choose another folder, or allow this user to write there",
    errno.EXDEV: "this file system cannot rename the folder: choose another one with --site",
    errno.ENOTDIR: "a folder was expected, and a file found: remove it, then build again",
    errno.EISDIR: "a file was expected, and a folder found: remove it, then build again",
    errno.EEXIST: "a folder was expected, and something else found: remove it, then build again",
    errno.EBUSY: "the folder is in use, perhaps a mount: publish into a folder below it (--site)",
    errno.EIO: "the disk does not answer: check it, then build again",
}


class Bar:
    """A progress bar on a terminal, silence elsewhere."""

    def __init__(self) -> None:
        self._bar: Any = None

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *error: object) -> None:
        if self._bar is not None:
            self._bar.__exit__(*error)

    def set_total(self, total: int) -> None:
        """Say how many pages there will be."""
        if sys.stderr.isatty():
            self._bar = click.progressbar(length=total, label="Pages", file=sys.stderr)
            self._bar.__enter__()

    def advance(self, pages: int) -> None:
        """Say that so many more pages are done."""
        if self._bar is not None:
            self._bar.update(pages)


def complain(lines: Iterable[object]) -> None:
    """Print lines on the error stream."""
    for line in lines:
        click.echo(str(line), err=True)


def echo_table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """Print rows below a head, in columns as wide as their widest cell."""
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    for row in (head, *rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural where there is not one."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def disk_words(error: OSError) -> str:
    """Return what to do about a disk that does not take what is written; other errors raise again.

    An error that is none of the disk's is a fault of the program, whose trace is of use.
    """
    if error.errno not in _DISK:
        raise error
    where = error.filename or "a file of the build"
    return f"{where}: {_DISK[error.errno]}. The published site is a complete release, as before."
