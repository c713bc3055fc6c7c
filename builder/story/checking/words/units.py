"""What stands right before and behind a bare number: sign, currency, size, unit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from builder.story.checking.words.hedges import alternatives
from builder.story.checking.words.language import Numerals
from builder.story.checking.words.quantities import Measure, Quantity

_LARGE = 1_000_000
"""From a million on, an amount is no price of one coin."""

_BEFORE = re.compile(
    r"(?P<usd>US\s?\$|\$|USD\s?|US\s?dollars?\s)|(?P<krw>₩|￦|KRW\s?)"
    r"|(?P<other>[€£¥]|EUR\s?|JPY\s?)"
)
_LONGEST_BEFORE = 12
_SIGNS = {"+": 1, "-": -1, "\N{MINUS SIGN}": -1, "–": -1}


@dataclass(frozen=True, slots=True)
class Bare:
    """A bare number: its place, its value, and what one of its last digit means."""

    start: int
    end: int
    value: float
    step: float
    in_words: bool = False
    scaled: bool = False


class Units:
    """Reads what stands around numbers in one language."""

    def __init__(self, words: Numerals) -> None:
        self._words = words
        scales = "|".join(sorted(words.magnitudes, key=len, reverse=True))
        filler = rf"(?:(?:{words.filler_pattern})\s+)*"
        self._scale = _behind(rf"{filler}(?P<scale>{scales})\b\.?")
        self._letter = re.compile(
            rf"\s?(?P<letter>[{''.join(words.letters)}])(?![\w'’])", re.IGNORECASE
        )
        currencies = {name: alternatives(text) for name, text in words.currencies.items()}
        self._units: list[tuple[Measure, float, re.Pattern[str]]] = [
            (Measure.POINTS, 1.0, _behind(words.points_pattern)),
            (Measure.PERCENT, 0.01, _behind(words.basis_points_pattern)),
            (Measure.PERCENT, 1.0, _behind(words.percent_pattern)),
            (Measure.USD, 1.0, _behind(currencies["usd"])),
            (Measure.KRW, 1.0, _behind(currencies["krw"])),
            (Measure.USD, 0.01, _behind(currencies["cents"])),
            (Measure.OTHER, 1.0, _behind(currencies["other"])),
            (Measure.TIMES, 1.0, _behind(words.times_pattern)),
        ]

    def amount(self, text: str, bare: Bare) -> Quantity | None:
        """Return a bare number with what stands around it; None where it is part of a word.

        A number in words needs a size or a unit: "one" alone is no quantity.
        """
        start, sign, measure = bare.start, 0, None
        if not bare.in_words:
            start, sign, measure = _lead(text, bare.start)
            if start < 0:
                return None
        factor, end = self._size(text, bare)
        scaled = bare.scaled or factor >= _LARGE
        value, step = bare.value * factor, bare.step * factor
        for unit, part, pattern in self._units:
            match = pattern.match(text, end)
            if match and measure in (None, unit):
                measure, value, step, end = unit, value * part, step * part, match.end()
                break
        if bare.in_words and measure is None and not scaled:
            return None
        if text[end : end + 1].isalpha() and not scaled:
            return None
        if measure is Measure.TIMES and bare.in_words and value <= 1:
            return None
        return Quantity(
            start,
            end,
            text[start:end],
            value,
            step,
            measure or Measure.PLAIN,
            sign=sign,
            scaled=scaled,
        )

    def _size(self, text: str, bare: Bare) -> tuple[float, int]:
        """Return by what a word or letter of size multiplies a number, and where it ends."""
        if bare.scaled:
            return 1.0, bare.end
        scale = self._scale.match(text, bare.end)
        if scale:
            end = scale.end() - (text[scale.end() - 1] == ".")
            return float(self._words.magnitudes[scale["scale"].lower()]), end
        letter = None if bare.in_words else self._letter.match(text, bare.end)
        # "5 M" is five million, "5 m" may be metres.
        if letter and (letter[0][0] != " " or letter[0][-1].isupper()):
            return float(self._words.letters[letter["letter"].lower()]), letter.end()
        return 1.0, bare.end


def _behind(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"[\s\u00a0-]?(?:{pattern})(?!\w)", re.IGNORECASE)


def _lead(text: str, start: int) -> tuple[int, int, Measure | None]:
    """Return where a number begins with its sign and currency; -1 if it is part of a word."""
    place, sign = _with_sign(text, start)
    currency: Measure | None = None
    for match in _BEFORE.finditer(text, max(0, place - _LONGEST_BEFORE), place):
        if match.end() == place:
            known = {"usd": Measure.USD, "krw": Measure.KRW}
            currency = known.get(match.lastgroup or "", Measure.OTHER)
            place = match.start()
            break
    if currency is not None:
        if not sign:
            place, sign = _with_sign(text, place)
        return place, sign, currency
    before, last = text[place - 2 : place - 1], text[place - 1 : place]
    if last.isalpha() or (last == "-" and before.isalpha()):
        return -1, 0, None
    return place, sign, None


def _with_sign(text: str, place: int) -> tuple[int, int]:
    """Return where a number begins with its sign, which is no hyphen and no dash of a range."""
    sign = _SIGNS.get(text[place - 1 : place], 0) if place else 0
    before = text[place - 2 : place - 1] if place > 1 else ""
    if not sign or before.isalnum() or before in ("%", ")"):
        return place, 0
    return place - 1, sign
