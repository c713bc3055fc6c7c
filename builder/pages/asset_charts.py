"""The charts of an asset's page: its recent months, with gaps where days are missing."""

from __future__ import annotations

from datetime import date, timedelta

from markupsafe import Markup

from builder.charts.chart import Build, Chart, Row, specify
from builder.charts.histories import MARGINS, funding_history, level_history, liquidation_history
from builder.charts.theme import NARROW, WIDE
from builder.market.history import History
from builder.market.series import Series
from builder.pages.captions import Figured
from builder.story.telling import Teller

SPAN = timedelta(days=180)
"""How far back the charts go from the last day on file."""

FEWEST_DAYS = 3
"""A history of fewer days is in the table, not in a chart."""

_SIDES = (("long", "Long"), ("short", "Short"), ("neutral", "Not split"))


def asset_charts(history: History, ticker: str, teller: Teller) -> list[Figured]:
    """Return the charts that an asset has enough days for."""
    last = history.days[-1].date
    found = [
        _level(history.series(ticker, "price_usd"), "price", "Price", "$,~r", last, teller),
        _level(
            history.series(ticker, "open_interest_usd"),
            "open-interest",
            "Open interest",
            "$.3~s",
            last,
            teller,
        ),
        _liquidations(history, ticker, last, teller),
        _funding(history.series(ticker, "funding_rate"), last, teller),
    ]
    return [figured for figured in found if figured is not None]


def _recent(series: Series, last: date) -> list[tuple[date, float]]:
    return [
        (day, float(value))
        for day, value, disputed in zip(series.dates, series.values, series.disputed, strict=True)
        if day > last - SPAN and not disputed
    ]


def _level(
    series: Series, name: str, what: str, pattern: str, last: date, teller: Teller
) -> Figured | None:
    points = _recent(series, last)
    if len(points) < FEWEST_DAYS:
        return None
    rows: list[Row] = []
    run = 0
    for number, (day, value) in enumerate(points):
        follows = number > 0 and day - points[number - 1][0] == timedelta(days=1)
        leads = number + 1 < len(points) and points[number + 1][0] - day == timedelta(days=1)
        run += not follows
        rows.append(
            {
                "date": day.isoformat(),
                "value": value,
                "run": run,
                "alone": not follows and not leads,
            }
        )
    return _figured(level_history, rows, points, name, what, (), teller, pattern, False)


def _liquidations(history: History, ticker: str, last: date, teller: Teller) -> Figured | None:
    series = {
        side: dict(_recent(history.series(ticker, f"{prefix}liquidations_24h_usd"), last))
        for side, prefix in (("Not split", ""), ("Long", "long_"), ("Short", "short_"))
    }
    points = sorted(series["Not split"].items())
    if len(points) < FEWEST_DAYS:
        return None
    rows: list[Row] = []
    for day, whole in points:
        split = day in series["Long"] and day in series["Short"]
        parts = (
            [("Long", series["Long"][day]), ("Short", -series["Short"][day])]
            if split
            else [("Not split", whole)]
        )
        rows.extend(
            {"date": day.isoformat(), "side": side, "value": value, "zero": 0}
            for side, value in parts
        )
    sides = {str(row["side"]) for row in rows}
    keys = tuple(key for key in _SIDES if key[1] in sides)
    what = "Liquidations, 24 hours"
    return _figured(liquidation_history, rows, points, "liquidations", what, keys, teller, "$.3~s")


def _funding(series: Series, last: date, teller: Teller) -> Figured | None:
    points = _recent(series, last)
    if len(points) < FEWEST_DAYS:
        return None
    rows: list[Row] = [
        {
            "date": day.isoformat(),
            "value": value,
            "zero": 0,
            "side": "Long" if value >= 0 else "Short",
        }
        for day, value in points
    ]
    keys = (("long", "Longs pay"), ("short", "Shorts pay"))
    return _figured(funding_history, rows, points, "funding", "Funding rate", keys, teller, ".3~%")


def _figured(
    build: Build,
    rows: list[Row],
    points: list[tuple[date, float]],
    name: str,
    what: str,
    keys: tuple[tuple[str, str], ...],
    teller: Teller,
    *options: object,
) -> Figured:
    first, last = points[0][0], points[-1][0]
    span = f"{teller.day(first)} to {teller.day(last)}"
    missing = (last - first).days + 1 - len(points)
    gaps = (
        f"; {missing} days are missing"
        if missing > 1
        else "; one day is missing"
        if missing
        else ""
    )
    description = f"Chart of {len(points)} days on file, {span}{gaps}."
    wide, narrow = (
        Chart(
            f"chart-{name}{suffix}",
            what,
            description,
            specify(build, rows, width, MARGINS, width, *options),
        )
        for width, suffix in ((WIDE, ""), (NARROW, "-narrow"))
    )
    caption = Markup("<strong>{}.</strong> {} days on file, {}{}.").format(
        what, len(points), span, gaps
    )
    return Figured(wide, caption, keys, narrow)
