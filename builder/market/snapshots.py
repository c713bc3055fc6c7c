"""Reads every snapshot below a data folder and merges what they say into days and cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from builder.market.attribution import SOURCES_FILE, Attribution
from builder.market.cells import Cell, Contents, Statement
from builder.market.corrections import Correction
from builder.market.csv_tables import read_csv_table
from builder.market.faults import Fault
from builder.market.numbers import parse_number, plain
from builder.market.registry import REGISTRY_FILE, Registry
from builder.market.yaml_snapshots import read_yaml_snapshot

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


def read_snapshots(data: Path, registry: Registry) -> Contents:
    """Read all snapshot files of a folder, at any depth, in the order of their paths."""
    contents = Contents()
    for path in snapshot_files(data):
        file = path.relative_to(data).as_posix()
        suffix = path.suffix.lower()
        if suffix in YAML_SUFFIXES:
            found = read_yaml_snapshot(path, file, registry)
        elif suffix in TABLE_SUFFIXES:
            found = read_csv_table(path, file, registry)
        else:
            known = ", ".join((*YAML_SUFFIXES, *TABLE_SUFFIXES))
            message = f"expected a snapshot ({known}), found a {path.suffix} file"
            found = Contents(faults=[Fault(file, 0, "", message)])
        if not (found.cells or found.statements or found.faults):
            message = "expected at least one figure, found none"
            found.faults.append(Fault(file, 0, "", message))
        contents.extend(found)
    if not contents.cells and not contents.faults:
        contents.faults.append(Fault(".", 0, "", "expected at least one snapshot, found none"))
    return contents


def snapshot_files(data: Path) -> Iterator[Path]:
    """Yield the files of a data folder that are meant as snapshots, in the order of their paths.

    Prose (`README.md`), hidden files and the registries at the top are not.
    """
    registries = {data / REGISTRY_FILE, data / SOURCES_FILE}
    for path in sorted(data.rglob("*"), key=lambda p: p.as_posix()):
        hidden = any(part.startswith(".") for part in path.relative_to(data).parts)
        prose = path.suffix.lower() in _PROSE_SUFFIXES or path.name.endswith("~")
        if path.is_file() and not hidden and not prose and path not in registries:
            yield path


def merge(contents: Contents) -> tuple[list[Day], list[Cell], list[Fault]]:
    """Merge the contents of all files: one value for each cell, one statement for each day.

    Returns the days and the cells in the order of their dates, and the faults: a cell or a
    statement that two places give differently, a day without any figure.
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
        if statement.day not in with_figures and not contents.faults:
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
