"""A part of the history: the days of one month, validated and derived; and parts joined again.

**What a day's rows depend on.** Merging, laying out, summing and deriving look at one day alone.
Withholding does not: `implausible_levels` holds a change against the levels of the same subject
within a week (`NEAR`), and those levels stand or fall with the other cells of their own days. It
takes out changes alone, never a level, so it reaches no further than that. A day's rows are
therefore a function of the cells and statements of the days within a week of it, of `sources.yml`,
and of nothing else; those of a month, of the month and a week on each side.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import NamedTuple

import numpy as np

from builder.market.attribution import Attribution, Sources
from builder.market.cells import Cell
from builder.market.derived import derive
from builder.market.faults import Withheld
from builder.market.identities import NEAR
from builder.market.snapshots import Day
from builder.market.table import CreditFinder, Table, build_table
from builder.market.vocabulary import FIELDS
from builder.market.withholding import withhold


class Month(NamedTuple):
    """A month of the calendar."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Month:
        """Return the month of a day."""
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return (self.first + timedelta(days=31)).replace(day=1) - timedelta(days=1)

    @property
    def around(self) -> tuple[date, date]:
        """The first and the last day that its rows depend on."""
        return self.first - NEAR, self.last + NEAR

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"


@dataclass(frozen=True)
class Part:
    """The days of a span, their rows and what was withheld on them.

    The first `reported` rows of the table are of subjects with cells, the others are sums over the
    assets on file; the first `credited` of its credits are those of cells.
    """

    days: tuple[Day, ...]
    table: Table
    withheld: tuple[Withheld, ...]
    reported: int
    credited: int


def build_part(
    days: Sequence[Day], cells: list[Cell], sources: Sources, first: date, last: date
) -> Part:
    """Hold cells against the identities, lay out those from `first` to `last`, derive the rest.

    `days` and `cells` are merged, in the order of their dates, and hold all that there are from a
    week before `first` to a week after `last`.
    """
    finder = CreditFinder(days, sources)

    def origin(cell: Cell) -> str:
        credit = finder.credit(cell.day, cell.file, FIELDS[cell.field].topic)
        return credit.origin if credit else ""

    disputed = {day.date for day in days if day.disputed}
    standing, withheld = withhold(cells, origin, sources, disputed)
    own = [cell for cell in standing if first <= cell.day <= last]
    out = [cell for cell in withheld if first <= date.fromisoformat(cell.day) <= last]
    reported = build_table(own, finder)
    table = derive(reported, {(date.fromisoformat(c.day), c.subject, c.field) for c in out})
    return Part(
        tuple(day for day in days if first <= day.date <= last),
        table,
        tuple(out),
        len(reported.keys),
        len(reported.credits),
    )


def join_parts(parts: Sequence[Part]) -> Part:
    """Join the parts of a history, in the order of their days, into one."""
    files = tuple(sorted(set(chain.from_iterable(part.table.files for part in parts))))
    credits = _numbered(
        [
            *chain.from_iterable(part.table.credits[: part.credited] for part in parts),
            *chain.from_iterable(part.table.credits[part.credited :] for part in parts),
        ]
    )
    credited = len(_numbered(chain.from_iterable(p.table.credits[: p.credited] for p in parts)))
    file_numbers = {file: number for number, file in enumerate(files)}
    origins = [
        _renumbered(part.table.origins, [file_numbers[file] for file in part.table.files])
        for part in parts
    ]
    attributions = [
        _renumbered(part.table.attributions, [credits[credit] for credit in part.table.credits])
        for part in parts
    ]

    def joined(arrays: Sequence[np.ndarray]) -> np.ndarray:
        cut = list(zip(arrays, (part.reported for part in parts), strict=True))
        return np.concatenate([*(a[:n] for a, n in cut), *(a[n:] for a, n in cut)])

    table = Table(
        (
            *chain.from_iterable(part.table.keys[: part.reported] for part in parts),
            *chain.from_iterable(part.table.keys[part.reported :] for part in parts),
        ),
        joined([part.table.values for part in parts]),
        joined(origins),
        joined([part.table.lines for part in parts]),
        joined(attributions),
        files,
        tuple(credits),
        {key: cell for part in parts for key, cell in part.table.texts.items()},
        {key: credit for part in parts for key, credit in part.table.text_credits.items()},
    )
    return Part(
        tuple(chain.from_iterable(part.days for part in parts)),
        table,
        tuple(chain.from_iterable(part.withheld for part in parts)),
        sum(part.reported for part in parts),
        credited,
    )


def _numbered(credits: Iterable[Attribution]) -> dict[Attribution, int]:
    return {credit: number for number, credit in enumerate(dict.fromkeys(credits))}


_NAMED = 256
"""More than there are negative numbers with a meaning: missing, a sum, a derivation."""


def _renumbered(numbers: np.ndarray, new: list[int]) -> np.ndarray:
    """Return an array with each number from 0 replaced by a new one; those below stay."""
    # A negative index counts from the end, where these stand for themselves.
    return np.array([*new, *range(-_NAMED, 0)], dtype=np.int32)[numbers]
