"""Divides cells into those that stand and those that are withheld."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from builder.market.attribution import Sources
from builder.market.cells import Cell
from builder.market.faults import Withheld
from builder.market.identities import Broken, Days, broken, implausible_levels, outside_bands
from builder.market.numbers import plain

Key = tuple[date, str, str]
"""Which cell: its day, subject and field."""


def withhold(
    cells: list[Cell], origins: Callable[[Cell], str], sources: Sources, disputed: set[date]
) -> tuple[list[Cell], list[Withheld]]:
    """Divide cells into those that stand and those withheld, with every reason.

    `origins` names whose count a cell is: figures of different origins need not agree, so each
    cell is held against those of its own origin alone.
    """
    reasons: dict[Key, tuple[Cell, str, str]] = {}

    def take_out(found: Iterable[Broken]) -> None:
        for together, rule, reason in found:
            for cell in together:
                reasons.setdefault(_key(cell), (cell, rule, reason))

    take_out(outside_bands(cells))
    held, standing = -1, list(cells)
    # A cell that falls says nothing about the cells beside it: those are held against the rest,
    # until what stands agrees.
    while len(reasons) != held:
        held = len(reasons)
        standing = [cell for cell in standing if _key(cell) not in reasons] if held else standing
        for origin, days in _by_origin(standing, origins).items():
            for day in days.values():
                take_out(broken(day, sources.provider(origin)))
            if len(reasons) == held:
                take_out(implausible_levels(days, disputed))
    return standing, sorted(_withheld(*found) for found in reasons.values())


def _key(cell: Cell) -> Key:
    return (cell.day, cell.subject, cell.field)


def _by_origin(cells: Iterable[Cell], origins: Callable[[Cell], str]) -> dict[str, Days]:
    found: dict[str, Days] = {}
    for cell in cells:
        day = found.setdefault(origins(cell), {}).setdefault(cell.day, {})
        day.setdefault(cell.subject, {})[cell.field] = cell
    return found


def _withheld(cell: Cell, rule: str, reason: str) -> Withheld:
    value = cell.value if isinstance(cell.value, str) else plain(cell.value)
    return Withheld(
        cell.day.isoformat(), cell.file, cell.line, cell.subject, cell.field, value, rule, reason
    )
