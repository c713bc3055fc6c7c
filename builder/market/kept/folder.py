"""The snapshot files of a data folder: which there are, which changed, what they say of a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path

from builder.market.faults import Fault
from builder.market.kept.columns import Columns
from builder.market.kept.files import Entry, ReadFile, read_file
from builder.market.kept.processes import Processes
from builder.market.parts import Month
from builder.market.registry import Registry
from builder.market.snapshots import snapshot_files
from builder.market.text_files import leads_nowhere

_MUCH = 2_000_000
"""So many bytes are read by one process in a second or two."""


class Folder:
    """An entry for each file of a data folder, and of those that were read what they say.

    Files are in the order of their paths. `known` are entries of files as they were: the files
    that are so still need not be read.
    """

    def __init__(
        self, data: Path, registry: Registry, processes: Processes, known: Mapping[str, Entry]
    ) -> None:
        self._data, self._registry, self._processes = data, registry, processes
        self._read: dict[str, ReadFile] = {}
        files = snapshot_files(data)
        standing = self._unchanged(files, known)
        self._entries: dict[str, Entry | None] = {file: standing.get(file) for file in files}
        self._read_files(file for file in files if file not in standing)

    @property
    def entries(self) -> dict[str, Entry]:
        """What is known of each file."""
        return {file: entry for file, entry in self._entries.items() if entry is not None}

    @property
    def sound(self) -> dict[str, Entry]:
        """What is known of each file that has no fault."""
        faulty = {file for file, read in self._read.items() if read.faults}
        return {file: entry for file, entry in self.entries.items() if file not in faulty}

    @property
    def faults(self) -> list[Fault]:
        """Every fault of every file, and that there is no figure in any."""
        found = [fault for read in self._read.values() for fault in read.faults]
        if not found and not any(entry.cells for entry in self.entries.values()):
            return [Fault(".", 0, "", "expected at least one snapshot, found none")]
        return found

    def months(self) -> dict[Month, str]:
        """Return a digest of all that each month's rows depend on in the files, for each month."""
        said: dict[int, list[str]] = {}
        for file, entry in self.entries.items():
            for day, digest in entry.days.items():
                said.setdefault(day, []).append(f"{day} {file!r} {digest}\n")
        months = sorted({Month.of(date.fromordinal(day)) for day in said})
        found = {}
        for month in months:
            first, last = (day.toordinal() for day in month.around)
            lines = [line for day in range(first, last + 1) for line in said.get(day, ())]
            found[month] = sha256("".join(lines).encode("ascii", "backslashreplace")).hexdigest()
        return found

    def around(self, months: Iterable[Month]) -> dict[Month, list[Columns]]:
        """Return what the files say of each of these months and of the days it depends on."""
        spans = {month: month.around for month in months}
        asked: dict[int, list[Month]] = {}
        for month, (first, last) in spans.items():
            for day in range(first.toordinal(), last.toordinal() + 1):
                asked.setdefault(day, []).append(month)
        files: dict[Month, dict[str, None]] = {month: {} for month in spans}
        for file, entry in self.entries.items():
            for day in entry.days:
                for month in asked.get(day, ()):
                    files[month][file] = None
        wanted = {file for near in files.values() for file in near}
        self._read_files(file for file in self._entries if file in wanted)
        return {
            month: [self._read[file].columns.within(*spans[month]) for file in near]
            for month, near in files.items()
        }

    def _unchanged(self, files: list[str], known: Mapping[str, Entry]) -> dict[str, Entry]:
        asked = {entry.tickers for entry in known.values()}
        answered = {tickers for tickers in asked if not any(map(self._registry.unknown, tickers))}
        return {
            file: entry
            for file in files
            if (entry := known.get(file))
            and entry.tickers in answered
            and _digest(self._data / file) == entry.digest
        }

    def _read_files(self, files: Iterable[str]) -> None:
        """Read files that were not read yet; what is found replaces what was known of them."""
        unread = [file for file in files if file not in self._read]
        size = sum(_size(self._data / file) for file in unread)
        work = partial(read_file, self._data, self._registry)
        for file, read in zip(
            unread, self._processes.map(work, unread, much=size > _MUCH), strict=True
        ):
            self._read[file], self._entries[file] = read, read.entry


def _digest(path: Path) -> str:
    """Return the digest of a file; of none where it cannot be read, which is told when it is."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _size(path: Path) -> int:
    return 0 if leads_nowhere(path) else path.stat().st_size
