"""The Fear & Greed index on its scale."""

from __future__ import annotations

import altair as alt

from builder.charts.chart import Margins
from builder.charts.theme import FONT_SIZE, INK, MUTED, PAPER

HEIGHT = 70
MARGINS = Margins(2, 2, 0, 0)


def fear_greed_scale(data: alt.Data) -> alt.LayerChart:
    """The index's bands from 0 to 100, with a marker at the day's value.

    Columns: `low`, `high`, `label`, `position` and `end_text` (a number at an end of the scale, and
    where it stands), `shade` (0 to 1) for bands; `value`, `text`, `text_position` and `description`
    for the row of the value.
    """
    scale = alt.Scale(domain=[0, 100], nice=False)
    base = alt.Chart(data)
    bands = (
        base.transform_filter("isValid(datum.low)")
        .mark_rect(y=32, y2=44, stroke=PAPER, strokeWidth=2, color=MUTED)
        .encode(
            x=alt.X("low:Q", scale=scale, axis=None),
            x2="high:Q",
            opacity=alt.Opacity("shade:Q", scale=None, legend=None),
            description=alt.Description("label:N"),
        )
    )
    labels = (
        base.transform_filter("isValid(datum.low)")
        .mark_text(y=60, fontSize=FONT_SIZE, color=MUTED, aria=False)
        .encode(x=alt.X("position:Q", scale=scale), text="end_text:N")
    )
    value = base.transform_filter("isValid(datum.value)")
    marker = value.mark_point(
        y=30, shape="triangle-down", size=130, filled=True, opacity=1, color=INK, yOffset=-4
    ).encode(x=alt.X("value:Q", scale=scale), description=alt.Description("description:N"))
    number = value.mark_text(y=10, fontSize=15, fontWeight=600, aria=False).encode(
        x=alt.X("text_position:Q", scale=scale), text="text:N"
    )
    return alt.layer(bands, labels, marker, number).properties(height=HEIGHT)
