"""How the numbers of a sentence stand to each other: part and whole, this and that, pairs, sums."""

from __future__ import annotations

from builder.story.checking.claims.claim import Claim
from builder.story.checking.claims.frame import Frame, unique
from builder.story.checking.claims.phrases import Phrase
from builder.story.checking.words.language import What
from builder.story.checking.words.quantities import Measure

_LONGEST_APPOSITION = 40
"""Further apart, two numbers between commas speak of two things."""


def is_whole(frame: Frame, place: int) -> bool:
    """Tell whether a number is what the one before it is a part of: "a fifth of the $5 million"."""
    if not 0 < place < len(frame.phrases):
        return False
    start = frame.phrases[place - 1].quantity.end
    end = frame.phrases[place].quantity.whole_start
    return frame.grammar.of_whole.fullmatch(frame.sentence.text, start, end) is not None


def is_apposition(frame: Frame, place: int) -> bool:
    """Tell whether a number says the one before it in other words: "a third, $362 million, ..."."""
    if not 0 < place < len(frame.phrases):
        return False
    start, quantity = frame.phrases[place - 1].quantity.end, frame.phrases[place].quantity
    gap = frame.gap(start, quantity.whole_start)
    closed = frame.sentence.text[quantity.end :].lstrip().startswith(",")
    return gap.rstrip().endswith(",") and closed and len(gap) < _LONGEST_APPOSITION


def is_set_against(frame: Frame, phrase: Phrase, before: Claim) -> bool:
    """Tell whether a number is the other one of two: "$30 million against $22 million"."""
    start, end = before.quantity.end, phrase.quantity.whole_start
    return frame.grammar.set_against.fullmatch(frame.sentence.text, start, end) is not None


def restates(frame: Frame, phrase: Phrase, before: Claim) -> bool:
    """Tell whether a number says the same change again: "fell 3%, or $5 million"."""
    start, end = before.quantity.end, phrase.quantity.whole_start
    return frame.grammar.restates.fullmatch(frame.sentence.text, start, end) is not None


def is_total(frame: Frame, place: int) -> bool:
    """Tell whether a number adds up those before it: "$5 million and $3 million, together ..."."""
    text, end = frame.sentence.text, frame.phrases[place].quantity.whole_start
    article = frame.grammar.article
    words = frame.sentence.of(What.SUM, What.MAKES, end=end)
    return place > 0 and any(article.fullmatch(text, word.end, end) for word in words)


def pairs(frame: Frame, what: What) -> dict[int, str]:
    """Pair "A and B lost x and y": as many names before the numbers as numbers, in their order."""
    found: dict[int, str] = {}
    place = 0
    while place < len(frame.phrases):
        left = frame.phrases[place].left
        if frame.phrases[place].quantity.measure is Measure.TIMES and place + 1 < len(
            frame.phrases
        ):
            # "Shorts lost twice as much as longs, $102 million to $51 million."
            place += 1
        phrase = frame.phrases[place]
        names = _distinct(frame, what, left, phrase.quantity.whole_start)
        last = place + 1
        while last < len(frame.phrases) and not _distinct(
            frame, what, frame.phrases[last].left, frame.phrases[last].right
        ):
            last += 1
        own = _distinct(frame, what, phrase.quantity.end, phrase.right)
        if len(names) > 1 and not own:
            runs = _runs(frame, place, last)
            # "A and B lost x (p %) and y (q %)" pairs both units, if each has a number for each.
            every = all(len(run) == len(names) for run in runs)
            for run in runs:
                together = run == list(range(run[0], run[-1] + 1))
                if len(run) == len(names) and (together or every):
                    found.update(zip(run, names, strict=True))
        place = last
    return {**_further(frame, what), **found}


def _further(frame: Frame, what: What) -> dict[int, str]:
    """Pair "A lost 3% and B 2%, to $5 million and $4 million": the last two with the first two."""
    found: dict[int, str] = {}
    own = [_distinct(frame, what, phrase.left, phrase.right) for phrase in frame.phrases]
    place = 0
    while place < len(own):
        last = place
        while last < len(own) and not own[last]:
            last += 1
        count = last - place
        before = own[place - count : place] if count <= place else []
        if count > 1 and all(len(names) == 1 for names in before) and before:
            measures = {phrase.quantity.measure for phrase in frame.phrases[place:last]}
            if len(measures) == 1:
                found.update((place + n, names[0]) for n, names in enumerate(before))
        place = max(last, place + 1)
    return found


def _runs(frame: Frame, first: int, last: int) -> list[list[int]]:
    """Return the places of numbers by their unit, totals left out."""
    runs: dict[Measure, list[int]] = {}
    for number in range(first, last):
        if not is_total(frame, number):
            runs.setdefault(frame.phrases[number].quantity.measure, []).append(number)
    return list(runs.values())


def _distinct(frame: Frame, what: What, start: int, end: int) -> tuple[str, ...]:
    return unique(m.meaning for m in frame.sentence.of(what, start=start, end=end))
