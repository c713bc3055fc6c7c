"""Figures over a span of days: sums, and the shares in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from builder.market.comparisons import ranked
from builder.market.figures import Figure, Formula, count
from builder.market.formulas import share_pct
from builder.market.history import History
from builder.market.vocabulary import FIELDS

_TOTAL = "liquidations_24h_usd"
_LONG, _SHORT = f"long_{_TOTAL}", f"short_{_TOTAL}"


@dataclass(frozen=True, slots=True)
class SpanLiquidations:
    """Liquidations of one subject over some days.

    `days` counts those with a total, of which `largest` is the largest; `left_out` are days with a
    total that cannot be added to them, as others counted it. `long`, `short` and their `long_share`
    are over `days_with_sides` of them.
    """

    total: Figure
    days: Figure
    largest: Figure
    long: Figure | None
    short: Figure | None
    long_share: Figure | None
    days_with_sides: int
    left_out: int


def figures_over(history: History, subject: str, field: str, days: Sequence[date]) -> list[Figure]:
    """Return a subject's figures on those days of some that are not disputed, in their order."""
    return [
        figure
        for day in days
        if not history.by_date[day].disputed
        and (figure := history.figure(day, subject, field)) is not None
    ]


def comparable_over(
    history: History, subject: str, field: str, days: Sequence[date]
) -> list[Figure]:
    """Return those figures over some days that are of one count: the one that most days have.

    Of equals, the one that a later day has.
    """
    found = figures_over(history, subject, field, days)
    counted = Counter(figure.origin for figure in reversed(found))
    return [figure for figure in found if figure.origin == counted.most_common(1)[0][0]]


def sum_over(figures: Sequence[Figure], field: str, label: str) -> Figure | None:
    """Return the sum of a figure over several days, in its unit; None where there is none."""
    if not figures:
        return None
    last = figures[-1]
    summed = replace(last.field, name=field, label=label, window="", band=None, derived=True)
    days = f"{len(figures)} {'day' if len(figures) == 1 else 'days'} on file"
    return Figure(
        last.subject,
        summed,
        sum(figure.number for figure in figures),
        last.day,
        Formula(f"sum of {last.id} over {days}", tuple(figures), "sum"),
        last.origin,
    )


def liquidations_over(
    history: History, subject: str, days: Sequence[date]
) -> SpanLiquidations | None:
    """Return what was liquidated over some days, disputed ones left out; None without a total.

    Only totals of one count are added up, that of most days.
    """
    totals = comparable_over(history, subject, _TOTAL, days)
    total = sum_over(totals, "liquidations_usd", "Liquidations, all days on file")
    if total is None:
        return None
    longs, shorts = (
        [f for f in figures_over(history, subject, side, days) if f.origin == total.origin]
        for side in (_LONG, _SHORT)
    )
    left_out = len(figures_over(history, subject, _TOTAL, days)) - len(totals)
    both = {figure.day for figure in longs} & {f.day for f in shorts} & {f.day for f in totals}
    parts = [[f for f in figures if f.day in both] for figures in (totals, longs, shorts)]
    whole = sum_over(parts[0], "liquidations_with_sides_usd", "Liquidations with sides")
    long = sum_over(parts[1], "long_liquidations_usd", "Long")
    return SpanLiquidations(
        total,
        count(
            subject,
            "liquidations_days_on_file",
            "Comparable days on file" if left_out else "Days on file",
            len(totals),
            total.day,
            f"days with {totals[0].id}",
            tuple(totals),
        ),
        ranked(totals)[0],
        long,
        sum_over(parts[2], "short_liquidations_usd", "Short"),
        _long_share(whole, long, len(both) if len(both) < len(totals) else 0),
        len(both),
        left_out,
    )


def _long_share(whole: Figure | None, long: Figure | None, of_days: int) -> Figure | None:
    """Return the long share of a span; the label says of how many days, if not of all."""
    if whole is None or long is None or not whole.number:
        return None
    days = f", {of_days} {'day' if of_days == 1 else 'days'} with both sides" if of_days else ""
    field = FIELDS["long_share_24h_pct"]
    return Figure(
        long.subject,
        replace(field, name="long_share_pct", label=f"Long share{days}", window=""),
        float(share_pct(long.number, whole.number)),
        long.day,
        Formula(f"100 × {long.id} / {whole.id}", (long, whole), "100 * a / b"),
        long.origin,
    )
