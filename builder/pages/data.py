"""The page about the archive as data: its files, its columns, and how to read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from builder.market.credits import CREDIT_COLUMNS, providers_of
from builder.market.long_table import COLUMNS
from builder.pages.environment import Renderer
from builder.pages.page import Page
from builder.story.printing import days_in_words


@dataclass(frozen=True)
class DataFile:
    """A file to take away, as it was written.

    `path` is its address below the site, `year` the one it holds, or None for all of them; `size`
    is in bytes, `digest` their SHA-256 in hexadecimal.
    """

    path: str
    rows: int
    size: int
    digest: str
    year: int | None = None

    @property
    def name(self) -> str:
        """Its name in its folder."""
        return self.path.rpartition("/")[2]


def render_data(renderer: Renderer, files: Sequence[DataFile]) -> Page:
    """Render what there is to take away, column by column, with examples that run as they stand."""
    history = renderer.history
    return renderer.page(
        "data.md.j2",
        "data/",
        "The archive as data: CSV, Parquet and JSON to take away",
        f"What was reported on {days_in_words(len(history.days))} on file, as CSV, Parquet and "
        "JSON, with the source of every figure, units, licences and examples.",
        first=history.days[0].date,
        last=history.days[-1].date,
        days_on_file=days_in_words(len(history.days)),
        files={file.name: file for file in files if file.year is None},
        years=[file for file in files if file.year is not None],
        columns=COLUMNS,
        credit_columns=CREDIT_COLUMNS,
        providers=providers_of(history),
        asset=history.assets[0] if history.assets else None,
    )
