"""What a printed number says, read by these tests' own rules and none of the printer's."""

import re
from dataclasses import dataclass
from decimal import Decimal

MINUS = "\N{MINUS SIGN}"

SCALES = {
    "": 1,
    "K": 10**3,
    "M": 10**6,
    "B": 10**9,
    "T": 10**12,
    " thousand": 10**3,
    " million": 10**6,
    " billion": 10**9,
    " trillion": 10**12,
    "천": 10**3,
    "만": 10**4,
    "억": 10**8,
    "조": 10**12,
}

_PRINTED = re.compile(
    r"(?P<sign>[+\N{MINUS SIGN}]?)(?P<currency>[$₩]?)"
    r"(?P<number>(?:0|[1-9]\d{0,2}(?:,\d{3})*)(?:\.\d+)?)"
    r"(?P<scale>K|M|B|T| thousand| million| billion| trillion|천|만|억|조)?(?P<percent>%?)"
)


@dataclass(frozen=True)
class Printed:
    """A number as a reader takes it: its sign or none, its mantissa, what that is multiplied by."""

    sign: str
    currency: str
    mantissa: str
    scale: int
    percent: bool

    @property
    def value(self) -> Decimal:
        """The number itself; a percentage stays one."""
        size = Decimal(self.mantissa.replace(",", "")) * self.scale
        return -size if self.sign == MINUS else size

    @property
    def half(self) -> Decimal:
        """Half of the last printed digit, in the unit of the value."""
        decimals = len(self.mantissa.partition(".")[2])
        return Decimal(self.scale).scaleb(-decimals) / 2

    @property
    def significant(self) -> int:
        """How many digits it states from the first that is not zero.

        Final zeros of a whole number state nothing.
        """
        digits = self.mantissa.replace(",", "").lstrip("0.")
        whole = "." not in self.mantissa
        return len((digits.rstrip("0") if whole else digits).replace(".", ""))


def read_printed(text: str) -> Printed:
    """Read a printed number; one in any other notation fails the test."""
    match = _PRINTED.fullmatch(text)
    assert match is not None, f"{text!r} is no number that a reader can take"
    return Printed(
        match["sign"],
        match["currency"],
        match["number"],
        SCALES[match["scale"] or ""],
        bool(match["percent"]),
    )


_WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
"""Counts that are printed as words; "none" is the other word for 0."""


def states(text: str, value: str, is_rate: bool = False) -> bool:
    """Tell whether a printed number states a value within its rounding; a size has no sign.

    A rate is a fraction that prints in percent.
    """
    if text in (*_WORDS, "none"):
        return Decimal(value) == (_WORDS.index(text) if text in _WORDS else 0)
    printed = read_printed(text)
    exact = Decimal(value) * (100 if is_rate else 1)
    said = printed.value if printed.sign else abs(printed.value)
    return abs(said - (exact if printed.sign else abs(exact))) <= printed.half
