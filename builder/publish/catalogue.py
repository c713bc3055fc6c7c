"""The catalogue of a site: what feeds, sitemaps, search and machines need to know of its pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from builder.pages.digest import Digest
from builder.pages.page import Page


@dataclass(frozen=True, slots=True)
class Listed:
    """A page that anyone may find, without its body.

    `modified` is when its content last changed, None where nothing says so.
    """

    address: str
    kind: str
    title: str
    description: str
    modified: datetime | None
    digest: Digest | None
    has_twin: bool


@dataclass
class Catalogue:
    """The pages of a site in their order; `unlisted` are those that ask not to be found.

    Search engines and feeds are told nothing of the unlisted; the site's own search is.
    """

    pages: list[Listed] = field(default_factory=list)
    unlisted: list[Listed] = field(default_factory=list)

    def noting(self, pages: Iterable[Page]) -> Iterator[Page]:
        """Yield pages as they come, and note each."""
        for page in pages:
            found = self.unlisted if page.meta.get("robots") == "noindex" else self.pages
            modified = page.meta.get("modified")
            found.append(
                Listed(
                    page.address,
                    page.kind,
                    page.title,
                    page.description,
                    datetime.fromisoformat(modified) if modified else None,
                    page.digest,
                    bool(page.twin),
                )
            )
            yield page

    @property
    def days(self) -> list[Listed]:
        """The pages of days, the latest first."""
        return sorted(
            (page for page in self.pages if page.kind == "day"),
            key=lambda page: page.address,
            reverse=True,
        )

    @property
    def assets(self) -> list[Listed]:
        """The pages of assets, in the registry's order."""
        return [page for page in self.pages if page.kind == "asset"]
