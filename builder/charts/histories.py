"""What one asset, or the market, did over time; missing days stay visible as gaps."""

from __future__ import annotations

import altair as alt

from builder.charts.chart import Margins
from builder.charts.theme import ACCENT, LONG, NARROW, SHORT

HEIGHT_NARROW, HEIGHT_WIDE = 160, 230
MARGINS = Margins(64, 10, 8, 26)

_DATES = (
    # Ticks between midnights, which a short span has, would repeat their day.
    "utchours(datum.value) ? '' : "
    "utcdate(datum.value) != 1 ? utcFormat(datum.value, '%-d %b') : "
    "utcFormat(datum.value, utcmonth(datum.value) == 0 ? '%Y' : '%b')"
)
_HUMAN = "replace(replace(format({value}, '{pattern}'), 'G', 'B'), 'k', 'K')"


def _axes(width: int, pattern: str, value: str = "datum.value") -> tuple[alt.Axis, alt.Axis]:
    """Return the axes of days and of values; `value` is the Vega expression that is labelled."""
    few = 4 if width <= NARROW else 8
    days = alt.Axis(
        title=None,
        grid=False,
        tickCount=few,
        labelOverlap=True,
        labelFlush=True,
        labelExpr=_DATES,
    )
    label = _HUMAN.format(value=value, pattern=pattern)
    return days, alt.Axis(title=None, tickCount=4, labelExpr=label, labelPadding=4)


def level_history(data: alt.Data, width: int, pattern: str, zero: bool) -> alt.LayerChart:
    """A line over the days on file, broken where days are missing; days alone stand as points.

    Columns: `date` (ISO), `value`, `run` (number of the run of consecutive days it belongs to),
    `alone` (whether the run is that day only), `description`. `pattern` is a d3 number format.
    """
    days, values = _axes(width, pattern)
    base = alt.Chart(data).encode(
        x=alt.X("date:T", scale=alt.Scale(type="utc"), axis=days),
        y=alt.Y("value:Q", scale=alt.Scale(zero=zero), axis=values),
    )
    line = base.mark_line(color=ACCENT, strokeWidth=2, aria=False).encode(detail="run:N")
    points = base.transform_filter("datum.alone").mark_point(
        filled=True, color=ACCENT, size=28, opacity=1, aria=False
    )
    return alt.layer(line, points).properties(height=height_of(width))


def liquidation_history(data: alt.Data, width: int, pattern: str) -> alt.LayerChart:
    """Long liquidations upward and short ones downward, a bar a day.

    Columns: `date` (ISO), `side` (`Long`, `Short` or `Not split`), `value` (short ones negative).
    """
    # Downward is a side, not a loss of amount: both directions are labelled as amounts.
    return _bars_from_zero(data, width, _axes(width, pattern, "abs(datum.value)"))


def funding_history(data: alt.Data, width: int, pattern: str) -> alt.LayerChart:
    """The funding rate, a bar a day from its zero; the colour names the side that pays.

    Columns: `date` (ISO), `value` (a fraction per interval), `side` (`Long` or `Short`).
    """
    return _bars_from_zero(data, width, _axes(width, pattern))


def _bars_from_zero(data: alt.Data, width: int, axes: tuple[alt.Axis, alt.Axis]) -> alt.LayerChart:
    days, values = axes
    bars = (
        alt.Chart(data)
        .mark_rule(strokeWidth=3 if width > NARROW else 1.6, aria=False)
        .encode(
            x=alt.X("date:T", scale=alt.Scale(type="utc"), axis=days),
            y=alt.Y("zero:Q", axis=values),
            y2="value:Q",
            color=alt.Color(
                "side:N",
                legend=None,
                scale=alt.Scale(
                    domain=["Long", "Short", "Not split"], range=[LONG, SHORT, "var(--neutral)"]
                ),
            ),
        )
    )
    zero = alt.Chart(data).mark_rule(color="var(--muted)", aria=False).encode(y=alt.datum(0))
    return alt.layer(bars, zero).properties(height=height_of(width))


def height_of(width: int) -> int:
    """Return the height of the plot in a drawing of some width, in pixels."""
    return HEIGHT_NARROW if width <= NARROW else HEIGHT_WIDE
