"""The catalogue of a site: what feeds, sitemaps and machines need to know of its pages.

It is noted while pages pass by and holds a line for each of them; the texts it holds are only those
that a feed can still take, so that an archive of decades needs no more of them than one of a month.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from markupsafe import Markup

from builder.pages.dates import Dates
from builder.pages.digest import Digest
from builder.pages.page import Page

MOST_FOLLOWED = 20
"""Days that a feed holds, the latest."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A page that anyone may find, in a line.

    `dates` are None where nothing on it has any; `digest` is without its text. `has_twin` says
    whether the same stands beside it in Markdown.
    """

    address: str
    kind: str
    title: str
    description: str
    dates: Dates | None
    digest: Digest | None
    has_twin: bool


@dataclass(frozen=True, slots=True)
class Followed:
    """A day as feeds tell it."""

    address: str
    dates: Dates
    digest: Digest


@dataclass
class Catalogue:
    """The pages of a site in their order; `unlisted` are those that ask not to be found.

    Search engines and feeds are told nothing of the unlisted; the site's own search is. `latest`
    are the latest days, `latest_of` those of each asset by its ticker; the latest is last.
    """

    pages: list[Listed] = field(default_factory=list)
    unlisted: list[Listed] = field(default_factory=list)
    latest: deque[Followed] = field(default_factory=lambda: deque(maxlen=MOST_FOLLOWED))
    latest_of: dict[str, deque[Followed]] = field(default_factory=dict)

    def noting(self, pages: Iterable[Page]) -> Iterator[Page]:
        """Yield pages as they come, days in their order, and note each."""
        for page in pages:
            self._note(page)
            yield page

    @property
    def headlines(self) -> dict[date, str]:
        """The headline of each day, in their order, also of those that ask not to be found."""
        digests = (page.digest for page in (*self.pages, *self.unlisted))
        return {one.day: one.headline for one in digests if one is not None and one.day is not None}

    def of_kind(self, *kinds: str) -> list[Listed]:
        """Return the pages of some kinds, in their order."""
        return [page for page in self.pages if page.kind in kinds]

    def _note(self, page: Page) -> None:
        digest = page.digest
        found = self.pages if page.indexable else self.unlisted
        found.append(
            Listed(
                page.address,
                page.kind,
                page.title,
                page.description,
                page.dates,
                replace(digest, text=Markup("")) if digest is not None else None,
                bool(page.twin),
            )
        )
        if page.indexable and page.kind == "day" and digest is not None and page.dates is not None:
            followed = Followed(page.address, page.dates, digest)
            self.latest.append(followed)
            for ticker in digest.tickers:
                of_asset = self.latest_of.setdefault(ticker, deque(maxlen=MOST_FOLLOWED))
                of_asset.append(followed)
