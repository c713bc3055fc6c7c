"""Finds the figures that a claim can mean, and among them the one that says the same."""

from __future__ import annotations

from dataclasses import dataclass

from builder.story.checking.claims.claim import Claim
from builder.story.checking.figures.book import Book, Truth
from builder.story.checking.figures.columns import Part
from builder.story.checking.figures.truths import meanings, truths_of
from builder.story.checking.words.quantities import Quantity

SURE_DIGITS = 3
"""With so many digits a number that equals a figure is taken for that figure."""

_NEAR = 0.1
"""No figure is off by more than this part of it because its inputs are rounded."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A claim's figures: the one that says the same, one that moved the other way, and all."""

    standing: Truth | None
    opposite: Truth | None
    candidates: tuple[Truth, ...]


def weigh(book: Book, claim: Claim) -> Weighed:
    """Hold a claim against every figure that it can mean."""
    candidates: list[Truth] = []
    opposite: Truth | None = None
    for meaning in meanings(claim):
        for truth in truths_of(book, claim, meaning):
            if agrees(claim.quantity, truth):
                if moves_alike(claim, truth):
                    return Weighed(truth, None, (*candidates, truth))
                opposite = opposite or truth
            candidates.append(truth)
    return Weighed(None, opposite, tuple(candidates))


def agrees(quantity: Quantity, truth: Truth) -> bool:
    """Tell whether a figure rounds to a number, or may, if its own inputs are rounded."""
    if quantity.agrees(truth.value):
        return True
    near = abs(abs(truth.value) - quantity.value) <= _NEAR * quantity.value
    return near and quantity.agrees(truth.value, truth.slack)


def moves_alike(claim: Claim, truth: Truth) -> bool:
    """Tell whether a figure moved the way that is claimed, if any is."""
    rate = truth.column.metric == "funding_rate"
    move = claim.quantity.sign or (claim.move if claim.part is Part.CHANGE and not rate else 0)
    if not move or not truth.value or not (rate or truth.column.part is Part.CHANGE):
        return True
    return (truth.value > 0) == (move > 0)
