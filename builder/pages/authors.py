"""Pages of authors: who they are, and what they wrote."""

from __future__ import annotations

from builder.pages.fitting import fitting_description, fitting_title
from builder.pages.page import Page, author_address
from builder.pages.renderer import Renderer
from builder.pages.structured import breadcrumbs
from builder.story.commentary.authors import Author
from builder.story.commentary.written import Written


def render_author(renderer: Renderer, author: Author, written: Written) -> Page:
    """Render an author's page: role, a few words, and every text that is published."""
    texts = written.by(author)
    name, address = renderer.settings.name, author_address(author.slug)
    role = f", {author.role}" if author.role else ""
    what = f"commentary on crypto derivatives for {name}, day by day, apart from the data report."
    about = [text.commentary for text in texts]
    return renderer.page(
        "author.md.j2",
        address,
        fitting_title(
            f"{author.name}: commentary on crypto derivatives",
            f"{author.name}: commentary on crypto",
            author.name,
        ),
        fitting_description(f"{author.name}{role}: {what}", f"{author.name}: {what}"),
        days=[text.day for text in about if text.day is not None],
        moments=renderer.timeline.written(about),
        structured=[breadcrumbs(renderer.settings, [], (author.name, address))],
        author=author,
        texts=texts,
        tickers={asset.slug: asset.ticker for asset in renderer.history.assets},
    )
