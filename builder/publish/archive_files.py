"""The whole archive as files, kept beside the generated pages and copied into each release."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from builder.market.history import History
from builder.market.long_table import LongTable, long_table
from builder.pages.data import DataFile
from builder.pages.settings import Settings
from builder.publish.datapackage import data_package
from builder.publish.dataset import Dataset, dataset_of
from builder.publish.files import copy_changed, rewritten, write_text
from builder.publish.parquet import write_parquet
from builder.publish.tables import write_credits_csv, write_long_csv

FOLDER = "data"
"""Where the tables stand below the site."""


def write_archive(history: History, settings: Settings, folder: Path) -> tuple[DataFile, ...]:
    """Make a folder hold the whole archive as files, as they stand in the site; returns its tables.

    All days as CSV and as Parquet, their sources, one Parquet file for each year, and the
    descriptor of them all. Rows are written some thousand at a time, so that little is held beside
    the history itself.
    """
    dataset = dataset_of(history, settings)
    files = tuple(_tables(history, dataset, folder))
    write_text(folder / "datapackage.json", data_package(dataset, files))
    names = {file.name for file in files}
    for path in (folder / FOLDER).iterdir():
        if path.name not in names:
            path.unlink()
    return files


def copy_archive(folder: Path, site: Path) -> None:
    """Put the files of `write_archive` into a site; a year that is no more leaves it."""
    for path in sorted(folder.rglob("*.*")):
        copy_changed(path, site / path.relative_to(folder))
    for path in (site / FOLDER).glob("*.parquet"):
        if not (folder / FOLDER / path.name).is_file():
            path.unlink()


def _tables(history: History, dataset: Dataset, folder: Path) -> Iterator[DataFile]:
    table = long_table(history)
    path = folder / FOLDER / "archive.csv"
    with rewritten(path) as part, part.open("w", encoding="utf-8", newline="") as file:
        write_long_csv(file, table)
    yield _file(path, len(table))
    yield _parquet(folder / FOLDER / "archive.parquet", table, dataset)
    path = folder / FOLDER / "sources.csv"
    keys = (history.table.keys[row] for row in table.rows)
    with rewritten(path) as part, part.open("w", encoding="utf-8", newline="") as file:
        rows = write_credits_csv(file, history, keys)
    yield _file(path, rows)
    for year, of_year in table.years().items():
        yield _parquet(folder / FOLDER / f"{year:04}.parquet", of_year, dataset, year)


def _parquet(path: Path, table: LongTable, dataset: Dataset, year: int | None = None) -> DataFile:
    write_parquet(path, table, dataset)
    return _file(path, len(table), year)


def _file(path: Path, rows: int, year: int | None = None) -> DataFile:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return DataFile(f"{FOLDER}/{path.name}", rows, path.stat().st_size, digest, year)
