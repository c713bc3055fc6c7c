"""The page of an asset: its latest figures, its history in charts, its records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from markupsafe import Markup

from builder.market.comparisons import change_since_previous
from builder.market.figures import Figure, count
from builder.market.history import History
from builder.market.records import coverage, largest
from builder.market.registry import Asset
from builder.market.vocabulary import NUMERIC
from builder.pages.cards import asset_card, credited
from builder.pages.charts.asset_charts import asset_charts, card_charts
from builder.pages.charts.captions import Figured
from builder.pages.citation import cite
from builder.pages.digest import Digest
from builder.pages.key_figures import MOST_KEY_FIGURES, KeyFigure
from builder.pages.page import Page, asset_address
from builder.pages.renderer import Renderer
from builder.pages.structured import breadcrumbs, dataset
from builder.pages.tables import column_words, days_table
from builder.story.commentary.prepared import Prepared
from builder.story.commentary.written import Refused
from builder.story.facts.counts import Behind, behind
from builder.story.markup import plain_text
from builder.story.printing import days_in_words, is_signed
from builder.story.prints import Prints
from builder.story.statements.spans import asset_statements

RECENT_DAYS = 30
STORY_DAYS = 28
"""The span that an asset's story tells: its recent weeks, as the page's heading calls them."""

FEWEST_FOR_RECORD = 5

TABLE_FIELDS = tuple(field.name for field in NUMERIC if field.is_for("asset") and not field.derived)
_FIRST = (
    "price_usd",
    "price_change_24h_pct",
    "liquidations_24h_usd",
    "open_interest_usd",
    "open_interest_change_24h_pct",
    "funding_rate",
)
KEY_FIELDS = (*_FIRST, *(name for name in TABLE_FIELDS if name not in _FIRST))
"""The fields of the cards on top, the most telling first."""

_RECORDS = (
    ("liquidations_24h_usd", "Largest liquidations in 24 hours"),
    ("open_interest_usd", "Largest open interest"),
    ("price_usd", "Highest price"),
)


@dataclass(frozen=True)
class Record:
    """The largest value on file, and how many comparable days stand behind it."""

    what: str
    figure: Figure
    behind: Behind


def latest_figure(history: History, ticker: str, field: str) -> Figure | None:
    """Return the latest figure of an asset that is not disputed, or None."""
    series = history.series(ticker, field)
    standing = np.flatnonzero(~series.disputed)
    return history.figure(series.dates[int(standing[-1])], ticker, field) if len(standing) else None


def records_of(history: History, ticker: str) -> list[Record]:
    """Return the records of an asset that have enough days behind them."""
    found = []
    for field, what in _RECORDS:
        series = history.series(ticker, field)
        days = largest(series, 1)
        figure = history.figure(days[0], ticker, field) if days else None
        if figure is not None:
            covered = coverage(series, series.comparable(figure.day))
            if covered.on_file >= FEWEST_FOR_RECORD:
                found.append(Record(what, figure, behind(figure, "comparable", covered)))
    return found


def asset_page(
    renderer: Renderer, asset: Asset, commentary: Prepared | None, refused: Refused | None
) -> Page:
    """Render an asset's page with its charts."""
    charts = asset_charts(renderer.history, asset.ticker, renderer.teller)
    return render_asset(renderer, asset, charts, commentary, refused)


def render_asset(
    renderer: Renderer,
    asset: Asset,
    charts: Sequence[Figured],
    commentary: Prepared | None,
    refused: Refused | None = None,
) -> Page:
    """Render an asset's page: latest figures, history, records, recent days, commentary.

    `refused` says of a commentary on it that is withheld.
    """
    history, ticker = renderer.history, asset.ticker
    settings, address = renderer.settings, asset_address(asset.slug)
    days = history.days_of(ticker)
    figures = [latest_figure(history, ticker, field) for field in KEY_FIELDS]
    cards = [
        KeyFigure(
            figure, None if is_signed(figure.field) else change_since_previous(history, figure)
        )
        for figure in figures
        if figure is not None
    ][:MOST_KEY_FIGURES]
    lead = next((f for f in figures if f is not None), None)
    written = commentary.commentary if commentary else None
    prints = Prints()
    title = _title(renderer, asset, lead, prints)
    description = _description(asset, days)
    recent = [day for day in reversed(days) if (days[0] - day).days < STORY_DAYS]
    story, told = renderer.teller.tell_span(
        asset_statements(history, ticker, recent) if len(recent) > 1 else (),
        days[0],
        days[0],
        ticker,
    )
    recent_days = days_table(history, days[:RECENT_DAYS], ticker, TABLE_FIELDS)
    return renderer.page(
        "asset.md.j2",
        address,
        title,
        description,
        page_day=days[0],
        days=days[:1],
        moments=renderer.timeline.written([written] if written else []),
        digest=Digest(
            title,
            plain_text(story) or description,
            Markup("<p>{}</p>").format(plain_text(story)) if story else Markup(""),
            tickers=(ticker,),
            key_figures=tuple(card.in_words(renderer.teller.printer) for card in cards),
        ),
        structured=[
            dataset(
                settings,
                address,
                f"{asset.name} derivatives, day by day",
                f"{description} Reported figures of {asset.name} with the source of each.",
                (days[-1], days[0]),
                [column_words(field) for field in recent_days.columns],
                [(f"{address}data.csv", "text/csv")],
            ),
            breadcrumbs(settings, [("Assets", "assets/")], (ticker, address)),
        ],
        printed=[prints, told, *(one.prints for one in charts)],
        figured=charts,
        story=story,
        asset=asset,
        lead=lead,
        latest=days[0],
        days_on_file=count(
            ticker,
            "days_on_file",
            "Days on file",
            len(days),
            days[0],
            f"days with any {ticker} cell",
        ),
        cards=cards,
        charts=charts,
        records=records_of(history, ticker),
        commentary=commentary,
        refused=refused,
        corrections=renderer.corrected(written.corrections if written else ()),
        citation=cite(settings, address, title, days[0], renderer.teller.day(days[0])),
        images=commentary.images if commentary else (),
        card=asset_card(
            renderer,
            asset,
            lead,
            days[0],
            cards,
            card_charts(history, ticker, renderer.teller),
            credited(card.attribution for card in cards if card.attribution is not None),
        ),
        recent=recent_days,
    )


LONGEST_TITLE = 60
"""Characters that search engines show of a title."""


def _title(renderer: Renderer, asset: Asset, lead: Figure | None, prints: Prints) -> str:
    number = ""
    if lead is not None:
        on = renderer.teller.day(lead.day, "d MMM y")
        number = f"{renderer.teller.text(lead, 'short', prints)} on {on} · "
    name = asset.name if len(number) + len(asset.name) + 12 <= LONGEST_TITLE else asset.ticker
    return f"{number}{name} derivatives" if number else f"{name} derivatives: days on file, data"


def _description(asset: Asset, days: list[date]) -> str:
    name = asset.name if len(asset.name) <= 30 else asset.ticker
    return (
        f"{name} derivatives on {days_in_words(len(days))} on file: price, liquidations, open "
        f"interest and funding, with charts, records and data. Latest: {days[0]:%Y-%m-%d}."
    )
