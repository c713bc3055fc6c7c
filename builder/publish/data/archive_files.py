"""The whole archive as files, kept beside the generated pages and copied into each release."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from builder.market.credits import CREDIT_COLUMNS
from builder.market.history import History
from builder.market.long_table import COLUMNS, long_table
from builder.pages.data import DataFile
from builder.pages.settings import Settings
from builder.publish.data.datapackage import data_package
from builder.publish.data.dataset import Dataset, dataset_of
from builder.publish.data.parquet import join_parquet
from builder.publish.data.tables import csv_head
from builder.publish.data.year_tables import (
    credits_file,
    parquet_file,
    rows_file,
    write_year_tables,
)
from builder.publish.files import copy_changed, rewritten, write_text

FOLDER = "data"
"""Where the tables stand below the site."""

YEARS = "years"
"""Where the tables of each year are kept."""


def write_archive(history: History, settings: Settings, folder: Path) -> tuple[DataFile, ...]:
    """Make a folder hold the whole archive as files, as they stand in the site; returns its tables.

    All days as CSV and as Parquet, their sources, one Parquet file for each year, and the
    descriptor of them all. They are put together from the tables of each year, which are kept in
    `YEARS` below the folder, and are no part of a site.
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
    for path in sorted([*folder.glob("*.json"), *(folder / FOLDER).iterdir()]):
        copy_changed(path, site / path.relative_to(folder))
    for path in (site / FOLDER).glob("*.parquet"):
        if not (folder / FOLDER / path.name).is_file():
            path.unlink()


def _tables(history: History, dataset: Dataset, folder: Path) -> Iterator[DataFile]:
    years, tables = folder / YEARS, folder / FOLDER
    found = write_year_tables(long_table(history).years(), dataset, years)
    rows = sum(year.rows for year in found.values())
    path = tables / "archive.csv"
    _join_csv(path, csv_head(COLUMNS), [years / rows_file(year) for year in found])
    yield _file(path, rows)
    path = tables / "archive.parquet"
    join_parquet(path, [years / parquet_file(year) for year in found], dataset)
    yield _file(path, rows)
    path = tables / "sources.csv"
    _join_csv(path, csv_head(CREDIT_COLUMNS), [years / credits_file(year) for year in found])
    yield _file(path, sum(year.credit_rows for year in found.values()))
    for year, of_year in found.items():
        path = tables / parquet_file(year)
        copy_changed(years / path.name, path)
        yield _file(path, of_year.rows, year)


def _join_csv(path: Path, head: str, parts: Iterable[Path]) -> None:
    with rewritten(path) as joined, joined.open("wb") as file:
        file.write(head.encode())
        for part in parts:
            with part.open("rb") as rows:
                shutil.copyfileobj(rows, file)


def _file(path: Path, rows: int, year: int | None = None) -> DataFile:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return DataFile(f"{FOLDER}/{path.name}", rows, path.stat().st_size, digest, year)
