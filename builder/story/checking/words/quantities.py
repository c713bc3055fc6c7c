"""Numbers as a text states them: value, unit, how exactly they are printed, and how hedged."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto


class Measure(Enum):
    """The unit that a text gives to a number."""

    USD = auto()
    KRW = auto()
    OTHER = auto()  # a currency that no figure is in
    PERCENT = auto()
    POINTS = auto()
    TIMES = auto()
    PLAIN = auto()


class Hedge(Enum):
    """How a number is held against the truth."""

    EXACT = auto()
    ABOUT = auto()
    NEARLY = auto()  # the truth is below and close
    OVER = auto()  # the number is at most the truth
    UNDER = auto()  # the number is at least the truth


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of a sentence, from `start` to `end`; its hedge begins at `whole_start`.

    `step` is what one of its last printed digit means. `sign` is 1 or -1 where the number itself
    carries one. `fraction` is a part in words ("two thirds"), in percent. `scaled` numbers carry a
    word of size ("million"). `most` is the upper end of a range. `all_but` means the rest.
    """

    start: int
    end: int
    text: str
    value: float
    step: float
    measure: Measure
    hedge: Hedge = Hedge.EXACT
    sign: int = 0
    fraction: bool = False
    scaled: bool = False
    most: float | None = None
    all_but: bool = False
    whole_start: int = 0
    hedged_text: str = ""

    @property
    def digits(self) -> int:
        """How many significant digits it shows; zeros at the end of a whole number are none."""
        printed = re.search(r"\d[\d,]*(?:\.\d+)?", self.text)
        if printed is None:
            return 1
        whole, point, decimals = printed[0].replace(",", "").partition(".")
        digits = (whole + decimals).lstrip("0")
        return max(len(digits if point else digits.rstrip("0")), 1)

    def agrees(self, truth: float, relative_slack: float = 0.0) -> bool:
        """Tell whether a true size rounds to what is printed, by any usual rounding.

        `relative_slack` is how far the truth itself may be off, as a part of it.
        """
        truth = abs(truth)
        slack = truth * relative_slack + 1e-9 * max(truth, self.value)
        if self.most is not None:
            return self.value - self.step / 2 - slack <= truth <= self.most + self.step + slack
        if self.hedge is Hedge.NEARLY:
            rounded = self.step / 2 if self.measure is Measure.PERCENT else 0.0
            return truth - slack <= self.value <= max(truth * _NEAR, truth + rounded) + slack
        if self.hedge is Hedge.OVER:
            return self._is_floor(truth, slack)
        if self.hedge is Hedge.UNDER:
            return self._is_ceiling(truth, slack)
        if self.hedge is Hedge.ABOUT:
            return self._is_about(truth, slack)
        return self._is_rounding(truth, slack)

    def _is_rounding(self, truth: float, slack: float) -> bool:
        gap = abs(truth - self.value)
        if self.fraction:
            return gap <= truth * _FRACTION + slack
        if gap <= self.step / 2 + slack and (self.measure is Measure.PERCENT or self.digits > 1):
            return True
        if self._ends_in_zeros and gap <= truth * _ZEROS:
            return True
        widest = truth * (_COARSE_PERCENT if self.measure is Measure.PERCENT else _COARSE)
        rounds = self.value - self.step / 2 - slack <= truth < self.value + self.step + slack
        # One digit may stand for half as much again; that is no rounding that a reader expects.
        return rounds and gap <= max(widest, slack)

    @property
    def _ends_in_zeros(self) -> bool:
        """Whether it is a whole number that was rounded to hundreds or more: "$940,000"."""
        return self.value >= 1000 and self.step == 1 and round(self.value) % 100 == 0

    def _is_about(self, truth: float, slack: float) -> bool:
        gap = abs(truth - self.value)
        if self.fraction:
            return gap <= truth * _ROUGH_FRACTION + slack
        unit = self.step
        while self.value and round(self.value / unit) % 10 == 0:
            unit *= 10
        rounds = gap <= unit / 2 and gap <= truth * _ROUGH_ROUNDING
        # "About $735.07 million" is not meant as roughly as "about $735 million".
        rough = _ROUGH if self.digits < _MANY_DIGITS else _ROUGH_IN_MANY_DIGITS
        return rounds or gap <= truth * rough + slack or self._is_rounding(truth, slack)

    def _is_floor(self, truth: float, slack: float) -> bool:
        if self.value > truth + slack:
            return False
        close = self.value >= truth * (1 - _FAR) - slack
        return close or self.fraction or self.value >= _leading(truth) - slack

    def _is_ceiling(self, truth: float, slack: float) -> bool:
        if self.value < truth - slack:
            return False
        close = self.value <= truth * (1 + _FAR) + slack
        return (
            close or self.fraction or self.value <= _leading(truth) + _leading_place(truth) + slack
        )


_NEAR = 1.10
"""Nearly: the number lies above the truth by a tenth of it at most."""

_FAR = 0.15
"""More than, less than: further away, a copy desk would ask for a closer number."""

_ROUGH = 0.03
"""About: off by three percent at most, or rounded to its first digits within five."""

_ROUGH_ROUNDING = 0.05
_MANY_DIGITS = 4
_ROUGH_IN_MANY_DIGITS = 0.005
_FRACTION = 0.065
_ROUGH_FRACTION = 0.09
_COARSE = 0.15
_ZEROS = 0.003
_COARSE_PERCENT = 0.25


def _leading_place(size: float) -> float:
    place = 1.0
    while size and place > size:
        place /= 10
    while place * 10 <= size:
        place *= 10
    return place


def _leading(size: float) -> float:
    """Return a size cut down to its first digit: 735 is 700."""
    place = _leading_place(size)
    return place * int(size / place + 1e-9)
