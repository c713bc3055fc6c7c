"""What a chart is before it is drawn: a specification, a name, and words for who cannot see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from builder.charts.compiled import Build, compiled, kind_of

Row = dict[str, Any]
"""One row of a chart's table: column to number, text or ISO date."""


@dataclass(frozen=True)
class Chart:
    """A Vega specification with its data, named within its page.

    `kind` names what charts of one look share: their specification without its data. `title` says
    in a few words what kind of chart of what it is, `description` holds the key number and its
    direction; both reach assistive technology.
    """

    name: str
    kind: str
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


@dataclass(frozen=True, slots=True)
class Words:
    """What a chart is called within its page, and what it says to who cannot see it."""

    name: str
    title: str
    description: str


def chart_of(
    words: Words, build: Build, rows: Sequence[Row], width: float, margins: Margins, *options: Any
) -> Chart:
    """Return one kind of chart with these rows as its data.

    `width` is the whole drawing's, in pixels; `options` are those of `build`.
    """
    specification = _specify(build, rows, width, margins, *options)
    kind = kind_of(build, *options)
    return Chart(words.name, kind, words.title, words.description, specification)


def _specify(
    build: Build, rows: Sequence[Row], width: float, margins: Margins, *options: Any
) -> dict[str, Any]:
    # The renderer is not left to fit the plot into the width: that would measure every text twice,
    # which is most of the time a drawing takes.
    template = compiled(build, *options)
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
