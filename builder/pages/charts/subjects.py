"""Whose history a chart shows, and the words and numbers that every such chart has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from markupsafe import Markup

from builder.charts.chart import Margins
from builder.charts.thinning import Point, in_runs
from builder.market.figures import Figure, count
from builder.market.history import History
from builder.pages.charts.captions import Drawn, Figured, described, wide_and_narrow
from builder.pages.charts.recent_charts import missing_key
from builder.pages.charts.spans import Span
from builder.pages.tables import FigureTable, days_table
from builder.story.prints import Prints
from builder.story.telling import Teller


@dataclass(frozen=True)
class Subject:
    """Whose charts: an asset over a span of days, and the day that its page is about."""

    history: History
    ticker: str
    span: Span
    page_day: date
    teller: Teller

    def points(self, field: str) -> list[Point]:
        """Return the days and values of a field within the span, without disputed days."""
        return in_runs(list(self._standing(field)))

    def origins(self, field: str) -> set[str]:
        """Return who counted these values."""
        return {origin for _, _, origin in self._standing(field)}

    def _standing(self, field: str) -> Iterator[tuple[date, float, str]]:
        series = self.history.series(self.ticker, field)
        found = zip(
            series.dates, series.values.tolist(), series.disputed, series.origins, strict=True
        )
        for day, value, disputed, origin in found:
            if self.span.first <= day <= self.span.last and not disputed:
                yield day, value, origin

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


def plot_of(width: int, margins: Margins) -> int:
    """Return how many columns of pixels a plot has."""
    return int(width - margins.left - margins.right)


def figured(
    subject: Subject,
    name: tuple[str, str],
    drawn: Sequence[Drawn],
    words: tuple[str, dict[str, object]],
    points: Sequence[Point],
    fields: Sequence[str],
    keys: tuple[tuple[str, str], ...],
) -> Figured:
    """Return a chart of a span, drawn wide and narrow, from its name in addresses and in words.

    `words` are a caption's template and what it is given; `points` are the days on file, `fields`
    the columns of their table.
    """
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
        told=None if span.is_tabled else _drawn_table(subject, drawn[0], fields),
    )


def _drawn_table(subject: Subject, drawn: Drawn, fields: Sequence[str]) -> FigureTable:
    """Return the figures of the days that can be told apart in a drawing, the last first."""
    days = {date.fromisoformat(str(row["date"])) for row in drawn.rows if "date" in row}
    return days_table(subject.history, sorted(days, reverse=True), subject.ticker, fields)


def _note(subject: Subject, name: tuple[str, str], on_file: int) -> tuple[Markup, Prints]:
    what = f"{subject.ticker} {name[0]}"
    about = {
        "on_file": subject.counted(
            f"{name[0]}_days_drawn", "Days drawn", on_file, f"with {what} on file"
        ),
        "days": subject.counted(f"{name[0]}_days", "Days", subject.span.days, "on the calendar"),
    }
    return subject.teller.caption("coverage", subject.page_day, **about)
