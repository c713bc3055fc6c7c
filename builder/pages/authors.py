"""Pages of authors: who they are, and what they wrote."""

from __future__ import annotations

from builder.pages.environment import Renderer
from builder.pages.page import Page, author_address
from builder.story.commentary.authors import Author
from builder.story.commentary.written import Written

LONGEST_TITLE = 60
LONGEST_DESCRIPTION = 155
"""Characters that search engines show."""

LONGEST_NAME = 45
"""Characters of a name that leave room for what its owner writes."""


def render_author(renderer: Renderer, author: Author, written: Written) -> Page:
    """Render an author's page: role, a few words, and every text that is published."""
    return renderer.page(
        "author.md.j2",
        author_address(author.slug),
        _title(author.name),
        _description(author, renderer.settings.name),
        author=author,
        texts=written.by(author),
        tickers={asset.slug: asset.ticker for asset in renderer.history.assets},
    )


def _title(name: str) -> str:
    full = f"{name}: commentary on crypto derivatives"
    return full if len(full) <= LONGEST_TITLE else f"{_short(name)}: commentary"


def _description(author: Author, site: str) -> str:
    """Say who writes, with the role where it fits."""
    rest = f"commentary on crypto derivatives for {site}, day by day, apart from the data report."
    full = f"{author.name}, {author.role}: {rest}"
    if author.role and len(full) <= LONGEST_DESCRIPTION:
        return full
    return f"{_short(author.name)}: {rest}"


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
