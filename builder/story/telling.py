"""Renders the words of a day from templates, in one language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from markupsafe import Markup

from builder.market.fields import MARKET, ON_FILE
from builder.market.figures import Figure
from builder.market.registry import Asset
from builder.story.facts import DayFacts
from builder.story.markup import figure_markup, inert, plain_text
from builder.story.printing import PRINTS, Printer
from builder.story.prints import Prints

SECTIONS = ("liquidations", "open_interest", "prices", "funding", "sentiment")
"""The parts of a day's story, in the order in which the page tells them."""

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Story:
    """A day in words.

    `headline`, `lede` and `sections` are markup with every number in a `data` element; `title` and
    `description` are plain text for search engines; `prints` holds the figures of them all.
    """

    headline: Markup
    title: str
    description: str
    lede: Markup
    sections: dict[str, Markup]
    prints: Prints


class Teller:
    """Tells stories in one language, about the assets of one registry."""

    def __init__(self, language: str, assets: Sequence[Asset], timezone: str = "UTC") -> None:
        self.printer = Printer(language)
        self.language = language
        self._zone = ZoneInfo(timezone)
        self._names = {asset.ticker: asset.name for asset in assets}
        self._environment = Environment(
            loader=FileSystemLoader(FOLDER / language),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.equip(self._environment)

    def equip(self, environment: Environment) -> None:
        """Give an environment the filters that print: figures, assets and days.

        Filters that print a figure look up in the context `page_day`, the day the page is about,
        and `prints`, which notes what was printed.
        """
        for how in PRINTS:
            environment.filters[how] = pass_context(
                lambda context, figure, how=how: self.printed(
                    figure, how, context["page_day"], context["prints"]
                )
            )
        environment.filters["sign"] = self.printer.sign
        environment.filters["asset"] = self.asset
        environment.filters["day"] = self.day
        environment.filters["clock"] = self.clock
        environment.globals.update(MARKET=MARKET, ON_FILE=ON_FILE)

    def tell(self, facts: DayFacts) -> Story:
        """Put a day into words."""
        prints = Prints()
        render = partial(self._render, facts=facts, prints=prints)
        sections = {name: render(f"{name}.j2") for name in SECTIONS}
        return Story(
            render("headline.j2"),
            plain_text(render("title.j2")),
            plain_text(render("description.j2")),
            render("lede.j2"),
            {name: text for name, text in sections.items() if text},
            prints,
        )

    def asset(self, ticker: str) -> Markup:
        """Return an asset's name as it stands in a sentence."""
        return inert(self._names.get(ticker, ticker))

    def day(self, day: date, form: str = "d MMMM y") -> str:
        """Return a date in the language's words; `form` is a CLDR pattern."""
        return format_date(day, form, locale=self.language)

    def clock(self, moment: datetime) -> str:
        """Return a time of day in the site's time zone, with the zone's name."""
        local = moment.astimezone(self._zone)
        return f"{local:%H:%M} {local.tzname()}"

    def printed(self, figure: Figure, how: str, page_day: date | None, prints: Prints) -> Markup:
        """Return a figure as markup, printed one of the ways of PRINTS, and note that it was."""
        return figure_markup(figure, self.text(figure, how, prints), page_day)

    def text(self, figure: Figure, how: str, prints: Prints) -> str:
        """Return a figure as text, printed one of the ways of PRINTS, and note that it was."""
        text = PRINTS[how](self.printer, figure)
        prints.add(figure, text)
        return text

    def _render(self, template: str, facts: DayFacts, prints: Prints) -> Markup:
        text = self._environment.get_template(template).render(
            page_day=facts.day.date,
            prints=prints,
            day=facts.day,
            liquidations=facts.liquidations,
            open_interest=facts.open_interest,
            prices=facts.prices,
            price_changes=facts.price_changes,
            funding=facts.funding,
            sentiment=facts.sentiment,
        )
        return Markup(_one_line_paragraphs(text))


_BLANK_LINES = re.compile(r"\n\s*\n")


def _one_line_paragraphs(text: str) -> str:
    """Join the lines of each paragraph, as templates break them where they read best."""
    paragraphs = (" ".join(part.split()) for part in _BLANK_LINES.split(text))
    return "\n\n".join(part for part in paragraphs if part)
