"""The card of a page, shown where its address is shared: its headline, key figures and a chart.

What a card prints, its page prints too, and proves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from builder.charts.type import SERIF, is_drawable, text_width
from builder.market.attribution import Attribution
from builder.market.fields import MARKET, ON_FILE
from builder.market.figures import Figure
from builder.market.registry import Asset
from builder.market.snapshots import Day
from builder.pages.card_chart import CardChart, placed_chart
from builder.pages.card_layout import (
    LEFT,
    RIGHT,
    CardFigure,
    body_top,
    fitted_headline,
    fitted_size,
    placed_figures,
    placed_label,
)
from builder.pages.charts.captions import Figured
from builder.pages.key_figures import KeyFigure
from builder.pages.page import Card
from builder.pages.renderer import Renderer
from builder.pages.tables import direction_of
from builder.story.markup import plain_text

DEMONSTRATION = "Demonstration: invented figures"
DISPUTED = "Disputed: not to be relied on"
UNRELIABLE = "All figures on file are disputed or withheld"

SITE_LINE = "Crypto derivatives, day by day. Every number can be proven."

_FOOT = 20
"""Pixels of the sources and the time at the foot."""


def day_card(
    renderer: Renderer,
    day: Day,
    headline: str,
    figures: Sequence[KeyFigure],
    charts: dict[str, list[Figured]],
    sources: Sequence[str],
) -> Card:
    """Return a day's card; that of a disputed day says so, and compares it with no other."""
    named = renderer.teller.day(day.date, "EEEE, d MMMM y")
    if not is_drawable(headline, SERIF):
        headline = f"Crypto derivatives on {renderer.teller.day(day.date)}"
    as_of = f"Figures as of {plain_text(renderer.times.as_of(day.as_of))}" if day.as_of else ""
    return _card(
        renderer,
        headline,
        named,
        [_figure(renderer, card, changes=not day.disputed) for card in figures],
        [one for found in charts.values() for one in found],
        sources,
        as_of or "Hour of the figures not reported",
        DISPUTED if day.disputed else "",
    )


def asset_card(
    renderer: Renderer,
    asset: Asset,
    lead: Figure | None,
    latest: date,
    figures: Sequence[KeyFigure],
    charts: Sequence[Figured],
    sources: Sequence[str],
) -> Card:
    """Return an asset's card: its latest figures, and its price or another history as a chart."""
    printer, name = renderer.teller.printer, asset.name
    if not is_drawable(name, SERIF):
        name = _drawable_name(renderer, asset.ticker)
    headline = f"{name} derivatives"
    if lead is not None:
        what = " at" if lead.field.name == "price_usd" else f": {lead.field.label.lower()}"
        on = "" if lead.day == latest else f" on {renderer.teller.day(lead.day)}"
        headline = f"{name}{what} {printer.headline(lead)}{on}"
    return _card(
        renderer,
        headline,
        f"Latest day on file: {renderer.teller.day(latest)}",
        # The asset is named above; a figure that is older than the page says so.
        [_figure(renderer, card, latest=latest, named=True) for card in figures],
        charts,
        sources,
        "",
        "" if figures else UNRELIABLE,
    )


def site_card(renderer: Renderer) -> Card:
    """Return the card of the site as a whole, for pages that have none of their own."""
    name = renderer.settings.name
    room = RIGHT - 2 * LEFT
    drawing = renderer.drawn(
        "card.site.svg.j2",
        size=fitted_size(name, room, 136, SERIF),
        line=SITE_LINE,
        label=placed_label(_warning(renderer, ""), LEFT),
    )
    return Card(drawing, f"{name}: crypto derivatives, day by day")


def _card(
    renderer: Renderer,
    headline: str,
    kicker: str,
    figures: Sequence[CardFigure],
    charts: Sequence[Figured],
    sources: Sequence[str],
    moment: str,
    warning: str,
) -> Card:
    fitted = fitted_headline(headline)
    top = body_top(fitted)
    shown = [
        CardChart(_title(renderer, one), one.keys, renderer.draw(one.narrow or one.chart))
        for one in charts
    ]
    chart = placed_chart(shown, top)
    placed = placed_figures(figures, top, beside_chart=chart is not None)
    names = [name for name in dict.fromkeys(sources) if is_drawable(name)]
    said = f"Source: {', '.join(names)}" if names else "Sources on the page"
    room = RIGHT - LEFT - 40 - text_width(moment, _FOOT)
    label = _warning(renderer, warning)
    drawing = renderer.drawn(
        "card.svg.j2",
        label=placed_label(label, LEFT + text_width(renderer.settings.name, 32, SERIF) + 24),
        kicker=kicker,
        headline=fitted,
        figures=placed,
        chart=chart,
        sources=said,
        moment=moment,
        foot_size=fitted_size(said, room, _FOOT),
    )
    told = "; ".join(f"{figure.label}: {figure.text}" for figure in placed)
    return Card(drawing, ". ".join(part for part in (label, headline, told) if part))


def _title(renderer: Renderer, figured: Figured) -> str:
    if figured.span is None:
        return figured.chart.title
    first, last = (
        renderer.teller.day(day, "d MMM y") for day in (figured.span.first, figured.span.last)
    )
    return f"{figured.chart.title}, {first} to {last}"


def _drawable_name(renderer: Renderer, ticker: str) -> str:
    """Return a ticker, or the asset's name in addresses where the typefaces lack a character."""
    return ticker if is_drawable(ticker, SERIF) else renderer.history.by_ticker[ticker].slug


def credited(attributions: Iterable[Attribution]) -> list[str]:
    """Return the names of who measured some figures, or else published them."""
    names = (credit.provider or credit.publisher for credit in attributions)
    return [name for name in dict.fromkeys(names) if name]


def _warning(renderer: Renderer, warning: str) -> str:
    made_up = DEMONSTRATION if renderer.history.sources.demonstration else ""
    return ". ".join(text for text in (made_up, warning) if text)


def _figure(
    renderer: Renderer,
    card: KeyFigure,
    changes: bool = True,
    latest: date | None = None,
    named: bool = False,
) -> CardFigure:
    printer, figure = renderer.teller.printer, card.figure
    label, window = figure.field.label, figure.field.window
    if figure.subject not in (MARKET, ON_FILE) and not named:
        label = f"{_drawable_name(renderer, figure.subject)} {label.lower()}"
    label += f", {window}" if window else ""
    label += ", assets on file" if figure.subject == ON_FILE else ""
    word = f" {printer.short(card.word)}" if card.word is not None else ""
    if latest is not None and figure.day != latest:
        on = f"on {renderer.teller.day(figure.day, 'd MMM y')}"
        return CardFigure(label, printer.short(figure), since=on)
    change = card.change if changes else None
    if change is None or not printer.sign(change.figure):
        return CardFigure(label, f"{printer.short(figure)}{word}")
    moved = printer.short(change.figure)
    points = " points" if change.in_points else ""
    return CardFigure(
        label,
        f"{printer.short(figure)}{word}",
        moved,
        direction_of(change.figure) or "ink",
        f"{points.strip()} since {renderer.teller.day(change.since, 'd MMM')}".strip(),
    )
