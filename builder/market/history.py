"""The validated history: every day on file, its figures, what was withheld, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import numpy as np

from builder.market.attribution import Attribution, Sources, read_sources
from builder.market.cells import Cell
from builder.market.derived import derivation_of
from builder.market.faults import InputFaults, Withheld
from builder.market.fields import MARKET, ON_FILE, Unit
from builder.market.figures import Figure, Formula, Source
from builder.market.kept.reading import read_parts
from builder.market.parts import join_parts
from builder.market.registry import Asset, read_registry
from builder.market.series import Series
from builder.market.snapshots import Day
from builder.market.sums import SUMMED, SUMS, summed_rows
from builder.market.table import COLUMN, MISSING, Table
from builder.market.vocabulary import FIELDS

_FIGURES_HELD = 30_000
"""Figures that are held at a time, in some 12 MB: those of the days that pages of a month show."""


@dataclass(frozen=True)
class History:
    """Every day on file with its figures; a value, never changed once read.

    `days` are in the order of their dates, `assets` in the registry's.
    """

    days: tuple[Day, ...]
    assets: tuple[Asset, ...]
    table: Table
    withheld: tuple[Withheld, ...]
    sources: Sources

    @cached_property
    def by_date(self) -> dict[date, Day]:
        """The days by their dates."""
        return {day.date: day for day in self.days}

    @cached_property
    def position(self) -> dict[date, int]:
        """The place of each date among the days on file."""
        return {day.date: number for number, day in enumerate(self.days)}

    @cached_property
    def by_ticker(self) -> dict[str, Asset]:
        """The assets by their tickers."""
        return {asset.ticker: asset for asset in self.assets}

    @cached_property
    def total_subject(self) -> str:
        """Whose liquidations stand for a whole day in calendars and records.

        `market` where any day reports a market total; else the sum over the assets on file.
        """
        totals = self.series(MARKET, "liquidations_24h_usd")
        return MARKET if len(totals.dates) else ON_FILE

    @cached_property
    def _withheld_by_day(self) -> dict[str, list[Withheld]]:
        found: dict[str, list[Withheld]] = {}
        for cell in self.withheld:
            found.setdefault(cell.day, []).append(cell)
        return found

    def withheld_on(self, day: date) -> tuple[Withheld, ...]:
        """Return the cells of a day that are not published."""
        return tuple(self._withheld_by_day.get(day.isoformat(), ()))

    def figure(self, day: date, subject: str, field: str) -> Figure | None:
        """Return a figure, reported or derived, or None where there is none."""
        text = self.table.texts.get((day, subject, field))
        if text is not None:
            return self._text_figure(text)
        if FIELDS[field].unit is Unit.TEXT:
            return None
        row = self.table.index.get((day, subject))
        if row is None or self.table.origins[row, COLUMN[field]] == MISSING:
            return None
        return self._figure_at(row, field)

    def attributions_on(self, day: date) -> list[Attribution]:
        """Return who a day's figures are by: as its files state, then as its tables are covered."""
        stated = [attribution for _, attribution in self.by_date[day].attributions]
        found = (self.table.index.get((day, s)) for s in (MARKET, *self._tickers))
        rows = [row for row in found if row is not None]
        numbers = set(self.table.attributions[rows].ravel().tolist())
        used = [self.table.credits[number] for number in sorted(numbers) if number >= 0]
        return list(dict.fromkeys([*stated, *used]))

    def subjects_on(self, day: date) -> tuple[str, ...]:
        """Return the tickers with any cell on a day, in the registry's order."""
        return tuple(t for t in self._tickers if (day, t) in self.table.index)

    @cached_property
    def _tickers(self) -> tuple[str, ...]:
        return tuple(asset.ticker for asset in self.assets)

    def days_of(self, ticker: str) -> list[date]:
        """Return the days on file that hold any figure of an asset, latest first."""
        return [day.date for day in reversed(self.days) if (day.date, ticker) in self.table.index]

    def series(self, subject: str, field: str) -> Series:
        """Return all values of one subject's field over the days on file, disputed ones marked."""
        key = (subject, field)
        if key not in self._series:
            self._series[key] = self._read_series(subject, field)
        return self._series[key]

    @cached_property
    def _series(self) -> dict[tuple[str, str], Series]:
        return {}

    @cached_property
    def _rows_by_subject(self) -> dict[str, np.ndarray]:
        rows: dict[str, list[int]] = {}
        for row, (_, subject) in enumerate(self.table.keys):
            rows.setdefault(subject, []).append(row)
        return {subject: np.array(found) for subject, found in rows.items()}

    def _read_series(self, subject: str, field: str) -> Series:
        rows = self._rows_by_subject.get(subject, np.array([], dtype=int))
        column = COLUMN[field]
        rows = rows[np.isfinite(self.table.values[rows, column])]
        return Series(
            subject,
            FIELDS[field],
            tuple(self._dates[rows].tolist()),
            self.table.values[rows, column],
            tuple(self._origin_names[self.table.attributions[rows, column]].tolist()),
            self._disputed[rows],
        )

    @cached_property
    def _dates(self) -> np.ndarray:
        """The day of each row."""
        return np.array([day for day, _ in self.table.keys], dtype=object)

    @cached_property
    def _disputed(self) -> np.ndarray:
        """Whether the day of each row is disputed."""
        disputed = {day.date for day in self.days if day.disputed}
        return np.array([day in disputed for day, _ in self.table.keys], dtype=bool)

    @cached_property
    def _origin_names(self) -> np.ndarray:
        """The origin of each credit; the last is that of none, where MISSING as an index leads."""
        return np.array([*(credit.origin for credit in self.table.credits), ""], dtype=object)

    def _origin_name(self, row: int, column: int) -> str:
        number = self.table.attributions[row, column]
        return self.table.credits[number].origin if number >= 0 else ""

    def _figure_at(self, row: int, field: str) -> Figure:
        """Return the figure of a cell; the same one for a while, with all that it is made of.

        A page asks for some again and again, and a sum of derived figures holds a hundred others.
        """
        known = self._figures.get((row, field))
        if known is None:
            if len(self._figures) >= _FIGURES_HELD:
                self._figures.clear()
            known = self._figures[row, field] = self._read_figure(row, field)
        return known

    @cached_property
    def _figures(self) -> dict[tuple[int, str], Figure]:
        return {}

    def _read_figure(self, row: int, field: str) -> Figure:
        day, subject = self.table.keys[row]
        column = COLUMN[field]
        return Figure(
            subject,
            FIELDS[field],
            float(self.table.values[row, column]),
            day,
            self._source(row, field),
            self._origin_name(row, column),
        )

    def _source(self, row: int, field: str) -> Source | Formula:
        day, subject = self.table.keys[row]
        origin = int(self.table.origins[row, COLUMN[field]])
        if origin == SUMMED:
            tickers = self.summed_tickers(day, field)
            inputs = tuple(self._figure_at(self.table.index[day, t], field) for t in tickers)
            return Formula(" + ".join(figure.id for figure in inputs), inputs, "sum")
        derivation = derivation_of(origin)
        if derivation is not None:
            names = [
                name.split(".", 1) if "." in name else (subject, name) for name in derivation.inputs
            ]
            inputs = tuple(self._figure_at(self.table.index[day, s], f) for s, f in names)
            return Formula(derivation.formula, inputs, derivation.expression)
        credit = int(self.table.attributions[row, COLUMN[field]])
        return Source(
            self.table.files[origin],
            int(self.table.lines[row, COLUMN[field]]),
            self.table.credits[credit] if credit >= 0 else None,
        )

    def summed_tickers(self, day: date, field: str) -> tuple[str, ...]:
        """Return the tickers that a sum over the assets on file takes in, in registry order."""
        leading = next(lead for lead, others in SUMS if field in (lead, *others))
        tickers = self.subjects_on(day)
        rows = [self.table.index[day, ticker] for ticker in tickers]
        members = set(summed_rows(self.table, rows, leading))
        return tuple(t for t, row in zip(tickers, rows, strict=True) if row in members)

    def _text_figure(self, cell: Cell) -> Figure:
        credit = self.table.text_credits.get((cell.day, cell.subject, cell.field))
        return Figure(
            cell.subject,
            FIELDS[cell.field],
            cell.value,
            cell.day,
            Source(cell.file, cell.line, credit),
            credit.origin if credit else "",
        )


def read_history(data: Path, kept: Path | None = None, jobs: int = 1) -> History:
    """Read, validate and derive everything a data folder holds.

    What has not changed since it was kept in the folder `kept` is taken from there, which makes no
    difference but in time; there, too, is kept what was read. Up to `jobs` processes read.

    Raises InputFaults, with every structural fault of every file, if there is any.
    """
    registry, registry_faults = read_registry(data)
    sources, source_faults = read_sources(data)
    parts, faults = read_parts(data, registry, sources, kept, jobs)
    faults = [*registry_faults, *source_faults, *faults]
    if faults:
        raise InputFaults(faults)
    whole = join_parts(parts)
    subjects = {subject for _, subject in whole.table.keys} - {MARKET, ON_FILE}
    return History(whole.days, registry.for_tickers(subjects), whole.table, whole.withheld, sources)
