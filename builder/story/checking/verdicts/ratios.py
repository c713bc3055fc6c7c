"""Holds "twice", "three times" and "doubled" against the figures on either side."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.market.fields import MARKET
from builder.story.checking.case import Case, Problem
from builder.story.checking.claims.claim import Claim, Subject
from builder.story.checking.claims.frame import groups_of
from builder.story.checking.figures.book import Book, Truth, column_of
from builder.story.checking.figures.columns import COLUMNS, Column, Part
from builder.story.checking.findings import Kind
from builder.story.checking.words.language import What
from builder.story.checking.words.quantities import Hedge, Measure, Quantity

_EXACT, _ABOUT, _CLOSE = 0.08, 0.15, 0.34
"""How far a ratio may be from the word that says it: from "twice", "about twice", "over twice"."""


_SMALL = 1000


def check_ratios(case: Case) -> Iterator[Problem]:
    """Yield ratios that the figures contradict; those of unclear sides are left alone."""
    for claim in case.claims:
        if _is_exchange(case, claim):
            ratios = list(_exchanged(case, claim))
        elif claim.quantity.measure is Measure.TIMES:
            ratios = list(_ratios(case, claim))
        else:
            continue
        case.settle([claim])
        if not ratios or claim.aloof:
            continue
        if any(_agrees(claim.quantity, ratio) for ratio, _ in ratios):
            continue
        ratio, words = ratios[0]
        yield Problem(
            claim.quantity.start,
            Kind.VALUE,
            f"{words} is {ratio:.2g} times, not {claim.quantity.text}",
        )


def _agrees(quantity: Quantity, ratio: float) -> bool:
    value = quantity.value
    if quantity.hedge is Hedge.OVER:
        return value <= ratio <= value * (1 + _CLOSE) + 0.5
    if quantity.hedge is Hedge.NEARLY:
        return ratio <= value <= ratio * (1 + _ABOUT)
    if quantity.hedge is Hedge.UNDER:
        return ratio <= value
    slack = _ABOUT if quantity.hedge is Hedge.ABOUT else _EXACT
    return abs(ratio - value) <= max(value * slack, quantity.step / 2 if value >= 10 else 0)


def _ratios(case: Case, claim: Claim) -> Iterator[tuple[float, str]]:
    """Yield every ratio that the sentence can mean, with its two sides in words."""
    place = case.claims.index(claim)
    before = case.claims[place - 1] if place else None
    after = case.claims[place + 1] if place + 1 < len(case.claims) else None
    stated_before = before if before and _is_amount(before) else None
    stated_after = after if after and _is_amount(after) and _is_near(case, claim, after) else None
    if stated_before and not stated_after and _is_earlier(case, stated_before):
        # "Compared with Thursday's $315 million, liquidations were six times as large."
        yield from _since(case, claim, stated_before)
        return
    if stated_before and stated_after:
        yield _of_numbers(stated_before, stated_after)
        return
    yield from _of_sides(case, claim)
    one, other = _sides_of(case, claim)
    for column in _columns(claim):
        for now in _values(case.book, one, column, stated_before):
            for then in _others(case, claim, other, column, stated_after, now):
                if then[0]:
                    yield abs(now[0] / then[0]), f"{now[1]} against {then[1]}"


def _is_exchange(case: Case, claim: Claim) -> bool:
    """Tell whether an amount is one for each dollar of another: "for every dollar of shorts"."""
    small = claim.quantity.measure is Measure.USD and claim.quantity.value < _SMALL
    return small and case.grammar.for_every.search(case.text) is not None


def _exchanged(case: Case, claim: Claim) -> Iterator[tuple[float, str]]:
    sides = case.sentence.of(What.SIDE)
    if len(sides) == 2 and sides[0].meaning != sides[1].meaning:
        yield from _between_sides(case, claim, sides[1].meaning, sides[0].meaning)


def _of_sides(case: Case, claim: Claim) -> Iterator[tuple[float, str]]:
    """Yield the ratio of longs to shorts where both are named: "twice as much as shorts"."""
    quantity = claim.quantity
    ahead = case.sentence.of(What.SIDE, end=quantity.whole_start)
    behind = case.sentence.of(What.SIDE, start=quantity.end) or ahead[-1:]
    ahead = ahead[-2:-1] if behind == ahead[-1:] else ahead
    if not ahead or not behind or ahead[-1].meaning == behind[0].meaning:
        return
    yield from _between_sides(case, claim, ahead[-1].meaning, behind[0].meaning)


def _between_sides(
    case: Case, claim: Claim, side: str, other_side: str
) -> Iterator[tuple[float, str]]:
    groups = groups_of(case.sentence, 0, len(case.text))
    subject = groups[0][0].meaning if groups else MARKET
    for column in COLUMNS:
        if column.side != side or column.part is not Part.LEVEL:
            continue
        if "" not in claim.windows.values and column.window not in claim.windows.values:
            continue
        other = column_of(column.field.replace(side, other_side, 1))
        now, then = case.book.truth(subject, column), case.book.truth(subject, other)
        if now is not None and then is not None and then.value:
            yield now.value / then.value, f"{now.figure.id} against {then.figure.id}"


def _is_earlier(case: Case, claim: Claim) -> bool:
    return claim.days.stated and claim.days.values[0] not in (None, case.book.day)


def _since(case: Case, claim: Claim, earlier: Claim) -> Iterator[tuple[float, str]]:
    one, _ = _sides_of(case, claim)
    for column in _columns(claim):
        if column.measure is earlier.quantity.measure and column.part is Part.LEVEL:
            for now in _values(case.book, one, column, None):
                ratio = now[0] / (earlier.quantity.value or 1)
                yield ratio, f"{now[1]} against {earlier.quantity.text}"


def _is_amount(claim: Claim) -> bool:
    return claim.quantity.measure in (Measure.USD, Measure.PERCENT, Measure.KRW)


def _is_near(case: Case, claim: Claim, other: Claim) -> bool:
    gap = case.text[claim.quantity.end : other.quantity.whole_start]
    return not re.search(r"[,;:]", gap) and len(gap) < 40


def _of_numbers(one: Claim, other: Claim) -> tuple[float, str]:
    words = f"{one.quantity.text} against {other.quantity.text}"
    return one.quantity.value / (other.quantity.value or 1), words


def _sides_of(case: Case, claim: Claim) -> tuple[list[Subject], list[Subject]]:
    quantity = claim.quantity
    ahead = groups_of(case.sentence, 0, quantity.whole_start)
    behind = groups_of(case.sentence, quantity.end, len(case.text))
    one: list[Subject] = [m.meaning for m in ahead[-1]] if ahead else [MARKET]
    other: list[Subject] = []
    if behind:
        tickers = tuple(m.meaning for m in behind[0])
        other = [tickers[0] if len(tickers) == 1 else tickers]
    return one, other


def _columns(claim: Claim) -> list[Column]:
    sides = set(claim.sides.values)
    windows = set(claim.windows.values)
    return [
        column
        for column in COLUMNS
        if column.metric in claim.metrics.values
        and column.measure in (Measure.USD, Measure.PERCENT)
        and column.part in (Part.LEVEL, Part.CHANGE)
        and (column.side in sides or column.metric != "liquidations")
        and (not column.window or "" in windows or column.window in windows)
    ]


def _values(
    book: Book, subjects: list[Subject], column: Column, stated: Claim | None
) -> Iterator[tuple[float, str]]:
    if stated is not None:
        if stated.quantity.measure is column.measure:
            yield stated.quantity.value, stated.quantity.text
        return
    for subject in subjects:
        truth = _truth(book, subject, column)
        if truth is not None:
            yield truth.value, truth.figure.id


def _others(
    case: Case,
    claim: Claim,
    subjects: list[Subject],
    column: Column,
    stated: Claim | None,
    now: tuple[float, str],
) -> Iterator[tuple[float, str]]:
    if stated is not None:
        if stated.quantity.measure is column.measure:
            yield stated.quantity.value, stated.quantity.text
        return
    for subject in subjects:
        truth = _truth(case.book, subject, column)
        if truth is not None and truth.figure.id != now[1]:
            yield truth.value, truth.figure.id
    if subjects or not claim.baselines:
        return
    for day in claim.baselines:
        for whose in claim.subjects.values:
            truth = case.book.truth(whose, column, day) if isinstance(whose, str) else None
            if truth is not None:
                yield truth.value, f"{truth.figure.id} on {day}"


def _truth(book: Book, subject: Subject, column: Column) -> Truth | None:
    return book.truth(subject, column) if isinstance(subject, str) else book.total(subject, column)
