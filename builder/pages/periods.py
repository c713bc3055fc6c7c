"""Pages of months and years."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from builder.market.comparisons import ranked
from builder.market.fields import MARKET
from builder.market.figures import Figure, Formula
from builder.market.spans import SpanLiquidations, liquidations_over
from builder.market.vocabulary import FIELDS
from builder.pages.calendars import LEVELS, Measures, Scale, month_of
from builder.pages.key_figures import KeyFigure
from builder.pages.page import Page, month_address, year_address
from builder.pages.renderer import Renderer
from builder.pages.structured import breadcrumbs
from builder.pages.summaries import Summary
from builder.pages.tables import days_table
from builder.story.printing import Printer, days_in_words
from builder.story.statements.spans import period_statements

_TOTAL = "liquidations_24h_usd"
_TABLE_FIELDS = (
    _TOTAL,
    f"long_{_TOTAL}",
    f"short_{_TOTAL}",
    "long_share_24h_pct",
    "open_interest_usd",
    "fear_greed",
)


def period_cards(span: SpanLiquidations | None) -> list[KeyFigure]:
    """Return a period's totals: all, the long share, long and short where both are on file."""
    if span is None:
        return []
    found = (span.total, span.long_share, span.long, span.short)
    if span.long_share is None:
        found = (span.total,)
    return [KeyFigure(figure) for figure in found if figure is not None]


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
    grid = month_of(first.year, first.month, _measured(summaries), scale)
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
        lists=summaries,
        structured=[
            breadcrumbs(
                renderer.settings,
                [(f"{first:%Y}", year_address(first.year))],
                (renderer.teller.day(first, "MMMM"), month_address(first.year, first.month)),
            )
        ],
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
    measured = _measured(summaries)
    largest = ranked(s.total for s in summaries if not s.day.disputed)[:10]
    by_day = {summary.day.date: summary for summary in summaries}
    largest_days = [by_day[figure.day] for figure in largest] or list(summaries[-10:])
    return renderer.page(
        "year.md.j2",
        year_address(first.year),
        _title(renderer, summaries, f"{first:%Y}"),
        f"Crypto derivatives in {first:%Y}, day by day: a calendar of liquidations, totals, and "
        f"the largest of {days_in_words(len(summaries))} on file.",
        lists=largest_days,
        structured=[breadcrumbs(renderer.settings, [], (f"{first:%Y}", year_address(first.year)))],
        first=first,
        grids=[
            month_of(first.year, month, measured, scale)
            for month in sorted({summary.day.date.month for summary in summaries})
        ],
        largest_days=largest_days,
        days_in_period=366 if calendar.isleap(first.year) else 365,
        **_period(renderer, summaries, scale, neighbours),
    )


def _period(
    renderer: Renderer,
    summaries: Sequence[Summary],
    scale: Scale,
    neighbours: tuple[date | None, date | None],
) -> dict[str, object]:
    history = renderer.history
    days = [summary.day.date for summary in summaries]
    span = liquidations_over(history, history.total_subject, days)
    story, _ = renderer.teller.tell_span(
        period_statements(history, days), days[-1], page_day=None, about=str(len(days) > 31)
    )
    return {
        "summaries": summaries,
        "days": days,
        "cards": period_cards(span),
        "total": span.total if span else None,
        "with_total": span.days if span else None,
        "story": story,
        "scale_labels": scale_labels(scale, renderer.teller.printer),
        "previous": neighbours[0],
        "next": neighbours[1],
    }


def _measured(summaries: Sequence[Summary]) -> Mapping[date, Measures]:
    return {summary.day.date: summary.measures for summary in summaries}


def _title(renderer: Renderer, summaries: Sequence[Summary], name: str) -> str:
    history = renderer.history
    days = [summary.day.date for summary in summaries]
    span = liquidations_over(history, history.total_subject, days)
    if span is not None:
        total = renderer.teller.printer.short(span.total)
        if history.total_subject == MARKET:
            return f"{total} · crypto liquidations, {name}"
        return f"{total} · liquidations of the assets on file, {name}"
    return f"Crypto derivatives, day by day, in {name}"
