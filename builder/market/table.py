"""The history as arrays: one row for each day and subject, one column for each numeric field."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np

from builder.market.attribution import Attribution, Sources, covering
from builder.market.cells import Cell
from builder.market.snapshots import Day
from builder.market.vocabulary import FIELDS, NUMERIC

COLUMN: dict[str, int] = {field.name: index for index, field in enumerate(NUMERIC)}

MISSING = -1
"""Origin of a value that is not there. Origins from 0 are indexes of files; below MISSING they name
a computation (see :mod:`builder.market.derived`)."""


@dataclass(frozen=True)
class Table:
    """Values with their origins, aligned: four arrays of shape (rows, fields).

    `values` are floats, NaN where missing. `origins` index `files`, `lines` count from 1,
    `attributions` index `credits`. `texts` holds the cells whose field is text, `text_credits`
    their attributions where they have one.
    The arrays are never changed once built.
    """

    keys: tuple[tuple[date, str], ...]
    values: np.ndarray
    origins: np.ndarray
    lines: np.ndarray
    attributions: np.ndarray
    files: tuple[str, ...]
    credits: tuple[Attribution, ...]
    texts: dict[tuple[date, str, str], Cell]
    text_credits: dict[tuple[date, str, str], Attribution]

    @cached_property
    def index(self) -> dict[tuple[date, str], int]:
        """The row of each day and subject."""
        return dict(zip(self.keys, range(len(self.keys)), strict=True))

    def value(self, day: date, subject: str, field: str) -> float | None:
        """Return a value, or None where it is missing."""
        row = self.index.get((day, subject))
        if row is None:
            return None
        value = self.values[row, COLUMN[field]]
        return None if np.isnan(value) else float(value)

    def with_arrays(self, **arrays: np.ndarray) -> Table:
        """Return the table with some of its arrays replaced."""
        return replace(self, **arrays)


def build_table(cells: Sequence[Cell], finder: CreditFinder) -> Table:
    """Lay out cells as a table, each with the attribution that covers it."""
    keys = tuple(sorted({(cell.day, cell.subject) for cell in cells}))
    index = {key: row for row, key in enumerate(keys)}
    files = tuple(sorted({cell.file for cell in cells}))
    file_index = {file: number for number, file in enumerate(files)}
    shape = (len(keys), len(NUMERIC))
    values = np.full(shape, np.nan)
    origins = np.full(shape, MISSING, dtype=np.int32)
    lines = np.zeros(shape, dtype=np.int32)
    attributions = np.full(shape, MISSING, dtype=np.int32)
    texts: dict[tuple[date, str, str], Cell] = {}
    text_credits: dict[tuple[date, str, str], Attribution] = {}
    credit_index: dict[Attribution, int] = {}
    for cell in cells:
        credit = finder.credit(cell.day, cell.file, FIELDS[cell.field].topic)
        if isinstance(cell.value, str):
            key = (cell.day, cell.subject, cell.field)
            texts[key] = cell
            if credit is not None:
                text_credits[key] = credit
            continue
        row, column = index[(cell.day, cell.subject)], COLUMN[cell.field]
        values[row, column] = cell.value
        origins[row, column] = file_index[cell.file]
        lines[row, column] = cell.line
        if credit is not None:
            attributions[row, column] = credit_index.setdefault(credit, len(credit_index))
    return Table(
        keys,
        values,
        origins,
        lines,
        attributions,
        files,
        tuple(credit_index),
        texts,
        text_credits,
    )


class CreditFinder:
    """Finds the attribution of a cell; remembers answers, as most cells of a file share one.

    A cell is covered by the attributions of its own file; failing that, by those `sources.yml`
    gives to the table it stands in; failing that, by any other statement about its day.
    """

    def __init__(self, days: Iterable[Day], sources: Sources) -> None:
        self._stated = {day.date: day.attributions for day in days}
        self._sources = sources
        self._known: dict[tuple[date, str, str], Attribution | None] = {}

    def credit(self, day: date, file: str, topic: str) -> Attribution | None:
        """Return the attribution that covers what a file says of a topic on a day."""
        key = (day, file, topic)
        if key not in self._known:
            stated = self._stated.get(day, ())
            own = [attribution for place, attribution in stated if place == file]
            others = [attribution for place, attribution in stated if place != file]
            self._known[key] = (
                covering(own, topic)
                or covering(self._sources.of_table(file), topic)
                or covering(others, topic)
            )
        return self._known[key]
