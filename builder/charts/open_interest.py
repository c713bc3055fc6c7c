"""Open interest by asset: where positions were opened and closed."""

from __future__ import annotations

import altair as alt

from builder.charts.bars import diverging_bars
from builder.charts.theme import DOWN, UP


def open_interest_changes(data: alt.Data) -> alt.LayerChart:
    """Diverging bars of the change of open interest by asset.

    Columns as in :func:`builder.charts.bars.diverging_bars`; `value` in US dollars or in percent.
    """
    return diverging_bars(data, UP, DOWN)
