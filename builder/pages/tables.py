"""Tables of figures, as pages, charts and downloads share them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from builder.market.comparisons import ranked
from builder.market.fields import MARKET, Field, Unit
from builder.market.figures import Figure
from builder.market.history import History
from builder.market.vocabulary import FIELDS
from builder.story.printing import is_signed

LIQUIDATIONS = (
    "liquidations_24h_usd",
    "long_liquidations_24h_usd",
    "short_liquidations_24h_usd",
    "long_share_24h_pct",
    "liquidations_4h_usd",
    "long_liquidations_4h_usd",
    "short_liquidations_4h_usd",
    "liquidations_share_of_open_interest_24h_pct",
)
OPEN_INTEREST = (
    "open_interest_usd",
    "open_interest_change_24h_usd",
    "open_interest_change_24h_pct",
    "open_interest_change_4h_usd",
    "open_interest_change_4h_pct",
    "implied_open_interest_usd",
)
PRICES = ("price_usd", "price_change_24h_pct", "volume_24h_usd")
FUNDING = ("funding_rate", "funding_interval_hours", "annualised_funding_pct")


@dataclass(frozen=True)
class Row:
    """One row: whose it is (a subject or a day), and a figure or None for each column."""

    subject: str
    day: date
    figures: tuple[Figure | None, ...]


@dataclass(frozen=True)
class FigureTable:
    """A table of figures: its columns in the order of the vocabulary, only those with figures."""

    columns: tuple[Field, ...]
    rows: tuple[Row, ...]

    def __bool__(self) -> bool:
        return bool(self.rows)

    @property
    def figures(self) -> Iterator[Figure]:
        """Its figures, row by row."""
        return (figure for row in self.rows for figure in row.figures if figure is not None)


def column_words(field: Field) -> str:
    """Return what a column is called: `Open interest change, 24h, %`."""
    percent = ", %" if is_signed(field) and field.unit is Unit.PERCENT else ""
    return f"{field.label}{window(field.window)}{percent}"


def window(name: str) -> str:
    """Return a field's window as it follows its label: `, 24h`, or nothing."""
    return f", {name}" if name else ""


def direction(figure: Figure) -> Markup:
    """Return the attribute of a change's direction; nothing for a level, or where up is not good.

    Prices and open interest rise and fall; more liquidations or a higher rate is no gain.
    """
    if not is_signed(figure.field) or figure.field.topic not in ("price", "open_interest"):
        return Markup("")
    if not figure.number:
        return Markup("")
    return Markup(' class="up"') if figure.number > 0 else Markup(' class="down"')


def day_table(history: History, day: date, fields: Sequence[str]) -> FigureTable:
    """Return one day's figures of these fields: the market first, then assets by their numbers.

    Assets stand in the order of the field that most of them have, largest first.
    """
    tickers = history.subjects_on(day)
    found = {
        subject: [history.figure(day, subject, field) for field in fields]
        for subject in (MARKET, *tickers)
        if (day, subject) in history.table.index
    }
    found = {subject: figures for subject, figures in found.items() if any(figures)}
    order = _by_numbers([found[t] for t in tickers if t in found])
    rows = [Row(s, day, tuple(found[s])) for s in ([MARKET] if MARKET in found else []) + order]
    return _without_empty_columns(fields, rows)


def days_table(
    history: History, days: Iterable[date], subject: str, fields: Sequence[str]
) -> FigureTable:
    """Return one subject's figures of these fields over some days, in the order given."""
    rows = [
        Row(subject, day, tuple(history.figure(day, subject, field) for field in fields))
        for day in days
    ]
    return _without_empty_columns(fields, [row for row in rows if any(row.figures)])


def figures_table(
    history: History, figures: Sequence[Figure], fields: Sequence[str]
) -> FigureTable:
    """Return these figures' days and subjects, in their order, with these fields of each."""
    rows = [
        Row(f.subject, f.day, tuple(history.figure(f.day, f.subject, field) for field in fields))
        for f in figures
    ]
    return _without_empty_columns(fields, rows)


def _by_numbers(rows: list[list[Figure | None]]) -> list[str]:
    """Order the subjects of some rows by their fullest column; those without a number come last."""
    if not rows:
        return []
    subjects = [next(f for f in row if f is not None).subject for row in rows]
    columns = list(zip(*rows, strict=True))
    fullest = max(columns, key=lambda column: sum(f is not None for f in column))
    order = [figure.subject for figure in ranked(fullest)]
    return order + [subject for subject in subjects if subject not in order]


def _without_empty_columns(fields: Sequence[str], rows: list[Row]) -> FigureTable:
    used = [i for i in range(len(fields)) if any(row.figures[i] is not None for row in rows)]
    return FigureTable(
        tuple(FIELDS[fields[i]] for i in used),
        tuple(Row(r.subject, r.day, tuple(r.figures[i] for i in used)) for r in rows),
    )
