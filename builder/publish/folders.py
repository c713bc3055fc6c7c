"""The folders that a build reads, keeps and publishes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from builder.publish.kept.page_files import PageFolders
from builder.publish.release.beside import remove
from builder.publish.release.standing import forget_standing

CHECKED = "checked"
"""The folder of the cache that keeps what was found in texts."""


MARKET = "market"
"""The folder of the cache that keeps what was read of the data."""


@dataclass(frozen=True)
class Folders:
    """Where a build reads and writes.

    Inputs are `data`, `content` and the MkDocs configuration; `site` is what is published; kept in
    between are `docs`, the generated Markdown, `charts`, the drawings, `interactive`, what charts
    are drawn anew from, `archive`, the tables of all days, `checked`, what was found in texts,
    `market`, what was read of the data, `twins`, what stands beside pages and MkDocs does not read,
    `search`, its index, `pages`, what is known of each page, and `standing`, what stands published.
    """

    data: Path
    content: Path
    config: Path
    site: Path
    docs: Path
    charts: Path

    @property
    def archive(self) -> Path:
        """The tables of all days, beside the generated Markdown."""
        return self.docs.with_name("archive")

    @property
    def checked(self) -> Path:
        """What was found in texts, beside the drawings."""
        return self.charts.with_name(CHECKED)

    @property
    def interactive(self) -> Path:
        """What charts are drawn anew from in a browser, beside the drawings."""
        return self.charts.with_name("interactive")

    @property
    def market(self) -> Path:
        """What was read of the data, beside the drawings."""
        return self.charts.with_name(MARKET)

    @property
    def places(self) -> PageFolders:
        """The generated Markdown, and beside it that of twins and feeds."""
        return PageFolders(self.docs, self.docs.with_name("twins"))

    @property
    def search(self) -> Path:
        """The index of the search, beside the generated Markdown."""
        return self.docs.with_name("search")

    @property
    def pages(self) -> Path:
        """What is known of each page, beside the generated Markdown."""
        return self.docs.with_name("pages")

    @property
    def standing(self) -> Path:
        """What stands published, beside the generated Markdown."""
        return self.docs.with_name("published.json")

    def clear(self) -> None:
        """Remove all that is kept between builds.

        A preview of its own docs may be at work with some of it, and makes that anew.
        """
        kept = (self.docs, self.places.twins, self.charts, self.archive, self.checked)
        for folder in (*kept, self.interactive, self.market, self.search, self.pages):
            _take_away(folder)
        forget_standing(self.standing)


def _take_away(folder: Path) -> None:
    """Remove a folder in one step, whoever is writing into it."""
    gone = folder.with_name(f"{folder.name}.gone")
    # What was left by a build that was killed at this.
    remove(gone)
    if folder.is_dir() and not folder.is_symlink():
        folder.replace(gone)
        remove(gone)
