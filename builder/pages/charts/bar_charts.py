"""Bars by asset for a day: whose they are, and the words and numbers that each such chart has."""

from __future__ import annotations

from dataclasses import dataclass

from builder.market.figures import Figure
from builder.market.history import History
from builder.pages.charts.captions import Drawn, Figured, Keys, described, narrow_chart
from builder.pages.tables import FigureTable
from builder.story.facts.day import DayFacts
from builder.story.prints import Prints
from builder.story.telling import Teller

MOST_BARS = 12
"""More assets than this are in the table, not in the chart."""


@dataclass(frozen=True)
class DayPage:
    """Whose charts: a day's history and facts, and who tells them."""

    history: History
    facts: DayFacts
    teller: Teller

    def sibling(self, figure: Figure, field: str) -> Figure | None:
        """Return another figure of the same day and subject."""
        return self.history.figure(figure.day, figure.subject, field)


def bar_chart(
    page: DayPage,
    name: tuple[str, str],
    drawn: Drawn,
    words: tuple[str, dict[str, object]],
    keys: Keys,
    prints: Prints,
    numbers: FigureTable,
) -> Figured:
    """Return a chart from its name, in addresses and in words.

    `words` are its caption's template and what that is given, `prints` what its bars print.
    """
    caption, said = page.teller.caption(words[0], page.facts.day.date, **words[1])
    prints.add_all(said)
    chart = narrow_chart(described(name[1], "Bar chart", caption, name[0]), drawn)
    return Figured(chart, caption, keys, prints=prints, numbers=numbers)
