"""The last days of a figure, beside it."""

from __future__ import annotations

from datetime import timedelta

from markupsafe import Markup

from builder.charts.sparklines import sparkline
from builder.charts.thinning import in_runs
from builder.market.figures import Figure
from builder.market.history import History
from builder.market.table import COLUMN

SPAN_DAYS = 30

FEWEST_DAYS = 8
"""Fewer days on file are no line."""


def spark(history: History, figure: Figure | None, named: bool = False) -> Markup:
    """Return the last 30 days up to a figure's as a small line; nothing where few are on file.

    Only values that can be compared with the figure are drawn. With `named` it says in a word where
    the line leads, for a place where nothing else does.
    """
    if figure is None or isinstance(figure.value, str) or figure.field.name not in COLUMN:
        return Markup("")
    series = history.series(figure.subject, figure.field.name)
    first = figure.day - timedelta(days=SPAN_DAYS - 1)
    points = in_runs(
        [
            (series.dates[place], float(series.values[place]), "")
            for place in series.comparable_near(figure.day, first)
        ]
    )
    if len(points) < FEWEST_DAYS:
        return Markup("")
    gap = points[-1].value - points[0].value
    word = "Rising" if gap > 0 else "Falling" if gap < 0 else "Level"
    label = f"{word} over {SPAN_DAYS} days" if named else ""
    return Markup(sparkline(points, first, figure.day, label))  # noqa: S704 - drawn from numbers alone
