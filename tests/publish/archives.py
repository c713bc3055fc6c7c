"""Published archives of tests, and their files read by the libraries that readers use."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
from frictionless import FrictionlessException, Package

from builder.market.history import History
from builder.market.vocabulary import REPORTED
from builder.pages.data import DataFile
from builder.pages.settings import Settings
from builder.publish.data.archive_files import write_archive
from tests.market.folders import Files, history_of

SETTINGS = Settings("Daybook", "https://daybook.example/", "en", "Asia/Seoul")

Row = dict[str, object]
"""The cells of a row that hold something, by column."""


def archive_of(folder: Path, files: Files) -> tuple[History, tuple[DataFile, ...]]:
    """Read files below `folder/in`, and write their archive into `folder/out`."""
    history = history_of(folder / "in", files)
    return history, write_archive(history, SETTINGS, folder / "out")


def parquet_rows(path: Path) -> list[Row]:
    """Return the rows of a Parquet file."""
    rows = pq.read_table(path).to_pylist()
    return [{name: cell for name, cell in row.items() if cell is not None} for row in rows]


def csv_rows(path: Path) -> list[Row]:
    """Return the rows of a CSV file as the columns of the vocabulary say, unguarded."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            {name: _cell(name, text) for name, text in row.items() if text}
            for row in csv.DictReader(file)
        ]


def _cell(name: str, text: str) -> object:
    if name == "date":
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date()
    if name == "as_of":
        assert text.endswith("Z")
        return datetime.fromisoformat(text)
    if name in REPORTED and name != "fear_greed_label":
        return float(text)
    return (
        text.removeprefix("'") if text.startswith(("'=", "'+", "'-", "'@", "'\t", "''")) else text
    )


def expected_rows(history: History) -> list[Row]:
    """Return the rows that an archive must have, figure by figure, in any order."""
    rows = []
    for day in history.days:
        for subject in ("market", *history.subjects_on(day.date)):
            cells = {
                name: figure.value
                for name in REPORTED
                if (figure := history.figure(day.date, subject, name)) is not None
                and hasattr(figure.source, "file")
            }
            if cells:
                said = {"as_of": day.as_of, "disputed": day.disputed}
                key: Row = {name: value for name, value in said.items() if value}
                rows.append({"date": day.date, "subject": subject, **key, **cells})
    return rows


def in_order(rows: list[Row]) -> list[Row]:
    """Return rows by day and subject."""
    return sorted(rows, key=lambda row: (row["date"], str(row["subject"])))


def faults_of_package(folder: Path) -> list[str]:
    """Give what frictionless finds wrong in a descriptor, or in any row of any of its files."""
    # Once it reads CSV, frictionless raises this limit, which the whole process shares.
    limit = csv.field_size_limit()
    try:
        report = Package(str(folder / "datapackage.json")).validate()
    except FrictionlessException as error:
        return [str(error)]
    finally:
        csv.field_size_limit(limit)
    errors = [*report.errors, *(error for task in report.tasks for error in task.errors)]
    return [f"{error.type}: {error.message}" for error in errors]


def with_line_feeds(text: str) -> str:
    """Return a text as a table in CSV holds it: each of its line breaks is a line feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
