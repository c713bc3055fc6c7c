"""Every kind of chart that a reader can ask for its numbers.

Its specification is a file of the site, whatever pages are rendered: so the kinds are named here.
Left out is what gains nothing: sparklines, calendars, whose squares are links, and the Fear & Greed
index on its scale, which is one number.
"""

from __future__ import annotations

from functools import cache

from builder.charts.funding import funding_rates
from builder.charts.histories import funding_history, level_history, liquidation_history
from builder.charts.interactive import Kind
from builder.charts.liquidations import liquidations_by_asset, pace_by_asset
from builder.charts.open_interest import open_interest_changes
from builder.charts.price import price_changes
from builder.charts.ranks import ranked_days
from builder.charts.recent import day_among_days, fear_greed_days
from builder.charts.theme import NARROW, WIDE
from builder.pages.charts.asset_bars import AMOUNT, RATE
from builder.pages.charts.asset_levels import DIGITS, SHORTENED
from builder.pages.charts.recent_charts import TOTALS

_BARS = (
    liquidations_by_asset,
    pace_by_asset,
    open_interest_changes,
    price_changes,
    funding_rates,
    ranked_days,
    fear_greed_days,
)
_LEVELS = (
    (("price",), (SHORTENED,)),
    (("price",), (DIGITS,)),
    (("open_interest",), (SHORTENED,)),
    (("price", "open_interest"), (SHORTENED, SHORTENED)),
    (("price", "open_interest"), (DIGITS, SHORTENED)),
)

INTERACTIVE = (
    *(Kind(build) for build in _BARS),
    Kind(day_among_days, (TOTALS,)),
    *(Kind(level_history, (width, *look)) for width in (WIDE, NARROW) for look in _LEVELS),
    *(Kind(liquidation_history, (width, AMOUNT)) for width in (WIDE, NARROW)),
    *(Kind(funding_history, (width, RATE)) for width in (WIDE, NARROW)),
)
"""All of them, with the options that pages build them with."""


@cache
def _names() -> frozenset[str]:
    return frozenset(kind.name for kind in INTERACTIVE)


def is_interactive(kind: str) -> bool:
    """Tell whether charts of a kind, by its name, can be asked."""
    return kind in _names()
