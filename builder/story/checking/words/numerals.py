"""Finds the numbers of a sentence, in digits and in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from builder.story.checking.words.grammar import Grammar
from builder.story.checking.words.hedges import Hedges, alternatives
from builder.story.checking.words.language import Numerals
from builder.story.checking.words.number_lists import read_number, together
from builder.story.checking.words.quantities import Measure, Quantity
from builder.story.checking.words.units import Bare, Units

_DIGITS = re.compile(
    r"(?<![\d.,])(?:(?:\d{1,3}(?:[,\u00a0\u202f]\d{3})+|\d+)(?:\.\d+)?|\.\d+)(?!\d)"
)
_KOREAN = re.compile(r"(?:\d[\d,]*(?:\.\d+)?\s?[조억만]\s?)+(?:\d[\d,]*)?")
_KOREAN_PART = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s?([조억만])?")
_KOREAN_SIZES = {"조": 10**12, "억": 10**8, "만": 10**4}
_MOST_IN_EVERY = 1000
_REACH = 60


class Numbers:
    """Reads numbers in one language."""

    def __init__(self, words: Numerals, grammar: Grammar) -> None:
        self._words, self._grammar = words, grammar
        self._units, self._hedges = Units(words), Hedges(words)
        single = _single(words)
        parts = "|".join(sorted(words.parts, key=len, reverse=True))
        scales = "|".join(sorted(words.magnitudes, key=len, reverse=True))
        self._spelt = re.compile(
            rf"\b(?P<number>(?:{single}|an?)(?:\s+hundred(?:\s+(?:and\s+)?{single})?)?)"
            rf"(?:\s+and\s+(?:a\s+)?(?P<more>half|quarter|third))?(?:\s+point\s+(?P<point>{single}))?"
            r"(?:\b|(?=fold))",
            re.IGNORECASE,
        )
        self._part = re.compile(
            rf"\b(?:(?P<count>{single}|an?|\d+)[\s-]+)?(?P<part>{parts})\b"
            rf"(?:\s+(?:of\s+)?an?\s+(?P<scale>{scales})\b"
            rf"|(?=\s*(?:{words.of_a_part_pattern})(?:\W|$))|(?=\s*$))",
            re.IGNORECASE,
        )
        self._in_every = re.compile(
            rf"\b(?P<count>{single}|\d+)\s+(?:(?:{words.coins_pattern})\s+)?"
            rf"(?:{words.in_every_pattern})\s+"
            rf"(?:(?:every\s+|each\s+)?(?P<whole>{single}|\d+)|(?P<one>{words.every_pattern}))\b"
            rf"(?!\s*(?:{scales}|%|percent|hours?))",
            re.IGNORECASE,
        )
        self._of_each = re.compile(
            rf"\b(?:{words.of_each_pattern})\s+\$?(?P<whole>{single}|\d+)\b"
            rf"[^.;\d]{{0,{_REACH}}}?\$?\b(?P<count>{single}|\d+)\b(?!\s*(?:{scales}|%|percent|[.,]\d))",
            re.IGNORECASE,
        )
        self._of_percent = re.compile(
            rf"\s+of\s+(?:an?|one)\s+(?:{words.percent_pattern})(?!\w)", re.IGNORECASE
        )
        self._to_one = re.compile(
            rf"\b(?P<count>{single}|\d+)(?:\s?:\s?1|[\s-](?:{words.to_one_pattern}))\b",
            re.IGNORECASE,
        )
        self._times = re.compile(
            rf"(?<!\w)(?:{alternatives(','.join(words.times))})(?!\w)", re.IGNORECASE
        )

    def quantities(self, text: str, taken: Iterable[tuple[int, int]]) -> list[Quantity]:
        """Return the numbers of a sentence in their order, none of them in a place `taken`."""
        covered = list(taken)
        found: list[Quantity] = []
        for quantity in self._found(text):
            if not any(s < quantity.end and quantity.start < e for s, e in covered):
                covered.append((quantity.start, quantity.end))
                found.append(self._hedges.hedged(text, quantity))
        found.sort(key=lambda quantity: quantity.start)
        return together(text, found, self._grammar)

    def _found(self, text: str) -> Iterator[Quantity]:
        """Yield numbers, those of a longer form first: "nine in ten" before "nine"."""
        yield from self._korean(text)
        yield from self._portions(text)
        for match in self._to_one.finditer(text):
            value = self._number(match["count"])
            yield Quantity(*match.span(), match[0], value, 1, Measure.TIMES)
        for match in self._times.finditer(text):
            yield Quantity(
                *match.span(), match[0], self._words.times[match[0].lower()], 1, Measure.TIMES
            )
        bare = [Bare(*match.span(), *read_number(match[0])) for match in _DIGITS.finditer(text)]
        bare += [self._bare(match) for match in self._spelt.finditer(text)]
        for number in bare:
            quantity = self._units.amount(text, number)
            if quantity is not None:
                yield quantity

    def _korean(self, text: str) -> Iterator[Quantity]:
        for match in _KOREAN.finditer(text):
            value, step = 0.0, 1.0
            for number, size in _KOREAN_PART.findall(match[0]):
                part, digit = read_number(number)
                factor = _KOREAN_SIZES.get(size, 1)
                value, step = value + part * factor, digit * factor
            end = match.start() + len(match[0].rstrip())
            quantity = self._units.amount(text, Bare(match.start(), end, value, step, scaled=True))
            if quantity is not None:
                # Korean sizes without a currency are won.
                plain = quantity.measure is Measure.PLAIN
                yield replace(quantity, measure=Measure.KRW) if plain else quantity

    def _portions(self, text: str) -> Iterator[Quantity]:
        """Yield parts in words: "nine in ten", "two thirds", "half a billion dollars"."""
        for match in self._in_every.finditer(text):
            count = self._number(match["count"])
            whole = 100 if match["one"] else self._number(match["whole"])
            if 0 < count <= whole <= _MOST_IN_EVERY:
                yield _portion(match, count / whole)
        for match in self._of_each.finditer(text):
            # "Of every $100, some $85": the second number is a part of the first.
            count, whole = self._number(match["count"]), self._number(match["whole"])
            if 0 < count < whole <= _MOST_IN_EVERY:
                start, share = match.start("count"), 100 * count / whole
                words, step = text[start : match.end()], 100 / whole
                yield Quantity(
                    start, match.end(), words, share, step, Measure.PERCENT, fraction=True
                )
        for match in self._part.finditer(text):
            count = self._number(match["count"]) if match["count"] else 1
            share = count / self._words.parts[match["part"].lower()]
            # "Half" alone is a part; "the third" is none.
            alone = self._words.parts[match["part"].lower()] == 2
            if match["scale"]:
                value = share * self._words.magnitudes[match["scale"].lower()]
                bare = Bare(*match.span(), value, value / 10, in_words=True, scaled=True)
                quantity = self._units.amount(text, bare)
                if quantity is not None:
                    yield quantity
            elif whole := self._of_percent.match(text, match.end()):
                start, end = match.start(), whole.end()
                yield Quantity(start, end, text[start:end], share, 0.05, Measure.PERCENT)
            elif share < 1 and (match["count"] or alone):
                yield _portion(match, share)

    def _bare(self, match: re.Match[str]) -> Bare:
        value, step = self._number(match["number"]), 1.0
        if match["more"]:
            value, step = value + 1 / self._words.parts[match["more"].lower()], 0.1
        if match["point"]:
            value, step = value + self._number(match["point"]) / 10, 0.1
        return Bare(*match.span(), value, step, in_words=True)

    def _number(self, words: str) -> float:
        total = 0.0
        for word in re.split(r"[\s-]+", words.lower()):
            if word in self._words.hundreds:
                total = max(total, 1) * 100
            elif word.isdigit():
                total += int(word)
            else:
                total += self._words.ones.get(word) or self._words.also.get(word, 0)
        return total


def _single(words: Numerals) -> str:
    """Return a pattern of the numbers below a hundred in words."""
    ones = sorted(words.ones, key=len, reverse=True)
    tens = "|".join(word for word in ones if words.ones[word] in range(20, 100, 10))
    return rf"(?:(?:{tens})[\s-](?:{'|'.join(ones)})|{'|'.join(ones)})"


def _portion(match: re.Match[str], share: float) -> Quantity:
    return Quantity(*match.span(), match[0], 100 * share, 1, Measure.PERCENT, fraction=True)
