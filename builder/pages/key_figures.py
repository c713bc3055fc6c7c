"""The figures on top of a page, which stand for all others."""

from __future__ import annotations

from dataclasses import dataclass

from builder.market.attribution import Attribution
from builder.market.comparisons import Change, change_since_previous
from builder.market.fields import MARKET, ON_FILE
from builder.market.figures import Figure, Source
from builder.market.history import History
from builder.pages.digest import KeyText
from builder.story.facts.day import DayFacts
from builder.story.printing import Printer

MOST_KEY_FIGURES = 6


@dataclass(frozen=True)
class KeyFigure:
    """One card of the strip on top: a figure, its change, and a word beside it (a label)."""

    figure: Figure
    change: Change | None = None
    word: Figure | None = None

    @property
    def attribution(self) -> Attribution | None:
        """Who says so, for a figure that is a reported cell."""
        return self.figure.source.attribution if isinstance(self.figure.source, Source) else None

    def in_words(self, printer: Printer) -> KeyText:
        """Return the card as plain text: whose figure of what over which window, and who says so.

        The change is left out: it would need the day that it is against.
        """
        figure, credit = self.figure, self.attribution
        whose = "" if figure.subject in (MARKET, ON_FILE) else f"{figure.subject} "
        window = f", {figure.field.window}" if figure.field.window else ""
        on_file = ", assets on file" if figure.subject == ON_FILE else ""
        word = f" {printer.short(self.word)}" if self.word is not None else ""
        names = (credit.provider, credit.publisher) if credit else ()
        return KeyText(
            f"{whose}{figure.field.label}{window}{on_file}",
            f"{printer.short(figure)}{word}",
            ", via ".join(name for name in names if name),
        )


def key_figures(history: History, facts: DayFacts) -> list[KeyFigure]:
    """Return the figures that stand for a day, each with its change since the previous one."""
    liquidations, interest = facts.liquidations, facts.open_interest
    first_prices = [price for price in facts.prices if price.subject in ("BTC", "ETH")]
    found: list[tuple[Figure | None, Figure | None]] = [
        (liquidations.total, None),
        (liquidations.long_share, None),
        (liquidations.four_hours, None),
        (interest.level, None),
        *((price, None) for price in first_prices[:1]),
        (facts.sentiment.value, facts.sentiment.label),
        (None if facts.sentiment.value else facts.sentiment.label, None),
        (liquidations.usd_krw, None),
    ]
    cards = [
        KeyFigure(figure, change_since_previous(history, figure), word)
        for figure, word in found
        if figure is not None
    ]
    if not cards:
        rest = (*liquidations.by_asset, *interest.by_asset, *interest.changes_24h, *facts.prices)
        cards = [KeyFigure(figure, change_since_previous(history, figure)) for figure in rest[:4]]
    return cards[:MOST_KEY_FIGURES]
