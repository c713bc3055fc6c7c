"""Holds sums that a sentence makes against themselves: "X of longs and Y of shorts make Z"."""

from __future__ import annotations

from collections.abc import Iterator

from builder.story.checking.case import Case, Problem
from builder.story.checking.claims.claim import Claim
from builder.story.checking.findings import Kind
from builder.story.checking.words.language import What

_NEAR = 60
"""Numbers further apart are no parts of one sum."""

_RIGHT_BEHIND = 24


def check_sums(case: Case) -> Iterator[Problem]:
    """Yield sums that do not add up; the claims in them need no other check then."""
    for parts, total in (*_made(case), *_parted(case)):
        added = sum(part.quantity.value for part in parts)
        slack = sum(part.quantity.step for part in parts) / 2 / added if added else 0.0
        if total.quantity.agrees(added, slack):
            if all(case.stands(part) for part in parts):
                case.settle([total])
            continue
        if not case.grammar.strict_sum.search(case.text) and case.stands(total):
            # "In total" may speak of more than the parts that were named.
            continue
        case.settle((*parts, total))
        words = " + ".join(part.quantity.text for part in parts)
        printed = case.wording.like(added, total.quantity)
        yield Problem(
            total.quantity.start, Kind.SUM, f"{words} is {printed}, not {total.quantity.text}"
        )


def _made(case: Case) -> Iterator[tuple[list[Claim], Claim]]:
    """Yield parts and what they are said to make: "X and Y make Z"."""
    for place, total in enumerate(case.claims[2:], start=2):
        makes, strong = _makes(case, total)
        parts = _parts_before(case, place, makes, strong) if makes is not None else []
        if len(parts) > 1:
            yield parts, total
            return


def _parted(case: Case) -> Iterator[tuple[list[Claim], Claim]]:
    """Yield a sum and the parts it is said to be made of: "Z is made up of X and Y"."""
    for place, total in enumerate(case.claims[:-2]):
        rest = case.claims[place + 1 :]
        start, end = total.quantity.end, rest[0].quantity.whole_start
        parts = [part for part in rest if part.quantity.measure is total.quantity.measure]
        if len(parts) > 1 and case.sentence.of(What.PARTS, start=start, end=end):
            yield parts, total
            return


def _makes(case: Case, total: Claim) -> tuple[int | None, bool]:
    """Return where the word stands that makes a number a total, and whether it can do nothing else.

    It stands right before the number or right behind it.
    """
    quantity = total.quantity
    for mention in case.sentence.of(What.MAKES, end=quantity.whole_start):
        if case.grammar.small.fullmatch(case.text, mention.end, quantity.whole_start):
            return mention.start, mention.meaning == "strong"
    for mention in case.sentence.of(What.SUM, end=quantity.whole_start):
        if case.grammar.small.fullmatch(case.text, mention.end, quantity.whole_start):
            return mention.start, True
    end = quantity.end + _RIGHT_BEHIND
    for mention in case.sentence.of(What.SUM, start=quantity.end, end=end):
        if not case.text[quantity.end : mention.start].strip(" ,"):
            return quantity.whole_start, True
    return None, False


def _parts_before(case: Case, place: int, makes: int, strong: bool) -> list[Claim]:
    """Return the numbers right before a total that are joined to each other."""
    total, parts, end = case.claims[place], [], makes
    for claim in reversed(case.claims[:place]):
        joined = _is_joined(case, claim, end) if parts else _is_last_part(case, claim, end)
        if claim.quantity.measure is not total.quantity.measure or not joined:
            break
        parts.insert(0, claim)
        end = claim.quantity.whole_start
    if len(parts) < 2:
        return []
    between = case.text[parts[0].quantity.end : parts[-1].quantity.whole_start]
    return parts if strong or case.grammar.plus.search(between) else []


def _is_joined(case: Case, claim: Claim, end: int) -> bool:
    gap = case.text[claim.quantity.end : end]
    return len(gap) < _NEAR and case.grammar.adds.search(gap) is not None


def _is_last_part(case: Case, claim: Claim, end: int) -> bool:
    """Tell whether nothing but words about the last part stands between it and "make"."""
    sentence, start = case.sentence, claim.quantity.end
    gap = case.text[start:end]
    others = sentence.of(What.WHOLE, start=start, end=end)
    metrics = sentence.of(What.METRIC, start=start, end=end)
    return len(gap) < _NEAR and not others and not (metrics and (";" in gap or "." in gap))
