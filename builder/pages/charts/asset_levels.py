"""An asset's price and open interest over a span of days."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from builder.charts.axes import frame_rows, gap_rows
from builder.charts.chart import Margins, Row
from builder.charts.histories import MARGINS, PANELS, level_history
from builder.charts.theme import NARROW, WIDE
from builder.charts.thinning import Point, thin_line
from builder.charts.type import text_width
from builder.market.comparisons import change_between
from builder.market.figures import Figure
from builder.market.numbers import plain
from builder.pages.charts.captions import Drawn, Figured
from builder.pages.charts.spans import FEWEST_DAYS
from builder.pages.charts.subjects import Subject, figured, plot_of

_LEVELS = (("price", "price_usd"), ("open_interest", "open_interest_usd"))
SHORTENED = "$.4~s"
DIGITS = "$,~r"
_LONG = 10_000
"""Prices from here on are labelled in thousands, `$110K`."""


def level_chart(subject: Subject, wanted: Collection[str] = PANELS) -> Figured | None:
    """Return price and open interest, one above the other, or the one that is on file.

    `wanted` are the keys of PANELS that may be shown.
    """
    points = {panel: subject.points(field) for panel, field in _LEVELS if panel in wanted}
    shown = [panel for panel in points if len(points[panel]) >= FEWEST_DAYS]
    if not shown:
        return None
    panels = tuple(shown)
    most = max((point.value for point in points.get("price", ())), default=0.0)
    in_digits = "price" in panels and most < _LONG
    patterns = tuple(DIGITS if panel == "price" and in_digits else SHORTENED for panel in panels)
    margins = _margins(most) if in_digits else MARGINS
    drawn = [
        Drawn(
            level_history,
            [
                *frame_rows(subject.span.first, subject.span.last),
                *(
                    row
                    for panel in panels
                    for row in _line_rows(subject, points[panel], panel, plot_of(width, margins))
                ),
            ],
            margins,
            (width, panels, patterns),
        )
        for width in (WIDE, NARROW)
    ]
    about: dict[str, object] = {"name": subject.teller.asset(subject.ticker)}
    for word, (panel, field) in zip(("price", "interest"), _LEVELS, strict=True):
        moved = _moved(subject, field) if panel in panels else None
        days = subject.comparable(field) if moved else []
        about |= {
            word: moved,
            f"{word}_now": subject.figure(days[-1], field) if days else None,
            f"{word}_days": (days[0], days[-1]) if days else None,
        }
    if not about["price"] and not about["interest"]:
        return None
    fields = [field for panel, field in _LEVELS if panel in panels]
    what = " and ".join(PANELS[panel] for panel in panels)
    what = what.replace("and O", "and o")
    first = points[panels[0]]
    return figured(subject, ("price", what), drawn, ("level_history", about), first, fields, ())


def _margins(most: float) -> Margins:
    """Return the room around prices that are labelled to their digits, as `$0.0000052`."""
    longest = f"${most:,.0f}.00" if most >= 1 else f"${plain(float(f'{most:.3g}'))}"
    return Margins(round(text_width(longest)) + 10, MARGINS.right, MARGINS.top, MARGINS.bottom)


def _line_rows(subject: Subject, points: list[Point], panel: str, columns: int) -> list[Row]:
    span = subject.span
    gaps = gap_rows([point.day for point in points], span.first, span.last, panel)
    thinned = thin_line(points, span.first, span.last, columns)
    return gaps + [
        {
            "panel": panel,
            "date": point.day.isoformat(),
            "value": point.value,
            "run": point.run,
            "alone": point.alone,
        }
        for point in thinned
    ]


def _moved(subject: Subject, field: str) -> Figure | None:
    """Return how a level moved over the span, in percent."""
    days = subject.comparable(field)
    if len(days) < FEWEST_DAYS:
        return None
    change = change_between(subject.figure(days[0], field), subject.figure(days[-1], field))
    if change is None:
        return None
    # Each span has its own change up to the same day.
    name = f"{field}_over_{subject.span.key}_change_pct"
    label = f"{change.before.field.label}, change since {change.since}"
    changed = replace(change.figure.field, name=name, label=label)
    return replace(change.figure, field=changed)
