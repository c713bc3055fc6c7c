"""Numbers that say together what each leaves out: ranges, shared units, dollars and cents."""

from __future__ import annotations

import re
from dataclasses import replace

from builder.story.checking.words.grammar import Grammar
from builder.story.checking.words.quantities import Measure, Quantity

_SMALL = 1000
_DASHES = ("-", "–", "—")
_FIRST_NUMBER = re.compile(r"\d[\d,\u00a0\u202f]*(?:\.\d+)?|\.\d+")
_OWN_UNIT = re.compile(r"[^\W\d_]|%")


def together(text: str, found: list[Quantity], grammar: Grammar) -> list[Quantity]:
    """Read the numbers of a sentence together, in the order of their places."""
    found = _with_cents(text, found, grammar)
    return _ranges(text, _with_shared_units(text, found, grammar), grammar)


def _with_cents(text: str, found: list[Quantity], grammar: Grammar) -> list[Quantity]:
    """Read "516 dollars and 16 cents" as one number."""
    merged: list[Quantity] = []
    for quantity in found:
        before = merged[-1] if merged else None
        if before is not None and before.measure is quantity.measure is Measure.USD:
            gap = text[before.end : quantity.start].strip().lower()
            cents = quantity.step == 0.01 and before.step == 1
            if cents and gap in (grammar.and_word, ""):
                merged[-1] = replace(
                    _up_to(text, before, quantity), value=before.value + quantity.value, step=0.01
                )
                continue
        merged.append(quantity)
    return merged


def _with_shared_units(text: str, found: list[Quantity], grammar: Grammar) -> list[Quantity]:
    """Give "$5.11 and $4.62 million" its million twice, and "3 to 4%" its percent."""
    found = list(found)
    for place in range(len(found) - 2, -1, -1):
        one, two = found[place], found[place + 1]
        gap = text[one.end : two.whole_start].strip()
        if one.value >= _SMALL or one.scaled or not grammar.joins_numbers.fullmatch(gap or ","):
            continue
        bare = one.measure is Measure.PLAIN
        if two.measure is Measure.PLAIN and one.measure in (Measure.USD, Measure.KRW):
            # "$5-6 million": the currency stands with the first.
            two = found[place + 1] = replace(two, measure=one.measure)
        if two.scaled and (bare or one.measure is two.measure):
            factor = two.value / printed_value(two)
            found[place] = replace(
                one,
                value=one.value * factor,
                step=one.step * factor,
                scaled=True,
                measure=two.measure,
            )
        elif bare and two.measure in (Measure.PERCENT, Measure.POINTS) and not two.fraction:
            found[place] = replace(one, measure=two.measure)
    return found


def _ranges(text: str, found: list[Quantity], grammar: Grammar) -> list[Quantity]:
    """Read "between $5 and $6 million", "3–4%" and "$5 to $6 million" as one number each."""
    merged: list[Quantity] = []
    for quantity in found:
        before = merged[-1] if merged else None
        if before is not None and _is_range(text, before, quantity, grammar):
            merged[-1] = replace(
                _up_to(text, before, quantity),
                most=quantity.value,
                step=min(before.step, quantity.step),
            )
        else:
            merged.append(quantity)
    return merged


def _is_range(text: str, one: Quantity, two: Quantity, grammar: Grammar) -> bool:
    if one.most is not None or one.measure is not two.measure or one.value >= two.value:
        return False
    gap, lead = text[one.end : two.start], text[: one.whole_start]
    word = gap.strip().lower()
    between = word == grammar.and_word and grammar.between.search(lead)
    dash = word in _DASHES and len(gap) <= 3
    # "From $5 million to $6 million" is a move; "$5 to $6 million" is a range.
    own_unit = _OWN_UNIT.search(one.text)
    to = word == grammar.to_word and not grammar.begins.search(lead) and not own_unit
    return bool(between or dash or to)


def _up_to(text: str, one: Quantity, two: Quantity) -> Quantity:
    return replace(
        one,
        end=two.end,
        text=text[one.start : two.end],
        hedged_text=text[one.whole_start : two.end],
    )


def printed_value(quantity: Quantity) -> float:
    """Return the number that is printed, without its word of size; 1 for a number in words."""
    match = _FIRST_NUMBER.search(quantity.text)
    return read_number(match[0])[0] if match else 1.0


def read_number(digits: str) -> tuple[float, float]:
    """Return the value of a number in digits, and what one of its last digit means."""
    plain = re.sub(r"[,\u00a0\u202f]", "", digits)
    return float(plain), 10.0 ** -len(plain.partition(".")[2])
