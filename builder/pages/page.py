"""A page before it is published, and the addresses of all pages."""

from __future__ import annotations

import json
import posixpath
from dataclasses import dataclass, field
from datetime import date

from builder.pages.ledger import Ledger
from builder.pages.summaries import Summary
from builder.story.commentary.images import ImageFile


@dataclass(frozen=True)
class Page:
    """One page: its address below the site, its front matter, its Markdown.

    `address` is `""` for the home page, else ends in a slash. `ledger` stands beside the page: the
    figures that it prints and all that they rest on; so do `images`.
    `summary` is what lists and machines say of the day that the page is about, if it is one.
    """

    address: str
    kind: str
    title: str
    description: str
    body: str
    meta: dict[str, str] = field(default_factory=dict)
    ledger: Ledger | None = None
    images: tuple[ImageFile, ...] = ()
    summary: Summary | None = None

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
        # JSON strings are YAML strings, whatever they hold.
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items()]
        return "\n".join(["---", *lines, "---", "", self.body.strip(), ""])


ABOUT_ADDRESS = "about/"
"""Where the site says what it is."""


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


def relative(from_address: str, to: str) -> str:
    """Return a link from a page to another, or to a file, wherever the site is mounted."""
    folder = to == "" or to.endswith("/")
    path = posixpath.relpath(to or ".", from_address or ".")
    return f"{path}/" if folder else path
