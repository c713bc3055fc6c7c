"""A day's page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from builder.market.attribution import Attribution
from builder.market.comparisons import Change, change_since_previous
from builder.market.fields import MARKET, ON_FILE
from builder.market.figures import Figure, Source
from builder.market.history import History
from builder.market.snapshots import Day
from builder.pages.captions import Figured
from builder.pages.citation import cite
from builder.pages.dates import Dates, corrections_of, dates_of
from builder.pages.digest import Digest, story_brief, story_text, with_whole_addresses
from builder.pages.environment import Renderer
from builder.pages.page import Page, day_address, month_address, year_address
from builder.pages.structured import breadcrumbs, news_article
from builder.pages.tables import (
    FUNDING,
    LIQUIDATIONS,
    OPEN_INTEREST,
    PRICES,
    day_table,
)
from builder.pages.twins import day_twin
from builder.story.commentary.prepared import Prepared
from builder.story.facts import DayFacts
from builder.story.markup import plain_text
from builder.story.plan import SECTIONS, Plan
from builder.story.prints import Prints
from builder.story.tags import tags_of
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
    plan: Plan,
    story: Story,
    charts: dict[str, list[Figured]],
    commentary: Prepared | None,
    neighbours: tuple[date | None, date | None],
) -> Page:
    """Render one day: its story, figures, charts, sources, and the days beside it on file."""
    history, facts, day = renderer.history, plan.facts, plan.facts.day
    address = day_address(day.date)
    written = commentary.commentary if commentary else None
    tables = {
        "liquidations": day_table(history, day.date, LIQUIDATIONS),
        "open_interest": day_table(history, day.date, OPEN_INTEREST),
        "prices": day_table(history, day.date, PRICES),
        "funding": day_table(history, day.date, FUNDING),
    }
    cards = key_figures(history, facts)
    dates = dates_of(day, written, renderer.zone)
    attributions = history.attributions_on(day.date)
    digest = _digest(renderer, plan, story, cards, commentary, dates)
    settings = renderer.settings
    named = renderer.teller.day(day.date)
    return renderer.page(
        "day.md.j2",
        address,
        story.title,
        story.description,
        page_day=day.date,
        printed=[story.prints, *(one.prints for found in charts.values() for one in found)],
        digest=digest,
        twin=day_twin(
            settings,
            address,
            digest,
            story,
            tables,
            renderer.teller,
            [", via ".join(n for n in (a.provider, a.publisher) if n) for a in attributions],
        ),
        structured=[
            news_article(
                settings,
                address,
                story.description,
                digest,
                [history.by_ticker[ticker] for ticker in digest.tickers],
                attributions,
            ),
            breadcrumbs(
                settings,
                [
                    (settings.name, ""),
                    (f"{day.date:%Y}", year_address(day.date.year)),
                    (
                        renderer.teller.day(day.date, "MMMM"),
                        month_address(day.date.year, day.date.month),
                    ),
                    (named, address),
                ],
            ),
        ],
        day=day,
        story=story,
        cards=cards,
        sections=[name for name in SECTIONS if _has(name, story, tables, charts)],
        tables=tables,
        charts=charts,
        commentary=commentary,
        corrections=corrections_of(day, written),
        citation=cite(settings.name, digest.headline, day.date, named, f"{settings.url}{address}"),
        digest_tags=digest.tags,
        dates=dates,
        files=commentary.images if commentary else (),
        withheld=_withheld(history, day),
        attributions=attributions,
        previous=neighbours[0],
        next=neighbours[1],
    )


def _digest(
    renderer: Renderer,
    plan: Plan,
    story: Story,
    cards: Sequence[KeyFigure],
    commentary: Prepared | None,
    dates: Dates,
) -> Digest:
    history, day = renderer.history, plan.facts.day
    page = f"{renderer.settings.url}{day_address(day.date)}"
    text, brief = story_text(story), story_brief(story)
    authors: tuple[str, ...] = ()
    if commentary is not None:
        authors = (commentary.commentary.author,)
        said = renderer.shown(commentary.body, day.date, Prints())
        title = renderer.shown(commentary.title, day.date, Prints())
        brief = f"{brief} {plain_text(title)} {authors[0]} {plain_text(said)}"
        text = Markup("{}\n<h2>{}</h2>\n<p>{}</p>\n{}").format(
            text,
            plain_text(title),
            authors[0],
            with_whole_addresses(said, page),
        )
    return Digest(
        plain_text(story.headline),
        plain_text(story.lede) or story.description,
        text,
        dates,
        day.date,
        history.subjects_on(day.date),
        tags_of(plan),
        authors,
        tuple((_label(card.figure), _text(renderer, card)) for card in cards),
        # The total that the day prints. What is disputed has no place in an order.
        None if day.disputed else plan.facts.liquidations.total,
        brief,
        day.disputed,
    )


def _label(figure: Figure) -> str:
    """Return what a card's figure is: whose, of what, over which window."""
    whose = "" if figure.subject in (MARKET, ON_FILE) else f"{figure.subject} "
    window = f", {figure.field.window}" if figure.field.window else ""
    which = ", assets on file" if figure.subject == ON_FILE else ""
    return f"{whose}{figure.field.label}{window}{which}"


def _text(renderer: Renderer, card: KeyFigure) -> str:
    word = f" {card.word.value}" if card.word is not None else ""
    return f"{renderer.teller.printer.short(card.figure)}{word}"


def _has(
    name: str, story: Story, tables: dict[str, object], charts: dict[str, list[Figured]]
) -> bool:
    return bool(name in story.sections or tables.get(name) or charts.get(name))


def _withheld(history: History, day: Day) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the rules that cells of a day break, each with (subject, field) of its cells."""
    rules: dict[str, list[tuple[str, str]]] = {}
    for cell in history.withheld_on(day.date):
        rules.setdefault(cell.rule, []).append((cell.subject, cell.field))
    return list(rules.items())
