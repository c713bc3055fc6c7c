"""The figures that a claim can mean: reported ones, and those computed because it asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import product

from builder.market.fields import MARKET, ON_FILE
from builder.market.figures import Figure
from builder.story.checking.claims.claim import Claim, Subject
from builder.story.checking.figures.book import Book, Truth, column_of
from builder.story.checking.figures.columns import COLUMNS, Column, Part
from builder.story.checking.words.quantities import Measure

_DIVISIBLE = ("liquidations", "open_interest", "volume")
"""Metrics that have parts: one asset's, one side's."""

_SHARE_OF_OPEN_INTEREST = "liquidations_share_of_open_interest_24h_pct"


@dataclass(frozen=True, slots=True)
class Meaning:
    """One way to take a claim: whose number, of what, of which side, window and day."""

    subject: Subject
    metric: str
    side: str
    window: str
    day: date


def meanings(claim: Claim) -> Iterator[Meaning]:
    """Yield all ways to take a claim, the likeliest first; none for a day that is unclear."""
    for metric, subject, side, window, day in product(
        claim.metrics.values,
        claim.subjects.values,
        claim.sides.values,
        claim.windows.values,
        claim.days.values,
    ):
        if day is not None:
            yield Meaning(subject, metric, side, window, day)


def truths_of(book: Book, claim: Claim, meaning: Meaning) -> Iterator[Truth]:
    """Yield the figures that a claim can mean if it is taken one way: reported ones first."""
    part = claim.part
    if part is Part.BEFORE and meaning.day != book.day:
        part = Part.LEVEL
    columns = _columns(meaning.metric, meaning.side, meaning.window)
    for column in columns:
        if _is_in(claim.quantity.measure, column, part) and _suits(column, part):
            truth = _truth(book, meaning.subject, column, meaning.day)
            if truth is not None:
                yield from _in_measure(book, truth, claim.quantity.measure, meaning.day)
    if meaning.day == book.day:
        for column in columns:
            if column.part is Part.LEVEL or (part, column.part) == (Part.BEFORE, Part.SHARE):
                yield from _computed(book, claim, meaning, column)


@cache
def _columns(metric: str, side: str, window: str) -> tuple[Column, ...]:
    """Return the columns of a metric, a side and a window; without a window, of any."""
    found = [column for column in COLUMNS if column.metric == metric]
    windows = ("", window)
    if metric == "liquidations":
        found = [column for column in found if column.side == side]
        windows = (window,)
    return tuple(column for column in found if not window or column.window in windows)


def _is_in(measure: Measure, column: Column, part: Part | None) -> bool:
    """Tell whether a number in its unit can be of a column."""
    if measure is Measure.KRW:
        return column.measure in (Measure.KRW, Measure.USD)
    if measure is Measure.PLAIN:
        return column.measure is not Measure.PERCENT
    if measure is Measure.POINTS and part is not Part.CHANGE:
        # "The index of 52 points to neutral": a verb after all.
        return column.measure is Measure.PLAIN
    return column.measure is measure


def _suits(column: Column, part: Part | None) -> bool:
    """Tell whether a number that is a level, a change or a share can be of a column."""
    if part is None or column.part is part:
        return True
    if part is Part.CHANGE:
        # "Longs lost $5 million" is no change of anything but the positions themselves.
        return column.metric in ("liquidations", "funding_rate") and column.part is Part.LEVEL
    if part is Part.SHARE:
        return column.field == _SHARE_OF_OPEN_INTEREST
    # "Losses ranged from 3 % to 9 %" names levels of changes.
    return column.measure is Measure.PERCENT


def _truth(book: Book, subject: Subject, column: Column, day: date) -> Truth | None:
    if isinstance(subject, tuple):
        dollars = column.measure is Measure.USD and column.part is not Part.SHARE
        return book.total(subject, column) if dollars and day == book.day else None
    truth = book.truth(subject, column, day)
    if truth is None and subject == MARKET:
        return book.truth(ON_FILE, column, day)
    if truth is None and subject == ON_FILE and day == book.day and column.measure is Measure.USD:
        # What no sum of the history takes in, a sentence may still add up.
        having = [t for t in book.tickers if book.figure(t, column.field) is not None]
        return book.total(having, column)
    return truth


def _in_measure(book: Book, truth: Truth, measure: Measure, day: date) -> Iterator[Truth]:
    """Yield a figure in the currency of the claim, by the day's rate."""
    if measure is not Measure.KRW or truth.column.measure is Measure.KRW:
        yield truth
        return
    rate = book.figure(MARKET, "usd_krw", day)
    if rate is not None:
        yield book.in_won(truth, rate)


def _computed(book: Book, claim: Claim, meaning: Meaning, column: Column) -> Iterator[Truth]:
    """Yield what is computed for a claim: shares, changes since a day, levels before a change."""
    measure, part = claim.quantity.measure, claim.part
    if measure is Measure.PERCENT and part in (Part.SHARE, None):
        yield from _portions(book, meaning, column)
    changed = part is Part.CHANGE or (part is None and (claim.baselines or claim.from_level))
    if changed and measure in (Measure.PERCENT, Measure.POINTS, column.measure):
        yield from _changes(book, claim, meaning, column)
    if part is Part.BEFORE and measure is column.measure:
        yield from _levels_before(book, claim, meaning, column)


def _portions(book: Book, meaning: Meaning, column: Column) -> Iterator[Truth]:
    part = _truth(book, meaning.subject, column, book.day)
    if part is None or column.metric not in _DIVISIBLE:
        return
    if column.window == "4" and not meaning.window:
        # Where no window is named, a share is one of the day's, if the day has it.
        of_day = (c for c in COLUMNS if c.metric == column.metric and c.window == "24")
        if any(_truth(book, meaning.subject, c, book.day) for c in of_day):
            return
    wholes: list[Figure] = []
    if meaning.subject not in (MARKET, ON_FILE):
        wholes += book.wholes(column.field)
    if column.side:
        of_both = column.field.removeprefix(f"{column.side}_")
        own = book.figure(meaning.subject, of_both) if isinstance(meaning.subject, str) else None
        wholes = [*([own] if own else []), *wholes, *book.wholes(of_both)]
    for whole in wholes:
        truth = book.portion(part.figure, whole, column)
        if truth is not None and whole.id != part.figure.id:
            yield truth


def _changes(book: Book, claim: Claim, meaning: Meaning, column: Column) -> Iterator[Truth]:
    points = claim.quantity.measure is not Measure.PERCENT
    if claim.quantity.measure is Measure.POINTS and column.measure is Measure.USD:
        if not column.side:
            return
        # Of liquidations, only the share of a side can move by points.
        column = column_of(f"{column.side}_share_{column.window}h_pct")
    now = _truth(book, meaning.subject, column, book.day)
    days = claim.baselines
    if now is not None and not days and (claim.from_level or not column.has_own_change):
        days = book.days_before(now.figure.subject, column.field)
    for day in days if now is not None else ():
        before = _truth(book, meaning.subject, column, day)
        if now is not None and before is not None:
            truth = book.change(now.figure, before.figure, column, percent=not points)
            if truth is not None:
                yield truth


def _levels_before(book: Book, claim: Claim, meaning: Meaning, column: Column) -> Iterator[Truth]:
    level = _truth(book, meaning.subject, column, book.day)
    usual = book.days_before(level.figure.subject, column.field) if level is not None else ()
    for day in claim.baselines or usual:
        truth = _truth(book, meaning.subject, column, day)
        if truth is not None:
            yield truth
    if level is None or not isinstance(meaning.subject, str):
        return
    for other in COLUMNS:
        changed = other.metric == column.metric and other.part is Part.CHANGE
        if changed and other.measure is Measure.PERCENT:
            percent = book.figure(level.figure.subject, other.field)
            truth = book.before_change(level.figure, percent, column) if percent else None
            if truth is not None:
                yield truth
