"""What a row says of liquidations: as it was reported, or as its other cells imply."""

from __future__ import annotations

from dataclasses import dataclass

from builder.market.cells import Cell
from builder.market.numbers import rounding

Rows = dict[str, Cell]
"""The cells of one day and subject, by field."""

SIDES = ("long", "short")


@dataclass(frozen=True, slots=True)
class Said:
    """A value, the cells it rests on, and how far their rounding may have moved it."""

    value: float
    cells: tuple[Cell, ...]
    slack: float

    def __add__(self, other: Said) -> Said:
        """Return the sum."""
        return Said(self.value + other.value, self.cells + other.cells, self.slack + other.slack)

    def __sub__(self, other: Said) -> Said:
        """Return the difference."""
        return Said(self.value - other.value, self.cells + other.cells, self.slack + other.slack)

    def exceeds(self, other: Said) -> bool:
        """Tell whether this is more than the other by more than rounding explains."""
        return self.value - other.value > (self.slack + other.slack) * (1 + 1e-9)

    def __str__(self) -> str:
        return f"{self.value:,.15g}"


def reported(row: Rows, field: str) -> Said | None:
    """Return what a cell says, or None without it."""
    cell = row.get(field)
    if cell is None or isinstance(cell.value, str):
        return None
    return Said(cell.value, (cell,), rounding(cell.value))


def total(row: Rows, window: str) -> Said | None:
    """Return the total: reported, else the sum of both sides."""
    whole = reported(row, f"liquidations_{window}_usd")
    long, short = (reported(row, f"{side}_liquidations_{window}_usd") for side in SIDES)
    return whole or (long + short if long and short else None)


def side(row: Rows, window: str, name: str) -> Said | None:
    """Return one side: reported, else what the other leaves of the total."""
    own, other = name, SIDES[1 - SIDES.index(name)]
    here = reported(row, f"{own}_liquidations_{window}_usd")
    there = reported(row, f"{other}_liquidations_{window}_usd")
    whole = reported(row, f"liquidations_{window}_usd")
    return here or (whole - there if whole and there else None)


def least(row: Rows, window: str) -> Said | None:
    """Return what the total is at least: itself, or the one side that is known."""
    return total(row, window) or side(row, window, "long") or side(row, window, "short")
