"""A day's page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from builder.market.attribution import Attribution
from builder.market.comparisons import Change, change_since_previous
from builder.market.figures import Figure, Source
from builder.market.history import History
from builder.market.snapshots import Day
from builder.pages.captions import Figured
from builder.pages.dates import corrections_of, dates_of
from builder.pages.environment import Renderer
from builder.pages.page import Page, day_address
from builder.pages.tables import (
    FUNDING,
    LIQUIDATIONS,
    OPEN_INTEREST,
    PRICES,
    day_table,
)
from builder.story.commentary.prepared import Prepared
from builder.story.facts import DayFacts
from builder.story.plan import SECTIONS
from builder.story.telling import Story

MOST_KEY_FIGURES = 6


@dataclass(frozen=True)
class KeyFigure:
    """One card of the strip on top: a figure, its change, and a word beside it (a label)."""

    figure: Figure
    change: Change | None = None
    word: Figure | None = None

    @property
    def attribution(self) -> Attribution | None:
        """Who says so, for a figure that is a reported cell."""
        return self.figure.source.attribution if isinstance(self.figure.source, Source) else None


def key_figures(history: History, facts: DayFacts) -> list[KeyFigure]:
    """Return the figures that stand for a day, each with its change since the previous one."""
    liquidations, interest = facts.liquidations, facts.open_interest
    first_prices = [price for price in facts.prices if price.subject in ("BTC", "ETH")]
    found: list[tuple[Figure | None, Figure | None]] = [
        (liquidations.total, None),
        (liquidations.long_share, None),
        (liquidations.four_hours, None),
        (interest.level, None),
        *((price, None) for price in first_prices[:1]),
        (facts.sentiment.value, facts.sentiment.label),
        (None if facts.sentiment.value else facts.sentiment.label, None),
        (liquidations.usd_krw, None),
    ]
    cards = [
        KeyFigure(figure, change_since_previous(history, figure), word)
        for figure, word in found
        if figure is not None
    ]
    if not cards:
        rest = (*liquidations.by_asset, *interest.by_asset, *interest.changes_24h, *facts.prices)
        cards = [KeyFigure(figure, change_since_previous(history, figure)) for figure in rest[:4]]
    return cards[:MOST_KEY_FIGURES]


def render_day(
    renderer: Renderer,
    facts: DayFacts,
    story: Story,
    charts: dict[str, list[Figured]],
    commentary: Prepared | None,
    neighbours: tuple[date | None, date | None],
) -> Page:
    """Render one day: its story, figures, charts, sources, and the days beside it on file."""
    history, day = renderer.history, facts.day
    written = commentary.commentary if commentary else None
    tables = {
        "liquidations": day_table(history, day.date, LIQUIDATIONS),
        "open_interest": day_table(history, day.date, OPEN_INTEREST),
        "prices": day_table(history, day.date, PRICES),
        "funding": day_table(history, day.date, FUNDING),
    }
    return renderer.page(
        "day.md.j2",
        day_address(day.date),
        story.title,
        story.description,
        page_day=day.date,
        printed=[story.prints, *(one.prints for found in charts.values() for one in found)],
        day=day,
        story=story,
        cards=key_figures(history, facts),
        sections=[name for name in SECTIONS if _has(name, story, tables, charts)],
        tables=tables,
        charts=charts,
        commentary=commentary,
        corrections=renderer.corrected(corrections_of(day, written)),
        dates=dates_of(day, written, renderer.zone),
        images=commentary.images if commentary else (),
        withheld=broken_rules(history, day),
        attributions=history.attributions_on(day.date),
        previous=neighbours[0],
        next=neighbours[1],
    )


def _has(
    name: str, story: Story, tables: dict[str, object], charts: dict[str, list[Figured]]
) -> bool:
    return bool(name in story.sections or tables.get(name) or charts.get(name))


def broken_rules(history: History, day: Day) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the rules that cells of a day break, each with (subject, field) of its cells."""
    rules: dict[str, list[tuple[str, str]]] = {}
    for cell in history.withheld_on(day.date):
        rules.setdefault(cell.rule, []).append((cell.subject, cell.field))
    return list(rules.items())
