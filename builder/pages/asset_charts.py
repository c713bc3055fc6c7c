"""The charts of an asset's page, over several spans of days, with gaps where days are missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from markupsafe import Markup

from builder.charts.axes import bar_thickness, frame_rows, gap_rows
from builder.charts.chart import Build, Margins, Row
from builder.charts.histories import (
    MARGINS,
    PANELS,
    RATE_MARGINS,
    funding_history,
    level_history,
    liquidation_history,
)
from builder.charts.theme import NARROW, WIDE
from builder.charts.thinning import Point, in_runs, thin_bars, thin_line
from builder.charts.type import text_width
from builder.market.comparisons import change_between
from builder.market.figures import Figure, count
from builder.market.history import History
from builder.market.numbers import plain
from builder.pages.captions import Drawn, Figured, described, wide_and_narrow
from builder.pages.recent_charts import missing_key
from builder.pages.spans import FEWEST_DAYS, Span, spans_of
from builder.pages.tables import days_table
from builder.story.prints import Prints
from builder.story.telling import Teller

_TOTAL = "liquidations_24h_usd"
_SIDES = ("long", "short")
_LEVELS = (("price", "price_usd"), ("open_interest", "open_interest_usd"))
_SHORT = "$.4~s"
_DIGITS = "$,~r"
_SHORTENED = 10_000
"""Prices from here on are labelled in thousands, `$110K`."""


@dataclass(frozen=True)
class _Subject:
    """Whose charts: an asset over a span of days, and the day that its page is about."""

    history: History
    ticker: str
    span: Span
    page_day: date
    teller: Teller

    def points(self, field: str) -> list[Point]:
        """Return the days and values of a field within the span, without disputed days."""
        series = self.history.series(self.ticker, field)
        days = zip(series.dates, series.values, series.disputed, series.origins, strict=True)
        return in_runs(
            [
                (day, float(value), origin)
                for day, value, disputed, origin in days
                if self.span.first <= day <= self.span.last and not disputed
            ]
        )

    def comparable(self, field: str) -> list[date]:
        """Return the days within the span whose values can be compared with the last of them."""
        series = self.history.series(self.ticker, field)
        standing = np.flatnonzero(~series.disputed)
        if not len(standing):
            return []
        places = series.comparable(series.dates[int(standing[-1])])
        days = (series.dates[place] for place in places)
        return [day for day in days if self.span.first <= day <= self.span.last]

    def figure(self, day: date, field: str) -> Figure:
        """Return a figure that is on file. Raises LookupError for another."""
        figure = self.history.figure(day, self.ticker, field)
        if figure is None:
            raise LookupError(f"{self.ticker}.{field} on {day}")
        return figure

    def counted(self, name: str, label: str, value: int, what: str) -> Figure:
        """Return a count of days of the span as a figure."""
        name = f"{name}_{self.span.key}"
        days = f"days from {self.span.first} to {self.span.last} {what}"
        return count(self.ticker, name, label, value, self.page_day, days)


def asset_charts(history: History, ticker: str, teller: Teller) -> list[Figured]:
    """Return the charts that an asset has enough days for, each over all its spans."""
    days = history.days_of(ticker)
    spans = spans_of(days[::-1], history.days[-1].date)
    subjects = [_Subject(history, ticker, span, days[0], teller) for span in spans]
    found = [make(subject) for make in (_levels, _liquidations, _funding) for subject in subjects]
    return [figured for figured in found if figured is not None]


def _levels(subject: _Subject) -> Figured | None:
    """Return price and open interest, one above the other, or the one that is on file."""
    points = {panel: subject.points(field) for panel, field in _LEVELS}
    shown = [panel for panel, _ in _LEVELS if len(points[panel]) >= FEWEST_DAYS]
    if not shown:
        return None
    panels = tuple(shown)
    most = max((point.value for point in points["price"]), default=0.0)
    in_digits = "price" in panels and most < _SHORTENED
    patterns = tuple(_DIGITS if panel == "price" and in_digits else _SHORT for panel in panels)
    margins = _margins(most) if in_digits else MARGINS
    drawn = [
        Drawn(
            level_history,
            [
                *_frame(subject),
                *(
                    row
                    for panel in panels
                    for row in _line_rows(subject, points[panel], panel, _plot(width, margins))
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
        about |= {word: moved, f"{word}_now": _last(subject, field) if moved else None}
    if not about["price"] and not about["interest"]:
        return None
    fields = [field for panel, field in _LEVELS if panel in panels]
    what = " and ".join(PANELS[panel] for panel in panels)
    what = what.replace("and O", "and o")
    first = points[panels[0]]
    return _figured(subject, ("price", what), drawn, ("level_history", about), first, fields, ())


def _margins(most: float) -> Margins:
    """Return the room around prices that are labelled to their digits, as `$0.0000052`."""
    longest = f"${most:,.0f}.00" if most >= 1 else f"${plain(float(f'{most:.3g}'))}"
    return Margins(round(text_width(longest)) + 10, MARGINS.right, MARGINS.top, MARGINS.bottom)


def _plot(width: int, margins: Margins) -> int:
    """Return how many columns of pixels a plot has."""
    return int(width - margins.left - margins.right)


def _line_rows(subject: _Subject, points: list[Point], panel: str, columns: int) -> list[Row]:
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


def _moved(subject: _Subject, field: str) -> Figure | None:
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


def _last(subject: _Subject, field: str) -> Figure:
    return subject.figure(subject.comparable(field)[-1], field)


def _liquidations(subject: _Subject) -> Figured | None:
    whole = subject.points(_TOTAL)
    sides = {s: {p.day: p.value for p in subject.points(f"{s}_{_TOTAL}")} for s in _SIDES}
    days = subject.comparable(_TOTAL)
    if len(whole) < FEWEST_DAYS or not days:
        return None
    split = {point.day for point in whole} & sides["long"].keys() & sides["short"].keys()
    bars = {
        "Long": [Point(day, sides["long"][day]) for day in sorted(split)],
        "Short": [Point(day, -sides["short"][day]) for day in sorted(split)],
        "Not split": [point for point in whole if point.day not in split],
    }
    largest = max((subject.figure(day, _TOTAL) for day in days), key=lambda figure: figure.number)
    shares = [
        (side, subject.history.figure(largest.day, subject.ticker, f"{side}_share_24h_pct"))
        for side in _SIDES
    ]
    shared, share = max(
        ((side, figure) for side, figure in shares if figure is not None),
        key=lambda found: found[1].number,
        default=("", None),
    )
    keys = (("long", "Long"), ("short", "Short"), ("neutral", "Not split"))
    return _figured(
        subject,
        ("liquidations", "Liquidations over 24 hours"),
        _bars(subject, liquidation_history, bars, whole, (MARGINS, _SHORT)),
        ("liquidation_history", {"largest": largest, "share": share, "shared": shared}),
        whole,
        [f"long_{_TOTAL}", f"short_{_TOTAL}", _TOTAL],
        tuple(key for key in keys if bars[key[1]]),
    )


def _funding(subject: _Subject) -> Figured | None:
    points = subject.points("funding_rate")
    days = subject.comparable("funding_rate")
    if len(points) < FEWEST_DAYS or not days:
        return None
    bars = {
        "Long": [point for point in points if point.value >= 0],
        "Short": [point for point in points if point.value < 0],
    }
    values = {point.day: point.value for point in points if point.day in set(days)}
    paid = sum(value > 0 for value in values.values())
    about = {
        "highest": subject.figure(max(values, key=lambda day: values[day]), "funding_rate"),
        "lowest": subject.figure(min(values, key=lambda day: values[day]), "funding_rate"),
        "paid": subject.counted(
            "days_longs_paid", "Days longs paid", paid, "with a comparable funding rate above 0"
        ),
        "on_file": subject.counted(
            "days_with_a_rate", "Days with a rate", len(values), "with a comparable funding rate"
        ),
    }
    keys = (("long", "Longs pay"), ("short", "Shorts pay"))
    return _figured(
        subject,
        ("funding", "Funding rate"),
        _bars(subject, funding_history, bars, points, (RATE_MARGINS, ".3~%")),
        ("funding_history", about),
        points,
        ["funding_rate"],
        tuple(key for key, side in zip(keys, ("Long", "Short"), strict=True) if bars[side]),
    )


def _bars(
    subject: _Subject,
    build: Build,
    bars: dict[str, list[Point]],
    points: Sequence[Point],
    look: tuple[Margins, str],
) -> list[Drawn]:
    """Return bars from zero by side, wide and narrow; `look` is their margins and number format."""
    span, (margins, pattern) = subject.span, look
    gaps = gap_rows([point.day for point in points], span.first, span.last)
    return [
        Drawn(
            build,
            [
                *_frame(subject),
                *gaps,
                *(
                    {
                        "date": point.day.isoformat(),
                        "side": side,
                        "value": point.value,
                        "thickness": bar_thickness(span.first, span.last, _plot(width, margins)),
                    }
                    for side, values in bars.items()
                    for point in thin_bars(values, span.first, span.last, _plot(width, margins))
                ),
            ],
            margins,
            (width, pattern),
        )
        for width in (WIDE, NARROW)
    ]


def _frame(subject: _Subject) -> list[Row]:
    return frame_rows(subject.span.first, subject.span.last)


def _figured(
    subject: _Subject,
    name: tuple[str, str],
    drawn: Sequence[Drawn],
    words: tuple[str, dict[str, object]],
    points: Sequence[Point],
    fields: Sequence[str],
    keys: tuple[tuple[str, str], ...],
) -> Figured:
    teller, span = subject.teller, subject.span
    dates = {"first": span.first, "last": span.last}
    caption, prints = teller.caption(words[0], subject.page_day, **words[1], **dates)
    note, counted = _note(subject, name, len(points))
    prints.add_all(counted)
    words_and_note = Markup("{} {}").format(caption, note)
    said = described(name[1], "Chart", words_and_note, f"{name[0]}-{span.key}")
    wide, narrow = wide_and_narrow(said, drawn[0], drawn[1])
    days = [point.day for point in reversed(points)]
    numbers = days_table(subject.history, days, subject.ticker, fields) if span.is_tabled else None
    return Figured(
        wide,
        caption,
        keys + missing_key(drawn[0].rows),
        narrow,
        prints,
        numbers,
        by_day=True,
        note=note,
        span=span,
    )


def _note(subject: _Subject, name: tuple[str, str], on_file: int) -> tuple[Markup, Prints]:
    what = f"{subject.ticker} {name[0]}"
    about = {
        "on_file": subject.counted(
            f"{name[0]}_days_drawn", "Days drawn", on_file, f"with {what} on file"
        ),
        "days": subject.counted(f"{name[0]}_days", "Days", subject.span.days, "on the calendar"),
    }
    return subject.teller.caption("coverage", subject.page_day, **about)
