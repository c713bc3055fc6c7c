"""Settles shares that the sentence itself proves: "$72 million, a fifth of the $361 million"."""

from __future__ import annotations

from collections.abc import Iterator

from builder.story.checking.case import Case, Problem
from builder.story.checking.figures.columns import Part
from builder.story.checking.verdicts.values import judge
from builder.story.checking.words.quantities import Measure


def check_portions(case: Case) -> Iterator[Problem]:
    """Settle shares that are the ratio of two amounts of the sentence which both stand."""
    amounts = [
        claim for claim in case.claims if claim.quantity.measure in (Measure.USD, Measure.KRW)
    ]
    shares = [
        claim
        for claim in case.claims
        if claim.quantity.measure is Measure.PERCENT and claim.part in (Part.SHARE, None)
    ]
    if not shares or len(amounts) < 2 or not all(judge(case.book, a).stands for a in amounts):
        return
    for share in shares:
        for part in amounts:
            for whole in amounts:
                if part is whole or not whole.quantity.value:
                    continue
                if part.quantity.value > whole.quantity.value:
                    continue
                rest = sum(a.quantity.value for a in amounts if a is not whole)
                for value in (part.quantity.value, rest):
                    if share.quantity.agrees(100 * value / whole.quantity.value):
                        case.settle([share])
    yield from ()
