"""A day's page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from builder.market.history import History
from builder.market.snapshots import Day
from builder.pages.cards import credited, day_card
from builder.pages.charts.captions import Figured
from builder.pages.citation import cite
from builder.pages.corrections import correction_words
from builder.pages.dates import corrections_of
from builder.pages.digest import Digest, story_brief
from builder.pages.key_figures import KeyFigure, key_figures
from builder.pages.page import Page, day_address, month_address, year_address
from builder.pages.renderer import Renderer
from builder.pages.structured import breadcrumbs, news_article
from builder.pages.tables import (
    FUNDING,
    LIQUIDATIONS,
    OPEN_INTEREST,
    PRICES,
    day_table,
)
from builder.story.commentary.prepared import Prepared
from builder.story.commentary.written import Refused
from builder.story.day_story import Story
from builder.story.markup import plain_text
from builder.story.plan import SECTIONS, Plan
from builder.story.printing import Printer
from builder.story.tags import tags_of


def render_day(
    renderer: Renderer,
    plan: Plan,
    story: Story,
    charts: dict[str, list[Figured]],
    commentary: Prepared | None,
    neighbours: tuple[date | None, date | None],
    refused: Refused | None = None,
) -> Page:
    """Render one day: its story, figures, charts, sources, and the days beside it on file.

    `refused` says of a commentary on it that is withheld.
    """
    history, facts, day = renderer.history, plan.facts, plan.facts.day
    settings, address = renderer.settings, day_address(day.date)
    written = commentary.commentary if commentary else None
    tables = {
        "liquidations": day_table(history, day.date, LIQUIDATIONS),
        "open_interest": day_table(history, day.date, OPEN_INTEREST),
        "prices": day_table(history, day.date, PRICES),
        "funding": day_table(history, day.date, FUNDING),
    }
    cards = key_figures(history, facts)
    figured = [one for found in charts.values() for one in found]
    printed = [story.prints, *(one.prints for one in figured)]
    figures = [figure for prints in printed for figure, _ in prints]
    figures += [figure for one in figured if one.numbers for figure in one.numbers.figures]
    figures += [card.change.figure for card in cards if card.change is not None]
    figures += commentary.figures if commentary else ()
    dates = renderer.timeline.of_day(day, written, figures)
    corrections = renderer.corrected(corrections_of(day, written))
    attributions = history.attributions_on(day.date)
    digest = _digest(renderer, plan, story, cards, commentary)
    named = renderer.teller.day(day.date)
    year, month = f"{day.date:%Y}", renderer.teller.day(day.date, "MMMM")
    return renderer.page(
        "day.md.j2",
        address,
        story.title,
        story.description,
        page_day=day.date,
        printed=printed,
        dates=dates,
        digest=digest,
        figured=[one for found in charts.values() for one in found],
        structured=[
            news_article(
                settings,
                address,
                story.description,
                digest,
                dates,
                [history.by_ticker[ticker] for ticker in digest.tickers],
                attributions,
                [correction_words(correction) for correction in corrections],
            ),
            breadcrumbs(
                settings,
                [
                    (year, year_address(day.date.year)),
                    (month, month_address(day.date.year, day.date.month)),
                ],
                (str(day.date.day), address),
            ),
        ],
        day=day,
        story=story,
        cards=cards,
        sections=[name for name in SECTIONS if _has(name, story, tables, charts)],
        tables=tables,
        charts=charts,
        commentary=commentary,
        refused=refused,
        corrections=corrections,
        citation=cite(
            settings,
            address,
            digest.headline,
            day.date,
            named,
            renderer.teller.day(dates.modified.date()) if dates.changed else "",
        ),
        images=commentary.images if commentary else (),
        card=day_card(renderer, day, digest.headline, cards, charts, credited(attributions)),
        withheld=broken_rules(history, day),
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
) -> Digest:
    history, day = renderer.history, plan.facts.day
    tags = tags_of(plan)
    written = commentary.commentary if commentary else None
    names = [renderer.teller.tags[tag][0] for tag in tags]
    return Digest(
        plain_text(story.headline),
        plain_text(story.lede) or story.description,
        day=day.date,
        tickers=history.subjects_on(day.date),
        tags=tags,
        keywords=tuple(dict.fromkeys([*names, *(written.tags if written else ())])),
        authors=(renderer.byline(written.author),) if written else (),
        key_figures=tuple(card.in_words(renderer.teller.printer) for card in cards),
        # The total that the day prints. What is disputed has no place in an order.
        liquidations=None if day.disputed else plan.facts.liquidations.total,
        brief=" ".join([*story_brief(story), *_said(commentary, renderer.teller.printer)]),
        disputed=day.disputed,
    )


def _said(commentary: Prepared | None, printer: Printer) -> list[str]:
    """Return in plain words what an author wrote of a day: name and title, summary, text."""
    if commentary is None:
        return []
    texts = (commentary.title, commentary.summary, commentary.body)
    title, summary, body = (text.plain(printer) for text in texts)
    head = f"{commentary.commentary.author}: {title.rstrip('.')}."
    return [part for part in (head, summary, body) if part]


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
