"""What a browser needs to draw a chart anew: what its kind shares, and its own rows.

The kind's specification is compiled here, to Vega, so that no browser has to know Vega-Lite. Over
days it can be looked at more closely: the signal `shown` holds the first and the last moment that
are shown, as numbers, or nothing for all; `magnified` says how many times nearer that is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from builder.charts.chart import Chart, Row
from builder.charts.compiled import Build, compiled, kind_of

_ZOOMED = [{"name": "shown", "value": None}, {"name": "magnified", "value": 1}]
_CLOSE_BAR = 24
"""Pixels; however near it is looked at, a day's bar gets no thicker."""

_OUTSIDE = (
    "shown && isValid(datum.date) && (+datum.date < +shown[0] || +datum.date > +shown[1]) ? 0 : 1"
)


@dataclass(frozen=True, slots=True)
class Kind:
    """Charts of one look: what builds them, and with which options."""

    build: Build
    options: tuple[object, ...] = ()

    @property
    def name(self) -> str:
        """What it is called in the pages and in its file."""
        return kind_of(self.build, *self.options)


def shared_specification(kind: Kind) -> dict[str, Any]:
    """Return a kind's Vega specification without data, size and margins."""
    found: dict[str, Any] = deepcopy(compiled(kind.build, *kind.options).specification)
    for own in ("width", "padding", "autosize"):
        found.pop(own, None)
    found["data"][0].pop("values", None)
    days = next((scale for scale in found["scales"] if scale["type"] == "utc"), None)
    if days is not None:
        found["signals"] = [*found.get("signals", []), *deepcopy(_ZOOMED)]
        days["domainRaw"] = {"signal": "shown"}
        for mark in found["marks"]:
            _keep_within(mark)
    return found


def rows_of(chart: Chart) -> list[Row]:
    """Return the rows that a chart is drawn from."""
    rows: list[Row] = chart.own["data"][0]["values"]
    return rows


def in_columns(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Return rows by runs of those with the same columns, each column once.

    `rows` is how many rows a run has; a column of `columns` is a list, or the one value that all of
    its rows have.
    """
    runs = []
    for names, group in groupby(rows, key=tuple):
        run = list(group)
        columns = {name: [row[name] for row in run] for name in names}
        runs.append({"rows": len(run), "columns": {n: _once(c) for n, c in columns.items()}})
    return runs


def _once(column: Sequence[object]) -> object:
    first = column[0]
    same = all(type(value) is type(first) and value == first for value in column)
    return first if same else list(column)


def _keep_within(mark: dict[str, Any]) -> None:
    """Keep a mark within the days that are shown; a word beside the plot may leave it."""
    update: dict[str, Any] = mark["encode"]["update"]
    if mark["type"] == "text":
        if "field" in _mapping(update.get("x")):
            update["opacity"] = {"signal": _OUTSIDE}
    else:
        mark["clip"] = {"signal": "!!shown"}
    if _mapping(update.get("strokeWidth")).get("field") == "thickness":
        update["strokeWidth"] = {"signal": f"min({_CLOSE_BAR}, datum.thickness * magnified)"}
    for inner in mark.get("marks", ()):
        _keep_within(inner)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
