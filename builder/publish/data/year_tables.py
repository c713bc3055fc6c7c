"""The tables of each year, kept: most years never change again, and take seconds to write."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TextIO

import numpy as np

from builder.market import credits, csv_tables, fields, long_table, numbers, vocabulary
from builder.market.long_table import LongTable
from builder.market.table import COLUMN, MISSING
from builder.market.vocabulary import REPORTED
from builder.publish.data import parquet, tables
from builder.publish.data.dataset import Dataset
from builder.publish.data.parquet import write_parquet
from builder.publish.data.tables import write_credits_rows, write_long_rows
from builder.publish.files import rewritten, write_bytes
from builder.publish.kept.seals import sealed, unsealed
from builder.publish.kept.source_code import source_digest

KEPT = "kept.sealed"

_MAKERS = (credits, csv_tables, fields, long_table, numbers, parquet, tables, vocabulary)
_NUMBERS = [COLUMN[name] for name in REPORTED if name in COLUMN]
_TEXTS = [name for name in REPORTED if name not in COLUMN]


@dataclass(frozen=True)
class YearTables:
    """The tables of a year as files: their rows, and SHA-256 in hexadecimal by file name.

    `key` is the hash of all that they are made from.
    """

    key: str
    rows: int
    credit_rows: int
    digests: dict[str, str]


def write_year_tables(
    years: dict[int, LongTable], dataset: Dataset, folder: Path
) -> dict[int, YearTables]:
    """Make a folder hold the rows of each year as CSV, those of its sources, and its Parquet.

    The files of a year are made anew if what they are made from has changed, or if they have not
    the bytes that were written.
    """
    kept = _kept(folder)
    written = {}
    for year, table in years.items():
        key = key_of(table, dataset)
        found = kept.get(str(year))
        if found is None or found.key != key or digests_of(folder, year) != found.digests:
            found = _write_year(table, dataset, folder, year, key)
        written[year] = found
    said = json.dumps({year: asdict(one) for year, one in written.items()})
    write_bytes(folder / KEPT, sealed(said.encode()))
    names = {KEPT, *(name for one in written.values() for name in one.digests)}
    for path in folder.iterdir():
        if path.name not in names:
            path.unlink()
    return written


def rows_file(year: int) -> str:
    """Return the name of the file with a year's rows as CSV, without a head."""
    return f"{year:04}.csv"


def credits_file(year: int) -> str:
    """Return the name of the file with the credits of a year as CSV, without a head."""
    return f"{year:04}.sources.csv"


def parquet_file(year: int) -> str:
    """Return the name of a year's Parquet."""
    return f"{year:04}.parquet"


def digests_of(folder: Path, year: int) -> dict[str, str]:
    """Return the SHA-256 of each file of a year that is there, in hexadecimal, by its name."""
    found = {}
    for name in (rows_file(year), credits_file(year), parquet_file(year)):
        try:
            with (folder / name).open("rb") as file:
                found[name] = hashlib.file_digest(file, "sha256").hexdigest()
        except FileNotFoundError:
            continue
    return found


def key_of(table: LongTable, dataset: Dataset) -> str:
    """Return the hash of all that the tables of some rows are made from."""
    found, rows = table.history.table, list(table.rows)
    keys = [found.keys[row] for row in rows]
    days = [table.history.by_date[day] for day in dict.fromkeys(day for day, _ in keys)]
    texts = [
        (*key, name, cell.value, found.text_credits.get((*key, name)))
        for key in keys
        for name in _TEXTS
        if (cell := found.texts.get((*key, name))) is not None
    ]
    stands = found.origins[rows, :][:, _NUMBERS] >= 0
    # The numbers of attributions differ from one reading of the same files to the next.
    attributed = np.where(stands, found.attributions[rows, :][:, _NUMBERS], MISSING)
    used, places = np.unique(attributed.ravel(), return_inverse=True)
    said = [repr(found.credits[number]) if number >= 0 else "" for number in used.tolist()]
    ranks = np.argsort(np.argsort(said))[places]
    stated = [(day.date, day.as_of, day.disputed) for day in days]
    made_from = hashlib.sha256(source_digest(*_MAKERS).encode())
    subjects = [subject for _, subject in keys]
    for part in (version("pyarrow"), dataset.statements(), subjects, stated, texts, sorted(said)):
        made_from.update(repr(part).encode())
    made_from.update(np.array([day.toordinal() for day, _ in keys], dtype="<i4").tobytes())
    made_from.update(np.where(stands, found.values[rows, :][:, _NUMBERS], np.nan).tobytes())
    made_from.update(np.ascontiguousarray(ranks, dtype="<i4").tobytes())
    return made_from.hexdigest()


def _write_year(
    table: LongTable, dataset: Dataset, folder: Path, year: int, key: str
) -> YearTables:
    with _csv(folder / rows_file(year)) as file:
        write_long_rows(file, table)
    keys = (table.history.table.keys[row] for row in table.rows)
    with _csv(folder / credits_file(year)) as file:
        credit_rows = write_credits_rows(file, table.history, keys)
    write_parquet(folder / parquet_file(year), table, dataset)
    return YearTables(key, len(table), credit_rows, digests_of(folder, year))


@contextmanager
def _csv(path: Path) -> Iterator[TextIO]:
    with rewritten(path) as part, part.open("w", encoding="utf-8", newline="") as file:
        yield file


def _kept(folder: Path) -> dict[str, YearTables]:
    try:
        found = unsealed((folder / KEPT).read_bytes())
        years = json.loads(found) if found is not None else {}
        return {year: YearTables(**one) for year, one in years.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
