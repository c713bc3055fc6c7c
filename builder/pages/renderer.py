"""Renders the templates of pages, with all that stands beside each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

from builder.charts.chart import Chart
from builder.market.corrections import Correction
from builder.market.history import History
from builder.pages.charts.captions import Figured
from builder.pages.charts.chart_files import EMBEDS, chart_rows
from builder.pages.corrections import as_stated
from builder.pages.dates import Dates, Timeline, spanning
from builder.pages.digest import Byline, Digest
from builder.pages.environment import page_environment, printed_text
from builder.pages.ledger import ledger_of
from builder.pages.occasions import occasion_of
from builder.pages.page import (
    CARD,
    Card,
    Page,
    author_address,
)
from builder.pages.settings import Settings
from builder.pages.structured import Data, json_ld, policy_hash
from builder.pages.summaries import Summary
from builder.pages.times import SHORT_DAY, Times
from builder.story.commentary.authors import Author
from builder.story.commentary.images import ImageFile
from builder.story.commentary.prepared import Prepared, PreparedText
from builder.story.day_story import Story
from builder.story.prints import Prints
from builder.story.telling import Teller

EMBEDDED = ("day", "asset")
"""The kinds of pages whose charts others can frame, on a page of their own."""

LEDGERED = ("day", "asset")
"""The kinds of pages that stand beside a ledger of their figures."""

TWINNED = ("day", "asset")
"""The kinds of pages beside which the same stands in Markdown, from a template of its own."""

FOLLOWED = ("day",)
"""The kinds of pages that feeds hold, by a template that stands on its own."""


class Renderer:
    """Renders page templates for one site; `draw` returns a chart's drawing as inline SVG."""

    def __init__(
        self,
        history: History,
        settings: Settings,
        draw: Callable[[Chart], str],
        authors: Mapping[str, Author] | None = None,
    ) -> None:
        self.history = history
        self.settings = settings
        self.teller = Teller(settings.language, history.assets, settings.timezone)
        zone = ZoneInfo(settings.timezone)
        self.times = Times(self.teller, zone)
        self.timeline = Timeline(history, zone)
        self.draw = draw
        self._authors = authors or {}
        self._environment = page_environment(
            history, settings, self.teller, self.times, self._authors, draw
        )

    def page(
        self,
        template: str,
        address: str,
        title: str,
        description: str,
        page_day: date | None = None,
        printed: Iterable[Prints] = (),
        dates: Dates | None = None,
        days: Iterable[date] = (),
        lists: Iterable[Summary] = (),
        moments: Iterable[datetime] = (),
        images: tuple[ImageFile, ...] = (),
        card: Card | None = None,
        digest: Digest | None = None,
        structured: Sequence[Data] = (),
        figured: Sequence[Figured] = (),
        indexable: bool = True,
        **values: object,
    ) -> Page:
        """Render one page; its kind is the template's name.

        `page_day` is the day it is about, if it is about one; `printed` holds the figures of the
        texts and charts that were made before. `dates` say when its content was published and last
        changed; where they are not given they follow from the figures that it prints, the `days`
        that it counts, the summaries that it `lists`, and the `moments` of what else is on it.
        `images` are files that it shows; `digest`, `card` and `structured` are what others take of
        it, and `figured` the charts that it shows.
        """
        kind = template.removesuffix(".md.j2")
        prints = Prints()
        for others in printed:
            prints.add_all(others)
        shown = {
            "page_address": address,
            "page_day": page_day,
            "kind": kind,
            "dates": dates,
            "digest": digest,
            **values,
        }
        body = self._rendered(template, prints, shown)
        if dates is None:
            figures = (figure for figure, _ in prints)
            listed = (summary.listed for summary in lists)
            dates = spanning([*listed, self.timeline.of_several(days, figures, moments)])
        demonstration = bool(self.history.sources.demonstration)
        meta: dict[str, Any] = {"robots": "noindex"} if demonstration or not indexable else {}
        if kind in FOLLOWED and dates is not None and digest is not None:
            text = self._rendered(f"{kind}.entry.html.j2", Prints(), shown)
            digest = replace(digest, text=Markup(text.strip()))
            meta |= {
                "published": dates.published.isoformat(),
                "modified": dates.modified.isoformat(),
                "keywords": list(digest.keywords),
            }
        if card is not None:
            meta |= {"card": f"{address}{CARD}", "card_words": card.description}
        if structured and not demonstration:
            meta["structured"] = json_ld(structured)
            meta["structured_hash"] = policy_hash(meta["structured"])
        if figured:
            meta["charts"] = True
        twin = ""
        if kind in TWINNED:
            twin = f"{self._rendered(f'{kind}.twin.md.j2', Prints(), shown).strip()}\n"
        shown_day = page_day or self.history.days[-1].date
        ledger = None
        if page_day is not None and kind in LEDGERED:
            as_of = self.history.by_date[page_day].as_of
            occasion = partial(occasion_of, self.history, self.times)
            ledger = ledger_of(page_day, as_of, prints, occasion)
        return Page(
            address=address,
            kind=kind,
            title=title,
            description=description,
            body=body,
            meta=meta,
            dates=dates,
            digest=digest,
            twin=twin,
            ledger=ledger,
            images=images,
            card=card,
            **self._beside_charts(figured, kind, title, address, shown_day),
        )

    def drawn(self, template: str, **values: object) -> str:
        """Return a drawing from a template."""
        return self._environment.get_template(template).render(**values)

    def _beside_charts(
        self, figured: Sequence[Figured], kind: str, title: str, address: str, day: date
    ) -> dict[str, str]:
        """Return what a page's charts come with: their rows, and the page to embed."""
        if not figured:
            return {}
        as_of = self.history.by_date[day].as_of
        time = self.times.moment(as_of) if as_of else self.teller.day(day, SHORT_DAY)
        page, embed = self.settings.absolute(address), f"{EMBEDS}{address}"
        if kind not in EMBEDDED:
            return {"charts": chart_rows(figured, self.teller, page, "", time)}
        about = {"page_address": embed, "title": title, "page": page, "time": time}
        html = self._rendered("embed.html.j2", Prints(), {**about, "figured": figured})
        rows = chart_rows(figured, self.teller, page, self.settings.absolute(embed), time)
        return {"charts": rows, "embed": f"{html.strip()}\n"}

    def _rendered(self, template: str, prints: Prints, shown: Mapping[str, object]) -> str:
        return self._environment.get_template(template).render(prints=prints, **shown)

    def byline(self, name: str) -> Byline:
        """Return who wrote a text, with the author's page if there is one."""
        author = self._authors.get(name)
        return Byline(name, author_address(author.slug) if author else "")

    def headed(self, story: Story, text: Prepared | None, day: date) -> Story:
        """Return a day's story under the headline of its commentary, if that sets one."""
        if text is None or not text.commentary.headline:
            return story
        prints = Prints()
        prints.add_all(story.prints)
        headline = self.shown(text.headline, day, prints)
        return replace(story, headline=headline, prints=prints)

    def shown(self, text: PreparedText, page_day: date | None, prints: Prints) -> Markup:
        """Return an author's text with its figures printed."""
        return printed_text(self.teller, text, page_day, prints)

    def corrected(self, corrections: Iterable[Correction]) -> list[Correction]:
        """Return corrections with the values of figures as readers know them, to the last digit."""
        return [as_stated(correction, self.teller.printer) for correction in corrections]
