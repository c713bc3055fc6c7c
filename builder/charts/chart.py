"""What a chart is before it is drawn: a specification, a key, and words for those who cannot see it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import altair as alt

from builder.charts.theme import CONFIG

Row = dict[str, Any]
"""One row of a chart's table: column to number, text or ISO date."""

DATA = "table"


@dataclass(frozen=True)
class Chart:
    """A Vega-Lite specification with its data, named within its page.

    `title` says in a few words what kind of chart of what it is, `description` holds the key number
    and its direction; both reach assistive technology.
    """

    name: str
    title: str
    description: str
    specification: dict[str, Any]


@cache
def _template(build: Callable[..., alt.Chart | alt.LayerChart], *options: Any) -> dict[str, Any]:
    # Altair needs 10 ms to check a chart: once for each kind, not for each page.
    chart = build(alt.Data(name=DATA), *options)
    return chart.configure(**CONFIG).to_dict()


def specify(
    build: Callable[..., alt.Chart | alt.LayerChart], rows: Sequence[Row], *options: Any
) -> dict[str, Any]:
    """Return the specification that `build` makes, with these rows as its data.

    `build` takes the data source and hashable options; it is called once for each set of options.
    """
    return {**_template(build, *options), "datasets": {DATA: list(rows)}}
