"""Data folders that make every kind of chart, and the charts that pages make of them."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path

from builder.charts.chart import Chart
from builder.market.history import History
from builder.market.numbers import plain
from builder.pages.charts.asset_charts import asset_charts
from builder.pages.charts.captions import Figured
from builder.pages.charts.day_charts import day_charts
from builder.story.facts.day import day_facts
from builder.story.telling import Teller
from tests.market.folders import DAY, history_of

BAR_FIELDS = (
    "long_liquidations_24h_usd",
    "short_liquidations_24h_usd",
    "open_interest_change_24h_usd",
    "open_interest_change_4h_usd",
    "price_change_24h_pct",
    "funding_rate",
)
"""The fields of the charts that have a bar for each asset, and one more: see `day_table`."""

BAR_CHARTS = (
    "liquidations",
    "open-interest-24h-usd",
    "open-interest-24h-pct",
    "prices",
    "funding",
)
DAY_CHARTS = (*BAR_CHARTS, "sentiment")
HISTORY_CHARTS = ("price", "liquidations", "funding")

Bars = Mapping[str, float | tuple[float, ...]]
"""What each asset has: one number for all BAR_FIELDS, or one for each."""


def day_table(bars: Bars) -> str:
    """Write a day as a table; liquidations have no sign, and funding is a small fraction.

    A change of open interest in dollars comes with one in percent, of a ten-billionth of it.
    """
    fields = (*BAR_FIELDS, "open_interest_change_24h_pct")
    lines = [",".join(["asset", "fear_greed", *fields]), ",52" + "," * len(fields)]
    for ticker, value in bars.items():
        numbers = value if isinstance(value, tuple) else (
            abs(value), abs(value) / 2, value, -value, max(-99, min(value, 1e5)),
            max(-0.04, min(value / 1e4, 0.04)))  # fmt: skip
        numbers = (*numbers, max(-99, min(numbers[2] / 1e8, 1e5)))
        quoted = '"' + ticker.replace('"', '""') + '"'
        lines.append(",".join([quoted, "", *(plain(number) for number in numbers)]))
    return "\n".join(lines) + "\n"


def history_table(values: Sequence[float | None], sides: bool = True) -> str:
    """Write days of one asset, one after another up to DAY; None is a day that is missing.

    A value below zero is one of funding only: a price below zero is none.
    """
    fields = ["price_usd", "open_interest_usd", "funding_rate", "liquidations_24h_usd"]
    fields += ["long_liquidations_24h_usd", "short_liquidations_24h_usd"] if sides else []
    lines = [",".join(["date", "asset", *fields])]
    for back, value in enumerate(reversed(values)):
        if value is not None:
            size = abs(value)
            numbers = [size or "", size or "", max(-0.04, min(value / 1e9, 0.04)), size]
            numbers += [size / 4, size - size / 4] if sides else []
            texts = [number if isinstance(number, str) else plain(number) for number in numbers]
            lines.append(",".join([str(DAY - timedelta(days=back)), "BTC", *texts]))
    return "\n".join(lines) + "\n"


def charts_of_day(folder: Path, bars: Bars) -> dict[str, Figured]:
    """Return the charts of a day's page by their names."""
    history = history_of(folder, {f"{DAY}.csv": day_table(bars)})
    facts = day_facts(history, history.by_date[DAY])
    found = day_charts(history, facts, teller_of(history))
    return {short_name(one.chart): one for charts in found.values() for one in charts}


def charts_of_history(
    folder: Path, values: Sequence[float | None], sides: bool = True, span: str = ""
) -> dict[str, Figured]:
    """Return the charts of an asset's page by their names, over a span or else the longest."""
    history = history_of(folder, {"days.csv": history_table(values, sides)})
    found = asset_charts(history, "BTC", teller_of(history))
    return {
        short_name(one.chart).rpartition("-")[0]: one
        for one in found
        if one.span is not None and span in ("", one.span.key)
    }


def charts_of_recent(folder: Path, totals: Sequence[float | None]) -> dict[str, Figured]:
    """Return the pace of DAY and how it stands among those before it, given their totals."""
    lines = ["date,asset,liquidations_24h_usd,liquidations_4h_usd,fear_greed"]
    for back, total in enumerate(reversed(totals)):
        if total is not None:
            day, mood = DAY - timedelta(days=back), (back * 7 + 20) % 101
            lines.append(f"{day},,{plain(total)},{plain(total / 4)},{mood}")
            for ticker, share, pace in (("BTC", 0.5, 0.1), ("ETH", 0.3, 0.6), ("SOL", 0.2, 0.01)):
                part = total * share
                lines.append(f"{day},{ticker},{plain(part)},{plain(part * pace)},")
    history = history_of(folder, {"days.csv": "\n".join(lines) + "\n"})
    found = day_charts(history, day_facts(history, history.by_date[DAY]), teller_of(history))
    charts = {short_name(one.chart): one for part in found.values() for one in part}
    return {name: charts[name] for name in ("pace", "days", "sentiment") if name in charts}


def teller_of(history: History) -> Teller:
    """Return what words the charts of a history."""
    return Teller("en", history.assets)


def short_name(chart: Chart) -> str:
    """Return a chart's name without what all names begin with."""
    return chart.name.removeprefix("chart-")
