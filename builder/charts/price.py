"""Price changes by asset."""

from __future__ import annotations

import altair as alt

from builder.charts.bars import diverging_bars
from builder.charts.theme import DOWN, UP


def price_changes(data: alt.Data) -> alt.LayerChart:
    """Diverging bars of the change of the price by asset.

    Columns as in :func:`builder.charts.bars.diverging_bars`; `value` in percent.
    """
    return diverging_bars(data, UP, DOWN)
