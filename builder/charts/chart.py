"""What a chart is before it is drawn: a specification, a name, and words for who cannot see it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import altair as alt

from builder.charts.renderer import compile_vega
from builder.charts.theme import CONFIG

Row = dict[str, Any]
"""One row of a chart's table: column to number, text or ISO date."""

Build = Callable[..., alt.Chart | alt.LayerChart]
"""Makes the Altair chart of one kind from a data source and hashable options."""

DATA = "table"


@dataclass(frozen=True)
class Chart:
    """A Vega specification with its data, named within its page.

    `title` says in a few words what kind of chart of what it is, `description` holds the key number
    and its direction; both reach assistive technology.
    """

    name: str
    title: str
    description: str
    specification: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Margins:
    """Pixels between the edges of a drawing and its plot: room for labels."""

    left: float
    right: float
    top: float
    bottom: float


@cache
def _compiled(build: Build, *options: Any) -> dict[str, Any]:
    # Checking a chart takes Altair 10 ms, and compiling it to Vega 10 more: once for each kind.
    chart = build(alt.Data(name=DATA), *options)
    specification = chart.configure(**CONFIG).to_dict()
    return compile_vega({**specification, "datasets": {DATA: []}})


def specify(
    build: Build, rows: Sequence[Row], width: float, margins: Margins, *options: Any
) -> dict[str, Any]:
    """Return the Vega specification of one kind of chart with these rows as its data.

    `width` is the whole drawing's, in pixels. The renderer is not left to fit the plot into it:
    that would measure every text twice, which is most of the time a drawing takes.
    """
    template = _compiled(build, *options)
    first, *others = template["data"]
    return {
        **template,
        "autosize": {"type": "none"},
        "padding": {
            "left": margins.left,
            "right": margins.right,
            "top": margins.top,
            "bottom": margins.bottom,
        },
        "width": width - margins.left - margins.right,
        "data": [{**first, "values": list(rows)}, *others],
    }
