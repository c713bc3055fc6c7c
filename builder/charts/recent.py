"""A day among those before it: how large, how fearful, against the last weeks."""

from __future__ import annotations

import altair as alt

from builder.charts.axes import HUMAN, day_axis, gap_bands, thickness
from builder.charts.chart import Margins
from builder.charts.theme import ACCENT, INK, LEGIBLE, MUTED, NARROW, NEUTRAL, PAPER

HEIGHT = 168
MARGINS = Margins(52, 8, 24, 26)
SENTIMENT_MARGINS = Margins(30, 8, 12, 26)


def day_among_days(data: alt.Data, pattern: str) -> alt.LayerChart:
    """A bar for each of the last days, the day of the page set apart, with its number.

    Columns: `date` (ISO), `value`, `role` (`day` for the page's own, `other`), `thickness`
    (pixels), `description` (of the page's day); on the bars whose numbers are printed `text`, `top`
    (above which value it stands) and `align` (`left`, `right`). The rows of
    :mod:`builder.charts.axes` stand among them.
    """
    label = HUMAN.format(value="datum.value", pattern=pattern)
    base = (
        alt.Chart(data)
        .transform_filter("isValid(datum.date)")
        .transform_calculate(zero="0")
        .encode(
            x=alt.X("date:T", scale=alt.Scale(type="utc"), axis=day_axis(NARROW)),
            y=alt.Y(
                "value:Q",
                scale=alt.Scale(zero=True, nice=True),
                axis=alt.Axis(title=None, tickCount=4, labelExpr=label, labelPadding=4),
            ),
        )
    )
    others = (
        base.transform_filter("datum.role == 'other'")
        .mark_rule(color=NEUTRAL, aria=False)
        .encode(y2="zero:Q", strokeWidth=thickness())
    )
    day = (
        base.transform_filter("datum.role == 'day'")
        .mark_rule(color=ACCENT)
        .encode(y2="zero:Q", strokeWidth=thickness(), description="description:N")
    )
    leader = (
        base.transform_filter("datum.role == 'day'")
        .mark_rule(color=MUTED, strokeDash=[1, 2], aria=False)
        .encode(y2="top:Q")
    )
    numbers = [
        base.transform_filter(f"isValid(datum.text) && datum.align == '{align}'")
        .mark_text(align=align, dy=-8, fontWeight=600, aria=False, **look)
        .encode(y="top:Q", text="text:N")
        for look in LEGIBLE
        for align in ("left", "right")
    ]
    zero = alt.Chart(data).mark_rule(color=MUTED, aria=False).encode(y=alt.datum(0))
    return alt.layer(
        gap_bands(data, "", 0, HEIGHT), others, leader, day, zero, *numbers
    ).properties(height=HEIGHT)


def fear_greed_days(data: alt.Data) -> alt.LayerChart:
    """The Fear & Greed index over the last days, on its bands, with the day of the page marked.

    Columns: `low`, `high`, `label` and `shade` (0 to 1) for the bands; `date` (ISO), `value`,
    `run`, `alone` for the days; `text`, `place` (`above`, `below`) and `description` on the page's
    own day. The rows of :mod:`builder.charts.axes` stand among them.
    """
    scale = alt.Scale(domain=[0, 100], nice=False)
    axis = alt.Axis(title=None, values=[0, 25, 50, 75, 100], grid=False, labelPadding=4)
    bands = alt.Chart(data).transform_filter("isValid(datum.low)")
    stripes = bands.mark_rect(color=MUTED, stroke=PAPER, strokeWidth=1, aria=False, x=0).encode(
        y=alt.Y("low:Q", scale=scale, axis=axis),
        y2="high:Q",
        x2=alt.value(NARROW - SENTIMENT_MARGINS.left - SENTIMENT_MARGINS.right),
        opacity=alt.Opacity("shade:Q", scale=None, legend=None),
    )
    names = (
        bands.transform_calculate(middle="(datum.low + datum.high) / 2")
        .mark_text(align="left", baseline="middle", color=MUTED, x=6, aria=False)
        .encode(y=alt.Y("middle:Q", scale=scale), text="label:N")
    )
    days = (
        alt.Chart(data)
        .transform_filter("isValid(datum.date)")
        .encode(
            x=alt.X("date:T", scale=alt.Scale(type="utc"), axis=day_axis(NARROW)),
            y=alt.Y("value:Q", scale=scale, axis=axis),
        )
    )
    line = days.mark_line(color=ACCENT, strokeWidth=2, aria=False).encode(detail="run:N")
    points = days.transform_filter("datum.alone").mark_point(
        filled=True, color=ACCENT, size=28, opacity=1, aria=False
    )
    day = days.transform_filter("isValid(datum.text)")
    marker = day.mark_point(filled=True, color=INK, size=70, opacity=1).encode(
        description="description:N"
    )
    numbers = [
        day.transform_filter(f"datum.place == '{place}'")
        .mark_text(align="right", dx=5, dy=dy, fontWeight=600, fontSize=15, aria=False, **look)
        .encode(text="text:N")
        for look in LEGIBLE
        for place, dy in (("above", -15), ("below", 17))
    ]
    frame = gap_bands(data, "none", 0, HEIGHT)
    return alt.layer(stripes, frame, names, line, points, marker, *numbers).properties(
        height=HEIGHT
    )
