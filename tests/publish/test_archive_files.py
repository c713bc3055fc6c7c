import csv
import hashlib
import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.market.fields import ON_FILE
from builder.market.history import read_history
from builder.market.long_table import COLUMNS, LongTable
from builder.market.numbers import PLAIN_NUMBER
from builder.publish.data import year_tables
from builder.publish.data.archive_files import copy_archive, write_archive
from builder.publish.data.dataset import Dataset
from builder.publish.data.parquet import ROWS_IN_GROUP, write_parquet
from builder.publish.data.year_tables import KEPT
from tests.market.folders import DAY, write_files
from tests.market.snapshots import FULL_DAY, as_yaml
from tests.publish.archives import (
    SETTINGS,
    archive_of,
    csv_rows,
    expected_rows,
    in_order,
    parquet_rows,
    with_line_feeds,
)
from tests.site.building import fingerprints
from tests.story.days import Drawn, drawn_days

TRAPS = (
    *("ON", "NO", "NA", "NULL", "null", "nan", "None", "true", "~", "1", "4", "1e5", "007", "inf"),
    *("币安人生", "=1+1", "'=1", "''", "+A", "-5", "@x", "A,B", 'Q"Q', "2025-01-01", "ß", "𝕏"),
)
"""Tickers that spreadsheets, pandas or DuckDB could take for something else."""

TWO_YEARS = {
    "2024-12-31.yml": as_yaml({"market": {"fear_greed": "80"}}, None),
    "2025-10-24.yml": as_yaml(FULL_DAY, None),
}


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(drawn_days())
def test_any_archive_reads_back(drawn: Drawn) -> None:
    """Whatever is on file, CSV, Parquet and the years together hold exactly that."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        history, files = archive_of(folder, drawn.files())
        expected = in_order(expected_rows(history))
        assert csv_rows(folder / "out/data/archive.csv") == expected
        assert parquet_rows(folder / "out/data/archive.parquet") == expected
        years = [parquet_rows(folder / "out" / file.path) for file in files if file.year]
        assert [row for rows in years for row in rows] == expected


def test_the_repository_s_archive_is_its_figures(project: Path, tmp_path: Path) -> None:
    """Each figure of each day that was reported and stands is in the files, and no other cell."""
    history = read_history(project / "data")
    write_archive(history, SETTINGS, tmp_path)
    expected = in_order(expected_rows(history))
    assert parquet_rows(tmp_path / "data/archive.parquet") == expected
    assert csv_rows(tmp_path / "data/archive.csv") == expected
    held = {(str(row["date"]), f"{row['subject']}.{n}") for row in expected for n in row}
    withheld = {(cell.day, f"{cell.subject}.{cell.field}") for cell in history.withheld}
    assert withheld
    assert withheld & held == set()


@settings(max_examples=100)
@given(st.floats(1e-12, 9e13, allow_nan=False))
def test_every_digit_of_a_number_is_kept(value: float) -> None:
    """A price is the same number in CSV and in Parquet as in its snapshot."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        archive_of(folder, {f"{DAY}.csv": f"asset,price_usd\nBTC,{value!r}\n"})
        for rows in (
            csv_rows(folder / "out/data/archive.csv"),
            parquet_rows(folder / "out/data/archive.parquet"),
        ):
            assert [row["price_usd"] for row in rows] == [value]


TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20).filter(str.strip)
STARTS = st.sampled_from(["", "=", "+", "-", "@", "\t", "'", "=1+1", "-3.35", "''"])


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(reason=st.tuples(STARTS, TEXTS), provider=st.tuples(STARTS, TEXTS))
def test_no_text_of_a_table_is_a_formula(
    reason: tuple[str, str], provider: tuple[str, str]
) -> None:
    """Whatever authors and files say, no spreadsheet computes it, and it is not lost."""
    snapshot = {
        "date": str(DAY),
        "disputed": "".join(reason),
        "sources": [{"provider": "".join(provider), "publisher": "P", "covers": ["price"]}],
        "assets": {"BTC": {"price_usd": 5, "price_change_24h_pct": -3.35}},
    }
    with TemporaryDirectory() as name:
        folder = Path(name)
        history, _ = archive_of(folder, {"a.json": json.dumps(snapshot)})
        for table in ("archive.csv", "sources.csv"):
            with (folder / "out/data" / table).open(encoding="utf-8", newline="") as file:
                cells = [cell for row in csv.reader(file) for cell in row]
            risky = [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]
            assert [cell for cell in risky if not PLAIN_NUMBER.fullmatch(cell)] == []
        (row,) = expected_rows(history)
        assert parquet_rows(folder / "out/data/archive.parquet") == [row]
        row["disputed"] = with_line_feeds(str(row["disputed"]))
        assert csv_rows(folder / "out/data/archive.csv") == [row]
        (credit,) = csv_rows(folder / "out/data/sources.csv")
        source = history.days[0].attributions[0][1]
        assert credit.get("provider", "") == with_line_feeds(source.provider)


def test_a_fall_is_a_number_and_a_ticker_that_looks_like_one_is_text(tmp_path: Path) -> None:
    """A minus that begins a number is left alone; the ticker -5 is marked, in CSV only."""
    text = "asset,price_change_24h_pct\n'-5,-3.35\n"
    archive_of(tmp_path, {f"{DAY}.csv": text})
    with (tmp_path / "out/data/archive.csv").open(encoding="utf-8") as file:
        (row,) = csv.DictReader(file)
    assert (row["subject"], row["price_change_24h_pct"]) == ("'-5", "-3.35")
    (row,) = parquet_rows(tmp_path / "out/data/archive.parquet")
    assert (row["subject"], row["price_change_24h_pct"]) == ("-5", -3.35)


def test_tickers_are_text_in_every_file(tmp_path: Path) -> None:
    """Tickers that look like numbers, missing values or formulas are themselves, in their order."""
    guarded = [f"'{ticker}" if ticker[0] in "=+-@'" else ticker for ticker in TRAPS]
    lines = [json.dumps(ticker, ensure_ascii=False).replace('\\"', '""') for ticker in guarded]
    table = "asset,price_usd\n" + "".join(f"{line},{n}\n" for n, line in enumerate(lines, 1))
    archive_of(tmp_path, {f"{DAY}.csv": table})
    for rows in (
        csv_rows(tmp_path / "out/data/archive.csv"),
        parquet_rows(tmp_path / "out/data/archive.parquet"),
    ):
        assert {row["subject"]: row["price_usd"] for row in rows} == {
            ticker: number for number, ticker in enumerate(TRAPS, 1)
        }
        subjects = [str(row["subject"]).encode() for row in rows]
        assert subjects == sorted(subjects)


def test_columns_have_their_types_even_where_they_are_empty(tmp_path: Path) -> None:
    """Every column is there with its own type on one day with one figure; the rest is null."""
    archive_of(tmp_path, {f"{DAY}.yml": "market: {fear_greed: 52}\n"})
    table = pq.read_table(tmp_path / "out/data/archive.parquet")
    assert table.column_names == [column.name for column in COLUMNS]
    kinds = {"date": pa.date32(), "as_of": pa.timestamp("us", "UTC")}
    texts = ("subject", "disputed", "fear_greed_label")
    for name, kind in zip(table.column_names, table.schema.types, strict=True):
        assert kind == kinds.get(name, pa.string() if name in texts else pa.float64())
    full = [name for name in table.column_names if not table[name].null_count]
    assert full == ["date", "subject", "fear_greed"]
    with (tmp_path / "out/data/archive.csv").open(encoding="utf-8") as file:
        header, row = csv.reader(file)
    assert header == table.column_names
    assert [cell for cell in row if cell] == [str(DAY), "market", "52"]


def test_an_archive_of_which_nothing_stands_is_empty(tmp_path: Path) -> None:
    """Where every cell is withheld, the files have their columns and no row."""
    history, files = archive_of(tmp_path, {f"{DAY}.yml": "market: {fear_greed: 101}\n"})
    assert history.withheld
    assert {file.name: file.rows for file in files} == {
        "archive.csv": 0,
        "archive.parquet": 0,
        "sources.csv": 0,
    }
    assert parquet_rows(tmp_path / "out/data/archive.parquet") == []


def test_times_are_in_utc(tmp_path: Path) -> None:
    """The time that windows end at is the same moment, said in UTC."""
    text = "as_of: 2025-10-24T08:30:00+09:00\nmarket: {fear_greed: 52}\n"
    archive_of(tmp_path, {f"{DAY}.yml": text})
    moment = datetime(2025, 10, 23, 23, 30, tzinfo=UTC)
    (row,) = parquet_rows(tmp_path / "out/data/archive.parquet")
    assert row["as_of"] == moment
    assert "2025-10-24,2025-10-23T23:30:00Z,market," in (
        tmp_path / "out/data/archive.csv"
    ).read_text(encoding="utf-8")


def test_duckdb_reads_what_pyarrow_wrote(tmp_path: Path) -> None:
    """Another reader of Parquet finds the same values, types and descriptions."""
    history, _ = archive_of(tmp_path, {f"{DAY}.yml": as_yaml(FULL_DAY)})
    relation = duckdb.read_parquet(str(tmp_path / "out/data/archive.parquet"))
    rows = [
        {n: v for n, v in zip(relation.columns, row, strict=True) if v is not None}
        for row in relation.fetchall()
    ]
    assert rows == in_order(expected_rows(history))
    types = dict(zip(relation.columns, map(str, relation.types), strict=True))
    assert types["date"] == "DATE"
    assert types["as_of"] == "TIMESTAMP WITH TIME ZONE"
    assert types["liquidations_24h_usd"] == "DOUBLE"
    assert types["fear_greed_label"] == "VARCHAR"


def test_a_parquet_file_says_what_it_holds(tmp_path: Path) -> None:
    """The file carries its title and the licences, each column its meaning and its unit."""
    sources = "providers: {CoinGlass: {licence: None open.}}\n"
    archive_of(tmp_path, {f"{DAY}.yml": as_yaml(FULL_DAY), "sources.yml": sources})
    schema = pq.read_schema(tmp_path / "out/data/archive.parquet")
    assert schema.metadata[b"title"].startswith(b"Daybook: ")
    assert schema.metadata[b"homepage"] == b"https://daybook.example/data/"
    assert schema.metadata[b"licences"] == b"CoinGlass: None open."
    assert b"demonstration" not in schema.metadata
    said = schema.field("open_interest_change_4h_pct").metadata
    assert said[b"unit"] == b"pct"
    assert said[b"topic"] == b"open_interest"
    assert said[b"window"] == b"4h"
    assert b"percent of its value before" in said[b"description"]


def test_a_parquet_file_of_a_demonstration_says_so(tmp_path: Path) -> None:
    """Made-up figures are called so in each Parquet file itself."""
    files = {**TWO_YEARS, "sources.yml": "demonstration: Made up by dice.\n"}
    _, written = archive_of(tmp_path, files)
    parquet = [file.path for file in written if file.path.endswith(".parquet")]
    assert len(parquet) == 3
    for path in parquet:
        metadata = pq.read_schema(tmp_path / "out" / path).metadata
        assert metadata[b"demonstration"] == b"Made up by dice."
        assert metadata[b"description"].startswith(b"Demonstration data. Made up by dice. ")


def test_row_groups_are_of_one_size_and_sorted(tmp_path: Path) -> None:
    """A long archive is cut into groups of a fixed number of rows, in the order they say."""
    lines = [f"T{number:05},{number}\n" for number in range(1, ROWS_IN_GROUP + 100)]
    archive_of(tmp_path, {f"{DAY}.csv": "asset,price_usd\n" + "".join(lines)})
    metadata = pq.read_metadata(tmp_path / "out/data/archive.parquet")
    groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
    assert [group.num_rows for group in groups] == [ROWS_IN_GROUP, 99]
    for group in groups:
        assert [column.column_index for column in group.sorting_columns] == [0, 2]
    table = pq.read_table(tmp_path / "out/data/archive.parquet")
    assert table["subject"].to_pylist() == sorted(table["subject"].to_pylist())


def test_the_same_figures_make_the_same_bytes(tmp_path: Path) -> None:
    """Other files in another order, with the same figures, give the same archive."""
    one = {s: FULL_DAY[s] for s in ("market", "BTC", "ETH")}
    two = {s: dict(reversed(FULL_DAY[s].items())) for s in ("ETH", "market", "BTC")}
    archive_of(tmp_path / "one", {"a.yml": as_yaml(one)})
    archive_of(tmp_path / "two", {"b/c.yml": as_yaml(two)})
    assert fingerprints(tmp_path / "one/out") == fingerprints(tmp_path / "two/out")


def test_what_has_not_changed_is_not_written(tmp_path: Path) -> None:
    """A new day writes its year and the whole, and leaves the files of other years alone."""
    archive_of(tmp_path, TWO_YEARS)
    for path in (tmp_path / "out").rglob("*.*"):
        os.utime(path, ns=(10**18, 10**18))
    archive_of(tmp_path, TWO_YEARS)
    assert {p.stat().st_mtime_ns for p in (tmp_path / "out").rglob("*.*")} == {10**18}
    archive_of(tmp_path, {"2025-10-25.yml": "market: {fear_greed: 50}\n"})
    changed = {p.name for p in (tmp_path / "out").rglob("*.*") if p.stat().st_mtime_ns != 10**18}
    # No figure of these days has a source, so the table of sources stays empty.
    published = {"archive.csv", "archive.parquet", "2025.parquet", "datapackage.json"}
    assert changed == {*published, "2025.csv", KEPT}


IN_2023 = as_yaml(FULL_DAY, None).replace("2025-10-24", "2023-01-01")
EDITS = st.lists(
    st.sampled_from(
        [
            {"2024-12-31.yml": "market: {fear_greed: 81}\n"},
            {"2024-12-31.yml": "disputed: Doubtful.\nmarket: {fear_greed: 80}\n"},
            {"2023-01-01.yml": IN_2023},
            {"2023-01-01.yml": "market: {fear_greed: 9}\n"},
            {"2025-10-24.yml": as_yaml(FULL_DAY)},
            {"2025-10-25.yml": as_yaml(FULL_DAY, None)},
            {"sources.yml": "providers: {CoinGlass: {licence: None open.}}\n"},
            {"sources.yml": "demonstration: Made up by dice.\n"},
            {"2024/table.csv": "date,asset,price_usd\n2024-12-30,SOL,5\n2023-05-05,ETH,7\n"},
        ]
    ),
    min_size=1,
    max_size=4,
)


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(EDITS)
def test_kept_years_make_no_difference(edits: list[dict[str, str]]) -> None:
    """After any edits, the archive has the bytes of one that is written with nothing kept."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        archive_of(folder, TWO_YEARS)
        for edit in edits:
            history, files = archive_of(folder, edit)
            assert write_archive(history, SETTINGS, folder / "clean") == files
            assert fingerprints(folder / "out") == fingerprints(folder / "clean")
            shutil.rmtree(folder / "clean")


def test_a_digit_that_was_changed_in_what_is_kept_of_a_year_is_not_believed(tmp_path: Path) -> None:
    """How many rows a year has is counted again where the count is not the one that was kept."""
    _, written = archive_of(tmp_path, TWO_YEARS)
    (kept,) = (tmp_path / "out").rglob(KEPT)
    for old, new in ((b'"rows": 1', b'"rows": 9'), (b'"rows": ', b'"rows": 4')):
        before = kept.read_bytes()
        assert old in before
        kept.write_bytes(before.replace(old, new))
        assert archive_of(tmp_path, TWO_YEARS)[1] == written
        assert kept.read_bytes() == before


def test_damaged_years_are_written_anew(tmp_path: Path) -> None:
    """Whatever is changed in or cut off what is kept of years, the archive is the right one."""
    archive_of(tmp_path, TWO_YEARS)
    before = fingerprints(tmp_path / "out")
    kept = sorted((tmp_path / "out/years").iterdir())
    assert len(kept) == 7
    for path in kept:
        content = path.read_bytes()
        for damaged in (content[: len(content) // 2], content[:-1] + b"!", b"[]"):
            path.write_bytes(damaged)
            archive_of(tmp_path, TWO_YEARS)
            assert fingerprints(tmp_path / "out") == before


def test_years_that_did_not_change_are_not_put_together_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new day makes the tables of its own year, and those of no other."""
    archive_of(tmp_path, TWO_YEARS)
    made: list[int] = []

    def noted(path: Path, table: LongTable, dataset: Dataset) -> None:
        made.append(len(table))
        write_parquet(path, table, dataset)

    monkeypatch.setattr(year_tables, "write_parquet", noted)
    history, _ = archive_of(tmp_path, {"2025-10-25.yml": "market: {fear_greed: 50}\n"})
    assert made == [sum(day.year == 2025 for day, one in history.table.keys if one != ON_FILE)]


def test_a_year_that_is_no_more_leaves_folder_and_site(tmp_path: Path) -> None:
    """With the last day of a year gone, its file goes; what others put beside it stays."""
    data, out, site = tmp_path / "in", tmp_path / "out", tmp_path / "site"
    write_archive(read_history(write_files(data, TWO_YEARS)), SETTINGS, out)
    copy_archive(out, site)
    write_files(site, {"data/index.html": "The page."})
    assert (site / "data/2024.parquet").is_file()
    (data / "2024-12-31.yml").unlink()
    write_archive(read_history(data), SETTINGS, out)
    copy_archive(out, site)
    expected = {"archive.csv", "archive.parquet", "sources.csv", "2025.parquet"}
    assert {path.name for path in (out / "data").iterdir()} == expected
    assert {path.name for path in (site / "data").iterdir()} == {*expected, "index.html"}
    published = fingerprints(site)
    assert "years" not in {name.partition("/")[0] for name in published}
    kept = fingerprints(out).items()
    assert {one for one in kept if not one[0].startswith("years/")} <= set(published.items())


def test_a_table_is_described_as_it_is(tmp_path: Path) -> None:
    """The rows, bytes and digest that are told of a file are those it has."""
    _, files = archive_of(tmp_path, TWO_YEARS)
    for file in files:
        content = (tmp_path / "out" / file.path).read_bytes()
        assert file.size == len(content)
        assert file.digest == hashlib.sha256(content).hexdigest()
        rows = csv_rows if file.path.endswith(".csv") else parquet_rows
        assert file.rows == len(rows(tmp_path / "out" / file.path))
    assert [file.year for file in files] == [None, None, None, 2024, 2025]


def test_a_write_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk half-way through a table leaves the table of before, and nothing beside it."""
    history, _ = archive_of(tmp_path, TWO_YEARS)
    before = fingerprints(tmp_path / "out")

    def fail(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(pq.ParquetWriter, "write_table", fail)
    with pytest.raises(OSError, match="no space left"):
        write_archive(history, SETTINGS, tmp_path / "out")
    assert fingerprints(tmp_path / "out") == before
