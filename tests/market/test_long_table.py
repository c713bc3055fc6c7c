import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from builder.market.figures import Source
from builder.market.history import History, read_history
from builder.market.long_table import COLUMNS, Kind, LongTable, long_table
from builder.market.vocabulary import REPORTED
from tests.market.folders import DAY, figures_on, history_of
from tests.market.snapshots import FULL_DAY, as_yaml


def cells_of(table: LongTable, size: int = 1000) -> dict[tuple[str, str], float | str]:
    """Return every cell of a table that holds something, by day and figure."""
    found: dict[tuple[str, str], float | str] = {}
    for block in table.blocks(size):
        columns = {**{n: a.tolist() for n, a in block.numbers.items()}, **block.texts}
        for place, (day, subject) in enumerate(zip(block.days, block.subjects, strict=True)):
            for name, cells in columns.items():
                cell = cells[place]
                if cell is not None and not (isinstance(cell, float) and np.isnan(cell)):
                    found[str(day.date), f"{subject}.{name}"] = cell
    return found


def reported_cells(history: History) -> dict[tuple[str, str], float | str]:
    """Return the figures of a history that are cells, by day and figure."""
    return {
        (str(day.date), name): figure.value
        for day in history.days
        for name, figure in figures_on(history, day.date).items()
        if isinstance(figure.source, Source)
    }


def test_the_columns_are_the_key_and_the_vocabulary_in_its_order() -> None:
    """After day, time, subject and dispute comes every field that can be reported, once."""
    names = [column.name for column in COLUMNS]
    assert names == ["date", "as_of", "subject", "disputed", *REPORTED]
    numbers = {column.name for column in COLUMNS if column.kind is Kind.NUMBER}
    assert numbers == set(REPORTED) - {"fear_greed_label"}


def test_the_table_holds_what_was_reported_and_nothing_else(project: Path) -> None:
    """All cells of the repository's days that stand are in it, and no derived figure is."""
    history = read_history(project / "data")
    cells = cells_of(long_table(history))
    assert cells == reported_cells(history)
    assert len(cells) > 500
    assert {name.split(".")[0] for _, name in cells}.isdisjoint({"assets"})


def test_a_withheld_cell_is_missing(tmp_path: Path) -> None:
    """A cell outside its band is not in the table; a row of which nothing stands is none."""
    text = "market: {fear_greed: 101, usd_krw: 1431.5}\nassets: {BTC: {price_usd: 0}}\n"
    table = long_table(history_of(tmp_path, {f"{DAY}.yml": text}))
    assert cells_of(table) == {(str(DAY), "market.usd_krw"): 1431.5}
    assert len(table) == 1


def test_rows_stand_in_the_order_of_days_and_subjects(tmp_path: Path) -> None:
    """Whatever order files and registry have, days rise, and subjects in each of them."""
    text = as_yaml({s: FULL_DAY[s] for s in ("ETH", "BTC", "market")}, None)
    files = {"b/2025-10-24.yml": text, "a/2025-10-25.yml": text, "2025-10-23.yml": text}
    registry = {"assets.yml": "ETH: {slug: eth}\nBTC: {slug: btc}\n"}
    table = long_table(history_of(tmp_path, {**files, **registry}))
    (block,) = table.blocks(100)
    keys = list(zip([day.date for day in block.days], block.subjects, strict=True))
    assert len(keys) == 9
    assert all(before < after for before, after in pairwise(keys))


@pytest.mark.parametrize("size", [1, 2, 7, 251, 252, 253])
def test_blocks_of_any_size_are_the_whole_table(project: Path, size: int) -> None:
    """Taken some rows at a time, the table is the same, and no block is larger than asked."""
    table = long_table(read_history(project / "data"))
    blocks = list(table.blocks(size))
    assert max(len(block.days) for block in blocks) <= size
    assert sum(len(block.days) for block in blocks) == len(table)
    assert cells_of(table, size) == cells_of(table)


def test_the_years_share_out_the_table(project: Path) -> None:
    """Each row belongs to the table of its year, in the same order."""
    table = long_table(read_history(project / "data"))
    years = table.years()
    assert list(years) == [2023, 2024, 2025, 2026]
    assert tuple(row for year in years.values() for row in year.rows) == table.rows
    for year, part in years.items():
        assert {day[:4] for day, _ in cells_of(part)} == {str(year)}


def test_a_day_keeps_its_time_and_its_dispute(tmp_path: Path) -> None:
    """What is said of a day as a whole is said of each of its rows."""
    snapshot = {
        "date": str(DAY),
        "as_of": "2025-10-24T12:30:00+09:00",
        "disputed": "why",
        "market": {"fear_greed": 5},
        "assets": {"BTC": {"price_usd": 1}},
    }
    (block,) = long_table(history_of(tmp_path, {"a.json": json.dumps(snapshot)})).blocks(9)
    assert [day.disputed for day in block.days] == ["why", "why"]
    assert {day.as_of.isoformat() for day in block.days if day.as_of} == {snapshot["as_of"]}
