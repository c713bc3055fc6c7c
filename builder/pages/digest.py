"""What others say of a page: feeds, search engines, search and machines that read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urljoin

from markupsafe import Markup

from builder.market.figures import Figure
from builder.story.day_story import Story
from builder.story.markup import plain_text
from builder.story.plan import SECTIONS

_TAG = re.compile(r"""<(?:[^"'>]|"[^"]*"|'[^']*')*>""")
_LINKED = re.compile(r'\b(href|src|cite)="([^"]*)"')
_FIGURE = re.compile(r"</?data\b")


@dataclass(frozen=True, slots=True)
class KeyText:
    """A key figure in words: what it is, its number, and who says so, for one that is reported."""

    label: str
    text: str
    credit: str


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote a commentary, and the address of the author's page, empty where there is none."""

    name: str
    address: str


@dataclass(frozen=True)
class Digest:
    """A page in brief, and its text in full.

    `headline` and `summary` are plain text, `text` is the page's text as HTML that stands on its
    own: whole addresses, no charts. `brief` is what a search looks through besides the summary: the
    headings, and what an author wrote. `tags` follow from figures, `keywords` are their names and
    what an author added. `disputed` says why a day is, or is empty; `liquidations` is what days are
    sorted by.
    """

    headline: str
    summary: str
    text: Markup = field(default_factory=Markup)
    day: date | None = None
    tickers: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    authors: tuple[Byline, ...] = ()
    key_figures: tuple[KeyText, ...] = ()
    liquidations: Figure | None = None
    brief: str = ""
    disputed: str = ""


def standing_alone(html: str, page: str) -> Markup:
    """Return a page's own HTML as it works away from it, given the page's whole address.

    Links and images get whole addresses, and numbers lose the elements that only the page's own
    scripts read.
    """

    def away(tag: re.Match[str]) -> str:
        if _FIGURE.match(tag[0]):
            return ""
        return _LINKED.sub(lambda m: f'{m[1]}="{_whole(page, m[2])}"', tag[0])

    return Markup(_TAG.sub(away, html))  # noqa: S704 - what comes in is a page's own, already safe


def story_brief(story: Story) -> list[str]:
    """Return the headings of a day's story as sentences: each says the outcome of its section.

    The heading of the changes is left out: it names another day, which a search would find.
    """
    return [f"{plain_text(story.headings[name])}." for name in SECTIONS if name in story.sections]


def _whole(page: str, link: str) -> str:
    try:
        return urljoin(page, link)
    except ValueError:
        # An author's link that is no address leads nowhere, here as on the page.
        return link
