"""Funding by asset: who pays whom for holding a position."""

from __future__ import annotations

import altair as alt

from builder.charts.bars import diverging_bars
from builder.charts.theme import LONG, SHORT


def funding_rates(data: alt.Data) -> alt.LayerChart:
    """Diverging bars of the funding rate by asset: the colour names the side that pays.

    Columns as in :func:`builder.charts.bars.diverging_bars`; `value` is a fraction per interval.
    """
    return diverging_bars(data, LONG, SHORT)
