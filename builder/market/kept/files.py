"""Reads one snapshot file, and notes what its meaning rests on besides its bytes."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from builder.market.faults import Fault
from builder.market.kept.columns import Columns, columns_of
from builder.market.registry import Registry
from builder.market.snapshots import read_snapshot


@dataclass(frozen=True)
class Entry:
    """What is known of a file without reading it again.

    `digest` is that of its bytes, `days` digests of what it says of each day, by ordinal; `tickers`
    are all that its meaning asked the registry for, `cells` how many it has.
    """

    digest: str
    days: dict[int, str]
    tickers: tuple[str, ...]
    cells: int


@dataclass(frozen=True)
class ReadFile:
    """A file that was read: what is to be known of it, what it says, and every fault it has."""

    entry: Entry
    columns: Columns
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class _AskedRegistry(Registry):
    """A registry that notes which tickers it is asked for."""

    asked: set[str] = field(default_factory=set)

    def unknown(self, ticker: str) -> str | None:
        """Say why a ticker cannot be used, or nothing if it can."""
        self.asked.add(ticker)
        return super().unknown(ticker)


def read_file(data: Path, registry: Registry, file: str) -> ReadFile:
    """Read one snapshot file of a data folder."""
    asking = _AskedRegistry(registry.assets, registry.closed)
    contents, digest = read_snapshot(data, file, asking)
    columns = columns_of(file, contents)
    entry = Entry(digest, columns.digests(), tuple(sorted(asking.asked)), len(contents.cells))
    return ReadFile(entry, columns, tuple(contents.faults))
