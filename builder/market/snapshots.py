"""Reads the snapshots below a data folder and merges what they say into days and cells."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from builder.market.attribution import SOURCES_FILE, Attribution
from builder.market.cells import Cell, Contents, Statement
from builder.market.corrections import Correction
from builder.market.csv_tables import MAX_BYTES as MAX_TABLE_BYTES
from builder.market.csv_tables import parse_csv_table
from builder.market.faults import Fault
from builder.market.numbers import parse_number, plain
from builder.market.registry import REGISTRY_FILE, Registry
from builder.market.text_files import NOWHERE, decode_text, leads_nowhere
from builder.market.yaml_snapshots import MAX_BYTES as MAX_YAML_BYTES
from builder.market.yaml_snapshots import parse_yaml_snapshot

YAML_SUFFIXES = (".yml", ".yaml", ".json")
TABLE_SUFFIXES = (".csv",)
_PROSE_SUFFIXES = (".md", ".txt", "")


@dataclass(frozen=True, slots=True)
class Day:
    """A day on file: the time its windows end at, why it is disputed (or empty), who reported it.

    `attributions` pairs each attribution with the file that states it; `corrections` are in the
    order of their dates.
    """

    date: date
    as_of: datetime | None = None
    disputed: str = ""
    attributions: tuple[tuple[str, Attribution], ...] = ()
    corrections: tuple[Correction, ...] = ()


def read_snapshot(data: Path, file: str, registry: Registry) -> tuple[Contents, str]:
    """Read one snapshot file; `file` is its path below the data folder.

    Returns what it says, with every fault it has, and the SHA-256 of the bytes that were read.
    """
    suffix = _suffix(file)
    parse, max_bytes = _READERS.get(suffix.lower(), (None, 0))
    if parse is None:
        known = ", ".join((*YAML_SUFFIXES, *TABLE_SUFFIXES))
        message = f"expected a snapshot ({known}), found a {suffix} file"
        return Contents(faults=[Fault(file, 0, "", message)]), ""
    path = data / file
    if leads_nowhere(path):
        return Contents(faults=[Fault(file, 0, "", NOWHERE)]), ""
    size = path.stat().st_size
    if size > max_bytes:
        message = f"expected at most {max_bytes:,} bytes, found {size:,}"
        return Contents(faults=[Fault(file, 0, "", message)]), ""
    content = path.read_bytes()
    text, faults = decode_text(content, file)
    found = Contents(faults=faults) if faults else parse(text, file, registry)
    if not (found.cells or found.statements or found.faults):
        found.faults.append(Fault(file, 0, "", "expected at least one figure, found none"))
    return found, sha256(content).hexdigest()


_READERS: dict[str, tuple[Callable[[str, str, Registry], Contents], int]] = {
    **dict.fromkeys(YAML_SUFFIXES, (parse_yaml_snapshot, MAX_YAML_BYTES)),
    **dict.fromkeys(TABLE_SUFFIXES, (parse_csv_table, MAX_TABLE_BYTES)),
}


def snapshot_files(data: Path) -> list[str]:
    """Return the files of a data folder that are meant as snapshots, in the order of their paths.

    They are named by their paths below the folder, also where links lead; a link to nothing is
    among them. Prose (`README.md`), hidden files and the registries at the top are not.
    """
    return sorted(_files_below(data, "", ()))


def _files_below(folder: Path | str, prefix: str, above: tuple[str, ...]) -> Iterator[str]:
    real = os.path.realpath(folder)
    # Links may lead around in a circle.
    if real in above:
        return
    try:
        found = list(os.scandir(folder))
    except FileNotFoundError:
        return
    for item in found:
        file = f"{prefix}{item.name}"
        if item.name.startswith("."):
            continue
        if Path(item.path).is_dir() if item.is_symlink() else item.is_dir():
            yield from _files_below(item.path, f"{file}/", (*above, real))
            continue
        prose = _suffix(item.name).lower() in _PROSE_SUFFIXES or item.name.endswith("~")
        if prose or file in (REGISTRY_FILE, SOURCES_FILE):
            continue
        # A day whose file a link no longer finds is not to disappear without a word.
        if item.is_symlink() or item.is_file():
            yield file


def _suffix(file: str) -> str:
    """Return the suffix of a path as pathlib has it, at a twentieth of the cost."""
    name = file[file.rfind("/") + 1 :]
    dot = name.rfind(".")
    return name[dot:] if 0 < dot < len(name) - 1 else ""


def merge(
    contents: Contents, incomplete: bool = False
) -> tuple[list[Day], list[Cell], list[Fault]]:
    """Merge the contents of all files: one value for each cell, one statement for each day.

    Returns the days and the cells in the order of their dates, and the faults: a cell or a
    statement that two places give differently, a day without any figure. Such a day is none where
    contents are `incomplete`, because files have faults of their own. No day depends on another.
    """
    cells, faults = _merge_cells(contents.cells)
    stated: dict[date, dict[str, tuple[datetime | str, str, int]]] = {}
    attributions: dict[date, list[tuple[str, Attribution]]] = {}
    corrections: dict[date, list[Correction]] = {}
    for statement in contents.statements:
        places = stated.setdefault(statement.day, {})
        if isinstance(statement.value, tuple):
            for value in statement.value:
                if isinstance(value, Correction):
                    corrections.setdefault(statement.day, []).append(value)
                else:
                    attributions.setdefault(statement.day, []).append((statement.file, value))
            continue
        first = places.setdefault(statement.what, (statement.value, statement.file, statement.line))
        if first[0] != statement.value:
            message = (
                f"expected one value for {statement.day}, found {statement.value} here and "
                f"{first[0]} at {first[1]}:{first[2]}"
            )
            faults.append(Fault(statement.file, statement.line, statement.what, message))
    with_figures = {cell.day for cell in cells}
    for statement in contents.statements:
        if statement.day not in with_figures and not incomplete:
            message = f"expected at least one figure for {statement.day}, found none"
            faults.append(Fault(statement.file, 0, "", message))
    days = []
    for day in sorted(with_figures):
        said = stated.get(day, {})
        as_of = said["as_of"][0] if "as_of" in said else None
        disputed = said["disputed"][0] if "disputed" in said else ""
        assert as_of is None or isinstance(as_of, datetime)
        corrected = tuple(sorted(corrections.get(day, ()), key=lambda found: found.date))
        credits = tuple(attributions.get(day, ()))
        days.append(Day(day, as_of, str(disputed), credits, corrected))
    faults.extend(_correction_faults(contents.statements, cells))
    return days, cells, faults


def _correction_faults(statements: Iterable[Statement], cells: Iterable[Cell]) -> Iterator[Fault]:
    """Yield the latest correction of each figure that does not say what is on file."""
    latest: dict[tuple[date, str], tuple[Correction, str]] = {}
    for statement in statements:
        for value in statement.value if isinstance(statement.value, tuple) else ():
            if isinstance(value, Correction):
                key = (statement.day, value.field)
                if key not in latest or latest[key][0].date <= value.date:
                    latest[key] = (value, statement.file)
    if not latest:
        return
    on_file = {(cell.day, f"{cell.subject}.{cell.field}"): cell.value for cell in cells}
    for (day, name), (correction, file) in latest.items():
        wrong = _contradiction(correction.new, on_file.get((day, name)))
        if wrong:
            expected = f"expected {name} as on file for {day}, {wrong}"
            yield Fault(file, correction.line, "corrections.new", expected)


def _contradiction(new: str, on_file: float | str | None) -> str:
    """Say how the new value of a correction differs from the cell on file, or nothing.

    A figure that was taken back has no cell; what stands for it then, such as `withdrawn`, is no
    number.
    """
    try:
        said: float | str = new if isinstance(on_file, str) else parse_number(new)
    except ValueError:
        said = new
    if on_file is None:
        return f"which is not on file, found {new}" if isinstance(said, float) else ""
    written = on_file if isinstance(on_file, str) else plain(on_file)
    return f"{written}, found {new}" if said != on_file else ""


def _merge_cells(cells: Iterable[Cell]) -> tuple[list[Cell], list[Fault]]:
    merged: dict[tuple[date, str, str], Cell] = {}
    faults = []
    for cell in cells:
        first = merged.setdefault((cell.day, cell.subject, cell.field), cell)
        if first.value != cell.value:
            message = (
                f"expected one value for {cell.day}, found {cell.value} here and "
                f"{first.value} at {first.file}:{first.line}"
            )
            faults.append(Fault(cell.file, cell.line, f"{cell.subject}.{cell.field}", message))
    return sorted(merged.values(), key=lambda cell: (cell.day, cell.subject)), faults
