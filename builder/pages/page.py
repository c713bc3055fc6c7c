"""A page before it is published, and the addresses of all pages."""

from __future__ import annotations

import json
import posixpath
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from builder.pages.dates import Dates
from builder.pages.digest import Digest
from builder.pages.ledger import Ledger
from builder.pages.summaries import Summary
from builder.story.commentary.images import ImageFile

CARD = "card.png"
"""A card's file, beside its page; at the site's root it is that of all pages without one."""


@dataclass(frozen=True, slots=True)
class Card:
    """What others show of a page: a drawing, its colours by name, and the same in words."""

    drawing: str
    description: str


@dataclass(frozen=True)
class Page:
    """One page: its address below the site, its front matter, its Markdown.

    `address` is `""` for the home page, else ends in a slash. `dates` say when its content was
    published and last changed, None where nothing does. `ledger` stands beside the page: the
    figures that it prints and all that they rest on; so do its `twin`, the same in Markdown, and
    `images`, the rows of its `charts` and the page that others `embed`. `digest` is what others say
    of it, `card` what they show of it, `summary` what lists and calendars say of a day.
    """

    address: str
    kind: str
    title: str
    description: str
    body: str
    meta: dict[str, Any] = field(default_factory=dict)
    dates: Dates | None = None
    digest: Digest | None = None
    twin: str = ""
    ledger: Ledger | None = None
    images: tuple[ImageFile, ...] = ()
    card: Card | None = None
    summary: Summary | None = None
    charts: str = ""
    embed: str = ""

    @property
    def indexable(self) -> bool:
        """Whether search engines and others may list it."""
        return self.meta.get("robots") != "noindex"

    @property
    def path(self) -> str:
        """The Markdown file's path below the docs folder."""
        return f"{self.address}index.md"

    def markdown(self) -> str:
        """Return the whole file: front matter and body."""
        front = {
            "title": self.title,
            "description": self.description,
            "kind": self.kind,
            **self.meta,
        }
        # JSON is YAML, whatever it holds.
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items()]
        return "\n".join(["---", *lines, "---", "", self.body.strip(), ""])


ABOUT_ADDRESS = "about/"
"""Where the site says what it is."""

DATA_ADDRESS = "data/"
"""Where the whole archive is to be had."""


def day_address(day: date) -> str:
    """Return a day's address."""
    return f"{day:%Y/%m/%d}/"


def month_address(year: int, month: int) -> str:
    """Return a month's address."""
    return f"{year:04}/{month:02}/"


def year_address(year: int) -> str:
    """Return a year's address."""
    return f"{year:04}/"


def asset_address(slug: str) -> str:
    """Return an asset's address."""
    return f"assets/{slug}/"


def author_address(slug: str) -> str:
    """Return an author's address."""
    return f"authors/{slug}/"


def tag_address(tag: str) -> str:
    """Return a tag's address."""
    return f"tags/{tag}/"


def relative(from_address: str, to: str) -> str:
    """Return a link from a page to another, or to a file, wherever the site is mounted."""
    folder = to == "" or to.endswith("/")
    # From the root of the site: what is relative to no root is looked for on the disk.
    path = posixpath.relpath(f"/{to}", f"/{from_address}")
    return f"{path}/" if folder else path
