"""Says what figures are, and what is wrong with claims, in words for authors."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from builder.market.fields import MARKET, ON_FILE, Field, Unit
from builder.market.figures import Figure, Formula
from builder.story.checking.figures.book import Truth
from builder.story.checking.figures.columns import Column, Part
from builder.story.checking.words.quantities import Measure, Quantity
from builder.story.printing import Printer

_METRICS = {
    "liquidations": "liquidations",
    "open_interest": "open interest",
    "price": "price",
    "volume": "volume",
    "funding_rate": "funding rate",
    "fear_greed": "Fear & Greed index",
    "usd_krw": "USD/KRW rate",
}
_UNITS = {Measure.USD: Unit.USD, Measure.KRW: Unit.KRW, Measure.PERCENT: Unit.PERCENT}
_OF_TEXT = Formula("of the text", ())


class Wording:
    """Names figures, and prints them with the project's printer; `day` is the text's."""

    def __init__(self, printer: Printer, day: date) -> None:
        self._printer, self._day = printer, day

    def number(self, figure: Figure) -> str:
        """Print a figure without its sign."""
        return self._printer.size(figure)

    def signed(self, figure: Figure) -> str:
        """Print a figure with the sign of a fall."""
        return self._printer.words(figure)

    def like(self, value: float, quantity: Quantity) -> str:
        """Print an amount of the text's own in the unit in which it gives another."""
        unit = _UNITS.get(quantity.measure, Unit.INDEX)
        field = Field("amount", "Amount", unit, "", "An amount of a text.")
        return self._printer.size(Figure("", field, round(value, 2), self._day, _OF_TEXT))

    def name(self, truth: Truth) -> str:
        """Say what a figure is: `BTC long liquidations over 24 hours`."""
        figure = truth.figure
        when = f" on {figure.day}" if figure.day != self._day else ""
        return f"{self.series(figure.subject, truth.column)}{when}"

    def series(self, subject: str, column: Column) -> str:
        """Say what a column of figures is: `BTC long liquidations over 24 hours`."""
        whose = {MARKET: "", ON_FILE: "all assets on file:"}
        words = " ".join(
            part
            for part in (
                whose.get(subject, subject.replace("+", " and ")),
                "earlier" if column.part is Part.BEFORE else "",
                column.side,
                _METRICS.get(column.metric, column.metric.replace("_", " ")),
                f"over {column.window} hours" if column.window else "",
            )
            if part
        )
        return words[:1].upper() + words[1:] if subject in whose else words

    def statement(self, truth: Truth) -> str:
        """Say what a figure says: `BTC open interest over 24 hours fell 1.78%`."""
        size, source = self.number(truth.figure), truth.figure.source
        if truth.column.part is Part.SHARE and isinstance(source, Formula) and source.inputs:
            part, whole = (self._of(figure) for figure in source.inputs[:2])
            return f"{part} were {size} of {whole}"
        if truth.column.part is Part.CHANGE:
            column = replace(truth.column, window="")
            verb = "rose" if truth.value > 0 else "fell" if truth.value < 0 else "moved"
            name = self.series(truth.figure.subject, column)
            return f"{name} {verb} {size}{self._since(truth)}"
        were = "were" if truth.column.metric == "liquidations" else "was"
        return f"{self.name(truth)} {were} {size}"

    def _since(self, truth: Truth) -> str:
        """Say since when something changed, where the change was computed for a claim."""
        source = truth.figure.source
        days = [figure.day for figure in source.inputs] if isinstance(source, Formula) else []
        earlier = [day for day in days if day != self._day]
        if earlier:
            return f" from {earlier[0]}"
        return f" over {truth.column.window} hours" if truth.column.window else ""

    def _of(self, figure: Figure) -> str:
        name = figure.field.label.lower()
        whose = {MARKET: "", ON_FILE: "all assets' "}.get(figure.subject, f"{figure.subject} ")
        return f"{whose}{name}"

    def owner(self, truth: Truth, against: Truth) -> str:
        """Say whose number it is, shortly, beside the figure it was held against."""
        figure, column, other = truth.figure, truth.column, against.column
        if (column.metric, column.part) != (other.metric, other.part):
            return self.name(truth)
        one_subject = figure.subject == against.figure.subject
        if (column.window, column.side) == (other.window, other.side) and not one_subject:
            return _owned(figure.subject)
        if one_subject and column.side == other.side and column.window:
            return f"over {column.window} hours"
        if one_subject and column.window == other.window:
            return {"long": "the longs'", "short": "the shorts'"}.get(column.side, "of both sides")
        return self.name(truth)


def _owned(subject: str) -> str:
    if subject == MARKET:
        return "the market's"
    return "all assets' together" if subject == ON_FILE else f"{subject}'s"
