"""What a file says, as columns: a cell of it takes 26 bytes rather than 150."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

import numpy as np

from builder.market.cells import Cell, Contents, Statement
from builder.market.vocabulary import REPORTED

_FIELDS = tuple(REPORTED)
_FIELD_NUMBER = {name: number for number, name in enumerate(_FIELDS)}


@dataclass(frozen=True)
class Columns:
    """The cells and statements of one file, in its order.

    Arrays have an entry for each cell: `days` are ordinals, `subjects` index `names`, `fields` the
    reported fields of the vocabulary, `values` are NaN where `texts` hold the value by its place.
    """

    file: str
    names: tuple[str, ...]
    days: np.ndarray
    subjects: np.ndarray
    fields: np.ndarray
    values: np.ndarray
    lines: np.ndarray
    texts: dict[int, str]
    statements: tuple[Statement, ...]

    def within(self, first: date, last: date) -> Columns:
        """Return what is said of the days from `first` to `last`."""
        here = (self.days >= first.toordinal()) & (self.days <= last.toordinal())
        if here.all() and all(first <= said.day <= last for said in self.statements):
            return self
        places = np.flatnonzero(here).tolist()
        return Columns(
            self.file,
            self.names,
            self.days[here],
            self.subjects[here],
            self.fields[here],
            self.values[here],
            self.lines[here],
            {new: self.texts[old] for new, old in enumerate(places) if old in self.texts},
            tuple(said for said in self.statements if first <= said.day <= last),
        )

    def contents(self) -> Contents:
        """Return the cells and statements, as they were found."""
        return Contents(list(self._cells()), list(self.statements))

    def _cells(self) -> Iterator[Cell]:
        days = {day: date.fromordinal(day) for day in np.unique(self.days).tolist()}
        rows = zip(
            self.days.tolist(),
            self.subjects.tolist(),
            self.fields.tolist(),
            self.values.tolist(),
            self.lines.tolist(),
            strict=True,
        )
        for place, (day, subject, field, value, line) in enumerate(rows):
            given = self.texts.get(place, value)
            yield Cell(days[day], self.names[subject], _FIELDS[field], given, self.file, line)

    def digests(self) -> dict[int, str]:
        """Return a digest of all that the file says of each day, its places too, by ordinal."""
        parts: dict[int, list[bytes]] = {}
        order = np.argsort(self.days, kind="stable")
        starts = np.flatnonzero(np.diff(self.days[order], prepend=-1))
        for cells in np.split(order, starts[1:]) if len(order) else []:
            names = [self.names[number] for number in self.subjects[cells].tolist()]
            texts = [self.texts.get(place) for place in cells.tolist()] if self.texts else []
            parts[int(self.days[cells[0]])] = [
                repr((names, texts)).encode("utf-8", "backslashreplace"),
                self.fields[cells].tobytes(),
                self.values[cells].tobytes(),
                self.lines[cells].tobytes(),
            ]
        for said in self.statements:
            text = repr((said.what, said.value, said.line)).encode("utf-8", "backslashreplace")
            parts.setdefault(said.day.toordinal(), []).append(text)
        return {day: _digest(found) for day, found in parts.items()}


def columns_of(file: str, contents: Contents) -> Columns:
    """Lay out what was found in a file as columns."""
    cells = contents.cells
    names = {name: n for n, name in enumerate(dict.fromkeys(cell.subject for cell in cells))}
    texts = {place: c.value for place, c in enumerate(cells) if isinstance(c.value, str)}
    values = (np.nan if isinstance(cell.value, str) else cell.value for cell in cells)
    return Columns(
        file,
        tuple(names),
        np.array([cell.day.toordinal() for cell in cells], dtype=np.int32),
        np.array([names[cell.subject] for cell in cells], dtype=np.int32),
        np.array([_FIELD_NUMBER[cell.field] for cell in cells], dtype=np.int16),
        np.fromiter(values, dtype=np.float64, count=len(cells)),
        np.array([cell.line for cell in cells], dtype=np.int32),
        texts,
        tuple(contents.statements),
    )


def _digest(parts: Sequence[bytes]) -> str:
    found = sha256()
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.hexdigest()
