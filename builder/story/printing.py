"""Prints figures: one rounding, at print, in the words of a language.

Number patterns come from the Unicode CLDR by way of Babel.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache

from babel import Locale
from babel.numbers import parse_pattern

from builder.market.fields import Field, Unit
from builder.market.figures import Figure

MINUS = "\N{MINUS SIGN}"

_ONE = Decimal(1)
_SMALLEST_IN_WORDS = 1_000_000
"""Below a million, a sentence gives the whole number: "$350,123", not "350.12 thousand"."""
_SYMBOL = {Unit.USD: "$", Unit.KRW: "₩", Unit.KRW_PER_USD: "₩"}
_CHANGE = "change"


class Printer:
    """Prints figures for one locale.

    All methods take a figure that is a number, or one of text, which prints as itself.
    """

    def __init__(self, language: str = "en") -> None:
        self._locale = Locale.parse(language)
        self._letters = _scales(self._locale, "short")
        self._words = tuple(
            scale for scale in _scales(self._locale, "long") if scale[0] >= _SMALLEST_IN_WORDS
        )
        # Charts and tables of neighbouring days print the same numbers, hundreds on each page.
        self._number = lru_cache(maxsize=65536)(self._print_number)

    def short(self, figure: Figure) -> str:
        """Print for a card or a chart: `$735.07M`, `85.3%`, `+1.73%`."""
        return self._print(figure, signed=is_signed(figure.field), words=False)

    def cell(self, figure: Figure) -> str:
        """Print for a table, where numbers stand under each other: two decimals throughout."""
        return self._print(figure, signed=is_signed(figure.field), words=False, padded=True)

    def words(self, figure: Figure) -> str:
        """Print for a sentence, with its sign: `$735.07 million`."""
        return self._print(figure, signed=False, words=True)

    def told(self, figure: Figure) -> str:
        """Print for a list in a sentence, where no verb says the direction: `+$245.47 million`."""
        return self._print(figure, signed=is_signed(figure.field), words=True)

    def size(self, figure: Figure) -> str:
        """Print for a sentence whose verb already says the direction: no sign."""
        return self._print(figure, signed=False, words=True, absolute=True)

    def sign(self, figure: Figure) -> int:
        """Return 1, -1 or 0 for what the printed number says: 0 where it rounds to nothing."""
        shows_something = any(digit in "123456789" for digit in self.size(figure))
        return 0 if not shows_something else 1 if figure.number > 0 else -1

    def headline(self, figure: Figure) -> str:
        """Print for a headline: three significant digits at most, no sign; whole percents."""
        return self._print(figure, signed=False, words=True, digits=3, absolute=True)

    def exact(self, figure: Figure) -> str:
        """Print to the last digit on file: `$627,380,000`, where a rounded amount would not do."""
        if isinstance(figure.value, str):
            return figure.value
        value, unit = Decimal(repr(figure.value)), figure.field.unit
        in_percent = unit in (Unit.PERCENT, Unit.RATE)
        size = abs(value * 100 if unit is Unit.RATE else value).normalize()
        text = self._grouped(size, max(0, -int(size.as_tuple().exponent)), padded=False)
        sign = MINUS if value < 0 else "+" if value and is_signed(figure.field) else ""
        return f"{sign}{_SYMBOL.get(unit, '')}{text}{'%' if in_percent else ''}"

    def _print(
        self,
        figure: Figure,
        signed: bool,
        words: bool,
        padded: bool = False,
        digits: int | None = None,
        absolute: bool = False,
    ) -> str:
        if isinstance(figure.value, str):
            # A label is capitalised as its publisher prints it, but not within a sentence.
            return figure.value.lower() if words else figure.value
        return self._number(figure.value, figure.field, signed, words, padded, digits, absolute)

    def _print_number(
        self,
        number: float,
        field: Field,
        signed: bool,
        words: bool,
        padded: bool,
        digits: int | None,
        absolute: bool,
    ) -> str:
        value = Decimal(repr(number))
        size = abs(value)
        unit, decimals, suffix = field.unit, 2, ""
        if unit in (Unit.USD, Unit.KRW) and not field.name.startswith("price"):
            scales = self._words if words else self._letters
            size, suffix = _scaled(size, scales, digits, decimals)
            decimals = decimals if suffix else 0
        elif unit is Unit.RATE:
            size, suffix = size * 100, "%"
            # Four decimals are the custom; a smaller rate still shows two digits.
            decimals = max(4, 1 - size.adjusted()) if size else 4
        elif unit is Unit.PERCENT:
            suffix = "" if field.name.endswith("_change_points") else "%"
            if is_share(field):
                decimals, digits = _short_of_all(size, 0 if digits else 1), None
            elif field.name.endswith(("_change_pct", "_change_points")):
                # A small move keeps a digit: what a section tells as 0.04% is not told as none.
                decimals = 1 if size >= Decimal("0.1") else 2
        elif unit is Unit.COUNT:
            decimals, digits = 0, None
        elif unit in (Unit.INDEX, Unit.HOURS):
            decimals = 0 if padded else 2
        elif size < 1:
            digits = digits or 4
        places = decimals if digits is None else _places(size, digits, decimals, unit)
        rounded = _rounded(size, places, digits)
        text = self._grouped(rounded, places, padded)
        sign = ""
        if rounded and not absolute:
            sign = MINUS if value < 0 else "+" if signed else ""
        return f"{sign}{_SYMBOL.get(unit, '')}{text}{suffix}"

    def _grouped(self, value: Decimal, places: int, padded: bool) -> str:
        return _pattern(places, padded).apply(value, self._locale)


@lru_cache(maxsize=64)
def _pattern(places: int, padded: bool) -> object:
    return parse_pattern("#,##0." + ("0" if padded else "#") * places if places else "#,##0")


@lru_cache(maxsize=8)
def _scales(locale: Locale, style: str) -> tuple[tuple[Decimal, str], ...]:
    """Return the locale's short forms of large numbers, largest first: (divisor, suffix).

    From CLDR's compact decimal patterns: `1000000: 0 million` in English, `10000: 0만` in Korean.
    """
    formats = locale.compact_decimal_formats
    patterns = formats[style if style in formats else "short"]["other"]
    scales: dict[Decimal, str] = {}
    for magnitude, pattern in patterns.items():
        suffix = pattern.pattern.replace("'", "")
        zeros = suffix.count("0")
        if suffix.strip("0"):
            scales[Decimal(magnitude).scaleb(1 - zeros)] = suffix.replace("0", "")
    return tuple(sorted(scales.items(), reverse=True))


def _scaled(
    size: Decimal, scales: tuple[tuple[Decimal, str], ...], digits: int | None, decimals: int
) -> tuple[Decimal, str]:
    """Divide an amount by the largest scale that it reaches, or that its rounding does."""
    larger: tuple[Decimal, str] | None = None
    for divisor, suffix in (*scales, (_ONE, "")):
        scaled = size / divisor
        if scaled < 1 and divisor != _ONE:
            larger = (divisor, suffix)
            continue
        most = decimals if suffix else 0
        places = most if digits is None else _places(scaled, digits, most, Unit.USD)
        rounded = _rounded(scaled, places, digits) * divisor
        if larger is not None and rounded >= larger[0]:
            return rounded / larger[0], larger[1]
        return scaled, suffix
    raise AssertionError("the last scale is one")


def _rounded(size: Decimal, places: int, digits: int | None) -> Decimal:
    """Round to some decimals, and to no more significant digits than wanted."""
    if digits is not None and size:
        places = min(places, digits - 1 - size.adjusted())
    return size.quantize(_ONE.scaleb(-places), ROUND_HALF_EVEN)


def _short_of_all(share: Decimal, decimals: int) -> int:
    """Return with how many decimals, those at least, a part is told from nothing and from all."""
    while 0 < share < 100 and _rounded(share, decimals, None) in (0, 100):
        decimals += 1
    return decimals


def _places(size: Decimal, digits: int, most: int, unit: Unit) -> int:
    """Return how many decimals show a number to some significant digits."""
    before = size.adjusted() + 1 if size else 1
    places = max(0, digits - max(before, 0) if before > 0 else digits - before)
    return places if size < 1 and unit in _SYMBOL and most else min(places, most)


def is_share(field: Field) -> bool:
    """Tell whether a field is a share or a pace, which prints with one decimal, without a sign."""
    is_part = "_share_" in field.name or "_pace_" in field.name
    return field.unit is Unit.PERCENT and is_part and _CHANGE not in field.name


def is_signed(field: Field) -> bool:
    """Tell whether a field is a change, whose plus sign is printed too."""
    return _CHANGE in field.name


def days_in_words(number: int) -> str:
    """Return a number of days with its noun."""
    return f"{number:,} day" if number == 1 else f"{number:,} days"


PRINTS: dict[str, Callable[[Printer, Figure], str]] = {
    "short": Printer.short,
    "cell": Printer.cell,
    "words": Printer.words,
    "told": Printer.told,
    "size": Printer.size,
    "headline": Printer.headline,
}
"""The ways to print a figure, by the names that templates use."""
