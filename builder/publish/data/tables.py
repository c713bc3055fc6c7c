"""Tables of text to take away: the long table, and who says so, as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import UTC, date
from typing import TextIO

from builder.market.credits import CREDIT_COLUMNS, credits_of
from builder.market.csv_tables import guarded
from builder.market.history import History
from builder.market.long_table import COLUMNS, Block, Column, LongTable
from builder.market.numbers import plain

ROWS_AT_ONCE = 4_096


def csv_head(columns: Iterable[Column]) -> str:
    """Return the first line of a table: the names of its columns."""
    return ",".join(column.name for column in columns) + "\n"


def write_long_rows(file: TextIO, table: LongTable) -> None:
    """Write the rows of a long table, some at a time.

    An empty cell is a missing one. Text that a spreadsheet would compute has a `'` before it.
    """
    writer = csv.writer(file, lineterminator="\n")
    for block in table.blocks(ROWS_AT_ONCE):
        writer.writerows(_rows(block))


def write_credits_csv(file: TextIO, history: History, keys: Iterable[tuple[date, str]]) -> int:
    """Write the credits of days and subjects below a head; returns how many rows that makes."""
    file.write(csv_head(CREDIT_COLUMNS))
    return write_credits_rows(file, history, keys)


def write_credits_rows(file: TextIO, history: History, keys: Iterable[tuple[date, str]]) -> int:
    """Write the credits of days and subjects, and return how many rows that makes."""
    writer = csv.writer(file, lineterminator="\n")
    count = 0
    for credit in credits_of(history, keys):
        said = credit.attribution
        texts = (credit.subject, credit.topic, said.provider, said.publisher, said.url)
        writer.writerow([credit.day.isoformat(), *map(guarded, texts), " ".join(credit.fields)])
        count += 1
    return count


def _rows(block: Block) -> Iterator[tuple[str, ...]]:
    """Return a block's rows as cells, in the order of the columns."""
    keys = {
        "date": [day.date.isoformat() for day in block.days],
        "as_of": [
            day.as_of.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z" if day.as_of else ""
            for day in block.days
        ],
        "subject": list(map(guarded, block.subjects)),
        "disputed": [guarded(day.disputed) for day in block.days],
    }
    texts = {
        name: [guarded(cell) if cell else "" for cell in cells]
        for name, cells in block.texts.items()
    }
    numbers = {
        # A number that is not there is the only one unequal to itself.
        name: [plain(number) if number == number else "" for number in array.tolist()]
        for name, array in block.numbers.items()
    }
    cells = {**keys, **texts, **numbers}
    return zip(*(cells[column.name] for column in COLUMNS), strict=True)
