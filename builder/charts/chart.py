"""What a chart is before it is drawn: a specification, a name, and words for who cannot see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from builder.charts.compiled import Build, Look, compiled, kind_of

Row = dict[str, Any]
"""One row of a chart's table: column to number, text or ISO date."""


@dataclass(frozen=True)
class Chart:
    """A Vega specification with its data, named within its page.

    `look` is what charts of one `kind` share, `own` holds the data, size and margins of this one.
    `title` says in a few words what kind of chart of what it is, `description` holds the key number
    and its direction; both reach assistive technology.
    """

    name: str
    kind: str
    title: str
    description: str
    look: Look
    own: Mapping[str, Any]

    @property
    def specification(self) -> dict[str, Any]:
        """The whole of it."""
        return {**self.look.specification, **self.own}


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
    look = compiled(build, *options)
    own = _own(look, rows, width, margins)
    return Chart(words.name, kind_of(build, *options), words.title, words.description, look, own)


def _own(look: Look, rows: Sequence[Row], width: float, margins: Margins) -> dict[str, Any]:
    # The renderer is not left to fit the plot into the width: that would measure every text twice,
    # which is most of the time a drawing takes.
    first, *others = look.specification["data"]
    return {
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
