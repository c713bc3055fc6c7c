"""How large a move is: bands declared for each metric, on which verbs and significance rest."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from builder.market.figures import Figure


class Strength(StrEnum):
    """How a move reads: hardly, plainly, or strongly."""

    SLIGHT = "slight"
    CLEAR = "clear"
    STRONG = "strong"


@dataclass(frozen=True, slots=True)
class Bands:
    """From which size on a move is clear, and from which it is strong, in the metric's unit."""

    clear: float
    strong: float

    def strength(self, size: float) -> Strength:
        """Return the band that a size without its sign lies in."""
        if size < self.clear:
            return Strength.SLIGHT
        return Strength.CLEAR if size < self.strong else Strength.STRONG

    def significance(self, size: float) -> float:
        """Return how much a size says, from 0 to 1, so that different metrics can be compared.

        0.4 where clear begins, 0.8 where strong begins, 1 at twice that; straight lines between.
        """
        if size < self.clear:
            return 0.4 * size / self.clear
        if size < self.strong:
            return 0.4 + 0.4 * (size - self.clear) / (self.strong - self.clear)
        return min(1.0, 0.8 + 0.2 * (size / self.strong - 1))


MOVES: dict[str, Bands] = {
    "price_change_24h_pct": Bands(1, 8),
    "price_usd_change_pct": Bands(1, 8),
    "open_interest_change_4h_pct": Bands(0.5, 3),
    "open_interest_change_24h_pct": Bands(1, 5),
    "open_interest_usd_change_pct": Bands(1, 5),
    "liquidations_24h_usd_change_pct": Bands(10, 100),
    "long_share_24h_pct_change_points": Bands(5, 25),
    "fear_greed_change_points": Bands(3, 10),
}
"""The bands of each change, by its field's name; in percent, or in points for `_points`."""


def strength_of(change: Figure) -> Strength:
    """Return how a change reads: plainly, where its metric declares no bands.

    Raises TypeError for text.
    """
    bands = MOVES.get(change.field.name)
    return bands.strength(abs(change.number)) if bands else Strength.CLEAR


def significance_of(change: Figure) -> float:
    """Return how much a change says, from 0 to 1: 0.4 where its metric declares no bands.

    Raises TypeError for text.
    """
    bands = MOVES.get(change.field.name)
    return bands.significance(abs(change.number)) if bands else 0.4
