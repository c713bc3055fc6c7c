"""A commentary: what an author wrote about a day or an asset."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from builder.market.corrections import Correction


@dataclass(frozen=True, slots=True)
class Image:
    """An image beside a text: its file, as a path from the text, what it shows, whose it is."""

    file: str
    alt: str
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Commentary:
    """An author's text: Markdown, with what its front matter says.

    It is about a `day`, or about the asset whose page has the `slug`. `file` is its path below the
    content folder, `line` the one on which the body begins, `lines` those of the front matter's
    keys (`image.file` for a key within another). A text with a `headline` sets the one of its day.
    It is published once it is no `draft` and `publish_at` has come.
    """

    day: date | None
    slug: str
    title: str
    author: str
    body: str
    file: str
    line: int
    headline: str = ""
    summary: str = ""
    tags: tuple[str, ...] = ()
    draft: bool = False
    publish_at: datetime | None = None
    image: Image | None = None
    corrections: tuple[Correction, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)

    def line_of(self, key: str) -> int:
        """Return the line of a key of the front matter; the first one where there is none."""
        return self.lines.get(key, 1)

    def waits_for(self, now: datetime) -> str:
        """Say why it is not published at a moment, or nothing if it is."""
        if self.draft:
            return "it is a draft"
        if self.publish_at is not None and self.publish_at > now:
            return f"it is to appear at {self.publish_at.isoformat()}"
        return ""

    def place(self, words: str) -> str:
        """Return the file and the line on which some words of the body stand; the file, if none."""
        lines = self.body.split("\n")
        number = next((number for number, line in enumerate(lines) if words in line), None)
        return self.file if number is None else f"{self.file}:{self.line + number}"
