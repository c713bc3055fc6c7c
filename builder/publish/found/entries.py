"""Feeds and what they hold, days and corrections, before they are Atom or JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from builder.pages.corrections import Corrected, correction_words
from builder.pages.dates import Dates
from builder.pages.digest import Byline
from builder.pages.settings import Settings
from builder.publish.catalogue import Followed

NEVER = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
"""When a feed without entries last changed."""


@dataclass(frozen=True)
class Entry:
    """An entry of a feed; `id` is permanent, `address` where it is read, both whole.

    `html` is its full content. `authors` are those beside the site itself.
    """

    id: str
    address: str
    title: str
    summary: str
    html: Markup
    dates: Dates
    authors: tuple[Byline, ...] = ()
    terms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Feed:
    """A feed: what it is called, the page that it follows, its entries, the latest first.

    `folder` is where it stands, `first_folder` where it first stood: its id tells that for good.
    """

    title: str
    about: str
    page: str
    folder: str
    first_folder: str
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> datetime:
        """When any of its entries last changed."""
        return max((entry.dates.modified for entry in self.entries), default=NEVER)


def day_entry(settings: Settings, day: Followed) -> Entry:
    """Return a day's entry; a disputed one says so wherever it is cut short."""
    address, digest = settings.absolute(day.address), day.digest
    disputed = "Disputed: " if digest.disputed else ""
    return Entry(
        address,
        address,
        f"{disputed}{digest.headline}",
        f"{disputed}{digest.summary}",
        digest.text,
        day.dates,
        tuple(_whole(settings, author) for author in digest.authors),
        (*digest.tickers, *digest.keywords),
    )


def correction_entry(settings: Settings, one: Corrected, dates: Dates, day_words: str) -> Entry:
    """Return a correction's entry; `day_words` names the day or the asset whose page it is on."""
    words = correction_words(one.correction)
    page = settings.absolute(one.address)
    return Entry(
        settings.absolute(f"corrections/#{one.anchor}"),
        page,
        f"Corrected: {day_words}",
        words,
        Markup('<p>{}</p>\n<p>The page: <a href="{}">{}</a></p>').format(words, page, page),
        dates,
        terms=(one.ticker,) if one.ticker else (),
    )


def _whole(settings: Settings, author: Byline) -> Byline:
    return Byline(author.name, settings.absolute(author.address) if author.address else "")
