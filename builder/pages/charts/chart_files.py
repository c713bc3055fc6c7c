"""What stands beside a page for its charts: their rows for a browser, and the page to embed.

`charts.json` is read when a reader first points at a chart. It holds, for each drawing by its name,
whose figures it shows, and where it can be drawn anew its kind, its size and its rows; and by the
name of the wide drawing the numbers that are told of each mark, as a table of the page prints them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from builder.charts.chart import Chart
from builder.charts.interactive import in_columns, rows_of
from builder.market.fields import MARKET
from builder.pages.charts.captions import Figured
from builder.pages.charts.kinds import is_interactive
from builder.pages.charts.liquidation_charts import ALL
from builder.pages.tables import FigureTable, Row
from builder.story.telling import Teller

FILE = "charts.json"
"""Its name beside the page."""

EMBEDS = "embed/"
"""The folder of the pages that others frame: each has the address of its page below it."""


def chart_rows(
    figured: Sequence[Figured], teller: Teller, address: str, embed: str, as_of: str
) -> str:
    """Return the file of a page's charts, as JSON.

    `address` and `embed` are whole addresses, `embed` empty where there is no such page; `as_of`
    is what time the page's figures are of, in words.
    """
    charts: dict[str, Any] = {}
    for one in figured:
        charts[one.chart.name] = {**_drawn(one.chart), **_told(one, teller)}
        if is_interactive(one.chart.kind):
            charts[one.chart.name]["rows"] = in_columns(rows_of(one.chart))
        if one.narrow is not None:
            # A narrow drawing leaves out days that a closer look would show.
            like = {"like": one.chart.name, "thickness": _thickness(one.narrow)}
            charts[one.narrow.name] = {**_drawn(one.narrow), **like}
    page = {"address": address, "embed": embed, "as_of": as_of, "charts": charts}
    return orjson.dumps(page, option=orjson.OPT_APPEND_NEWLINE).decode()


def _drawn(chart: Chart) -> dict[str, Any]:
    if not is_interactive(chart.kind):
        return {}
    return {"kind": chart.kind, "width": chart.own["width"], "padding": chart.own["padding"]}


def _thickness(chart: Chart) -> float | None:
    found = {row["thickness"] for row in rows_of(chart) if "thickness" in row}
    return min(found) if found else None


def _told(one: Figured, teller: Teller) -> dict[str, Any]:
    """Return the numbers of a chart's marks as they are printed, by the names of its rows."""
    said: dict[str, Any] = {"source": one.credits}
    table = one.of_its_marks
    if table is None or not is_interactive(one.chart.kind):
        return said
    over_days = any("date" in row for row in rows_of(one.chart))
    said["columns"] = [_column(table, place) for place in range(len(table.columns))]
    said["numbers"] = {}
    for row in table.rows:
        name = teller.day(row.day, "d MMM y") if one.by_day else _subject(row)
        named = ALL if row.subject == MARKET and not one.by_day else name
        key = row.day.isoformat() if over_days else named
        cells = [teller.printer.cell(figure) if figure else "" for figure in row.figures]
        said["numbers"][key] = [name, *cells]
    return said


def _column(table: FigureTable, place: int) -> str:
    field = table.columns[place]
    return f"{field.label}, {field.window}" if field.window else field.label


def _subject(row: Row) -> str:
    return "All assets" if row.subject == MARKET else row.subject
