"""Pages of authors: who they are, and what they wrote."""

from __future__ import annotations

from builder.pages.environment import Renderer
from builder.pages.page import Page, author_address
from builder.story.commentary.authors import Author
from builder.story.commentary.written import Written

LONGEST_DESCRIPTION = 155


def render_author(renderer: Renderer, author: Author, written: Written) -> Page:
    """Render an author's page: role, a few words, and every text that is published."""
    texts = written.by(author)
    name = renderer.settings.name
    role = f", {author.role}" if author.role else ""
    description = f"{author.name}{role}: commentary on crypto derivatives for {name}, day by day, "
    return renderer.page(
        "author.md.j2",
        author_address(author.slug),
        f"{author.name}: commentary on crypto derivatives",
        f"{description}apart from the data report."[:LONGEST_DESCRIPTION],
        author=author,
        texts=texts,
        tickers={asset.slug: asset.ticker for asset in renderer.history.assets},
    )
