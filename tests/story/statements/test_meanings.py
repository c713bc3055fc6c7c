"""What each statement means is what each of its phrasings says, over all cases."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pytest

from tests.story.statements.rules import Reading, dated
from tests.story.statements.test_every_phrasing import Heard, all_heard, first_of_each

LONGS_PAY = (
    r"long(s| positions)? (now )?pay|(from|by) longs|longs (are|paid)|positive|above|holding a long"
)
SHORTS_PAY = (
    r"short(s| positions)? (now )?pay|(from|by) shorts|shorts are|negative|below|holding a short"
)
OR_SHORTS = f"{SHORTS_PAY}|(?<!to )shorts in|short ones pay|other way"
NOBODY_PAYS = r"zero|neither side|nobody|no funding"

Words = Iterator[tuple[str, bool]]
"""Patterns, each with whether a text is to have it."""


def paying(rate: float) -> Words:
    """Who pays at a rate: longs above zero, shorts below, nobody at it."""
    yield LONGS_PAY, rate > 0
    yield SHORTS_PAY, rate < 0
    yield NOBODY_PAYS, rate == 0


def course(statement: Any) -> Words:
    """Where open interest went over the day, and then in its last four hours."""
    day = "fell|down" if statement.course in ("rebuilt", "cut_further") else "rose|up"
    hours = {
        "rebuilt": "rose|came back",
        "cut_further": "again|falling|fell|in (?:all|two)",
        "built_further": "again|rising|rose|in (?:all|two)",
        "cut_again": "fell|turned down",
    }[statement.course]
    yield rf"\b(?:{day})\b.*\b(?:{hours})", True
    if statement.course == "cut_further":
        yield r"\b(rose|up|built|rebuilt|rising)\b", False
    if statement.course == "built_further":
        yield r"\b(fell|down|cut|falling)\b", False


MEANINGS: dict[str, Callable[[Any], Words]] = {
    "one_rate": lambda s: paying(s.rate.number),
    "funding_flipped": lambda s: paying(s.rate.number),
    "leverage": course,
    "breadth": lambda s: iter([
        (r"\b(fell|lower)\b", s.falling.number > s.rising.number),
        (r"\b(rose|higher)\b", s.falling.number < s.rising.number),
    ]),
    "pace": lambda s: iter([
        ("slowed|below|cooled|ran at", s.figure.number < 100),
        ("quickened|above|heated up|ran at", s.figure.number > 100),
    ]) if s.figure.number else iter(()),
    "funding_extreme": lambda s: iter([(r"\bhigh", s.is_high), (r"\blow", not s.is_high)]),
    "largest_since": lambda s: iter([("since|last comparable day with", s.since is not None)]),
    "funding_sides": lambda s: iter([
        (LONGS_PAY, bool(s.paid_by_longs.value)),
        (OR_SHORTS, bool(s.paid_by_shorts.value)),
    ]),
    "price_breadth": lambda s: iter([
        (r"\brose\b", bool(s.rising.value)), (r"\bfell\b", bool(s.falling.value)),
    ]),
    "funding_over_span": lambda s: iter([
        (r"\ball\b", s.paid_by_longs.value == s.days.value),
        (r"\bany\b", s.paid_by_longs.value == 0),
    ]),
}  # fmt: skip
"""The words that a statement is to be told in, and those that would say something else."""


def of_kind(kind: str) -> list[Heard]:
    """Return the phrasings of a kind of statement, over all cases."""
    heard = [h for h in all_heard() if h.said.statement.kind == kind]
    assert heard
    return heard


@pytest.mark.parametrize("kind", sorted(MEANINGS))
def test_each_phrasing_has_the_words_for_what_is_so(kind: str) -> None:
    """No phrasing says the opposite of the others, or of the figures."""
    faults = []
    for heard in of_kind(kind):
        # That none fell is that all rose, and the other way round.
        text = re.sub("^No price(.*) fell", r"\1 rose", heard.reading.text)
        text = re.sub("^No price(.*) rose", r"\1 fell", text) if "No price" in text else text
        for words, wanted in MEANINGS[kind](heard.said.statement):
            found = re.search(words, text, re.IGNORECASE)
            if bool(found) is not wanted and not (found and found[0] == "ran at"):
                faults.append((heard, f"{'no' if wanted else 'has'} {words}"))
    assert first_of_each(faults) == []


UPWARD = r"\b(went|moved|ran|run|range|lie|\w+ [\d.]+%,?) from\b|the lowest reading|^Between"
"""Words after which the first comes before the last, or the lowest before the highest."""


def ends(statement: Any) -> tuple[Any, Any]:
    """Return the figures that a sentence goes from and to."""
    if hasattr(statement, "change"):
        return statement.change.before, statement.change.now
    return statement.low, statement.high


@pytest.mark.parametrize("kind", [
    "long_share_changed", "sentiment_changed", "funding_range", "price_range", "sentiment_range",
    "price_moved", "open_interest_moved",
])  # fmt: skip
def test_from_is_where_it_began_and_to_is_where_it_ended(kind: str) -> None:
    """After "from" stands what was, or the lowest, and after "to" what is, or the highest."""
    faults = []
    for heard in of_kind(kind):
        reading, (first, last) = heard.reading, ends(heard.said.statement)
        values = [float(n.value) for n in reading.numbers if n.field == first.field.name]
        if first.value == last.value or len(values) < 2:
            continue
        upward = re.search(UPWARD, reading.text)
        expected = [first.number, last.number] if upward else [last.number, first.number]
        if values[:2] != expected:
            faults.append((heard, f"{values} for {expected}"))
    assert first_of_each(faults) == []


@pytest.mark.parametrize("kind", ["price_moved", "open_interest_moved"])
def test_the_ends_of_a_move_stand_with_their_days(kind: str) -> None:
    """The first day is named before the last, and each value before its own day."""
    faults = []
    for heard in of_kind(kind):
        text, (first, last) = heard.reading.text, ends(heard.said.statement)
        places = [
            min(text.find(form) for form in dated(f.day) if form in text) for f in (first, last)
        ]
        if any(one >= other for one, other in pairwise(places)):
            faults.append((heard, "days the wrong way round"))
    assert first_of_each(faults) == []


def around(reading: Reading, field: str) -> str:
    """Return the words around a figure: from the one before it to the one after "of all"."""
    parts = reading.masked.split("#")
    places = [place for place, n in enumerate(reading.numbers) if n.field == field]
    if not places:
        return ""
    first, last = places[0], places[0] + (2 if parts[places[0] + 1] == " of " else 1)
    return " ".join(parts[first : last + 1])


@pytest.mark.parametrize(("kind", "field", "words"), [
    ("price_breadth", "assets_rising", "rose"),
    ("price_breadth", "assets_falling", "fell"),
    ("funding_sides", "assets_where_longs_pay", LONGS_PAY),
    ("funding_sides", "assets_where_shorts_pay", OR_SHORTS),
])  # fmt: skip
def test_each_count_stands_with_what_it_counts(kind: str, field: str, words: str) -> None:
    """How many rose stands with "rose", and in how many longs pay with longs, in each phrasing."""
    faults = []
    for heard in of_kind(kind):
        words_around = around(heard.reading, field)
        counts = {f.field.name: f.number for f in vars(heard.said.statement).values()
                  if hasattr(f, "field")}  # fmt: skip
        if not words_around and 0 < counts[field] < max(counts.values()):
            faults.append((heard, f"no {field}"))
        if words_around and not re.search(words, words_around, re.IGNORECASE):
            faults.append((heard, f"{field} in {words_around!r}"))
    assert first_of_each(faults) == []


def test_the_one_that_passed_is_named_before_the_one_it_passed() -> None:
    """The asset that is now ahead comes first, then the word for it, then the one behind."""
    faults = []
    for heard in of_kind("overtaken"):
        figure, passed = (n for n in heard.reading.numbers)
        ahead = float(figure.value) > float(passed.value)
        words = re.search(r"\w+ overtook \w+|\) is now ahead of \w+", heard.reading.text)
        if not ahead or not words:
            faults.append((heard, "who passed whom"))
    assert first_of_each(faults) == []
