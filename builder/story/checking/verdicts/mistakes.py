"""Whose number a wrong one is: another unit's, window's, asset's, side's or metric's."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from builder.market.fields import MARKET, ON_FILE
from builder.story.checking.claims.claim import Basis, Claim, Slot, Subject
from builder.story.checking.figures.book import Book, Truth
from builder.story.checking.figures.columns import Part
from builder.story.checking.figures.truths import meanings, truths_of
from builder.story.checking.verdicts.weighing import SURE_DIGITS, agrees, moves_alike, weigh
from builder.story.checking.words.quantities import Hedge, Measure, Quantity

METRICS = ("liquidations", "open_interest", "price", "volume", "funding_rate")

_BOUNDS = (Hedge.OVER, Hedge.UNDER, Hedge.NEARLY)
_FEW_DIGITS = 2
_NEAREST = 3


def in_another_unit(book: Book, claim: Claim, candidates: Sequence[Truth]) -> Truth | None:
    """Return the figure with the same digits in another currency, unit or order of size."""
    quantity = claim.quantity
    if quantity.fraction or quantity.hedge in _BOUNDS or quantity.digits < _FEW_DIGITS:
        return None
    if claim.basis >= Basis.SENTENCE:
        claim = replace(claim, metrics=Slot(claim.metrics.values[:1]))
    slips = quantity.measure is not Measure.PERCENT or quantity.digits >= SURE_DIGITS
    for truth in candidates if slips else ():
        of_metric = truth.column.metric in claim.metrics.values
        if of_metric and same_digits(quantity, truth.value) and _exponent(quantity, truth.value):
            return truth
    for other in _in_other_measures(claim):
        for meaning in meanings(other):
            for truth in truths_of(book, other, meaning):
                if truth.column.part is not Part.SHARE and _is_same_number(quantity, truth.value):
                    return truth
    return None


def _in_other_measures(claim: Claim) -> Iterator[Claim]:
    for measure in Measure:
        if measure not in (claim.quantity.measure, Measure.OTHER, Measure.TIMES):
            part = claim.part if measure is Measure.POINTS else None
            yield replace(with_quantity(claim, measure=measure), part=part)


def _is_same_number(quantity: Quantity, truth: float) -> bool:
    """Tell whether a number is a figure's in another unit: "3.35 billion" for 3.35 %."""
    if not same_digits(quantity, truth):
        return False
    exponent = _exponent(quantity, truth)
    # Of two digits only what is the same to the last word is no coincidence.
    return exponent % 3 == 0 and (exponent == 0 or quantity.digits >= SURE_DIGITS)


def same_digits(quantity: Quantity, truth: float) -> bool:
    """Tell whether a number has the digits of a figure, whatever its order of size."""
    if not truth or not quantity.value:
        return False
    scale = 10.0 ** _exponent(quantity, truth)
    gap = abs(abs(truth) - quantity.value * scale)
    return gap <= quantity.step * scale / 2 * (1 + 1e-9)


def _exponent(quantity: Quantity, truth: float) -> int:
    return round(math.log10(abs(truth) / quantity.value))


def owner_of(book: Book, claim: Claim) -> Truth | None:
    """Return the figure of the day whose number this is, one that differs in little first."""
    if claim.quantity.digits < _FEW_DIGITS or claim.quantity.fraction:
        return None
    exact = with_quantity(claim, hedge=Hedge.EXACT)
    for other in _neighbours(book, exact):
        for meaning in meanings(other):
            for truth in truths_of(book, other, meaning):
                if agrees(exact.quantity, truth):
                    return truth
    return None


def near_owner(book: Book, claim: Claim) -> Truth | None:
    """Return the figure whose number this is, if only whose, side or window differ, and no unit."""
    for other in list(_neighbours(book, claim))[:_NEAREST]:
        truth = weigh(book, other).standing
        if truth is not None and truth.column.part is not Part.SHARE:
            return truth
    return None


def _neighbours(book: Book, claim: Claim) -> Iterator[Claim]:
    """Yield the claim with one part changed, whose, side, window or metric; then with more."""
    subjects: Slot[Subject] = Slot((MARKET, *book.tickers, ON_FILE))
    sides, windows, metrics = Slot(("", "long", "short")), Slot(("",)), Slot(METRICS)
    yield replace(claim, subjects=subjects)
    yield replace(claim, sides=sides)
    yield replace(claim, windows=windows)
    yield replace(claim, metrics=metrics, part=None)
    anywhere = replace(claim, subjects=subjects, sides=sides, windows=windows)
    yield replace(anywhere, days=Slot((book.day,)))
    yield replace(anywhere, metrics=metrics, part=None)


def other_window(book: Book, claim: Claim) -> Truth | None:
    """Return the same figure over another window, if the number is just that."""
    if claim.quantity.digits < _FEW_DIGITS:
        return None
    truth = weigh(book, replace(claim, windows=Slot(("",)))).standing
    return truth if truth is not None and moves_alike(claim, truth) else None


def with_quantity(claim: Claim, **changes: object) -> Claim:
    """Return a claim with something of its number changed."""
    quantity = replace(claim.quantity, **changes)  # type: ignore[arg-type] - the caller's names are fields
    return replace(claim, phrase=replace(claim.phrase, quantity=quantity))
