"""What all charts of days share: the axis of days, the frame of a span, and its gaps.

Beside the rows of its values a chart of days has rows of two other kinds: one with `first` and
`last`, the edges of what is drawn (ISO moments), and one with `gap_from` and `gap_to` for each gap
between the days on file, with the `panel` it is in, or an empty one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import altair as alt

from builder.charts.chart import Row
from builder.charts.theme import MISSING, NARROW

HEIGHT_NARROW, HEIGHT_WIDE = 160, 230

HUMAN = "replace(replace(format({value}, '{pattern}'), 'G', 'B'), 'k', 'K')"
"""Writes a number of an axis as people do; d3's own billion is a G."""

_DATES = (
    # Ticks between midnights, which a short span has, would repeat their day.
    "utchours(datum.value) ? '' : "
    "utcdate(datum.value) != 1 ? utcFormat(datum.value, '%-d %b') : "
    "utcFormat(datum.value, utcmonth(datum.value) == 0 ? '%Y' : '%b')"
)
_HALF = timedelta(hours=12)
_DAY = timedelta(days=1)


def day_axis(width: int) -> alt.Axis:
    """The axis of days: few labels, none of them twice."""
    return alt.Axis(
        title=None,
        grid=False,
        tickCount=4 if width <= NARROW else 8,
        labelOverlap=True,
        labelFlush=True,
        labelExpr=_DATES,
    )


def gap_bands(data: alt.Data, panel: str, top: float, bottom: float) -> alt.LayerChart:
    """The frame of the days that are drawn, and a band where none of them is on file."""
    frame = (
        alt.Chart(data)
        .transform_filter("isValid(datum.first)")
        .mark_rule(strokeOpacity=0, aria=False, y=bottom)
        .encode(x=alt.X("first:T", scale=alt.Scale(type="utc", nice=False)), x2="last:T")
    )
    bands = (
        alt.Chart(data)
        .transform_filter(f"isValid(datum.gap_from) && datum.panel == '{panel}'")
        .mark_rect(color=MISSING, aria=False, y=top, y2=bottom)
        .encode(x=alt.X("gap_from:T", scale=alt.Scale(type="utc")), x2="gap_to:T")
    )
    return alt.layer(bands, frame)


def thickness() -> alt.StrokeWidth:
    """How thick a day's bar is: as its row says."""
    return alt.StrokeWidth("thickness:Q", scale=None, legend=None)


def bar_thickness(first: date, last: date, width: float, on_file: int) -> float:
    """Return how thick a day's bar is in a plot of some width, in pixels: there is air between.

    Where few days are on file, a bar may be as thick as can well be seen.
    """
    room = width / ((last - first).days + 1)
    least = 2.0 if on_file * 6 < width else 1.0
    return round(min(14.0, max(least, room * 0.72)), 1)


def frame_rows(first: date, last: date) -> list[Row]:
    """Return the row of a span's edges: half a day before its first and after its last day."""
    return [{"first": _moment(first, -_HALF), "last": _moment(last, _HALF)}]


def gap_rows(days: Sequence[date], first: date, last: date, panel: str = "") -> list[Row]:
    """Return a row for each gap between days, which are in order, and before and after them."""
    ends = [first - _DAY, *days, last + _DAY]
    return [
        {"panel": panel, "gap_from": _moment(before, _HALF), "gap_to": _moment(after, -_HALF)}
        for before, after in pairwise(ends)
        if after - before > _DAY
    ]


def height_of(width: int) -> int:
    """Return the height of the plot in a drawing of some width, in pixels."""
    return HEIGHT_NARROW if width <= NARROW else HEIGHT_WIDE


def _moment(day: date, shift: timedelta) -> str:
    moment = datetime.combine(day, time(), UTC) + shift
    return moment.isoformat().replace("+00:00", "Z")
