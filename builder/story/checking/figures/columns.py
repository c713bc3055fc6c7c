"""How the fields of the vocabulary read as claims: which metric, unit, side and window they are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from builder.market.fields import Field, Unit
from builder.market.vocabulary import NUMERIC
from builder.story.checking.words.quantities import Measure


class Part(Enum):
    """What a number says of its metric."""

    LEVEL = auto()
    CHANGE = auto()
    SHARE = auto()
    BEFORE = auto()  # the level that a change began at


@dataclass(frozen=True, slots=True)
class Column:
    """A field as prose speaks of it; `factor` turns its value into what is printed."""

    field: str
    metric: str
    measure: Measure
    part: Part
    side: str
    window: str
    factor: float

    @property
    def has_own_change(self) -> bool:
        """Whether changes of its metric are fields of their own."""
        return self.metric in _CHANGING


_MEASURES = {
    Unit.USD: Measure.USD,
    Unit.KRW: Measure.KRW,
    Unit.KRW_PER_USD: Measure.KRW,
    Unit.PERCENT: Measure.PERCENT,
    Unit.RATE: Measure.PERCENT,
    Unit.INDEX: Measure.PLAIN,
}


def _column(field: Field) -> Column:
    name = field.name
    side = next((side for side in ("long", "short") if name.startswith(f"{side}_")), "")
    part = Part.CHANGE if "_change_" in name else Part.SHARE if "_share_" in name else Part.LEVEL
    factor = 100.0 if field.unit is Unit.RATE else 1.0
    window = field.window.removesuffix("h")
    return Column(name, field.topic, _MEASURES[field.unit], part, side, window, factor)


_CHANGING = frozenset(f.topic for f in NUMERIC if "_change_" in f.name)

COLUMNS: tuple[Column, ...] = tuple(_column(f) for f in NUMERIC if f.unit in _MEASURES)
"""Every numeric field that prose can speak of; a new metric of the vocabulary is among them."""
