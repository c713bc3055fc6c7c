"""The numbers to take away: what is on file, as files that read back as input."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import orjson

from builder.market.corrections import KEYS as CORRECTION_KEYS
from builder.market.corrections import Correction
from builder.market.csv_tables import guarded
from builder.market.fields import MARKET
from builder.market.figures import Source
from builder.market.history import History
from builder.market.long_table import Block, LongTable
from builder.market.numbers import plain, pointless
from builder.market.snapshots import Day
from builder.market.vocabulary import REPORTED
from builder.pages.page import asset_address, day_address
from builder.publish.data.tables import ROWS_AT_ONCE, write_credits_csv
from builder.publish.files import write_text

Cells = dict[str, float | str]
Row = tuple[Day, str, Cells]


def reported_cells(history: History, day: date, subject: str) -> Cells:
    """Return the published cells of one subject on a day, by field; withheld ones are not."""
    cells: Cells = {}
    for name in REPORTED:
        figure = history.figure(day, subject, name)
        if figure is not None and isinstance(figure.source, Source):
            cells[name] = figure.value
    return cells


def day_csv(history: History, day: Day) -> str:
    """Return a day as a table: the market's row first, its `asset` empty, then the assets."""
    subjects = (MARKET, *history.subjects_on(day.date))
    return _table(
        (day, subject, reported_cells(history, day.date, subject)) for subject in subjects
    )


def day_sources_csv(history: History, day: Day) -> str:
    """Return who measured and published a day's figures, in the order of its table."""
    subjects = (MARKET, *history.subjects_on(day.date))
    keys = ((day.date, subject) for subject in subjects)
    out = io.StringIO()
    write_credits_csv(out, history, (key for key in keys if key in history.table.index))
    return out.getvalue()


def asset_csv(history: History, ticker: str) -> str:
    """Return all days of an asset as a table, in the order of dates."""
    found = (history.table.index.get((day.date, ticker)) for day in history.days)
    of_asset = LongTable(history, tuple(row for row in found if row is not None))
    return _table(row for block in of_asset.blocks(ROWS_AT_ONCE) for row in _rows(block))


def day_json(history: History, day: Day) -> str:
    """Return a day as a snapshot, with its sources and the corrections of what it publishes."""
    snapshot: dict[str, object] = {"date": day.date.isoformat()}
    if day.as_of is not None:
        snapshot["as_of"] = day.as_of.isoformat()
    if day.disputed:
        snapshot["disputed"] = day.disputed
    sources = [
        {
            **{
                key: value
                for key in ("provider", "publisher", "url")
                if (value := getattr(attribution, key))
            },
            "covers": list(attribution.covers),
        }
        for attribution in history.attributions_on(day.date)
    ]
    if sources:
        snapshot["sources"] = sources
    corrections = [
        {key: value for key in CORRECTION_KEYS if (value := str(getattr(found, key)))}
        for found in day.corrections
        if _is_published(history, day, found)
    ]
    if corrections:
        snapshot["corrections"] = corrections
    market = reported_cells(history, day.date, MARKET)
    if market:
        snapshot["market"] = _numbers(market)
    assets = {
        ticker: _numbers(cells)
        for ticker in history.subjects_on(day.date)
        if (cells := reported_cells(history, day.date, ticker))
    }
    if assets:
        snapshot["assets"] = assets
    return orjson.dumps(snapshot, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()


def _is_published(history: History, day: Day, correction: Correction) -> bool:
    """Tell whether a download holds what a correction speaks of; a withheld cell is not there."""
    out = {f"{cell.subject}.{cell.field}" for cell in history.withheld_on(day.date)}
    return correction.field not in out


def write_downloads(history: History, site: Path, days: Iterable[Day] | None = None) -> None:
    """Write the downloads of days, of all unless some are given, and of every asset into a site."""
    for day in history.days if days is None else days:
        folder = site / day_address(day.date)
        write_text(folder / "data.csv", day_csv(history, day))
        write_text(folder / "data.json", day_json(history, day))
        write_text(folder / "sources.csv", day_sources_csv(history, day))
    for asset in history.assets:
        write_text(site / asset_address(asset.slug) / "data.csv", asset_csv(history, asset.ticker))


def _rows(block: Block) -> Iterator[Row]:
    """Yield the rows of a block; what is missing is no cell."""
    columns: dict[str, list[float | str | None]] = {
        name: [None if number != number else number for number in array.tolist()]
        for name, array in block.numbers.items()
    }
    columns |= block.texts
    for place, (day, subject) in enumerate(zip(block.days, block.subjects, strict=True)):
        cells = ((name, columns[name][place]) for name in REPORTED)
        yield day, subject, {name: value for name, value in cells if value is not None}


def _table(found: Iterable[Row]) -> str:
    rows = [row for row in found if row[2]]
    said = [name for name in ("as_of", "disputed") if any(getattr(day, name) for day, _, _ in rows)]
    fields = [name for name in REPORTED if any(name in cells for _, _, cells in rows)]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["date", "asset", *said, *fields])
    for day, subject, cells in rows:
        statements = {
            "as_of": day.as_of.isoformat() if day.as_of else "",
            "disputed": guarded(day.disputed),
        }
        ticker = "" if subject == MARKET else guarded(subject)
        writer.writerow(
            [
                day.date.isoformat(),
                ticker,
                *(statements[name] for name in said),
                *(_text(cells.get(name)) for name in fields),
            ]
        )
    return out.getvalue()


def _text(value: float | str | None) -> str:
    if value is None:
        return ""
    return guarded(value) if isinstance(value, str) else plain(value)


def _numbers(cells: Cells) -> dict[str, float | int | str]:
    return {
        name: value if isinstance(value, str) else pointless(value) for name, value in cells.items()
    }
