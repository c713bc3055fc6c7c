"""Identities that a day must satisfy; cells that break one are withheld.

Which of the cells in a broken identity is wrong cannot be known from it, so all of them are
withheld: a reader never meets a total that its own parts contradict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import partial

from builder.market.attribution import Provider
from builder.market.cells import Cell
from builder.market.fields import MARKET
from builder.market.numbers import plain
from builder.market.totals import SIDES, Rows, Said, least, reported, side, total
from builder.market.vocabulary import FIELDS

DayCells = dict[str, Rows]
"""The cells of one day, by subject."""

Days = dict[date, DayCells]
"""The cells of one origin, by day."""

Broken = tuple[tuple[Cell, ...], str, str]
"""Cells that contradict each other, the rule they break, and how."""

_WINDOWS = ("24h", "4h")


def broken(day: DayCells, provider: Provider) -> Iterator[Broken]:
    """Yield the contradictions among the cells that one provider has on one day."""
    for subject, row in day.items():
        if subject == MARKET:
            yield from _label_mismatch(row, provider)
        for window in _WINDOWS:
            if any(f"_{window}_" in field for field in row):
                yield from _sides_and_total(row, window)
                yield from _change_and_level(row, window)
        yield from _nested_windows(row)
    yield from _parts_above_market(day)


def outside_bands(cells: Iterable[Cell]) -> Iterator[Broken]:
    """Yield the cells whose values lie outside their field's band."""
    for cell in cells:
        band = FIELDS[cell.field].band
        if band is not None and isinstance(cell.value, float) and not band.holds(cell.value):
            rule = "the value lies outside what this field can be"
            yield (cell,), rule, f"expected {band}, found {plain(cell.value)}"


def _sides_and_total(row: Rows, window: str) -> Iterator[Broken]:
    whole = reported(row, f"liquidations_{window}_usd")
    long, short = (reported(row, f"{name}_liquidations_{window}_usd") for name in SIDES)
    if whole and long and short:
        both = long + short
        if both.exceeds(whole) or whole.exceeds(both):
            yield (
                whole.cells + both.cells,
                "long and short do not add up to the total",
                f"long {long} and short {short} make {both}, but the total says {whole}",
            )
    elif whole:
        for name, part in (("long", long), ("short", short)):
            if part and part.exceeds(whole):
                yield (
                    whole.cells + part.cells,
                    "one side is more than the total",
                    f"{name} {part} is more than the total, {whole}",
                )


def _nested_windows(row: Rows) -> Iterator[Broken]:
    if not any("_4h_" in field for field in row):
        return
    pairs = [(side(row, "4h", name), side(row, "24h", name)) for name in SIDES]
    for inner, outer in ((least(row, "4h"), total(row, "24h")), *pairs):
        if inner and outer and inner.exceeds(outer):
            yield (
                inner.cells + outer.cells,
                "four hours hold more than the 24 hours around them",
                f"4 hours hold {inner}, more than the 24 hours around them, {outer}",
            )


def _change_and_level(row: Rows, window: str) -> Iterator[Broken]:
    change = reported(row, f"open_interest_change_{window}_usd")
    percent = reported(row, f"open_interest_change_{window}_pct")
    level = reported(row, "open_interest_usd")
    if change and level and not level.exceeds(change):
        yield (
            change.cells + level.cells + (percent.cells if percent else ()),
            "the change is more than the level that it led to",
            f"a change of {change} leaves nothing before a level of {level}",
        )
    elif change and percent and change.value * percent.value < 0:
        yield (
            change.cells + percent.cells,
            "the change in dollars and the change in percent go different ways",
            f"a change of {change} dollars and one of {percent} % go different ways",
        )
    elif change and percent and level:
        yield from _other_percentage(change, percent, level)
    elif change and percent and change.value == 0 and abs(percent.value) > percent.slack:
        yield (
            change.cells + percent.cells,
            "the change in dollars and the change in percent contradict each other",
            f"a change of 0 dollars is none of {percent} %",
        )


def _other_percentage(change: Said, percent: Said, level: Said) -> Iterator[Broken]:
    before = level.value - change.value
    implied = 100 * change.value / before
    moved = 100 * change.slack + abs(implied) * (level.slack + change.slack)
    if abs(implied - percent.value) > (percent.slack + moved / before) * (1 + 1e-9):
        yield (
            change.cells + percent.cells + level.cells,
            "the change in dollars and the change in percent imply different levels",
            f"a change of {change} to {level} is {implied:.2f} %, but the percentage says "
            f"{percent} %",
        )


def _label_mismatch(row: Rows, provider: Provider) -> Iterator[Broken]:
    value, label = reported(row, "fear_greed"), row.get("fear_greed_label")
    if label is None:
        return
    bands = provider.fear_greed_bands
    labels = [name for _, _, name in bands]
    if label.value not in labels:
        rule = "the label is none of the index's labels"
        yield (label,), rule, f"expected one of {', '.join(labels)}, found {label.value}"
    elif value:
        # Bands of whole points meet half-way, so that an index with decimals has a label too.
        number = value.value
        expected = next((n for low, high, n in bands if low - 0.5 <= number < high + 0.5), "none")
        if label.value != expected:
            yield (
                (*value.cells, label),
                "the label does not match the value",
                f"{value} is labelled {expected}, found {label.value}",
            )


def _parts_above_market(day: DayCells) -> Iterator[Broken]:
    market = day.get(MARKET)
    if not market:
        return
    assets = [row for subject, row in day.items() if subject != MARKET]
    yield from _parts_above(
        reported(market, "open_interest_usd"),
        lambda row: reported(row, "open_interest_usd"),
        assets,
    )
    for window in _WINDOWS:
        yield from _parts_above(total(market, window), partial(least, window=window), assets)
        for name in SIDES:
            read = partial(side, window=window, name=name)
            yield from _parts_above(read(market), read, assets)


def _parts_above(
    whole: Said | None, read: Callable[[Rows], Said | None], rows: list[Rows]
) -> Iterator[Broken]:
    parts = [part for row in rows if (part := read(row))] if whole else []
    if not whole or not parts:
        return
    added = sum(parts[1:], start=parts[0])
    if added.exceeds(whole):
        yield (
            whole.cells + added.cells,
            "the assets add up to more than the market",
            f"the assets add up to {added}, more than the market's {whole}",
        )


NEAR = timedelta(days=7)
"""How far from a day a level on file speaks of it."""


def implausible_levels(days: Days, disputed: set[date]) -> Iterator[Broken]:
    """Hold the level that a change implies against the level on file within a week.

    Half or twice of it is a slip of unit or asset, not a market.
    """
    for day, subjects in days.items():
        for subject, row in subjects.items():
            change = reported(row, "open_interest_change_24h_usd")
            percent = reported(row, "open_interest_change_24h_pct")
            if not change or not percent or "open_interest_usd" in row or day in disputed:
                continue
            if not percent.value or percent.slack > abs(percent.value) / 20:
                continue
            level = change.value * (100 / percent.value + 1)
            other = _nearest_level(days, day, subject, disputed)
            if other is not None and not 0.5 <= level / other.value <= 2:
                reason = (
                    f"{change} dollars at {percent} % imply an open interest of {level:,.0f}, "
                    f"but {other.file} says {other.value:,.15g} for {other.day}"
                )
                rule = "the level they imply is far from the level on file within a week"
                yield change.cells + percent.cells, rule, reason


def _nearest_level(days: Days, day: date, subject: str, disputed: set[date]) -> Cell | None:
    """Return the level on file on the day nearest to a day, the earlier of two as near."""
    for distance in range(1, NEAR.days + 1):
        for other in (day - timedelta(days=distance), day + timedelta(days=distance)):
            level = reported(days.get(other, {}).get(subject, {}), "open_interest_usd")
            if level and level.value > 0 and other not in disputed:
                return level.cells[0]
    return None
