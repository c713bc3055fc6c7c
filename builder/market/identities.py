"""Identities that a day must satisfy; cells that break one are withheld.

Which of the cells in a broken identity is wrong cannot be known from it, so all of them are
withheld: a reader never meets a total that its own parts contradict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from builder.market.attribution import Sources
from builder.market.cells import Cell
from builder.market.faults import Withheld
from builder.market.fields import FIELDS, MARKET
from builder.market.numbers import plain, rounding

Rows = dict[str, Cell]
"""The cells of one day and subject, by field."""

DayCells = dict[str, Rows]
"""The cells of one day, by subject."""

Broken = tuple[tuple[Cell, ...], str, str]
"""Cells that contradict each other, the rule they break, and how."""

_WINDOWS = ("24h", "4h")
_SIDES = ("", "long_", "short_")


def withhold(
    cells: list[Cell], origins: Callable[[Cell], str], sources: Sources, disputed: set[date]
) -> tuple[list[Cell], list[Withheld]]:
    """Divide cells into those that stand and those withheld, with every reason.

    `origins` names whose count a cell is: figures of different origins need not add up.
    """
    days: dict[date, DayCells] = {}
    for cell in cells:
        days.setdefault(cell.day, {}).setdefault(cell.subject, {})[cell.field] = cell
    reasons: dict[tuple[date, str, str], tuple[Cell, str, str]] = {}
    found = [broken for day in days.values() for broken in _broken(day, origins, sources)]
    for cells_broken, rule, reason in (*found, *_implausible_levels(days, origins, disputed)):
        for cell in cells_broken:
            reasons.setdefault((cell.day, cell.subject, cell.field), (cell, rule, reason))
    kept = [cell for cell in cells if (cell.day, cell.subject, cell.field) not in reasons]
    return kept, sorted(_withheld(*found) for found in reasons.values())


def _withheld(cell: Cell, rule: str, reason: str) -> Withheld:
    value = cell.value if isinstance(cell.value, str) else plain(cell.value)
    return Withheld(
        cell.day.isoformat(), cell.file, cell.line, cell.subject, cell.field, value, rule, reason
    )


def _broken(day: DayCells, origins: Callable[[Cell], str], sources: Sources) -> Iterator[Broken]:
    for subject, row in day.items():
        yield from _outside_bands(row)
        if subject == MARKET:
            yield from _label_mismatch(row, origins, sources)
        for window in _WINDOWS:
            yield from _sides_and_total(row, window)
            yield from _change_and_level(row, window)
        yield from _nested_windows(row)
    yield from _parts_above_market(day, origins)


def _number(row: Rows, field: str) -> tuple[Cell, float] | None:
    cell = row.get(field)
    return (cell, cell.value) if cell is not None and isinstance(cell.value, float) else None


def _outside_bands(row: Rows) -> Iterator[Broken]:
    for field, cell in row.items():
        band = FIELDS[field].band
        if band is not None and isinstance(cell.value, float) and not band.holds(cell.value):
            rule = "the value lies outside what this field can be"
            yield (cell,), rule, f"expected {band}, found {plain(cell.value)}"


def _sides_and_total(row: Rows, window: str) -> Iterator[Broken]:
    whole, long, short = (_number(row, f"{side}liquidations_{window}_usd") for side in _SIDES)
    if whole and long and short:
        gap = abs(long[1] + short[1] - whole[1])
        if _exceeds(gap, long[1], short[1], whole[1]):
            yield (
                (whole[0], long[0], short[0]),
                "long and short do not add up to the total",
                f"long {long[1]:,.10g} and short {short[1]:,.10g} make "
                f"{long[1] + short[1]:,.10g}, but the total says {whole[1]:,.10g}",
            )
    elif whole:
        for name, side in (("long", long), ("short", short)):
            if side and _exceeds(side[1] - whole[1], side[1], whole[1]):
                yield (
                    (whole[0], side[0]),
                    "one side is more than the total",
                    f"{name} {side[1]:,.10g} is more than the total, {whole[1]:,.10g}",
                )


def _nested_windows(row: Rows) -> Iterator[Broken]:
    for side in _SIDES:
        inner = _number(row, f"{side}liquidations_4h_usd")
        outer = _number(row, f"{side}liquidations_24h_usd")
        if inner and outer and _exceeds(inner[1] - outer[1], inner[1], outer[1]):
            yield (
                (inner[0], outer[0]),
                "four hours hold more than the 24 hours around them",
                f"4 hours hold {inner[1]:,.10g}, more than the 24 hours around them, "
                f"{outer[1]:,.10g}",
            )


def _change_and_level(row: Rows, window: str) -> Iterator[Broken]:
    change = _number(row, f"open_interest_change_{window}_usd")
    percent = _number(row, f"open_interest_change_{window}_pct")
    level = _number(row, "open_interest_usd")
    if not change or not percent:
        return
    if change[1] * percent[1] < 0:
        yield (
            (change[0], percent[0]),
            "the change in dollars and the change in percent go different ways",
            f"a change of {change[1]:,.10g} dollars and one of {percent[1]:g} % go different ways",
        )
    elif level and level[1] > change[1]:
        before = level[1] - change[1]
        implied = 100 * change[1] / before
        slack = (
            rounding(percent[1])
            + (
                100 * rounding(change[1])
                + abs(implied) * (rounding(level[1]) + rounding(change[1]))
            )
            / before
        )
        if abs(implied - percent[1]) > slack * (1 + 1e-9):
            yield (
                (change[0], percent[0], level[0]),
                "the change in dollars and the change in percent imply different levels",
                f"a change of {change[1]:,.10g} to {level[1]:,.10g} is {implied:.2f} %, but the "
                f"percentage says {percent[1]:g} %",
            )


def _label_mismatch(
    row: Rows, origins: Callable[[Cell], str], sources: Sources
) -> Iterator[Broken]:
    value, label = _number(row, "fear_greed"), row.get("fear_greed_label")
    if label is None:
        return
    bands = sources.provider(origins(label)).fear_greed_bands
    labels = [name for _, _, name in bands]
    if label.value not in labels:
        rule = "the label is none of the index's labels"
        yield (label,), rule, f"expected one of {', '.join(labels)}, found {label.value}"
    elif value:
        # Bands of whole points meet half-way, so that an index with decimals has a label too.
        expected = next((n for low, high, n in bands if low - 0.5 <= value[1] < high + 0.5), "none")
        if label.value != expected:
            yield (
                (value[0], label),
                "the label does not match the value",
                f"{value[1]:g} is labelled {expected}, found {label.value}",
            )


def _parts_above_market(day: DayCells, origins: Callable[[Cell], str]) -> Iterator[Broken]:
    market = day.get(MARKET, {})
    names = [f"{side}liquidations_{window}_usd" for side in _SIDES for window in _WINDOWS]
    for field in (*names, "open_interest_usd"):
        whole = _number(market, field)
        if not whole:
            continue
        parts = [
            part
            for subject, row in day.items()
            if subject != MARKET
            and (part := _number(row, field))
            and origins(part[0]) == origins(whole[0])
        ]
        added = sum(value for _, value in parts)
        if parts and _exceeds(added - whole[1], whole[1], *(value for _, value in parts)):
            yield (
                (whole[0], *(cell for cell, _ in parts)),
                "the assets add up to more than the market",
                f"the assets add up to {added:,.10g}, more than the market's {whole[1]:,.10g}",
            )


_NEAR = timedelta(days=7)


def _implausible_levels(
    days: dict[date, DayCells], origins: Callable[[Cell], str], disputed: set[date]
) -> Iterator[Broken]:
    """Hold the level that a change implies against the level on file within a week.

    Half or twice of it is a slip of unit or asset, not a market.
    """
    for day, subjects in days.items():
        for subject, row in subjects.items():
            change = _number(row, "open_interest_change_24h_usd")
            percent = _number(row, "open_interest_change_24h_pct")
            if not change or not percent or "open_interest_usd" in row or day in disputed:
                continue
            if not percent[1] or rounding(percent[1]) > abs(percent[1]) / 20:
                continue
            level = change[1] * (100 / percent[1] + 1)
            other = _nearest_level(days, day, subject, disputed)
            if other is None or origins(other) != origins(change[0]):
                continue
            if not 0.5 <= level / other.value <= 2:
                reason = (
                    f"{change[1]:,.10g} dollars at {percent[1]:g} % imply an open interest of "
                    f"{level:,.4g}, but {other.file} says {other.value:,.4g} for {other.day}"
                )
                rule = "the level they imply is far from the level on file within a week"
                yield (change[0], percent[0]), rule, reason


def _nearest_level(
    days: dict[date, DayCells], day: date, subject: str, disputed: set[date]
) -> Cell | None:
    """Return the level on file on the day nearest to a day, the earlier of two as near."""
    for distance in range(1, _NEAR.days + 1):
        for other in (day - timedelta(days=distance), day + timedelta(days=distance)):
            level = _number(days.get(other, {}).get(subject, {}), "open_interest_usd")
            if level and level[1] > 0 and other not in disputed:
                return level[0]
    return None


def _exceeds(gap: float, *values: float) -> bool:
    """Tell whether a gap is more than the rounding of the numbers it is between."""
    return gap > sum(rounding(value) for value in values) * (1 + 1e-9)
