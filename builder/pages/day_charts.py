"""The charts of a day's page, from the same figures as its tables."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from builder.charts.bars import bar_margins
from builder.charts.chart import Build, Chart, Row, specify
from builder.charts.funding import funding_rates
from builder.charts.liquidations import liquidations_by_asset
from builder.charts.open_interest import open_interest_changes
from builder.charts.price import price_changes
from builder.charts.sentiment import MARGINS, fear_greed_scale
from builder.charts.theme import NARROW
from builder.market.comparisons import ranked
from builder.market.figures import Figure
from builder.market.history import History
from builder.pages.captions import Figured
from builder.story.facts import DayFacts
from builder.story.prints import Prints
from builder.story.telling import Teller

MOST_BARS = 12
"""More assets than this are in the table, not in the chart."""


def day_charts(history: History, facts: DayFacts, teller: Teller) -> dict[str, list[Figured]]:
    """Return the charts of each section that has enough figures for one."""
    found = {
        "liquidations": [_liquidations(history, facts, teller)],
        "open_interest": [
            _changes(
                "open-interest-24h",
                "Open interest change by asset, 24 hours",
                open_interest_changes,
                facts.open_interest.changes_24h
                or tuple(facts.open_interest.changes_24h_pct.values()),
                teller,
                (("up", "More open interest"), ("down", "Less")),
            ),
            _changes(
                "open-interest-4h",
                "Open interest change by asset, four hours",
                open_interest_changes,
                facts.open_interest.changes_4h,
                teller,
                (("up", "More open interest"), ("down", "Less")),
            ),
        ],
        "prices": [
            _changes(
                "prices",
                "Price change by asset, 24 hours",
                price_changes,
                facts.price_changes,
                teller,
                (("up", "Up"), ("down", "Down")),
            )
        ],
        "funding": [
            _changes(
                "funding",
                "Funding rate by asset",
                funding_rates,
                facts.funding.rates,
                teller,
                (("long", "Longs pay shorts"), ("short", "Shorts pay longs")),
            )
        ],
        "sentiment": [_sentiment(history, facts, teller)],
    }
    return {
        section: present
        for section, charts in found.items()
        if (present := [chart for chart in charts if chart is not None])
    }


def _liquidations(history: History, facts: DayFacts, teller: Teller) -> Figured | None:
    figures = facts.liquidations.by_asset[:MOST_BARS]
    if len(figures) < 2:
        return None
    side = next((s for s in ("long", "short") if figures[0].field.name.startswith(s)), "")
    rows: list[Row] = []
    prints = Prints()
    for figure in figures:
        parts = _parts(history, figure, side)
        start = 0.0
        for number, (name, part) in enumerate(parts):
            end = start + part.number
            text = teller.text(part, "short", prints)
            last = number == len(parts) - 1
            rows.append(
                {
                    "asset": figure.subject,
                    "side": name,
                    "start": start,
                    "end": end,
                    "text": teller.text(figure, "short", prints) if last else "",
                    "description": f"{figure.subject}, {name.lower()}: {text}",
                }
            )
            start = end
    what = {"": "Liquidations", "long": "Long liquidations", "short": "Short liquidations"}[side]
    sides = {str(row["side"]) for row in rows}
    keys = (("long", "Long"), ("short", "Short"), ("neutral", "Not split"))
    return _figured(
        "liquidations",
        f"{what} by asset, 24 hours",
        liquidations_by_asset,
        rows,
        figures,
        teller,
        tuple(key for key in keys if key[1] in sides) if sides != {"Not split"} else (),
        prints,
    )


def _parts(history: History, figure: Figure, side: str) -> list[tuple[str, Figure]]:
    if side:
        return [(side.capitalize(), figure)]
    long, short = (
        history.figure(figure.day, figure.subject, f"{s}_liquidations_24h_usd")
        for s in ("long", "short")
    )
    if long is None or short is None:
        return [("Not split", figure)]
    return [("Long", long), ("Short", short)]


def _changes(
    name: str,
    title: str,
    build: Build,
    figures: Sequence[Figure],
    teller: Teller,
    keys: tuple[tuple[str, str], tuple[str, str]],
) -> Figured | None:
    """Return bars of what rose and what fell; `keys` explain the colour of each."""
    if len(figures) < 2:
        return None
    shown = ranked(figures[:MOST_BARS])
    signs = (shown[0].number >= 0, shown[-1].number < 0)
    keys = tuple(key for key, used in zip(keys, signs, strict=True) if used)
    prints = Prints()
    rows: list[Row] = [
        {
            "asset": figure.subject,
            "value": figure.number,
            "text": teller.text(figure, "short", prints),
            "number_at": max(0.0, figure.number),
            "direction": "negative" if figure.number < 0 else "positive",
            "description": f"{figure.subject}: {teller.text(figure, 'short', prints)}",
        }
        for figure in shown
    ]
    return _figured(name, title, build, rows, shown, teller, keys, prints)


def _figured(
    name: str,
    title: str,
    build: Build,
    rows: Sequence[Row],
    figures: Sequence[Figure],
    teller: Teller,
    keys: tuple[tuple[str, str], ...],
    prints: Prints,
) -> Figured:
    first, last = figures[0], figures[-1]
    described = f"Bar chart from {first.subject} {teller.text(first, 'short', prints)} "
    described += f"to {last.subject} {teller.text(last, 'short', prints)}."
    caption = Markup("<strong>{}.</strong> From {} {} to {} {}.").format(
        title,
        teller.asset(first.subject),
        teller.printed(first, "short", first.day, prints),
        teller.asset(last.subject),
        teller.printed(last, "short", last.day, prints),
    )
    specification = specify(build, rows, NARROW, bar_margins(rows))
    chart = Chart(f"chart-{name}", title, described, specification)
    return Figured(chart, caption, keys, prints=prints)


def _sentiment(history: History, facts: DayFacts, teller: Teller) -> Figured | None:
    value, label = facts.sentiment.value, facts.sentiment.label
    if value is None:
        return None
    bands = history.sources.provider(value.origin).fear_greed_bands
    rows: list[Row] = []
    for number, (low, high, name) in enumerate(bands):
        # Bands of whole points meet half-way, and the outermost reach the ends of the scale.
        start = low - 0.5 if number else low
        end = high + 0.5 if number < len(bands) - 1 else high
        ends = {0: f"{low:g}", len(bands) - 1: f"{high:g}"}
        rows.append(
            {
                "low": start,
                "high": end,
                "label": name,
                "position": {0: 1.5, len(bands) - 1: 97}.get(number, (start + end) / 2),
                "end_text": ends.get(number, ""),
                "shade": 0.25 + 0.15 * abs(number - (len(bands) - 1) / 2),
            }
        )
    prints = Prints()
    text = teller.text(value, "short", prints)
    text += f" {teller.text(label, 'short', prints)}" if label is not None else ""
    rows.append(
        {
            "value": value.number,
            "text": text,
            "text_position": min(88, max(12, value.number)),
            "description": f"Fear & Greed: {text}",
        }
    )
    title = "Fear & Greed index on its scale"
    caption = Markup("<strong>Fear &amp; Greed index.</strong> {}, on its scale.").format(
        teller.printed(value, "short", value.day, prints)
    )
    specification = specify(fear_greed_scale, rows, NARROW, MARGINS)
    return Figured(
        Chart("chart-sentiment", title, f"Scale with a marker at {text}.", specification),
        caption,
        prints=prints,
    )


def charts_drawn(found: dict[str, list[Figured]]) -> list[Chart]:
    """Return every drawing that a page's charts need."""
    return [chart for figured in found.values() for one in figured for chart in one.charts]
