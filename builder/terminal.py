"""How the command line speaks: lines, tables, counts, and a progress bar."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

import click


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
