"""What one asset did over time; days that are missing stay visible as gaps."""

from __future__ import annotations

import altair as alt

from builder.charts.axes import HUMAN, day_axis, gap_bands, height_of, thickness
from builder.charts.chart import Margins
from builder.charts.theme import ACCENT, INK, LONG, MUTED, NEUTRAL, SHORT

MARGINS = Margins(52, 10, 8, 26)
"""Room around a plot whose values are labelled shortly, as `$500M`."""

RATE_MARGINS = Margins(62, 10, 8, 26)
"""Room around a plot of rates, as `0.005%`."""

PANELS = {"price": "Price", "open_interest": "Open interest"}

_TITLE = 20
"""Pixels above a panel, for what it shows."""

_BETWEEN = 14
"""Pixels between two panels."""


def level_history(
    data: alt.Data, width: int, panels: tuple[str, ...], patterns: tuple[str, ...]
) -> alt.LayerChart:
    """Lines over the days, one above the other on the same days, broken where days are missing.

    Each panel has a scale of its own, which need not begin at zero. Columns: `panel` (a key of
    PANELS), `date` (ISO), `value`, `run` (number of the run of consecutive days it belongs to),
    `alone` (whether the run is that day only: a point). `patterns` are d3 number formats. The rows
    of :mod:`builder.charts.axes` stand among them.
    """
    height = height_of(width) + (len(panels) - 1) * 90
    room = (height - (len(panels) - 1) * _BETWEEN) / len(panels)
    layers = []
    for number, (panel, pattern) in enumerate(zip(panels, patterns, strict=True)):
        top = number * (room + _BETWEEN) + _TITLE
        bottom = (number + 1) * room + number * _BETWEEN
        layers.append(_panel(data, width, panel, pattern, (bottom, top)))
    return alt.layer(*layers).resolve_scale(y="independent").properties(height=height)


def _panel(
    data: alt.Data, width: int, panel: str, pattern: str, span: tuple[float, float]
) -> alt.LayerChart:
    bottom, top = span
    values = alt.Axis(
        title=None,
        tickCount=4,
        orient="left",
        labelExpr=HUMAN.format(value="datum.value", pattern=pattern),
        labelPadding=4,
        grid=True,
    )
    base = (
        alt.Chart(data)
        .transform_filter(f"datum.panel == '{panel}'")
        .encode(
            x=alt.X("date:T", scale=alt.Scale(type="utc"), axis=day_axis(width)),
            y=alt.Y(
                "value:Q",
                scale=alt.Scale(zero=False, range=[bottom, top]),
                axis=values,
            ),
        )
    )
    line = base.mark_line(color=ACCENT, strokeWidth=1.75, aria=False).encode(detail="run:N")
    points = base.transform_filter("datum.alone").mark_point(
        filled=True, color=ACCENT, size=24, opacity=1, aria=False
    )
    name = (
        alt.Chart(data)
        .transform_filter("isValid(datum.first)")
        .mark_text(align="left", baseline="alphabetic", fontWeight=600, color=INK, x=0, aria=False)
        .encode(y=alt.value(top - 9), text=alt.value(PANELS[panel]))
    )
    return alt.layer(gap_bands(data, panel, top, bottom), line, points, name)


def liquidation_history(data: alt.Data, width: int, pattern: str) -> alt.LayerChart:
    """Long liquidations upward and short ones downward, a bar a day.

    Columns: `date` (ISO), `side` (`Long`, `Short` or `Not split`), `value` (short ones negative),
    `thickness` (pixels). The rows of :mod:`builder.charts.axes` stand among them.
    """
    # Downward is a side, not a loss of amount: both directions are labelled as amounts.
    return _bars_from_zero(data, width, HUMAN.format(value="abs(datum.value)", pattern=pattern))


def funding_history(data: alt.Data, width: int, pattern: str) -> alt.LayerChart:
    """The funding rate, a bar a day from its zero; the colour names the side that pays.

    Columns: `date` (ISO), `value` (a fraction per interval), `side` (`Long` or `Short`),
    `thickness` (pixels). The rows of :mod:`builder.charts.axes` stand among them.
    """
    return _bars_from_zero(data, width, HUMAN.format(value="datum.value", pattern=pattern))


def _bars_from_zero(data: alt.Data, width: int, label: str) -> alt.LayerChart:
    height = height_of(width)
    values = alt.Axis(title=None, tickCount=4, labelExpr=label, labelPadding=4)
    bars = (
        alt.Chart(data)
        .transform_filter("isValid(datum.date)")
        .transform_calculate(zero="0")
        .mark_rule(aria=False)
        .encode(
            x=alt.X("date:T", scale=alt.Scale(type="utc"), axis=day_axis(width)),
            y=alt.Y("zero:Q", axis=values),
            y2="value:Q",
            strokeWidth=thickness(),
            color=alt.Color(
                "side:N",
                legend=None,
                scale=alt.Scale(
                    domain=["Long", "Short", "Not split"], range=[LONG, SHORT, NEUTRAL]
                ),
            ),
        )
    )
    zero = alt.Chart(data).mark_rule(color=MUTED, aria=False).encode(y=alt.datum(0))
    return alt.layer(gap_bands(data, "", 0, height), bars, zero).properties(height=height)
