"""Reads tables: rows of assets or of the market, one day or many to a file."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import date

from builder.market.cells import Cell, Contents, Statement
from builder.market.days import named_day, parse_as_of, parse_day
from builder.market.faults import Fault, nearest
from builder.market.fields import DAY_COLUMNS, MARKET, Field, Unit
from builder.market.numbers import parse_number
from builder.market.registry import Registry
from builder.market.vocabulary import REPORTED

MAX_BYTES = 256_000_000
"""A century of days of twenty assets stays below this."""


def parse_csv_table(text: str, file: str, registry: Registry) -> Contents:
    """Turn the text of a table into cells and statements, with every fault it has.

    The day is the `date` column, else the file's name. A row without an `asset` is a market row.
    `file` is its path below the data folder, for places.
    """
    try:
        named = named_day(file)
    except ValueError as error:
        return Contents(faults=[Fault(file, 0, "", f"{error}, as its name")])
    contents = Contents()
    rows = csv.reader(io.StringIO(text), strict=True)
    try:
        header = next(rows, None)
        if not header or not any(header):
            contents.faults.append(Fault(file, 1, "", "expected a header row, found an empty file"))
            return contents
        header = [name.strip() for name in header]
        contents.faults.extend(_header_faults(header, file, named))
        if "date" not in header and named is None:
            return contents
        columns = [(i, REPORTED[name]) for i, name in enumerate(header) if name in REPORTED]
        for row in rows:
            if row and any(cell.strip() for cell in row):
                _read_row(row, rows.line_num, header, columns, named, file, registry, contents)
    except csv.Error as error:
        message = f"expected a table of comma-separated values, found: {error}"
        contents.faults.append(Fault(file, rows.line_num, "", message))
    return contents


def _header_faults(header: list[str], file: str, named: date | None) -> list[Fault]:
    faults = []
    known = ("asset", *DAY_COLUMNS, *REPORTED)
    for name in header:
        if name not in known:
            message = f"expected a column of the vocabulary, found {name!r}{nearest(name, known)}"
            faults.append(Fault(file, 1, name, message))
    again = sorted(name for name, times in Counter(header).items() if times > 1)
    faults += [Fault(file, 1, name, "expected each column once, found it again") for name in again]
    if "date" not in header and named is None:
        message = "expected a date column, or the day as the file's name, found neither"
        faults.append(Fault(file, 1, "date", message))
    return faults


def _read_row(
    row: list[str],
    line: int,
    header: list[str],
    columns: list[tuple[int, Field]],
    named: date | None,
    file: str,
    registry: Registry,
    contents: Contents,
) -> None:
    faults = contents.faults
    if [cell.strip() for cell in row] == header:
        faults.append(Fault(file, line, "", "expected figures, found the header again"))
        return
    if len(row) != len(header):
        message = f"expected {len(header)} cells as in the header, found {len(row)}"
        faults.append(Fault(file, line, "", message))
        return
    day = named
    if "date" in header:
        try:
            day = parse_day(row[header.index("date")].strip())
        except ValueError as error:
            faults.append(Fault(file, line, "date", str(error)))
            return
        if named not in (None, day):
            message = f"expected the day of the file's name, {named}, found {day}"
            faults.append(Fault(file, line, "date", message))
            return
    assert day is not None, "a header without a date needs a named day"
    ticker = _unguarded(row[header.index("asset")].strip()) if "asset" in header else ""
    subject = ticker or MARKET
    if ticker:
        unknown = registry.unknown(ticker)
        if unknown:
            faults.append(Fault(file, line, "asset", unknown))
            return
    _read_statements(row, line, header, day, file, contents)
    for index, field in columns:
        text = row[index].strip()
        if not text:
            continue
        if not field.is_for(subject):
            whose = "the market" if subject == MARKET else "an asset"
            message = f"expected no value for {whose} in this column, found {text!r}"
            faults.append(Fault(file, line, field.name, message))
        elif field.unit is Unit.TEXT:
            contents.cells.append(Cell(day, subject, field.name, _unguarded(text), file, line))
        else:
            try:
                number = parse_number(text)
            except ValueError as error:
                faults.append(Fault(file, line, field.name, str(error)))
            else:
                contents.cells.append(Cell(day, subject, field.name, number, file, line))


def _read_statements(
    row: list[str], line: int, header: list[str], day: date, file: str, contents: Contents
) -> None:
    for name in ("as_of", "disputed"):
        text = _unguarded(row[header.index(name)].strip()) if name in header else ""
        if not text:
            continue
        try:
            value = parse_as_of(text, day) if name == "as_of" else text
        except ValueError as error:
            contents.faults.append(Fault(file, line, name, str(error)))
        else:
            contents.statements.append(Statement(day, name, value, file, line))


_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "'")


def guarded(text: str) -> str:
    """Return text for a cell so that no spreadsheet takes it for a formula: with a `'` before it.

    After OWASP's advice on CSV injection. Reading a table takes the mark away again, and makes all
    line breaks line feeds: they are so here too, as a bare carriage return would end the row.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA_STARTS) else text
