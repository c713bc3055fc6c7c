import csv
import io
import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.market.figures import Source
from builder.market.history import History, read_history
from builder.publish.data.downloads import day_csv, day_json, day_sources_csv, write_downloads
from tests.market.folders import DAY, figures_on, history_of, write_files
from tests.market.snapshots import FULL_DAY, as_yaml
from tests.site.building import fingerprints
from tests.site.reading import downloaded_cells, reported_cells
from tests.story.days import Drawn, drawn_days

TRAPS = (
    *("ON", "NO", "NA", "NULL", "null", "true", "~", "1", "4", "1e5", "0x1F", "2025-01-01", ".inf"),
    *("币安人生", "=1+1", "'=1", "''", "+A", "-5", "@x", "'", "A,B", 'Q"Q', "<<", "*a", "&a", "#1"),
)
"""Tickers that YAML, spreadsheets or tables could take for something else."""


def reported(history: History, with_sources: bool = False) -> dict[str, object]:
    """Return what the files of a history say, without where they say it."""
    cells = {}
    for day in history.days:
        for name, figure in figures_on(history, day.date).items():
            if isinstance(figure.source, Source):
                credit = figure.source.attribution
                said = (credit.provider, credit.publisher, credit.url) if credit else ()
                cells[str(day.date), name] = (figure.value, said if with_sources else ())
    days = [(day.date, day.as_of, day.disputed) for day in history.days]
    return {"days": days, "cells": cells, "assets": [asset.ticker for asset in history.assets]}


def read_back(folder: Path, name: str, text: str, registry: str = "") -> History:
    """Read a download as the only snapshot of a data folder."""
    files = {name: text}
    if registry:
        files["assets.yml"] = registry
    return history_of(folder, files)


def test_a_day_reads_back_from_both_downloads(tmp_path: Path) -> None:
    """A full day's data.csv and data.json, as input, give the same figures."""
    history = history_of(tmp_path / "in", {"a.yml": as_yaml(FULL_DAY)})
    day = history.days[0]
    from_csv = read_back(tmp_path / "csv", "data.csv", day_csv(history, day))
    from_json = read_back(tmp_path / "json", "data.json", day_json(history, day))
    assert reported(from_csv) == reported(history)
    assert reported(from_json) == reported(history)
    assert figures_on(from_csv).keys() == figures_on(history).keys()


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(drawn_days())
def test_any_day_reads_back(drawn: Drawn) -> None:
    """Whatever is on file of a day comes back from its downloads, and nothing else with it."""
    with TemporaryDirectory() as folder:
        files = drawn.files()
        history = history_of(Path(folder) / "in", files)
        day = history.days[-1]
        for name, text in (
            ("data.csv", day_csv(history, day)),
            ("data.json", day_json(history, day)),
        ):
            back = read_back(Path(folder) / name, name, text, files["assets.yml"])
            assert back.days[0].as_of == day.as_of
            before = {
                n: f.value
                for n, f in figures_on(history, day.date).items()
                if isinstance(f.source, Source)
            }
            after = {
                n: f.value
                for n, f in figures_on(back, day.date).items()
                if isinstance(f.source, Source)
            }
            assert after == before


@settings(max_examples=100)
@given(st.floats(1e-12, 9e13, allow_nan=False))
def test_every_digit_of_a_number_comes_back(value: float) -> None:
    """A price reads back as exactly the number that was reported."""
    with TemporaryDirectory() as folder:
        history = history_of(
            Path(folder) / "in", {f"{DAY}.csv": f"asset,price_usd\nBTC,{value!r}\n"}
        )
        day = history.days[0]
        for name, text in (
            ("data.csv", day_csv(history, day)),
            ("data.json", day_json(history, day)),
        ):
            back = read_back(Path(folder) / name, name, text)
            figure = back.figure(DAY, "BTC", "price_usd")
            assert figure is not None
            assert figure.value == value


@pytest.mark.parametrize("ticker", TRAPS)
def test_a_ticker_is_text_in_every_download(tmp_path: Path, ticker: str) -> None:
    """A ticker that looks like a number, a word of YAML or a formula comes back as it is."""
    table = io.StringIO()
    writer = csv.writer(table)
    # Who writes such a ticker into a table guards it from spreadsheets as the downloads do.
    guarded = f"'{ticker}" if ticker[0] in "=+-@'" else ticker
    writer.writerows([["asset", "price_usd"], [guarded, "5"], ["BTC", "6"]])
    history = history_of(tmp_path / "in", {f"{DAY}.csv": table.getvalue()})
    assert {asset.ticker for asset in history.assets} == {ticker, "BTC"}
    day = history.days[0]
    for name, text in (("data.csv", day_csv(history, day)), ("data.json", day_json(history, day))):
        back = read_back(tmp_path / name, name, text)
        assert reported(back)["cells"] == reported(history)["cells"]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@A1", "\t=1", "'quoted", "''", "a\nb", 'Q"Q, R', "ordinary"]
)
def test_text_is_guarded_from_spreadsheets_and_comes_back(tmp_path: Path, text: str) -> None:
    """A reason that a spreadsheet would compute is marked with an apostrophe, and reads back."""
    snapshot = {"date": str(DAY), "disputed": text, "market": {"fear_greed": 52}}
    history = history_of(tmp_path / "in", {"a.json": json.dumps(snapshot)})
    day = history.days[0]
    table = day_csv(history, day)
    (row,) = csv.DictReader(io.StringIO(table))
    assert not row["disputed"].startswith(("=", "+", "-", "@", "\t"))
    for name, download in (("data.csv", table), ("data.json", day_json(history, day))):
        assert read_back(tmp_path / name, name, download).days[0].disputed == day.disputed


def test_numbers_are_never_guarded(tmp_path: Path) -> None:
    """A fall begins with a minus in the table: it is a number, and stays one."""
    history = history_of(tmp_path, {f"{DAY}.csv": "asset,price_change_24h_pct\nBTC,-3.35\n"})
    (row,) = csv.DictReader(io.StringIO(day_csv(history, history.days[0])))
    assert row["price_change_24h_pct"] == "-3.35"


def test_a_time_keeps_its_offset(tmp_path: Path) -> None:
    """The time that windows end at comes back as the same moment with the same offset."""
    text = f"date: {DAY}\nas_of: 2025-10-24T12:30:00+09:00\nmarket: {{fear_greed: 52}}\n"
    history = history_of(tmp_path / "in", {"a.yml": text})
    day = history.days[0]
    assert "2025-10-24T12:30:00+09:00" in day_csv(history, day)
    assert json.loads(day_json(history, day))["as_of"] == "2025-10-24T12:30:00+09:00"
    for name, download in (
        ("data.csv", day_csv(history, day)),
        ("data.json", day_json(history, day)),
    ):
        back = read_back(tmp_path / name, name, download).days[0].as_of
        assert back is not None
        assert back.isoformat() == "2025-10-24T12:30:00+09:00"


def test_sources_come_back_with_the_figures(tmp_path: Path) -> None:
    """data.json names who says what, and gives each figure the same source when it is read."""
    text = (
        f"date: {DAY}\nsources:\n"
        "  - provider: CoinGlass\n    publisher: Block Media\n"
        "    url: 'https://example.org/a?b=c&d'\n    covers: [liquidations]\n"
        "  - {publisher: Else, covers: [price, fear_greed]}\n"
        "market: {liquidations_24h_usd: 5000, fear_greed: 52, usd_krw: 1400}\n"
        "assets:\n  BTC: {price_usd: 5}\n"
    )
    history = history_of(tmp_path / "in", {"a.yml": text})
    back = read_back(tmp_path / "out", "data.json", day_json(history, history.days[0]))
    assert reported(back, with_sources=True) == reported(history, with_sources=True)


def test_sources_of_tables_come_back_too(tmp_path: Path) -> None:
    """A figure of a table, whose source stands in sources.yml, has it in data.json as well."""
    files = {
        f"{DAY}.csv": "asset,price_usd\nBTC,5\n",
        "sources.yml": "tables:\n  - {files: '*.csv', provider: CoinGlass, covers: [price]}\n",
    }
    history = history_of(tmp_path / "in", files)
    back = read_back(tmp_path / "out", "data.json", day_json(history, history.days[0]))
    assert reported(back, with_sources=True) == reported(history, with_sources=True)


def test_corrections_come_back_with_the_figures(tmp_path: Path) -> None:
    """data.json says what was corrected, except where the figure itself is withheld."""
    corrections = (
        "corrections:\n"
        '  - {date: 2025-10-26, field: BTC.price_usd, old: 4, new: 5, note: "A \\"slip\\""}\n'
        "  - {date: 2025-10-25, field: BTC.price_usd, old: 3, new: 4, note: Misread}\n"
        "  - {date: 2025-10-25, field: ETH.liquidations_24h_usd, old: 4, new: 5, note: Out}\n"
    )
    figures = (
        "assets: {BTC: {price_usd: 5}, "
        "ETH: {liquidations_24h_usd: 5, long_liquidations_24h_usd: 5000}}\n"
    )
    history = history_of(tmp_path / "in", {f"{DAY}.yml": corrections + figures})
    day = history.days[0]
    assert len(day.corrections) == 3
    back = read_back(tmp_path / "json", "data.json", day_json(history, day)).days[0]
    assert back.corrections == tuple(c for c in day.corrections if c.note != "Out")


def test_downloads_hold_reported_figures_only(tmp_path: Path) -> None:
    """What a formula gives is on the page, and not in a download that reads back as input."""
    text = "market: {liquidations_24h_usd: 100, long_liquidations_24h_usd: 60}\n"
    history = history_of(tmp_path, {f"{DAY}.yml": text})
    assert "market.short_liquidations_24h_usd" in figures_on(history)
    (row,) = csv.DictReader(io.StringIO(day_csv(history, history.days[0])))
    assert row == {
        "date": str(DAY),
        "asset": "",
        "liquidations_24h_usd": "100",
        "long_liquidations_24h_usd": "60",
    }
    assert set(json.loads(day_json(history, history.days[0]))) == {"date", "market"}


def test_a_table_has_columns_that_hold_something(tmp_path: Path) -> None:
    """A column without any value is left out, the market's row comes first, then the assets."""
    history = history_of(tmp_path, {f"{DAY}.yml": as_yaml(FULL_DAY, None)})
    rows = list(csv.DictReader(io.StringIO(day_csv(history, history.days[0]))))
    assert [row["asset"] for row in rows] == ["", "BTC", "ETH"]
    assert all(any(row[name] for row in rows) for name in rows[0])


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_the_downloads_of_a_site_are_its_data(project: Path, tmp_path: Path, kind: str) -> None:
    """All days' downloads of the repository's data, put into a folder, read as the same history."""
    history = read_history(project / "data")
    write_downloads(history, tmp_path / "site")
    data = tmp_path / "data"
    data.mkdir()
    for name in ("assets.yml", "sources.yml"):
        shutil.copy2(project / "data" / name, data / name)
    for path in (tmp_path / "site").rglob(f"data.{kind}"):
        if "assets" not in path.parts:
            target = data / path.relative_to(tmp_path / "site")
            target.parent.mkdir(parents=True)
            shutil.copy2(path, target)
    back = read_history(data)
    # A table says nothing of its sources: a label in another index's words is withheld there.
    withheld = {(w.day, f"{w.subject}.{w.field}"): w.value for w in back.withheld}
    assert kind == "csv" or not withheld
    expected, found = reported(history, kind == "json"), reported(back, kind == "json")
    assert found["days"] == expected["days"]
    cells = {key: cell for key, cell in expected["cells"].items() if key not in withheld}
    assert found["cells"] == cells
    assert len(withheld) < 5


def test_the_downloads_of_assets_hold_all_their_days(project: Path, tmp_path: Path) -> None:
    """An asset's data.csv holds each cell of each of its days, in the order of the days."""
    history = read_history(project / "data")
    write_downloads(history, tmp_path)
    for asset in history.assets:
        with (tmp_path / "assets" / asset.slug / "data.csv").open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        dates = [row["date"] for row in rows]
        assert dates == sorted(set(dates))
        assert {row["asset"] for row in rows} == {asset.ticker}
        for row in rows:
            cells = {n: v for n, v in downloaded_cells(
                tmp_path / row["date"].replace("-", "/") / "data.csv"
            ).items() if n.startswith(f"{asset.ticker}.")}  # fmt: skip
            here = {
                f"{asset.ticker}.{name}": value
                for name, value in row.items()
                if value and name not in ("date", "asset", "as_of", "disputed")
            }
            assert here.keys() == cells.keys()


def test_a_download_holds_each_cell_of_its_snapshot(project: Path, tmp_path: Path) -> None:
    """The reference day's data.csv holds exactly the cells of its file."""
    write_downloads(read_history(project / "data"), tmp_path)
    cells = reported_cells(project / "data/2025/2025-10-24.yml")
    assert downloaded_cells(tmp_path / "2025/10/24/data.csv") == cells


def test_a_day_s_sources_name_who_is_behind_each_row(tmp_path: Path) -> None:
    """The table of a day has a table of its sources, the market's first, then the assets'."""
    sources = "sources:\n  - {provider: CoinGlass, publisher: '=A Desk', covers: [liquidations]}\n"
    history = history_of(tmp_path, {f"{DAY}.yml": as_yaml(FULL_DAY) + sources})
    rows = list(csv.DictReader(io.StringIO(day_sources_csv(history, history.days[0]))))
    assert [row["subject"] for row in rows] == ["market", "BTC", "ETH"]
    for row in rows:
        assert (row["topic"], row["provider"], row["fields"]) == ("liquidations", "CoinGlass", "")
        assert row["publisher"] == "'=A Desk"


def test_downloads_are_the_same_each_time(tmp_path: Path) -> None:
    """Files given in another order make the same bytes."""
    one = {s: FULL_DAY[s] for s in ("market", "BTC", "ETH")}
    two = {s: dict(reversed(FULL_DAY[s].items())) for s in ("ETH", "market", "BTC")}
    first = history_of(tmp_path / "one", {"a.yml": as_yaml(one)})
    second = history_of(tmp_path / "two", {"b.yml": as_yaml(two)})
    assert day_csv(first, first.days[0]) == day_csv(second, second.days[0])
    assert day_json(first, first.days[0]) == day_json(second, second.days[0])


def test_downloads_are_written_where_the_pages_link_to_them(tmp_path: Path) -> None:
    """Each day has data.csv, data.json and sources.csv beside its page, each asset data.csv."""
    data = write_files(tmp_path / "data", {"a.yml": as_yaml(FULL_DAY)})
    write_downloads(read_history(data), tmp_path / "site")
    files = {p.relative_to(tmp_path / "site").as_posix() for p in (tmp_path / "site").rglob("*.*")}
    assert files == {
        "2025/10/24/data.csv",
        "2025/10/24/data.json",
        "2025/10/24/sources.csv",
        "assets/btc/data.csv",
        "assets/eth/data.csv",
    }
    for file in files:
        content = (tmp_path / "site" / file).read_bytes()
        assert b"\r" not in content
        assert content.endswith(b"\n")


def test_only_the_downloads_of_some_days_are_written(project: Path, tmp_path: Path) -> None:
    """Days that are not asked for are left out; what is written is as in a whole run."""
    history = read_history(project / "data")
    write_downloads(history, tmp_path / "whole")
    write_downloads(history, tmp_path / "some", history.days[-2:])
    whole, some = fingerprints(tmp_path / "whole"), fingerprints(tmp_path / "some")
    days = {path.rpartition("/")[0] for path in some if not path.startswith("assets/")}
    assert days == {f"{day.date:%Y/%m/%d}" for day in history.days[-2:]}
    assert some == {
        path: found
        for path, found in whole.items()
        if path.startswith("assets/") or path.rpartition("/")[0] in days
    }
