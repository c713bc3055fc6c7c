"""The chart that sets a day's liquidations among those of the days before it."""

from __future__ import annotations

from datetime import date, timedelta

from builder.charts.axes import bar_thickness, frame_rows, gap_rows
from builder.charts.chart import Row
from builder.charts.recent import MARGINS, day_among_days
from builder.charts.theme import NARROW
from builder.market.figures import Figure, count
from builder.market.history import History
from builder.pages.charts.captions import Drawn, Figured, described, narrow_chart
from builder.pages.tables import figures_table
from builder.story.facts.day import DayFacts
from builder.story.facts.liquidations import total_subject_on
from builder.story.prints import Prints
from builder.story.telling import Teller

SPAN_DAYS = 90

FEWEST_DAYS = 5
"""Fewer days on file say nothing of how a day compares."""

TOTALS = "$.3~s"
"""How the axis of totals is labelled, as a d3 format."""

_TOTAL = "liquidations_24h_usd"
_TEXT_DAYS = 20
"""How many days a printed number is as wide as."""

_APART = 25
"""Days between two printed numbers that would else run into each other."""


def day_chart(history: History, facts: DayFacts, teller: Teller) -> Figured | None:
    """Return the day's liquidations within the last 90 days on file; None with too few of them."""
    total = facts.liquidations.total
    # A sum over the assets on file is no day's total where the market's own is reported.
    figures = [
        figure
        for figure in comparable_before(history, total, SPAN_DAYS)
        if total_subject_on(history, figure.day) == figure.subject
    ]
    if total is None or len(figures) < FEWEST_DAYS:
        return None
    day, first = total.day, total.day - timedelta(days=SPAN_DAYS - 1)
    prints = Prints()
    largest = max(figures, key=lambda figure: figure.number)
    plot = NARROW - MARGINS.left - MARGINS.right
    thickness = bar_thickness(first, day, plot, len(figures))
    rows: list[Row] = [*frame_rows(first, day), *gap_rows([f.day for f in figures], first, day)]
    for figure in figures:
        own = figure.day == day
        row: Row = {
            "date": figure.day.isoformat(),
            "value": figure.number,
            "role": "day" if own else "other",
            "thickness": max(4.0, thickness) if own else thickness,
            "description": "",
        }
        if own:
            row["text"] = teller.text(figure, "short", prints)
            row["description"] = f"{teller.day(day)}: {row['text']}"
        elif figure is largest and _clear(largest, total):
            text = teller.text(figure, "short", prints)
            row["text"] = f"{text}, {teller.day(figure.day, 'd MMM')}"
        if "text" in row:
            row["top"] = _top(figures, figure.day)
            row["align"] = "right" if (figure.day - first).days > SPAN_DAYS / 2 else "left"
        rows.append(row)
    caption, said = teller.caption("day_among_days", day, first=first, **_rank(figures, first))
    prints.add_all(said)
    what = f"Liquidations over 24 hours, {teller.day(first)} to {teller.day(day)}"
    chart = narrow_chart(
        described(what, "Bar chart", caption, "days"),
        Drawn(day_among_days, rows, MARGINS, (TOTALS,)),
    )
    return Figured(
        chart,
        caption,
        (("accent", teller.day(day, "d MMM")), ("neutral", "Other days"), *missing_key(rows)),
        prints=prints,
        numbers=figures_table(history, list(reversed(figures)), [_TOTAL]),
        by_day=True,
    )


def missing_key(rows: list[Row]) -> tuple[tuple[str, str], ...]:
    """Return what the bands mean, where a chart has some."""
    return (("missing", "Not on file"),) if any("gap_from" in row for row in rows) else ()


def comparable_before(history: History, figure: Figure | None, days: int) -> list[Figure]:
    """Return the comparable figures of the last days up to a figure's, in the order of the days."""
    if figure is None:
        return []
    series = history.series(figure.subject, figure.field.name)
    first = figure.day - timedelta(days=days - 1)
    near = [series.dates[place] for place in series.comparable_near(figure.day, first)]
    found = (history.figure(day, figure.subject, figure.field.name) for day in near)
    return [other for other in found if other is not None]


def _clear(largest: Figure, total: Figure) -> bool:
    """Tell whether the largest day's number says more than the day's own, and has room."""
    return largest.number > total.number and (total.day - largest.day).days >= _APART


def _top(figures: list[Figure], day: date) -> float:
    """Return above which value a day's number stands, so that no bar beside it runs into it."""
    near = timedelta(days=_TEXT_DAYS)
    return max(figure.number for figure in figures if day - near <= figure.day <= day)


def _rank(figures: list[Figure], first: date) -> dict[str, object]:
    """Return how many days were larger and smaller than the last, and are on file and missing.

    With whether none was as large.
    """
    total = figures[-1]
    numbers = [figure.number for figure in figures]
    span = f"from {first} to {total.day}"

    def counted(name: str, label: str, value: int, what: str) -> Figure:
        name = f"{_TOTAL}_{name}_in_{SPAN_DAYS}_days"
        return count(total.subject, name, label, value, total.day, f"days {span} {what}")

    larger = sum(number > total.number for number in numbers)
    smaller = sum(number < total.number for number in numbers)
    same = f"a comparable {total.id}"
    return {
        "alone": numbers.count(total.number) == 1,
        "larger": counted("larger", "Larger days", larger, f"with {same} above this"),
        "smaller": counted("smaller", "Smaller days", smaller, f"with {same} below this"),
        "on_file": counted("on_file", "Comparable days on file", len(figures), f"with {same}"),
        "missing": counted("missing", "Days missing", SPAN_DAYS - len(figures), f"without {same}"),
    }
