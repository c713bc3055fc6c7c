"""Reads numbers as they are written, and says how far a written number can be trusted."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from functools import lru_cache

PLAIN_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
GROUPED_NUMBER = re.compile(r"[+-]?[0-9]{1,3}([,_' \u00a0\u202f][0-9]{3})+(\.[0-9]+)?")


def parse_number(text: str) -> float:
    """Read a plain decimal number such as `735070000`, `-3.35` or `6.8e-05`.

    Raises ValueError, with what was expected and found, for anything else: separators, currency
    signs, percent signs, `nan`, `inf`, hexadecimal.
    """
    if PLAIN_NUMBER.fullmatch(text):
        value = float(text)
        if math.isfinite(value):
            return value
        raise ValueError(f"expected a finite number, found {text}")
    if text.lower().lstrip("+-.") in {"nan", "inf", "infinity"}:
        raise ValueError(f"expected a finite number, found {text}; leave the cell empty if missing")
    if GROUPED_NUMBER.fullmatch(text):
        plain = re.sub(r"[^\d.+-]", "", text)
        raise ValueError(f"expected a number without separators, found {text}; write {plain}")
    raise ValueError(f"expected a number, found {text!r}")


@lru_cache(maxsize=65536)
def rounding(value: float) -> float:
    """Return how far a reported number may lie from the exact one: half of its last stated place.

    The last place is the last digit that is not a trailing zero, but a whole number is taken as
    stated to three significant digits at least (530,000,000 is 530 million, not 0.5 billion) and
    never finer than one.
    """
    digits = Decimal(repr(value)).normalize().as_tuple()
    place = int(digits.exponent)
    if place > 0:
        place = max(0, min(place, place + len(digits.digits) - 3))
    return 10.0**place / 2


def plain(value: float) -> str:
    """Write a number so that it reads back the same, whole numbers without a point."""
    return repr(pointless(value))


def pointless(value: float) -> int | float:
    """Return a whole number as an int, so that JSON writes it without a point too."""
    return int(value) if value == int(value) and abs(value) < 1e16 else float(value)
