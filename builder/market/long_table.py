"""The history as one long table: a row for each day and subject, a column for each reported field.

Only what was reported and stands is in it: a cell that is withheld is missing like one that was
never there, and nothing derived is among the numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

import numpy as np

from builder.market.fields import ON_FILE, Field, Unit
from builder.market.history import History
from builder.market.snapshots import Day
from builder.market.table import COLUMN
from builder.market.vocabulary import REPORTED


class Kind(StrEnum):
    """What the cells of a column are, in the words that readers see."""

    DATE = "date"
    TIME = "time"
    TEXT = "text"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table to take away; `field` is the vocabulary's where it holds figures.

    A `required` column has no empty cell.
    """

    name: str
    kind: Kind
    label: str
    meaning: str
    required: bool = False
    field: Field | None = None


KEY_COLUMNS = (
    Column("date", Kind.DATE, "Day", "The day that the figures are of.", required=True),
    Column(
        "as_of",
        Kind.TIME,
        "As of",
        "The time in UTC that the day's windows end at; empty where its reports give no hour.",
    ),
    Column(
        "subject",
        Kind.TEXT,
        "Subject",
        "Whose figures they are: the ticker of an asset, or the word market for all assets.",
        required=True,
    ),
    Column(
        "disputed",
        Kind.TEXT,
        "Disputed",
        "Why the day is disputed; empty where it is not. A disputed day takes no part in changes, "
        "records and comparisons.",
    ),
)
"""What says which day and whose figures a row holds."""

COLUMNS: tuple[Column, ...] = (
    *KEY_COLUMNS,
    *(
        Column(
            field.name,
            Kind.TEXT if field.unit is Unit.TEXT else Kind.NUMBER,
            field.label,
            field.meaning,
            field=field,
        )
        for field in REPORTED.values()
    ),
)
"""All columns of the long table: the key, then every reported field in the vocabulary's order."""


@dataclass(frozen=True)
class Block:
    """Consecutive rows, by column, all of one length.

    `numbers` hold an array for each numeric field, NaN where nothing stands; `texts` a list for
    each field of text, None where nothing stands.
    """

    days: tuple[Day, ...]
    subjects: tuple[str, ...]
    numbers: dict[str, np.ndarray]
    texts: dict[str, list[str | None]]


@dataclass(frozen=True)
class LongTable:
    """The long table of a history, or of one of its years, in the order of dates and subjects.

    `rows` index the history's table. Subjects stand in the order of their code points, which is
    that of their bytes in UTF-8.
    """

    history: History
    rows: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.rows)

    def blocks(self, size: int) -> Iterator[Block]:
        """Yield the rows, `size` at a time: no more than that is held at once."""
        for start in range(0, len(self.rows), size):
            yield self._block(self.rows[start : start + size])

    def years(self) -> dict[int, LongTable]:
        """Return the table of each year that has a row, by year."""
        keys = self.history.table.keys
        parts = groupby(self.rows, key=lambda row: keys[row][0].year)
        return {year: LongTable(self.history, tuple(rows)) for year, rows in parts}

    def _block(self, rows: tuple[int, ...]) -> Block:
        table, by_date = self.history.table, self.history.by_date
        keys = [table.keys[row] for row in rows]
        # Origins from 0 are files: what has another one was computed, or is not there.
        numbers = np.where(table.origins[rows, :] >= 0, table.values[rows, :], np.nan)
        texts: dict[str, list[str | None]] = {}
        for field in REPORTED.values():
            if field.unit is Unit.TEXT:
                cells = [table.texts.get((*key, field.name)) for key in keys]
                texts[field.name] = [None if cell is None else str(cell.value) for cell in cells]
        return Block(
            tuple(by_date[day] for day, _ in keys),
            tuple(subject for _, subject in keys),
            {name: numbers[:, COLUMN[name]] for name in REPORTED if name in COLUMN},
            texts,
        )


def long_table(history: History) -> LongTable:
    """Return a whole history as a long table."""
    table = history.table
    found = [row for row, (_, subject) in enumerate(table.keys) if subject != ON_FILE]
    return LongTable(history, tuple(sorted(found, key=lambda row: table.keys[row])))
