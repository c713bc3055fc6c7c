"""Days in the order of a number: the largest on file."""

from __future__ import annotations

import altair as alt

from builder.charts.bars import BAR_STEP, asset_axis
from builder.charts.theme import ACCENT


def ranked_days(data: alt.Data) -> alt.LayerChart:
    """Bars from zero for the days of a ranking, first first, each with its number at the end.

    Columns: `asset` (the day in words), `value`, `text` (the number as printed), `description`.
    """
    base = alt.Chart(data).encode(y=asset_axis())
    bars = base.mark_bar(color=ACCENT).encode(
        x=alt.X("value:Q", axis=None, scale=alt.Scale(nice=False, zero=True)),
        description=alt.Description("description:N"),
    )
    numbers = base.mark_text(align="left", dx=6, aria=False).encode(x="value:Q", text="text:N")
    return alt.layer(bars, numbers).properties(height=alt.Step(BAR_STEP))
