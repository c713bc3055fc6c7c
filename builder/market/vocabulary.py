"""The vocabulary: every field has one name, declared once, used in files, pages and downloads."""

from __future__ import annotations

from datetime import time

from builder.market.fields import MARKET, Band, Field, Unit

_ASSET = frozenset({"asset"})
_MARKET = frozenset({MARKET})
_POSITIVE_USD = Band(0, 1e14, exclusive=True)
_LIQUIDATED = Band(0, 1e12)
_CHANGE_PCT = Band(-100, 100_000)
_MIDNIGHT = time(0)


def _liquidations(window: str) -> list[Field]:
    hours = window.removesuffix("h")
    side = "positions closed by force because their margin ran out, in US dollars of position value"
    return [
        Field(
            f"{prefix}liquidations_{window}_usd",
            label,
            Unit.USD,
            "liquidations",
            f"{what} {side}, over {hours} hours.",
            _LIQUIDATED,
            window,
        )
        for prefix, label, what in (
            ("", "Liquidations", "All"),
            ("long_", "Long liquidations", "Long"),
            ("short_", "Short liquidations", "Short"),
        )
    ]


def _open_interest_changes(window: str) -> list[Field]:
    hours = window.removesuffix("h")
    return [
        Field(
            f"open_interest_change_{window}_usd",
            "Open interest change",
            Unit.USD,
            "open_interest",
            f"Change of open interest over {hours} hours, in US dollars.",
            Band(-1e14, 1e14),
            window,
        ),
        Field(
            f"open_interest_change_{window}_pct",
            "Open interest change",
            Unit.PERCENT,
            "open_interest",
            f"Change of open interest over {hours} hours, in percent of its value before.",
            _CHANGE_PCT,
            window,
        ),
    ]


def _shares(window: str) -> list[Field]:
    return [
        Field(
            f"{side}_share_{window}_pct",
            f"{side.capitalize()} share",
            Unit.PERCENT,
            "liquidations",
            f"{side.capitalize()} liquidations as a share of all liquidations in the same window.",
            Band(0, 100),
            window,
            derived=True,
        )
        for side in ("long", "short")
    ]


_DECLARED = [
    Field(
        "price_usd",
        "Price",
        Unit.USD,
        "price",
        "Last price, in US dollars.",
        _POSITIVE_USD,
        subjects=_ASSET,
    ),
    Field(
        "price_change_24h_pct",
        "Price change",
        Unit.PERCENT,
        "price",
        "Change of the price over 24 hours, in percent.",
        _CHANGE_PCT,
        "24h",
        _ASSET,
    ),
    Field(
        "volume_24h_usd",
        "Volume",
        Unit.USD,
        "volume",
        "Value of derivatives traded over 24 hours, in US dollars.",
        _POSITIVE_USD,
        "24h",
        _ASSET,
    ),
    Field(
        "open_interest_usd",
        "Open interest",
        Unit.USD,
        "open_interest",
        "Value of derivative positions still open, in US dollars.",
        _POSITIVE_USD,
    ),
    *_open_interest_changes("4h"),
    *_open_interest_changes("24h"),
    *_liquidations("24h"),
    *_liquidations("4h"),
    Field(
        "funding_rate",
        "Funding rate",
        Unit.RATE,
        "funding_rate",
        "What long positions pay short ones at each interval, as a fraction of position value; "
        "negative where short positions pay.",
        Band(-0.04, 0.04),
        subjects=_ASSET,
    ),
    Field(
        "funding_interval_hours",
        "Funding interval",
        Unit.HOURS,
        "funding_rate",
        "Hours between two funding payments.",
        Band(0, 24, exclusive=True),
        subjects=_ASSET,
    ),
    Field(
        "fear_greed",
        "Fear & Greed",
        Unit.INDEX,
        "fear_greed",
        "Fear & Greed index, from 0 (extreme fear) to 100 (extreme greed), stamped 00:00 UTC.",
        Band(0, 100),
        subjects=_MARKET,
        stamp=_MIDNIGHT,
    ),
    Field(
        "fear_greed_label",
        "Fear & Greed label",
        Unit.TEXT,
        "fear_greed",
        "The word that the index's publisher prints beside its value.",
        subjects=_MARKET,
        stamp=_MIDNIGHT,
    ),
    Field(
        "usd_krw",
        "USD/KRW",
        Unit.KRW_PER_USD,
        "usd_krw",
        "South Korean won for one US dollar.",
        Band(300, 5000),
        subjects=_MARKET,
    ),
]

_DERIVED = [
    *_shares("24h"),
    *_shares("4h"),
    Field(
        "implied_open_interest_usd",
        "Implied open interest",
        Unit.USD,
        "open_interest",
        "Open interest that a change in dollars and the same change in percent imply together.",
        derived=True,
    ),
    Field(
        "liquidations_pace_4h_pct",
        "Pace of liquidations",
        Unit.PERCENT,
        "liquidations",
        "Liquidations over 4 hours, times 6, in percent of those over 24 hours: below 100 the day "
        "ends slower than it ran on average.",
        Band(0, 600),
        "4h",
        derived=True,
    ),
    Field(
        "liquidations_share_of_open_interest_24h_pct",
        "Liquidations / open interest",
        Unit.PERCENT,
        "liquidations",
        "Liquidations over 24 hours as a share of open interest.",
        window="24h",
        derived=True,
    ),
    Field(
        "annualised_funding_pct",
        "Funding, annualised (simple)",
        Unit.PERCENT,
        "funding_rate",
        "Funding rate times the intervals in 365 days, without compounding, in percent.",
        subjects=_ASSET,
        derived=True,
    ),
    Field(
        "price_krw",
        "Price in won",
        Unit.KRW,
        "price",
        "Price at the day's USD/KRW rate, in won.",
        subjects=_ASSET,
        derived=True,
    ),
    Field(
        "liquidations_24h_krw",
        "Liquidations in won",
        Unit.KRW,
        "liquidations",
        "Liquidations over 24 hours at the day's USD/KRW rate, in won.",
        window="24h",
        derived=True,
    ),
    Field(
        "open_interest_krw",
        "Open interest in won",
        Unit.KRW,
        "open_interest",
        "Open interest at the day's USD/KRW rate, in won.",
        derived=True,
    ),
]

FIELDS: dict[str, Field] = {field.name: field for field in (*_DECLARED, *_DERIVED)}
"""Every field by name, in the order in which tables and downloads show them."""

REPORTED: dict[str, Field] = {f.name: f for f in FIELDS.values() if not f.derived}
"""The fields a snapshot may hold."""

NUMERIC: tuple[Field, ...] = tuple(f for f in FIELDS.values() if f.unit is not Unit.TEXT)
"""The fields that are numbers: the columns of the history's table."""
