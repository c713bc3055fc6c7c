"""The page about the archive as data: its files, its columns, and how to read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from builder.market.credits import CREDIT_COLUMNS, providers_of
from builder.market.long_table import COLUMNS
from builder.market.vocabulary import REPORTED
from builder.pages.page import DATA_ADDRESS, Page
from builder.pages.renderer import Renderer
from builder.pages.structured import Data, breadcrumbs, dataset
from builder.pages.tables import column_words
from builder.story.printing import days_in_words

CSV = "text/csv"
PARQUET = "application/vnd.apache.parquet"


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

    @property
    def media_type(self) -> str:
        """What it is, as IANA registers it."""
        return PARQUET if self.path.endswith(".parquet") else CSV


def archive_dataset(renderer: Renderer, files: Sequence[DataFile]) -> Data:
    """Return the whole archive as structured data, wherever it stands: one dataset, one name."""
    history, settings = renderer.history, renderer.settings
    return dataset(
        settings,
        DATA_ADDRESS,
        f"{settings.name}: crypto derivatives, day by day",
        f"Reported figures of {days_in_words(len(history.days))} of crypto derivatives: "
        "liquidations, open interest, funding, prices and sentiment, with the source of each.",
        (history.days[0].date, history.days[-1].date),
        [column_words(field) for field in REPORTED.values()],
        [(file.path, file.media_type) for file in files if file.year is None],
    )


def render_data(renderer: Renderer, files: Sequence[DataFile]) -> Page:
    """Render what there is to take away, column by column, with examples that run as they stand."""
    history = renderer.history
    return renderer.page(
        "data.md.j2",
        DATA_ADDRESS,
        "The archive as data: CSV, Parquet and JSON to take away",
        f"What was reported on {days_in_words(len(history.days))} on file, as CSV, Parquet and "
        "JSON, with the source of every figure, units, licences and examples.",
        days=[day.date for day in history.days],
        moments=renderer.timeline.corrections,
        structured=[
            archive_dataset(renderer, files),
            breadcrumbs(renderer.settings, [], ("Data", DATA_ADDRESS)),
        ],
        first=history.days[0].date,
        last=history.days[-1].date,
        days_on_file=days_in_words(len(history.days)),
        tables={file.name: file for file in files if file.year is None},
        years=[file for file in files if file.year is not None],
        columns=COLUMNS,
        credit_columns=CREDIT_COLUMNS,
        providers=providers_of(history),
        asset=history.assets[0] if history.assets else None,
    )
