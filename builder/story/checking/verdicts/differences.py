"""Holds differences between two numbers against them: "exceeded bitcoin's by $61 million"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from builder.story.checking.case import Case, Problem
from builder.story.checking.claims.claim import Claim
from builder.story.checking.figures.columns import COLUMNS
from builder.story.checking.findings import Kind
from builder.story.checking.words.language import What
from builder.story.checking.words.quantities import Measure

_RELATIONS = ("ahead", "behind", "beats")


def check_differences(case: Case) -> Iterator[Problem]:
    """Yield differences that are not those of the numbers or the figures that they are between."""
    for claim in case.claims:
        if claim.quantity.measure not in (Measure.USD, Measure.PERCENT, Measure.POINTS):
            continue
        names = _between(case, claim)
        if len(names) != 2:
            continue
        gaps = [*_stated(case, claim), *_of_figures(case, claim, names)]
        case.settle([claim])
        if gaps and not any(claim.quantity.agrees(gap) for gap in gaps):
            true = case.wording.like(gaps[0], claim.quantity)
            words = f"the difference is {true}, not {claim.quantity.hedged_text}"
            yield Problem(claim.quantity.start, Kind.VALUE, words)


def _between(case: Case, claim: Claim) -> list[str]:
    """Return the two assets, or the two sides, that a number is said to lie between."""
    quantity, sentence = claim.quantity, case.sentence
    by = case.grammar.by.search(case.text[: quantity.whole_start])
    orders = [m for m in sentence.of(What.ORDER) if m.meaning in _RELATIONS]
    before = [m for m in orders if m.end <= quantity.whole_start]
    than = case.grammar.more_than.match(case.text, quantity.end)
    if not (by and before) and not (than and not sentence.of(What.TOGETHER)):
        return []
    for what in (What.ASSET, What.SIDE):
        named = list(dict.fromkeys(m.meaning for m in sentence.of(what)))
        if len(named) == 2:
            return named
    return []


def _stated(case: Case, claim: Claim) -> Iterator[float]:
    """Yield the differences of the other numbers of the sentence."""
    same = [
        other.quantity.value
        for other in case.claims
        if other is not claim and other.quantity.measure is claim.quantity.measure
    ]
    yield from (abs(one - other) for one, other in combinations(same, 2))


def _of_figures(case: Case, claim: Claim, names: list[str]) -> Iterator[float]:
    book = case.book
    for column in COLUMNS:
        if (
            column.metric not in claim.metrics.values
            or column.measure is not claim.quantity.measure
        ):
            continue
        if set(names) <= set(book.tickers):
            truths = [book.truth(name, column) for name in names]
        elif column.side == names[0]:
            own = [book.truth(s, column) for s in claim.subjects.values if isinstance(s, str)]
            field = column.field.replace(names[0], names[1], 1)
            other = next(c for c in COLUMNS if c.field == field)
            its = [book.truth(s, other) for s in claim.subjects.values if isinstance(s, str)]
            truths = [*own[:1], *its[:1]]
        else:
            continue
        one, *rest = truths or [None]
        if one is not None and rest and rest[0] is not None:
            yield abs(one.value - rest[0].value)
