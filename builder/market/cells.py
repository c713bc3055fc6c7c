"""What reading a file yields: cells of figures, and statements about days."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from builder.market.attribution import Attribution
from builder.market.corrections import Correction
from builder.market.faults import Fault


class Cell(NamedTuple):
    """One reported figure and the place it stands in.

    `value` is a float, or text for a field whose unit is text; `line` counts from 1.
    """

    day: date
    subject: str
    field: str
    value: float | str
    file: str
    line: int


class Statement(NamedTuple):
    """Something a file says of a day as a whole: `as_of`, `disputed`, `sources`, `corrections`."""

    day: date
    what: str
    value: datetime | str | tuple[Attribution, ...] | tuple[Correction, ...]
    file: str
    line: int


@dataclass
class Contents:
    """All that was found in one or more files, faults included."""

    cells: list[Cell] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def extend(self, other: Contents) -> None:
        """Add the contents of another file."""
        self.cells.extend(other.cells)
        self.statements.extend(other.statements)
        self.faults.extend(other.faults)
