"""Data folders for tests: written byte for byte, and read as the command line reads them."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from builder.market.faults import InputFaults
from builder.market.fields import MARKET, ON_FILE
from builder.market.figures import Figure
from builder.market.history import History, read_history
from builder.market.vocabulary import FIELDS

Files = Mapping[str, str | bytes]
"""The content of each file, by its path below the data folder."""

DAY = date(2025, 10, 24)
"""The day that most tests speak of."""

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
"""The moment at which tests read and build: all real texts have appeared by then."""


def write_files(folder: Path, files: Files) -> Path:
    """Write files below a folder and return the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def history_of(folder: Path, files: Files) -> History:
    """Write files and read them as a history."""
    return read_history(write_files(folder, files))


def faults_of(folder: Path, files: Files) -> list[str]:
    """Write files and return the faults that reading them raises, as they are printed."""
    write_files(folder, files)
    with pytest.raises(InputFaults) as raised:
        read_history(folder)
    return [str(fault) for fault in raised.value.faults]


def figures_on(history: History, day: date = DAY) -> dict[str, Figure]:
    """Return every figure of a day by its id, sums over the assets on file included."""
    subjects = (MARKET, ON_FILE, *history.subjects_on(day))
    found = [figure for subject in subjects for figure in figures_of(history, day, subject)]
    return {figure.id: figure for figure in found}


def values_on(history: History, day: date = DAY) -> dict[str, float | str]:
    """Return the value of every figure of a day by its id."""
    return {name: figure.value for name, figure in figures_on(history, day).items()}


def withheld_cells(history: History) -> set[str]:
    """Return the ids of the cells that are not published."""
    return {f"{cell.subject}.{cell.field}" for cell in history.withheld}


def figures_of(history: History, day: date, subject: str) -> Iterator[Figure]:
    """Yield every figure of one subject on a day, in the order of the vocabulary."""
    for field in FIELDS:
        figure = history.figure(day, subject, field)
        if figure is not None:
            yield figure
