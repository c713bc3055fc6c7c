"""The long table as Parquet: typed columns that say what they hold, the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from builder.market.long_table import COLUMNS, Block, Column, Kind, LongTable
from builder.publish.data.dataset import Dataset
from builder.publish.files import rewritten

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

ROWS_IN_GROUP = 16_384
"""Most rows that are held, and written, together; no more than those of a year."""


def write_parquet(path: Path, table: LongTable, dataset: Dataset) -> None:
    """Write a long table, a row group at a time."""
    import pyarrow as pa

    schema = _schema(dataset)
    with _writer(path, schema) as writer:
        for block in table.blocks(ROWS_IN_GROUP):
            arrays = [_array(column, block, schema) for column in COLUMNS]
            writer.write_batch(pa.record_batch(arrays, schema=schema), ROWS_IN_GROUP)


def join_parquet(path: Path, parts: Iterable[Path], dataset: Dataset) -> None:
    """Write the rows of other such files after one another, a row group of each at a time."""
    import pyarrow.parquet as pq

    with _writer(path, _schema(dataset)) as writer:
        for part in parts:
            with pq.ParquetFile(part) as file:
                for number in range(file.num_row_groups):
                    writer.write_table(file.read_row_group(number), ROWS_IN_GROUP)


@contextmanager
def _writer(path: Path, schema: pa.Schema) -> Iterator[pq.ParquetWriter]:
    """Give what writes a file.

    Zstandard, because its output depends on its version alone, which the lock file fixes; Snappy's
    may differ with the processor it was compiled for. The writer notes its own version in the file
    and no time.
    """
    # A fifth of a second to import: only a build needs it, a check does not.
    import pyarrow.parquet as pq

    order = pq.SortingColumn.from_ordering(
        schema, [("date", "ascending"), ("subject", "ascending")]
    )
    with (
        rewritten(path) as part,
        pq.ParquetWriter(
            part, schema, version="2.6", compression="zstd", sorting_columns=order
        ) as writer,
    ):
        yield writer


def _schema(dataset: Dataset) -> pa.Schema:
    import pyarrow as pa

    types = {
        Kind.DATE: pa.date32(),
        Kind.TIME: pa.timestamp("us", "UTC"),
        Kind.TEXT: pa.string(),
        Kind.NUMBER: pa.float64(),
    }
    fields = [
        pa.field(column.name, types[column.kind], not column.required, _said_of(column))
        for column in COLUMNS
    ]
    return pa.schema(fields, dataset.statements())


def _said_of(column: Column) -> dict[str, str]:
    said = {"label": column.label, "description": column.meaning}
    if column.field is not None:
        said |= {"unit": column.field.unit.value, "topic": column.field.topic}
        if column.field.window:
            said["window"] = column.field.window
    return said


def _array(column: Column, block: Block, schema: pa.Schema) -> pa.Array:
    import pyarrow as pa

    if column.name in block.numbers:
        numbers = block.numbers[column.name]
        return pa.array(numbers, mask=np.isnan(numbers))
    cells: list[Any] | tuple[Any, ...]
    if column.field is not None:
        cells = block.texts[column.name]
    elif column.name == "subject":
        cells = block.subjects
    else:
        # `date`, `as_of` and `disputed` are a day's own words; an empty one is none.
        cells = [getattr(day, column.name) or None for day in block.days]
    return pa.array(cells, schema.field(column.name).type)
