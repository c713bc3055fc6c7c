"""Liquidations by asset: who was hit, and on which side."""

from __future__ import annotations

import altair as alt

from builder.charts.bars import BAR_STEP, asset_axis
from builder.charts.theme import LONG, NEUTRAL, SHORT

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
