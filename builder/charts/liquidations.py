"""Liquidations by asset: who was hit, on which side, and whether it slowed."""

from __future__ import annotations

import altair as alt

from builder.charts.bars import BAR_STEP, asset_axis
from builder.charts.theme import ACCENT, INK, LEGIBLE, LONG, MUTED, NEUTRAL, SHORT

SIDES = ("Long", "Short", "Not split")
COLOURS = (LONG, SHORT, NEUTRAL)


def liquidations_by_asset(data: alt.Data) -> alt.LayerChart:
    """Stacked bars of long and short liquidations, with the total at the end of each.

    Columns: `asset`, `side` (one of SIDES), `start` and `end` in US dollars, `description`; `text`
    (the total as printed) on the row that ends the bar, else empty.
    """
    base = alt.Chart(data).encode(y=asset_axis())
    bars = base.mark_bar().encode(
        x=alt.X("start:Q", axis=None, scale=alt.Scale(nice=False, zero=True)),
        x2="end:Q",
        color=alt.Color("side:N", scale=alt.Scale(domain=SIDES, range=COLOURS), legend=None),
        description=alt.Description("description:N"),
    )
    numbers = base.mark_text(align="left", dx=6, aria=False).encode(x="end:Q", text="text:N")
    return alt.layer(bars, numbers).properties(height=alt.Step(BAR_STEP))


def pace_by_asset(data: alt.Data) -> alt.LayerChart:
    """Bars of the last four hours' pace, with the average of the day as a line at 100 %.

    Columns: `asset`, `value` (percent of the day's average), `text`, `description`; and a row with
    `average` (100) and `label`, which names that line.
    """
    assets = alt.Chart(data).transform_filter("isValid(datum.value)").encode(y=asset_axis())
    bars = assets.mark_bar(color=ACCENT).encode(
        x=alt.X("value:Q", axis=None, scale=alt.Scale(nice=False, zero=True)),
        description=alt.Description("description:N"),
    )
    numbers = [
        assets.mark_text(align="left", dx=6, aria=False, **look).encode(x="value:Q", text="text:N")
        for look in LEGIBLE
    ]
    average = alt.Chart(data).transform_filter("isValid(datum.average)").encode(x="average:Q")
    line = average.mark_rule(color=INK, strokeDash=[3, 3], aria=False)
    label = average.mark_text(color=MUTED, y=-9, baseline="middle", aria=False).encode(
        text="label:N"
    )
    return alt.layer(bars, line, *numbers, label).properties(height=alt.Step(BAR_STEP))
