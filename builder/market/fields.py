"""What a field is: its name, unit, window, topic, and the values it can take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

MARKET = "market"
"""The subject of figures about the market as a whole."""

ON_FILE = "assets"
"""The subject of figures that are sums over the assets on file on a day."""


class Unit(StrEnum):
    """What one step of a value means; also the suffix of the field's name where it has one."""

    USD = "usd"
    KRW = "krw"
    KRW_PER_USD = "krw_per_usd"
    PERCENT = "pct"
    RATE = "rate"
    HOURS = "hours"
    INDEX = "index"
    COUNT = "count"
    TEXT = "text"

    @property
    def words(self) -> str:
        """What readers call the unit."""
        return _UNIT_WORDS[self]


_UNIT_WORDS = {
    Unit.USD: "US dollars",
    Unit.KRW: "South Korean won",
    Unit.KRW_PER_USD: "won for one US dollar",
    Unit.PERCENT: "percent",
    Unit.RATE: "fraction at each interval",
    Unit.HOURS: "hours",
    Unit.INDEX: "points from 0 to 100",
    Unit.COUNT: "count",
    Unit.TEXT: "words",
}


@dataclass(frozen=True, slots=True)
class Band:
    """The values a field can take; `exclusive` leaves out `low` itself."""

    low: float
    high: float
    exclusive: bool = False

    def holds(self, value: float) -> bool:
        """Tell whether a value lies in the band."""
        return self.low < value <= self.high if self.exclusive else self.low <= value <= self.high

    def __str__(self) -> str:
        start = "more than" if self.exclusive else "at least"
        return f"{start} {self.low:,.15g} and at most {self.high:,.15g}"


@dataclass(frozen=True, slots=True)
class Field:
    """One column of the vocabulary.

    `window` is the length of the interval that ends at the day's `as_of` (empty for a level),
    `topic` is the word under which an attribution covers it, `subjects` says whose figure it can
    be. A field with a `band` withholds values outside it. `derived` fields are computed, never
    read. `stamp` is the time of day, in UTC, that a field's publisher stamps it with.
    """

    name: str
    label: str
    unit: Unit
    topic: str
    meaning: str
    band: Band | None = None
    window: str = ""
    subjects: frozenset[str] = frozenset({MARKET, "asset"})
    derived: bool = False
    stamp: time | None = None

    def is_for(self, subject: str) -> bool:
        """Tell whether a subject (`market` or a ticker) can have this field."""
        return (MARKET if subject == MARKET else "asset") in self.subjects

    def taken_at(self, as_of: datetime | None) -> datetime | None:
        """Return the time that a value speaks of, on a day whose windows end at `as_of`.

        It is the end of the field's window, or its last stamp before that. None where the day does
        not report it, and for a count, which is of no time.
        """
        if as_of is None or self.unit is Unit.COUNT:
            return None
        if self.stamp is None:
            return as_of
        stamped = datetime.combine(as_of.astimezone(UTC), self.stamp, UTC)
        return stamped if stamped <= as_of else stamped - timedelta(days=1)


TOPICS: dict[str, str] = {
    "price": "prices",
    "volume": "volume",
    "liquidations": "liquidations",
    "open_interest": "open interest",
    "funding_rate": "funding rates",
    "fear_greed": "Fear & Greed",
    "usd_krw": "USD/KRW",
}
"""What an attribution can cover, each with the words that readers see."""

DAY_COLUMNS = ("date", "as_of", "disputed")
"""Columns of a table that speak of the day rather than of a figure."""

EARLIEST_DAY = date(2009, 1, 3)
"""The day of Bitcoin's first block: no crypto figure can be older."""
