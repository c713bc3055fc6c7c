"""Whose a figure is and what time it speaks of, in words."""

from __future__ import annotations

from markupsafe import Markup

from builder.market.fields import MARKET, ON_FILE, Unit
from builder.market.figures import Figure
from builder.market.history import History
from builder.pages.ledger import Occasion
from builder.pages.times import SHORT_DAY, Times
from builder.story.markup import inert


def occasion_of(history: History, times: Times, figure: Figure) -> Occasion:
    """Return whose a figure is and what time it speaks of."""
    as_of = figure.field.taken_at(history.by_date[figure.day].as_of)
    time = times.moment(as_of) if as_of else times.teller.day(figure.day, SHORT_DAY)
    return Occasion(_whose(history, figure), as_of, time)


def subject_name(subject: str) -> Markup:
    """Return what a row of a table is called."""
    if subject == MARKET:
        return Markup("All assets")
    if subject == ON_FILE:
        return Markup("Assets on file")
    return inert(subject)


def _whose(history: History, figure: Figure) -> str:
    if figure.subject not in (MARKET, ON_FILE):
        return history.by_ticker[figure.subject].name
    # A count and an index of the market say themselves what they are of.
    if figure.field.unit is Unit.COUNT or not figure.field.is_for("asset"):
        return ""
    return "All assets" if figure.subject == MARKET else "Sum over the assets on file"
