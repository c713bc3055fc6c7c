"""Horizontal bars, one for each asset, in the order of the rows: most day charts' shape."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from builder.charts.chart import Margins, Row
from builder.charts.theme import FONT_SIZE, INK, MUTED
from builder.charts.type import text_width

BAR_STEP = 28
"""Pixels from one bar to the next."""

_GAP = 8
_MOST = 120
"""Pixels; a longer name is cut short, so that its bar keeps most of the drawing."""


def bar_margins(rows: Sequence[Row]) -> Margins:
    """Return the room that the names on the left and the numbers on the right take."""
    names = min(_MOST, max(text_width(str(row["asset"])) for row in rows))
    numbers = max(text_width(str(row["text"])) for row in rows)
    return Margins(round(names) + _GAP, round(numbers) + _GAP, 2, 2)


def asset_axis() -> alt.Y:
    """The names of the assets, in the order of the rows."""
    return alt.Y(
        "asset:N",
        sort=None,
        title=None,
        axis=alt.Axis(labelColor=INK, labelFontSize=FONT_SIZE, labelPadding=_GAP, labelLimit=_MOST),
        scale=alt.Scale(paddingInner=0.35, paddingOuter=0.15),
    )


def diverging_bars(data: alt.Data, positive: str, negative: str) -> alt.LayerChart:
    """Bars to the right for gains and to the left for falls, each with its number at the end.

    Columns: `asset`, `value`, `text` (the number as printed), `number_at` (where it stands: at the
    end of a gain, at zero for a fall), `direction` (`positive` or `negative`), `description` (what
    the bar says). `positive` and `negative` are the colours.
    """
    base = alt.Chart(data).encode(y=asset_axis())
    bars = base.mark_bar().encode(
        x=alt.X("value:Q", axis=None, stack=None, scale=alt.Scale(nice=False, zero=True)),
        color=alt.Color(
            "direction:N",
            legend=None,
            scale=alt.Scale(domain=["positive", "negative"], range=[positive, negative]),
        ),
        description=alt.Description("description:N"),
    )
    # A fall's number stands right of the zero line: left of its bar stands the asset's name.
    numbers = base.mark_text(align="left", dx=6, aria=False).encode(x="number_at:Q", text="text:N")
    zero = alt.Chart(data).mark_rule(aria=False).encode(x=alt.datum(0), color=alt.value(MUTED))
    return alt.layer(bars, numbers, zero).properties(height=alt.Step(BAR_STEP))
