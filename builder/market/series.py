"""One subject's field over the days on file, and what can truly be said of a value in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from builder.market.fields import Field


@dataclass(frozen=True)
class Series:
    """Values in the order of their dates, with whose count each is and whether it is disputed.

    `values` and `disputed` are arrays of the length of `dates`.
    """

    subject: str
    field: Field
    dates: tuple[date, ...]
    values: np.ndarray
    origins: tuple[str, ...]
    disputed: np.ndarray

    def position(self, day: date) -> int | None:
        """Return where a day stands, or None if it has no value."""
        place = bisect_left(self.dates, day)
        return place if place < len(self.dates) and self.dates[place] == day else None

    @cached_property
    def _origin_codes(self) -> np.ndarray:
        codes = {origin: number for number, origin in enumerate(dict.fromkeys(self.origins))}
        return np.fromiter(map(codes.__getitem__, self.origins), int, len(self.origins))

    def comparable(self, day: date) -> np.ndarray:
        """Return the positions whose values can be compared with the day's, itself included.

        They are of the same origin and not disputed. A disputed day is comparable with none.
        """
        return self._comparable(day, 0, len(self.dates))

    def comparable_near(self, day: date, first: date) -> np.ndarray:
        """Return those of `comparable` from a first day up to the day itself."""
        return self._comparable(day, bisect_left(self.dates, first), bisect_right(self.dates, day))

    def _comparable(self, day: date, start: int, stop: int) -> np.ndarray:
        place = self.position(day)
        if place is None or self.disputed[place]:
            return np.array([], dtype=int)
        same = self._origin_codes[start:stop] == self._origin_codes[place]
        return start + np.flatnonzero(same & ~self.disputed[start:stop])

    def previous(self, day: date) -> date | None:
        """Return the last earlier day whose value can be compared with the day's."""
        place = self.position(day)
        if place is None or self.disputed[place]:
            return None
        code = self._origin_codes[place]
        for earlier in range(place - 1, -1, -1):
            if self._origin_codes[earlier] == code and not self.disputed[earlier]:
                return self.dates[earlier]
        return None

    def value(self, day: date) -> float | None:
        """Return the day's value, or None."""
        place = self.position(day)
        return None if place is None else float(self.values[place])
