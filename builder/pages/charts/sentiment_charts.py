"""The charts of the Fear & Greed index: its recent days, or where it stands on its scale."""

from __future__ import annotations

from datetime import timedelta

from builder.charts.axes import frame_rows
from builder.charts.chart import Row
from builder.charts.recent import SENTIMENT_MARGINS, fear_greed_days
from builder.charts.sentiment import MARGINS as SCALE_MARGINS
from builder.charts.sentiment import fear_greed_scale
from builder.charts.thinning import in_runs
from builder.market.figures import Figure
from builder.market.history import History
from builder.pages.charts.captions import Drawn, Figured, described, narrow_chart
from builder.pages.charts.recent_charts import FEWEST_DAYS, comparable_before
from builder.pages.tables import days_table
from builder.story.facts.day import DayFacts
from builder.story.prints import Prints
from builder.story.telling import Teller

SENTIMENT_DAYS = 30


def sentiment_chart(history: History, facts: DayFacts, teller: Teller) -> Figured | None:
    """Return the Fear & Greed index over the last 30 days, or on its scale where none are near."""
    value, label = facts.sentiment.value, facts.sentiment.label
    if value is None:
        return None
    figures = comparable_before(history, value, SENTIMENT_DAYS)
    low, high = (
        (min(figures, key=lambda f: f.number), max(figures, key=lambda f: f.number))
        if len(figures) >= FEWEST_DAYS
        else (None, None)
    )
    prints = Prints()
    text = teller.text(value, "short", prints)
    text += f" {teller.text(label, 'short', prints)}" if label is not None else ""
    first = value.day - timedelta(days=SENTIMENT_DAYS - 1)
    caption, said = teller.caption(
        "fear_greed", value.day, value=value, label=label, low=low, high=high, first=first
    )
    prints.add_all(said)
    if low is None:
        what = "Fear & Greed index on its scale"
        rows = [*_bands(history, value, alone=True), _marker(value, text)]
        drawn = Drawn(fear_greed_scale, rows, SCALE_MARGINS)
        figures = [value]
    else:
        what = f"Fear & Greed index, {teller.day(first)} to {teller.day(value.day)}"
        rows = [
            *frame_rows(first, value.day),
            *_bands(history, value, alone=False),
            *_days(figures, teller, text),
        ]
        drawn = Drawn(fear_greed_days, rows, SENTIMENT_MARGINS)
    chart = narrow_chart(described(what, "Chart", caption, "sentiment"), drawn)
    days = [figure.day for figure in reversed(figures)]
    numbers = days_table(history, days, value.subject, ["fear_greed", "fear_greed_label"])
    return Figured(chart, caption, prints=prints, numbers=numbers, by_day=True)


def _days(figures: list[Figure], teller: Teller, text: str) -> list[Row]:
    """Return a row for each day of the index, the last with its number."""
    points = in_runs([(figure.day, figure.number, figure.origin) for figure in figures])
    rows: list[Row] = [
        {
            "date": point.day.isoformat(),
            "value": point.value,
            "run": point.run,
            "alone": point.alone,
        }
        for point in points
    ]
    last = figures[-1]
    rows[-1] |= {
        "text": text,
        "place": "above" if last.number < 80 else "below",
        "description": f"Fear & Greed, {teller.day(last.day)}: {text}",
    }
    return rows


def _marker(value: Figure, text: str) -> Row:
    return {
        "value": value.number,
        "text": text,
        "text_position": min(88, max(12, value.number)),
        "description": f"Fear & Greed: {text}",
    }


def _bands(history: History, value: Figure, alone: bool) -> list[Row]:
    """Return the bands of the index; those of whole points meet half-way."""
    bands = history.sources.provider(value.origin).fear_greed_bands
    rows: list[Row] = []
    for number, (low, high, name) in enumerate(bands):
        start = low - 0.5 if number else low
        end = high + 0.5 if number < len(bands) - 1 else high
        ends = {0: f"{low:g}", len(bands) - 1: f"{high:g}"}
        shade = 0.25 + 0.15 * abs(number - (len(bands) - 1) / 2)
        rows.append(
            {
                "low": start,
                "high": end,
                "label": name,
                "position": {0: 1.5, len(bands) - 1: 97}.get(number, (start + end) / 2),
                "end_text": ends.get(number, ""),
                # Behind a line the bands are quieter than on their own.
                "shade": round(shade if alone else 0.04 + (shade - 0.25) / 3, 3),
            }
        )
    return rows
