"""All that people wrote and that is published, as pages need it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from builder.story.commentary.authors import Author
from builder.story.commentary.prepared import Prepared
from builder.story.commentary.prose import Prose


@dataclass(frozen=True)
class Written:
    """Commentary by day and by ticker, the registry of authors by name, and the about text.

    The about text is empty where nobody wrote one.
    """

    on_days: dict[date, Prepared] = field(default_factory=dict)
    on_assets: dict[str, Prepared] = field(default_factory=dict)
    authors: dict[str, Author] = field(default_factory=dict)
    about: Prose = field(default_factory=Prose)

    @property
    def texts(self) -> tuple[Prepared, ...]:
        """All commentary: on days in their order, then on assets."""
        return (*self.on_days.values(), *self.on_assets.values())

    @property
    def published_authors(self) -> tuple[Author, ...]:
        """The authors of whom anything is published, in the registry's order."""
        return tuple(author for author in self.authors.values() if self.by(author))

    def by(self, author: Author) -> list[Prepared]:
        """Return what an author wrote, the latest day first, then on assets."""
        found = [text for text in self.texts if text.commentary.author == author.name]
        dated = [text for text in found if text.commentary.day is not None]
        return [*reversed(dated), *(text for text in found if text.commentary.day is None)]
