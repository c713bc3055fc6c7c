"""The catalogue of a site: what feeds, sitemaps and machines need to know of its pages.

It is noted while pages pass by and holds a line for each of them; the texts it holds are only those
that a feed can still take, so that an archive of decades needs no more of them than one of a month.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
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


Latest = deque[tuple[Listed, Callable[[], Markup]]]
"""The latest days, the very latest last, each with what gives its text."""


@dataclass
class Catalogue:
    """The pages of a site in their order; `unlisted` are those that ask not to be found.

    Search engines and feeds are told nothing of the unlisted; the site's own search is.
    """

    pages: list[Listed] = field(default_factory=list)
    unlisted: list[Listed] = field(default_factory=list)
    _latest: Latest = field(default_factory=lambda: deque(maxlen=MOST_FOLLOWED), repr=False)
    _latest_of: dict[str, Latest] = field(default_factory=dict, repr=False)
    _texts: dict[str, Markup] = field(default_factory=dict, repr=False)

    def note(self, listed: Listed, indexable: bool, read: Callable[[], Markup]) -> None:
        """Note a page; `read` gives the text that feeds take of it, if they come to need it."""
        (self.pages if indexable else self.unlisted).append(listed)
        if indexable and listed.kind == "day" and listed.digest and listed.dates:
            for followed in (self._latest, *map(self._of_asset, listed.digest.tickers)):
                followed.append((listed, read))

    @property
    def latest(self) -> list[Followed]:
        """The latest days, in their order."""
        return [self._followed(*one) for one in self._latest]

    @property
    def latest_of(self) -> dict[str, list[Followed]]:
        """The latest days of each asset by its ticker, in their order."""
        return {
            ticker: [self._followed(*one) for one in days]
            for ticker, days in self._latest_of.items()
        }

    @property
    def headlines(self) -> dict[date, str]:
        """The headline of each day, in their order, also of those that ask not to be found."""
        digests = (page.digest for page in (*self.pages, *self.unlisted))
        return {one.day: one.headline for one in digests if one is not None and one.day is not None}

    def of_kind(self, *kinds: str) -> list[Listed]:
        """Return the pages of some kinds, in their order."""
        return [page for page in self.pages if page.kind in kinds]

    def _of_asset(self, ticker: str) -> Latest:
        return self._latest_of.setdefault(ticker, deque(maxlen=MOST_FOLLOWED))

    def _followed(self, listed: Listed, read: Callable[[], Markup]) -> Followed:
        assert listed.dates is not None, "a day that feeds take has dates"
        assert listed.digest is not None, "and a digest"
        # The same days stand in the feeds of many assets.
        if listed.address not in self._texts:
            self._texts[listed.address] = read()
        digest = replace(listed.digest, text=self._texts[listed.address])
        return Followed(listed.address, listed.dates, digest)


def listed_of(page: Page) -> Listed:
    """Return a page in a line."""
    digest = page.digest
    return Listed(
        page.address,
        page.kind,
        page.title,
        page.description,
        page.dates,
        replace(digest, text=Markup("")) if digest is not None else None,
        bool(page.twin),
    )
