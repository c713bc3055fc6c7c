"""Renders words from templates, in one language: statements, captions, and how things print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from builder.market.fields import MARKET, ON_FILE
from builder.market.figures import Figure
from builder.market.registry import Asset
from builder.story.markup import figure_markup, inert
from builder.story.moves import strength_of
from builder.story.phrasing import Phrasings
from builder.story.printing import PRINTS, Printer
from builder.story.prints import Prints
from builder.story.statements.statement import Statement

FOLDER = Path(__file__).parent


class Teller:
    """Tells what can be said in one language, about the assets of one registry.

    `tags` are the names and meanings of tags in that language.
    """

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
        self._phrasings = Phrasings(self._environment)
        words = yaml.safe_load((FOLDER / language / "tags.yml").read_text(encoding="utf-8"))
        self.tags: dict[str, tuple[str, str]] = {tag: tuple(said) for tag, said in words.items()}

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
        environment.filters["spelled"] = pass_context(
            lambda context, figure, text: self._spelled(figure, text, context)
        )
        environment.filters["reads_like"] = self._reads_like
        environment.filters["sign"] = self.printer.sign
        environment.filters["strength"] = strength_of
        environment.filters["asset"] = self.asset
        environment.filters["day"] = self.day
        environment.filters["clock"] = pass_context(
            lambda context, moment: self.clock(moment, context["page_day"])
        )
        environment.globals.update(MARKET=MARKET, ON_FILE=ON_FILE)

    def words(self, about: Mapping[str, Any], prints: Prints) -> dict[str, Any]:
        """Return what every template sees, with the language's turns of phrase."""
        given = {**about, "prints": prints}
        module = self._environment.get_template("_phrases.j2").make_module(given)
        return {**given, "phrases": module}

    def tell_span(
        self, statements: Sequence[Statement], last: date, page_day: date | None, about: str = ""
    ) -> tuple[Markup, Prints]:
        """Put a span of days, up to the last of them, into one paragraph; with what it prints.

        `about` tells apart what pages of the same day are about, so that they do not read alike.
        """
        prints = Prints()
        words = self.words({"page_day": page_day, "day": None, "changed_since": None}, prints)
        told = [self.said("spans", statement, last, words, about) for statement in statements]
        return joined(told), prints

    def caption(self, chart: str, page_day: date | None, **about: object) -> tuple[Markup, Prints]:
        """Put what a chart shows into a sentence, with what it prints; `about` is what it shows."""
        prints = Prints()
        given = {"page_day": page_day, "day": None, "changed_since": None, **about}
        words = self.words(given, prints)
        return self.rendered(f"charts/{chart}.j2", page_day or date.min, words), prints

    def said(
        self,
        where: str,
        statement: Statement,
        day: date,
        words: dict[str, Any],
        about: str = "",
        again: bool = False,
    ) -> Markup:
        """Put a statement into one of its phrasings."""
        phrasing = self._phrasings.chosen(f"{where}/{statement.kind}.j2", day, about, again)
        return _one_line(phrasing.render({**words, **statement.parts, "it": statement}))

    def rendered(self, template: str, day: date, words: dict[str, Any]) -> Markup:
        """Render a template in the phrasing that the day is told in."""
        return _one_line(self._phrasings.chosen(template, day).render(words))

    def _reads_like(self, figure: Figure, other: Figure) -> bool:
        """Tell whether two figures are printed alike; neither is noted as printed."""
        return self.printer.words(figure) == self.printer.words(other)

    def _spelled(self, figure: Figure, text: str, context: Context) -> Markup:
        """Return a figure as markup, printed as a word, and note that it was."""
        context["prints"].add(figure, text)
        return figure_markup(figure, text, context["page_day"])

    def asset(self, ticker: str) -> Markup:
        """Return an asset's name as it stands in a sentence."""
        return inert(self._names.get(ticker, ticker))

    def day(self, day: date, form: str = "d MMMM y") -> str:
        """Return a date in the language's words; `form` is a CLDR pattern."""
        return _date_words(day, form, self.language)

    def clock(self, moment: datetime, page_day: date | None = None) -> str:
        """Return a time of day in the site's time zone, with the zone's name.

        With the date, where that is not the day which the page is about.
        """
        local = moment.astimezone(self._zone)
        date_too = page_day is not None and local.date() != page_day
        on = f" on {self.day(local.date(), 'd MMMM')}" if date_too else ""
        return f"{local:%H:%M} {local.tzname()}{on}"

    def printed(self, figure: Figure, how: str, page_day: date | None, prints: Prints) -> Markup:
        """Return a figure as markup, printed one of the ways of PRINTS, and note that it was."""
        return figure_markup(figure, self.text(figure, how, prints), page_day)

    def text(self, figure: Figure, how: str, prints: Prints) -> str:
        """Return a figure as text, printed one of the ways of PRINTS, and note that it was."""
        text = PRINTS[how](self.printer, figure)
        prints.add(figure, text)
        return text


@lru_cache(maxsize=65536)
def _date_words(day: date, form: str, language: str) -> str:
    # Babel takes 0.1 ms for a date, and a page of charts names hundreds.
    return format_date(day, form, locale=language)


def joined(sentences: Iterable[Markup]) -> Markup:
    """Join sentences to a paragraph; empty ones leave nothing behind."""
    return Markup(" ").join(sentence for sentence in sentences if sentence)


def _one_line(text: str) -> Markup:
    """Join the lines of a text, as templates break them where they read best."""
    return Markup(" ".join(text.split()))
