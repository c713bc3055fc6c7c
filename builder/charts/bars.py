"""Horizontal bars, one for each asset, in the order of the rows: the shape most day charts share."""

from __future__ import annotations

import altair as alt

from builder.charts.theme import FONT_SIZE, INK, NARROW

BAR_STEP = 28
"""Pixels from one bar to the next."""


def asset_axis() -> alt.Y:
    """The names of the assets, in the order of the rows."""
    return alt.Y(
        "asset:N",
        sort=None,
        title=None,
        axis=alt.Axis(labelColor=INK, labelFontSize=FONT_SIZE, labelPadding=8),
        scale=alt.Scale(paddingInner=0.35, paddingOuter=0.15),
    )


def diverging_bars(data: alt.Data, positive: str, negative: str) -> alt.LayerChart:
    """Bars to the right for gains and to the left for falls, each with its number at the end.

    Columns: `asset`, `value`, `text` (the number as printed), `number_at` (where it stands: at the
    end of a gain, at zero for a fall), `direction` (`positive` or
    `negative`), `description` (what the bar says). `positive` and `negative` are the colours.
    """
    base = alt.Chart(data).encode(y=asset_axis())
    colour = alt.Color(
        "direction:N",
        legend=None,
        scale=alt.Scale(domain=["positive", "negative"], range=[positive, negative]),
    )
    value = alt.X("value:Q", axis=None, scale=alt.Scale(nice=False, zero=True))
    bars = base.mark_bar().encode(
        x=value, color=colour, description=alt.Description("description:N")
    )
    # A fall's number stands right of the zero line: left of its bar stands the asset's name.
    numbers = base.mark_text(align="left", dx=6, aria=False).encode(x="number_at:Q", text="text:N")
    zero = alt.Chart(data).mark_rule(aria=False).encode(x=alt.datum(0), color=alt.value("var(--muted)"))
    return alt.layer(bars, numbers, zero).properties(
        width=NARROW, height=alt.Step(BAR_STEP), autosize=alt.AutoSizeParams(type="fit-x", contains="padding")
    )
