"""Pages of months and years."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from builder.market.comparisons import ranked
from builder.market.fields import MARKET
from builder.market.figures import Figure, Formula
from builder.market.formulas import share_pct
from builder.market.history import History
from builder.market.vocabulary import FIELDS
from builder.pages.calendars import LEVELS, Scale, month_of
from builder.pages.day import KeyFigure
from builder.pages.environment import Renderer
from builder.pages.page import Page, month_address, year_address
from builder.pages.summaries import Summary
from builder.pages.tables import days_table
from builder.story.printing import Printer, days_in_words

_TOTAL = "liquidations_24h_usd"
_DAY_FIELDS = (_TOTAL, "long_liquidations_24h_usd", "short_liquidations_24h_usd")
_TABLE_FIELDS = (*_DAY_FIELDS, "long_share_24h_pct", "open_interest_usd", "fear_greed")


def period_total(figures: Sequence[Figure], field: str, label: str) -> Figure | None:
    """Return the sum of figures of several days, in their unit; None where there is none."""
    if not figures:
        return None
    summed = replace(figures[0].field, name=field, label=label, window="", band=None, derived=True)
    text = f"sum of {figures[0].id} over {days_in_words(len(figures))} on file"
    value = sum(figure.number for figure in figures)
    return Figure(
        figures[0].subject, summed, value, figures[0].day, Formula(text, tuple(figures), "sum")
    )


def period_cards(history: History, summaries: Sequence[Summary]) -> list[KeyFigure]:
    """Return a period's totals: all, long and short, and the long share of days with both sides."""
    subject = history.total_subject
    days = [summary.day.date for summary in summaries if not summary.day.disputed]
    found = {
        field: [f for day in days if (f := history.figure(day, subject, field)) is not None]
        for field in _DAY_FIELDS
    }
    total = period_total(found[_TOTAL], "liquidations_usd", "Liquidations, all days on file")
    with_sides = {f.day for f in found[_DAY_FIELDS[1]]} & {f.day for f in found[_TOTAL]}
    parts = {field: [f for f in figures if f.day in with_sides] for field, figures in found.items()}
    whole = period_total(parts[_TOTAL], "liquidations_with_sides_usd", "Liquidations with sides")
    long, short = (
        period_total(parts[f"{side}_{_TOTAL}"], f"{side}_liquidations_usd", f"{side.title()}")
        for side in ("long", "short")
    )
    cards = [KeyFigure(total)] if total is not None else []
    if whole is not None and long is not None and whole.number:
        label = (
            "Long share"
            if len(with_sides) == len(found[_TOTAL])
            else f"Long share, {days_in_words(len(with_sides))} with both sides"
        )
        share = Figure(
            subject,
            replace(FIELDS["long_share_24h_pct"], name="long_share_pct", label=label, window=""),
            float(share_pct(long.number, whole.number)),
            long.day,
            Formula(f"100 × {long.id} / {whole.id}", (long, whole), "100 * a / b"),
        )
        cards += [KeyFigure(share), KeyFigure(long)]
        cards += [KeyFigure(short)] if short is not None else []
    return cards


def scale_labels(scale: Scale, printer: Printer) -> list[tuple[int, str]]:
    """Return the words of a calendar's legend: (level, range of totals)."""
    if not scale.bounds:
        return [(0, "on file, without a total")]
    field = FIELDS[_TOTAL]
    texts = [
        printer.short(Figure("market", field, bound, date.min, Formula("", ())))
        for bound in scale.bounds
    ]
    words = [f"below {texts[0]}"]
    words += [f"{low} to {high}" for low, high in pairwise(texts)]
    words.append(f"{texts[-1]} or more")
    return [(0, "no total"), *enumerate(words[:LEVELS], start=1)]


def render_month(
    renderer: Renderer,
    summaries: Sequence[Summary],
    scale: Scale,
    neighbours: tuple[date | None, date | None],
) -> Page:
    """Render a month from the summaries of its days on file, which are in the order of dates."""
    first = summaries[0].day.date.replace(day=1)
    days = calendar.monthrange(first.year, first.month)[1]
    name = renderer.teller.day(first, "MMMM y")
    grid = month_of(first.year, first.month, _totals(summaries), scale)
    table = days_table(
        renderer.history,
        [summary.day.date for summary in summaries],
        renderer.history.total_subject,
        _TABLE_FIELDS,
    )
    return renderer.page(
        "month.md.j2",
        month_address(first.year, first.month),
        _title(renderer, summaries, name),
        f"Crypto derivatives in {name}: liquidations, open interest and sentiment on "
        f"{len(summaries)} of {days} days on file, each with its page, chart and download.",
        first=first,
        grid=grid,
        table=table,
        days_in_period=days,
        **_period(renderer, summaries, scale, neighbours),
    )


def render_year(
    renderer: Renderer,
    summaries: Sequence[Summary],
    scale: Scale,
    neighbours: tuple[date | None, date | None],
) -> Page:
    """Render a year from the summaries of its days on file, which are in the order of dates."""
    first = date(summaries[0].day.date.year, 1, 1)
    totals = _totals(summaries)
    largest = ranked(s.total for s in summaries if not s.day.disputed)[:10]
    by_day = {summary.day.date: summary for summary in summaries}
    return renderer.page(
        "year.md.j2",
        year_address(first.year),
        _title(renderer, summaries, f"{first:%Y}"),
        f"Crypto derivatives in {first:%Y}, day by day: a calendar of liquidations, totals, and "
        f"the largest of {days_in_words(len(summaries))} on file.",
        first=first,
        grids=[
            month_of(first.year, month, totals, scale)
            for month in sorted({summary.day.date.month for summary in summaries})
        ],
        largest_days=[by_day[figure.day] for figure in largest] or list(summaries[-10:]),
        days_in_period=366 if calendar.isleap(first.year) else 365,
        **_period(renderer, summaries, scale, neighbours),
    )


def _period(
    renderer: Renderer,
    summaries: Sequence[Summary],
    scale: Scale,
    neighbours: tuple[date | None, date | None],
) -> dict[str, object]:
    cards = period_cards(renderer.history, summaries)
    totals = [s.total for s in summaries if s.total is not None and not s.day.disputed]
    by_name = {card.figure.field.name: card.figure for card in cards}
    return {
        "summaries": summaries,
        "cards": cards,
        "total": by_name.get("liquidations_usd"),
        "long_share": by_name.get("long_share_pct"),
        "with_total": len(totals),
        "largest": ranked(totals)[0] if totals else None,
        "scale_labels": scale_labels(scale, renderer.teller.printer),
        "previous": neighbours[0],
        "next": neighbours[1],
    }


def _totals(summaries: Sequence[Summary]) -> Mapping[date, Figure | None]:
    return {
        summary.day.date: None if summary.day.disputed else summary.total for summary in summaries
    }


def _title(renderer: Renderer, summaries: Sequence[Summary], name: str) -> str:
    cards = period_cards(renderer.history, summaries)
    if cards and cards[0].figure.field.name == "liquidations_usd":
        total = renderer.teller.printer.short(cards[0].figure)
        if renderer.history.total_subject == MARKET:
            return f"{total} · crypto liquidations, {name}"
        return f"{total} · liquidations of the assets on file, {name}"
    return f"Crypto derivatives, day by day, in {name}"
