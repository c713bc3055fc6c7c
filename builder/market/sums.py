"""Sums over the assets on file on a day, which stand in a row of their own."""

from __future__ import annotations

from datetime import date

import numpy as np

from builder.market.attribution import Attribution
from builder.market.fields import MARKET, ON_FILE
from builder.market.table import COLUMN, MISSING, Table

SUMMED = -2
"""Origin of a sum over the assets on file."""

SUMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("liquidations_24h_usd", ("long_liquidations_24h_usd", "short_liquidations_24h_usd")),
    ("liquidations_4h_usd", ("long_liquidations_4h_usd", "short_liquidations_4h_usd")),
    ("open_interest_usd", ("open_interest_change_24h_usd", "open_interest_change_4h_usd")),
)
"""What is summed over the assets on file: a leading field, and those that are summed only where
every asset with the leading field has them too, so that their ratios speak of the same assets."""


def add_sums(table: Table) -> Table:
    """Return the table with a row of sums added to each day that has two assets to sum."""
    by_day: dict[date, list[int]] = {}
    for row, (day, subject) in enumerate(table.keys):
        if subject != MARKET:
            by_day.setdefault(day, []).append(row)
    sums = {day: _sums(table, rows) for day, rows in by_day.items() if len(rows) > 1}
    sums = {day: found for day, found in sums.items() if found}
    keys = table.keys + tuple((day, ON_FILE) for day in sums)
    extra = len(sums)
    values = np.vstack([table.values, np.full((extra, table.values.shape[1]), np.nan)])
    shape = (extra, table.values.shape[1])
    origins = np.vstack([table.origins, np.full(shape, MISSING, dtype=np.int32)])
    lines = np.vstack([table.lines, np.zeros(shape, dtype=np.int32)])
    attributions = np.vstack([table.attributions, np.full(shape, MISSING, dtype=np.int32)])
    credits: dict[Attribution, int] = {credit: i for i, credit in enumerate(table.credits)}
    for row, found in enumerate(sums.values(), start=len(table.keys)):
        for field, (value, credit) in found.items():
            values[row, COLUMN[field]] = value
            origins[row, COLUMN[field]] = SUMMED
            attributions[row, COLUMN[field]] = credits.setdefault(credit, len(credits))
    return Table(
        keys,
        values,
        origins,
        lines,
        attributions,
        table.files,
        tuple(credits),
        table.texts,
        table.text_credits,
    )


def summed_rows(table: Table, rows: list[int], leading: str) -> list[int]:
    """Return the rows of one day's assets that a sum led by this field is taken over."""
    return [row for row in rows if np.isfinite(table.values[row, COLUMN[leading]])]


def _sums(table: Table, rows: list[int]) -> dict[str, tuple[float, Attribution]]:
    found: dict[str, tuple[float, Attribution]] = {}
    for leading, others in SUMS:
        members = summed_rows(table, rows, leading)
        if len(members) < 2:
            continue
        credit = _credit_of_sum(table, members, leading)
        for field in (leading, *others):
            values = table.values[members, COLUMN[field]]
            if np.all(np.isfinite(values)):
                found[field] = (float(values.sum()), credit)
    return found


def _credit_of_sum(table: Table, rows: list[int], field: str) -> Attribution:
    """Name a sum's origin by its providers and its assets: other assets are another count."""
    numbers = sorted({int(table.attributions[row, COLUMN[field]]) for row in rows})
    origins = sorted({table.credits[n].origin if n >= 0 else "unknown" for n in numbers})
    tickers = ", ".join(sorted(table.keys[row][1] for row in rows))
    return Attribution(provider=f"{' and '.join(origins)}: {tickers}")
