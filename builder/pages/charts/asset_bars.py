"""An asset's liquidations and funding over a span of days: bars from zero."""

from __future__ import annotations

from collections.abc import Sequence

from builder.charts.axes import bar_thickness, frame_rows, gap_rows
from builder.charts.chart import Margins
from builder.charts.compiled import Build
from builder.charts.histories import (
    MARGINS,
    RATE_MARGINS,
    funding_history,
    liquidation_history,
)
from builder.charts.theme import NARROW, WIDE
from builder.charts.thinning import Point, thin_bars
from builder.pages.charts.captions import Drawn, Figured
from builder.pages.charts.spans import FEWEST_DAYS
from builder.pages.charts.subjects import Subject, figured, plot_of

_TOTAL = "liquidations_24h_usd"
_SIDES = ("long", "short")
AMOUNT = "$.4~s"
"""How an axis of dollars is labelled, as a d3 format."""

RATE = ".3~%"
"""How an axis of rates is labelled."""


def liquidation_chart(subject: Subject) -> Figured | None:
    """Return long liquidations upward and short ones downward; None with too few days."""
    whole = subject.points(_TOTAL)
    sides = {s: {p.day: p.value for p in subject.points(f"{s}_{_TOTAL}")} for s in _SIDES}
    if len(whole) < FEWEST_DAYS:
        return None
    split = {point.day for point in whole} & sides["long"].keys() & sides["short"].keys()
    bars = {
        "Long": [Point(day, sides["long"][day]) for day in sorted(split)],
        "Short": [Point(day, -sides["short"][day]) for day in sorted(split)],
        "Not split": [point for point in whole if point.day not in split],
    }
    most = max(whole, key=lambda point: point.value)
    largest = subject.figure(most.day, _TOTAL)
    shares = [
        (side, subject.history.figure(largest.day, subject.ticker, f"{side}_share_24h_pct"))
        for side in _SIDES
    ]
    shared, share = max(
        ((side, figure) for side, figure in shares if figure is not None),
        key=lambda found: found[1].number,
        default=("", None),
    )
    about = {
        "largest": largest,
        # What several providers counted is drawn, but does not rank together.
        "mixed": len(subject.origins(_TOTAL)) > 1,
        "alone": sum(point.value == most.value for point in whole) == 1,
        "share": share,
        "shared": shared,
    }
    keys = (("long", "Long"), ("short", "Short"), ("neutral", "Not split"))
    return figured(
        subject,
        ("liquidations", "Liquidations over 24 hours"),
        _bars(subject, liquidation_history, bars, whole, (MARGINS, AMOUNT)),
        ("liquidation_history", about),
        whole,
        [f"long_{_TOTAL}", f"short_{_TOTAL}", _TOTAL],
        tuple(key for key in keys if bars[key[1]]),
    )


def funding_chart(subject: Subject) -> Figured | None:
    """Return the funding rate from its zero; None with too few days."""
    points = subject.points("funding_rate")
    if len(points) < FEWEST_DAYS:
        return None
    bars = {
        "Long": [point for point in points if point.value >= 0],
        "Short": [point for point in points if point.value < 0],
    }
    values = {point.day: point.value for point in points}
    paid = sum(value > 0 for value in values.values())
    about = {
        "highest": subject.figure(max(values, key=lambda day: values[day]), "funding_rate"),
        "lowest": subject.figure(min(values, key=lambda day: values[day]), "funding_rate"),
        "paid": subject.counted(
            "days_longs_paid", "Days longs paid", paid, "with a funding rate above 0"
        ),
        "on_file": subject.counted(
            "days_with_a_rate", "Days with a rate", len(values), "with a funding rate"
        ),
    }
    keys = (("long", "Longs pay"), ("short", "Shorts pay"))
    return figured(
        subject,
        ("funding", "Funding rate"),
        _bars(subject, funding_history, bars, points, (RATE_MARGINS, RATE)),
        ("funding_history", about),
        points,
        ["funding_rate"],
        tuple(key for key, side in zip(keys, ("Long", "Short"), strict=True) if bars[side]),
    )


def _bars(
    subject: Subject,
    build: Build,
    bars: dict[str, list[Point]],
    points: Sequence[Point],
    look: tuple[Margins, str],
) -> list[Drawn]:
    """Return bars from zero by side, wide and narrow; `look` is their margins and number format."""
    span, (margins, pattern) = subject.span, look
    gaps = gap_rows([point.day for point in points], span.first, span.last)
    plots = {width: plot_of(width, margins) for width in (WIDE, NARROW)}
    thick = {
        width: bar_thickness(span.first, span.last, plot, len(points))
        for width, plot in plots.items()
    }
    return [
        Drawn(
            build,
            [
                *frame_rows(span.first, span.last),
                *gaps,
                *(
                    {
                        "date": point.day.isoformat(),
                        "side": side,
                        "value": point.value,
                        "thickness": thick[width],
                    }
                    for side, values in bars.items()
                    for point in thin_bars(values, span.first, span.last, plots[width])
                ),
            ],
            margins,
            (width, pattern),
        )
        for width in plots
    ]
