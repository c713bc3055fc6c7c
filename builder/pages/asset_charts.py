"""The charts of an asset's page: its recent months, with gaps where days are missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from builder.charts.chart import Build, Chart, Row, specify
from builder.charts.histories import MARGINS, funding_history, level_history, liquidation_history
from builder.charts.theme import NARROW, WIDE
from builder.market.figures import Figure, count
from builder.market.history import History
from builder.pages.captions import Figured
from builder.story.markup import plain_text
from builder.story.prints import Prints
from builder.story.telling import Teller

SPAN = timedelta(days=180)
"""How far back the charts go from the last day on file."""

FEWEST_DAYS = 3
"""A history of fewer days is in the table, not in a chart."""

_SIDES = (("long", "Long"), ("short", "Short"), ("neutral", "Not split"))


@dataclass(frozen=True)
class _Subject:
    """Whose charts: an asset, the last day on file, and the day that its page is about."""

    history: History
    ticker: str
    last: date
    page_day: date
    teller: Teller

    def recent(self, field: str) -> list[tuple[date, float]]:
        """Return the recent days and values of a field, without disputed days."""
        series = self.history.series(self.ticker, field)
        days = zip(series.dates, series.values, series.disputed, strict=True)
        return [
            (day, float(value))
            for day, value, disputed in days
            if day > self.last - SPAN and not disputed
        ]


def asset_charts(history: History, ticker: str, teller: Teller) -> list[Figured]:
    """Return the charts that an asset has enough days for."""
    last, page_day = history.days[-1].date, history.days_of(ticker)[0]
    subject = _Subject(history, ticker, last, page_day, teller)
    found = [
        _level(subject, "price_usd", "price", "Price", "$,~r"),
        _level(subject, "open_interest_usd", "open-interest", "Open interest", "$.3~s"),
        _liquidations(subject),
        _funding(subject),
    ]
    return [figured for figured in found if figured is not None]


def _level(subject: _Subject, field: str, name: str, what: str, pattern: str) -> Figured | None:
    points = subject.recent(field)
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
    return _figured(subject, level_history, rows, points, name, what, (), pattern, False)


def _liquidations(subject: _Subject) -> Figured | None:
    series = {
        side: dict(subject.recent(f"{prefix}liquidations_24h_usd"))
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
    return _figured(subject, liquidation_history, rows, points, "liquidations", what, keys, "$.3~s")


def _funding(subject: _Subject) -> Figured | None:
    points = subject.recent("funding_rate")
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
    return _figured(subject, funding_history, rows, points, "funding", "Funding rate", keys, ".3~%")


def _figured(
    subject: _Subject,
    build: Build,
    rows: list[Row],
    points: list[tuple[date, float]],
    name: str,
    what: str,
    keys: tuple[tuple[str, str], ...],
    *options: object,
) -> Figured:
    teller = subject.teller
    first, last = points[0][0], points[-1][0]
    span = f"{teller.day(first)} to {teller.day(last)}"
    missing = (last - first).days + 1 - len(points)
    prints = Prints()
    on_file, missing = _counted(subject, what, len(points), (last - first).days + 1)
    gaps = Markup("; {} missing").format(_days(teller, missing, prints)) if missing.number else ""
    covered = Markup("{} on file, {}{}").format(_days(teller, on_file, prints), span, gaps)
    description = f"Chart of {plain_text(covered)}."
    wide, narrow = (
        Chart(
            f"chart-{name}{suffix}",
            what,
            description,
            specify(build, rows, width, MARGINS, width, *options),
        )
        for width, suffix in ((WIDE, ""), (NARROW, "-narrow"))
    )
    caption = Markup("<strong>{}.</strong> {}.").format(what, covered)
    return Figured(wide, caption, keys, narrow, prints)


def _counted(subject: _Subject, what: str, on_file: int, all_days: int) -> tuple[Figure, Figure]:
    ticker, day = subject.ticker, subject.page_day
    name = what.split(",", maxsplit=1)[0].lower().replace(" ", "_")
    span = f"days drawn of {ticker} {what.lower()}"
    return (
        count(ticker, f"{name}_days_drawn", "Days drawn", on_file, day, span),
        count(ticker, f"{name}_days_not_drawn", "Days missing", all_days - on_file, day, span),
    )


def _days(teller: Teller, number: Figure, prints: Prints) -> Markup:
    noun = "day" if number.value == 1 else "days"
    return Markup("{} {}").format(teller.printed(number, "words", number.day, prints), noun)
