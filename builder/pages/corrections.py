"""What was corrected, in words, with an address of its own for each correction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from slugify import slugify

from builder.market.corrections import Correction
from builder.market.fields import MARKET, Unit
from builder.market.figures import Figure, Formula
from builder.market.history import History
from builder.market.numbers import parse_number
from builder.market.vocabulary import FIELDS
from builder.pages.page import asset_address, day_address
from builder.story.commentary.written import Written
from builder.story.printing import Printer


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction and the page it is on: of a day, or else of an asset by its ticker.

    `anchor` is its place on the corrections page; it is permanent.
    """

    correction: Correction
    day: date | None
    ticker: str
    address: str
    anchor: str


def correction_words(correction: Correction) -> str:
    """Say what was corrected in plain words, such as `BTC, price: 1 instead of 2. Why`."""
    what = f"{correction.field}: " if correction.field else ""
    subject, _, name = correction.field.rpartition(".")
    if name in FIELDS:
        field = FIELDS[name]
        window = f", {field.window}" if field.window else ""
        what = f"{'All assets' if subject == MARKET else subject}, {field.label.lower()}{window}: "
        return f"{what}{correction.new} instead of {correction.old}. {correction.note}"
    return f"{what}“{correction.new}” instead of “{correction.old}”. {correction.note}"


def as_stated(correction: Correction, printer: Printer) -> Correction:
    """Return a correction with the values of a figure as readers know them, to the last digit."""
    subject, _, name = correction.field.rpartition(".")
    if name not in FIELDS or FIELDS[name].unit is Unit.TEXT:
        return correction

    def stated(text: str) -> str:
        try:
            value = parse_number(text)
        except ValueError:
            return text
        figure = Figure(subject, FIELDS[name], value, correction.date, Formula("as stated", ()))
        return printer.exact(figure)

    return replace(correction, old=stated(correction.old), new=stated(correction.new))


def all_corrected(history: History, written: Written, printer: Printer) -> list[Corrected]:
    """Return every correction of figures and of words, as it is stated, the latest first."""
    taken: Counter[str] = Counter()
    found = []
    for correction, day, ticker in _found(history, written):
        about = day.isoformat() if day else ticker
        anchor = slugify(f"on-{correction.date}-{about}-{correction.field or 'words'}")
        taken[anchor] += 1
        number = f"-{taken[anchor]}" if taken[anchor] > 1 else ""
        address = day_address(day) if day else asset_address(history.by_ticker[ticker].slug)
        stated = as_stated(correction, printer)
        found.append(Corrected(stated, day, ticker, address, f"{anchor}{number}"))
    return sorted(found, key=lambda one: one.correction.date, reverse=True)


def _found(history: History, written: Written) -> Iterator[tuple[Correction, date | None, str]]:
    for day in history.days:
        for correction in day.corrections:
            yield correction, day.date, ""
    tickers = {asset.slug: asset.ticker for asset in history.assets}
    for text in written.texts:
        about = text.commentary
        for correction in about.corrections:
            yield correction, about.day, "" if about.day else tickers[about.slug]
