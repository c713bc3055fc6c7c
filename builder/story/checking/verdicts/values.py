"""Holds each number of a sentence against the figures that it can mean, and names its mistake."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from builder.market.fields import MARKET
from builder.story.checking.case import Verdict
from builder.story.checking.claims.claim import Basis, Claim, Slot
from builder.story.checking.figures.book import Book, Truth
from builder.story.checking.figures.columns import Part
from builder.story.checking.findings import Kind
from builder.story.checking.verdicts.mistakes import (
    METRICS,
    in_another_unit,
    near_owner,
    other_window,
    owner_of,
    same_digits,
)
from builder.story.checking.verdicts.weighing import SURE_DIGITS, weigh
from builder.story.checking.words.quantities import Hedge, Measure, Quantity

_FAR = math.log(20)
"""A figure so many times larger or smaller is hardly the one that was meant."""

_UNKNOWN = "no figure of the day speaks of it"


def judge(book: Book, claim: Claim) -> Verdict:
    """Hold a claim against the figures of its day."""
    weighed = weigh(book, claim)
    if weighed.standing is not None:
        return Verdict(claim, None, weighed.standing)
    if claim.aloof:
        return Verdict(claim, Kind.UNVERIFIED, reason=claim.aloof)
    if weighed.opposite is not None:
        return Verdict(claim, Kind.DIRECTION, weighed.opposite)
    otherwise = _taken_otherwise(book, claim)
    return otherwise or _mistake(book, claim, weighed.candidates)


def _taken_otherwise(book: Book, claim: Claim) -> Verdict | None:
    """Return what a claim is if its day is wrong, or if what it leaves unsaid is taken freely."""
    if claim.days.stated and claim.days.values != (book.day,):
        today = weigh(book, replace(claim, days=Slot((book.day,)))).standing
        if today is not None:
            return Verdict(claim, Kind.DATE, today)
    if not _is_exact(claim.quantity) or claim.basis is Basis.NOTHING:
        return None
    if claim.basis < Basis.SENTENCE:
        # Where no metric is named, it may be any of the asset's own.
        freely = weigh(book, replace(claim, metrics=Slot(METRICS), part=None)).standing
        if freely is not None:
            return Verdict(claim, None, freely)
    if claim.basis < Basis.PHRASE and not claim.sides.stated:
        either = weigh(book, replace(claim, sides=Slot(("long", "short")))).standing
        if either is not None:
            return Verdict(claim, None, either)
    return None


def _mistake(book: Book, claim: Claim, candidates: Sequence[Truth]) -> Verdict:
    """Return what is wrong with a claim; a note where too little is known of it."""
    if claim.basis is Basis.NOTHING:
        return _unsaid(book, claim)
    target = _closest(claim.quantity, candidates)
    sure = claim.basis >= Basis.HINT
    if target is not None and claim.basis is Basis.SENTENCE and not claim.subjects.stated:
        # "Rates range from ...": of the metric that is named, nobody's figure was looked at.
        sure = any(truth.column.metric == claim.metrics.values[0] for truth in candidates)
    if target is not None and (sure or _goes_without_saying(claim, target)):
        owner = near_owner(book, claim) if _is_exact(claim.quantity) else None
        unit = in_another_unit(book, claim, candidates) if owner is None else None
        if unit is not None:
            return Verdict(claim, Kind.UNIT, unit)
        return Verdict(claim, _kind(claim, target), target, owner or owner_of(book, claim))
    if sure:
        unit = in_another_unit(book, claim, candidates)
        if unit is not None:
            return Verdict(claim, Kind.UNIT, unit)
        owner = owner_of(book, claim) if _is_exact(claim.quantity) else None
        if owner is not None and _is_anyones(claim, owner):
            return Verdict(claim, None, owner)
        if owner is None and claim.windows.stated and claim.subjects.stated:
            owner = other_window(book, claim) if claim.basis is Basis.PHRASE else None
        if owner is not None:
            return Verdict(claim, Kind.VALUE, None, owner)
    return _unsaid(book, claim)


def _is_anyones(claim: Claim, owner: Truth) -> bool:
    """Tell whether a number need not say whose it is: "rates lie between 0.01% and 0.03%"."""
    return not claim.subjects.stated and owner.column.metric == claim.metrics.values[0]


def _kind(claim: Claim, target: Truth) -> Kind:
    if claim.summed:
        return Kind.SUM
    share = claim.part is Part.SHARE or target.column.part is Part.SHARE
    return Kind.SHARE if share else Kind.VALUE


def _unsaid(book: Book, claim: Claim) -> Verdict:
    """Return what comes of a number of which nothing is said: it may be one that the day holds."""
    quantity = claim.quantity
    if claim.subjects.stated or quantity.digits < SURE_DIGITS:
        return Verdict(claim, Kind.UNVERIFIED, reason=_UNKNOWN)
    if owner_of(book, claim) is not None:
        return Verdict(claim, None)
    total = book.total_liquidations
    dollars = quantity.measure is Measure.USD and quantity.digits > SURE_DIGITS
    if total is not None and dollars and same_digits(quantity, total.value):
        return Verdict(claim, Kind.UNIT, total)
    return Verdict(claim, Kind.UNVERIFIED, reason=_UNKNOWN)


def _is_exact(quantity: Quantity) -> bool:
    exact = quantity.hedge in (Hedge.EXACT, Hedge.ABOUT)
    return exact and quantity.digits >= SURE_DIGITS


def _closest(quantity: Quantity, truths: Sequence[Truth]) -> Truth | None:
    """Return the figure that is most likely meant: the first, or the closest in size."""
    present = [truth for truth in truths if truth.value]
    if not present or not quantity.value:
        return present[0] if present else None

    def distance(truth: Truth) -> float:
        return abs(math.log(abs(truth.value) / quantity.value))

    return present[0] if distance(present[0]) < _FAR else min(present, key=distance)


def _goes_without_saying(claim: Claim, target: Truth) -> bool:
    """Tell whether a metric need not be named: "Bitcoin fell 5%", "ether made up 20%"."""
    if claim.basis not in (Basis.USUAL, Basis.CONTEXT) or claim.subjects.values[0] == MARKET:
        return False
    if claim.part is Part.SHARE:
        return claim.subjects.stated
    level = claim.quantity.measure is not Measure.PERCENT
    return target.column.metric == "price" and (level or claim.move != 0)
