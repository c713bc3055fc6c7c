"""What others say of a page: feeds, search engines, search and machines that read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin

from markupsafe import Markup

from builder.market.figures import Figure
from builder.pages.dates import Dates
from builder.story.markup import plain_text
from builder.story.plan import SECTIONS
from builder.story.telling import Story

_LINKED = re.compile(r'\b(href|src|cite)="([^"]*)"')


@dataclass(frozen=True)
class Digest:
    """A page in brief, and its text in full.

    `headline` and `summary` are plain text, `text` is the page's text as HTML, `brief` what a
    search looks through besides the summary: the headings, and what an author wrote. `key_figures`
    are the texts of its cards with their labels; `liquidations` is what it is sorted by.
    `disputed` is why the day is, or empty.
    """

    headline: str
    summary: str
    text: Markup
    dates: Dates
    day: date | None = None
    tickers: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    key_figures: tuple[tuple[str, str], ...] = ()
    liquidations: Figure | None = None
    brief: str = ""
    disputed: str = ""


def story_text(story: Story) -> Markup:
    """Return a day's story as HTML without its figures' elements: for readers beside the page."""
    parts = [Markup("<p>{}</p>").format(plain_text(story.lede))] if story.lede else []
    for name in SECTIONS:
        if name in story.sections:
            parts.append(Markup("<h2>{}</h2>").format(plain_text(story.headings[name])))
            parts += [Markup("<p>{}</p>").format(plain_text(p)) for p in story.sections[name]]
    if story.changes:
        items = Markup("").join(
            Markup("<li>{}</li>").format(plain_text(change)) for change in story.changes
        )
        parts.append(Markup("<h2>{}</h2>").format(plain_text(story.headings["changes"])))
        parts.append(Markup("<ul>{}</ul>").format(items))
    return Markup("\n").join(parts)


def story_brief(story: Story) -> str:
    """Return the headings of a day's story as sentences: each says the outcome of its section.

    The heading of the changes is left out: it names another day, which a search would find.
    """
    return " ".join(
        f"{plain_text(story.headings[name])}." for name in SECTIONS if name in story.sections
    )


def with_whole_addresses(html: str, page: str) -> Markup:
    """Return HTML whose links and images work away from their page, given its whole address."""
    # What comes in is a page's own, already safe; only its addresses change.
    return Markup(_LINKED.sub(lambda m: f'{m[1]}="{urljoin(page, m[2])}"', html))  # noqa: S704
