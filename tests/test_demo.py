from __future__ import annotations

import csv
import hashlib
import os
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.demo import LAST_DAY, DemoRefused, write_demo
from builder.demo.assets import KNOWN_ASSETS
from builder.market.fields import EARLIEST_DAY
from builder.market.history import History, read_history
from builder.market.registry import WELL_KNOWN
from builder.market.vocabulary import REPORTED
from tests.market.folders import figures_of

Row = dict[str, Any]
DayRows = dict[str, Row]

BANDS = {
    "Extreme Fear": range(26),
    "Fear": range(26, 47),
    "Neutral": range(47, 55),
    "Greed": range(55, 76),
    "Extreme Greed": range(76, 101),
}


def read_days(directory: Path) -> dict[date, DayRows]:
    """All rows of an archive by day and by ticker, the market's under "market"."""
    days: dict[date, DayRows] = {}
    for path in directory.glob("*/*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for line in csv.DictReader(file):
                day, subject = date.fromisoformat(line.pop("date")), line.pop("asset", "market")
                rows = days.setdefault(day, {})
                assert subject not in rows
                rows[subject] = {
                    field: text if field == "fear_greed_label" else float(text)
                    for field, text in line.items()
                    if text
                }
    for path in directory.glob("*/*.yml"):
        snapshot = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert snapshot["date"] not in days
        days[snapshot["date"]] = {"market": snapshot["market"], **snapshot["assets"]}
    return dict(sorted(days.items()))


def read_bytes(directory: Path) -> dict[str, bytes]:
    """The contents of all files of a folder by their path in it."""
    return {
        path.relative_to(directory).as_posix(): path.read_bytes()
        for path in sorted(directory.rglob("*"))
        if path.is_file()
    }


def broken_identities(days: dict[date, DayRows]) -> Iterator[str]:
    """Every contradiction within a day, or between a day and the calendar day before it."""
    for day, rows in days.items():
        yesterday = days.get(day - timedelta(1), {})
        market = rows.get("market", {})
        for subject, row in rows.items():
            for broken in broken_in_row(row, yesterday.get(subject, {})):
                yield f"{day} {subject}: {broken}"
        for field, total in market.items():
            if field == "open_interest_usd" or "liquidations" in field:
                parts = [
                    row[field] for name, row in rows.items() if name != "market" and field in row
                ]
                if sum(parts) >= total:
                    yield f"{day}: assets reach the market's {field}"
        value, label = market.get("fear_greed"), market.get("fear_greed_label")
        if label is not None and value not in BANDS[label]:
            yield f"{day}: {value} is not {label}"


def broken_in_row(row: Row, yesterday: Row) -> Iterator[str]:
    """Every contradiction within a row, or with the same row of the calendar day before."""
    for window in ("4h", "24h"):
        total, long, short = (
            row.get(f"{side}liquidations_{window}_usd") for side in ("", "long_", "short_")
        )
        if None not in (total, long, short) and total != long + short:
            yield f"long and short of {window} do not make the total"
        level, change, percent = (
            row.get(f"open_interest_{field}")
            for field in ("usd", f"change_{window}_usd", f"change_{window}_pct")
        )
        if None not in (level, change, percent):
            before = level - change
            if abs(change - before * percent / 100) > before * 0.00501 / 100:
                yield f"{change} and {percent} % imply different levels over {window}"
    for side in ("", "long_", "short_"):
        inner, outer = (row.get(f"{side}liquidations_{window}_usd") for window in ("4h", "24h"))
        if None not in (inner, outer) and inner > outer:
            yield f"4 hours hold more {side}liquidations than the 24 around them"
    level, change, before = (
        row.get("open_interest_usd"),
        row.get("open_interest_change_24h_usd"),
        yesterday.get("open_interest_usd"),
    )
    if None not in (level, change, before) and level - change != before:
        yield "the change of open interest does not lead from yesterday's level to today's"
    price, change, before = (
        row.get("price_usd"),
        row.get("price_change_24h_pct"),
        yesterday.get("price_usd"),
    )
    if None not in (price, change, before) and abs(price / before * 100 - 100 - change) > 0.00501:
        yield "the change of the price does not lead from yesterday's to today's"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive long enough for crashes, gaps and late listings."""
    directory = tmp_path_factory.mktemp("demo")
    write_demo(directory, days=700, assets=12, seed=1)
    return directory


@pytest.fixture(scope="module")
def history(archive: Path) -> History:
    """What the project's own reader makes of that archive."""
    return read_history(archive)


def test_same_seed_gives_same_bytes_in_another_process_time_zone_and_locale(tmp_path: Path) -> None:
    """The same seed gives the same bytes in another process, time zone, locale and hash seed."""
    write_demo(tmp_path / "here", days=80, assets=6, seed=5)
    program = (
        "import sys; from pathlib import Path; from builder.demo import write_demo;"
        "write_demo(Path(sys.argv[1]), days=80, assets=6, seed=5)"
    )
    elsewhere = {"TZ": "Asia/Seoul", "LC_ALL": "C", "PYTHONHASHSEED": "7", "PYTHONPATH": "."}
    subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "there")],
        check=True,
        env=os.environ | elsewhere,
        cwd=Path(__file__).parent.parent,
    )
    assert read_bytes(tmp_path / "here") == read_bytes(tmp_path / "there")


def test_bytes_are_those_of_every_machine(tmp_path: Path) -> None:
    """Seed 1 gives the bytes it gave when it was last changed on purpose, whatever the machine."""
    write_demo(tmp_path, days=80, assets=6, seed=1)
    digest = hashlib.sha256(repr(read_bytes(tmp_path)).encode()).hexdigest()
    assert digest[:16] == "a140a7ab87cfd4cb"


def test_another_seed_gives_other_figures(tmp_path: Path) -> None:
    """Another seed gives other figures for the same assets."""
    write_demo(tmp_path / "one", days=30, assets=3, seed=1)
    write_demo(tmp_path / "two", days=30, assets=3, seed=2)
    one, two = read_bytes(tmp_path / "one"), read_bytes(tmp_path / "two")
    assert one["assets.yml"] == two["assets.yml"]
    assert one["2025/assets.csv"] != two["2025/assets.csv"]


@pytest.mark.slow
@settings(max_examples=30)
@given(
    days=st.integers(1, 90),
    assets=st.integers(1, 50),
    seed=st.integers(0, 2**32),
)
def test_every_row_satisfies_every_identity(days: int, assets: int, seed: int) -> None:
    """Whatever the size and the seed, no figure contradicts another, and all days are on file."""
    with TemporaryDirectory() as directory:
        write_demo(Path(directory), days, assets, seed)
        rows = read_days(Path(directory))
    assert len(rows) == days
    assert max(rows) == LAST_DAY
    assert list(broken_identities(rows)) == []


def test_identities_hold_through_years_of_crashes(archive: Path) -> None:
    """No figure contradicts another in an archive long enough for crashes, gaps and listings."""
    assert list(broken_identities(read_days(archive))) == []


def test_archive_reads_back_whole(history: History) -> None:
    """The project's own reader finds every day, asset and field, and nothing to withhold."""
    assert len(history.days) == 700
    assert [asset.ticker for asset in history.assets] == [
        asset.ticker for asset in KNOWN_ASSETS[:12]
    ]
    assert history.withheld == ()
    on_file = {
        figure.field.name
        for day in history.days[-100:]
        for subject in ("market", "BTC")
        for figure in figures_of(history, day.date, subject)
    }
    assert set(REPORTED) <= on_file


def test_archive_says_that_it_is_a_demonstration(archive: Path, history: History) -> None:
    """The sources hold the sentence that figures are invented, and every table names the demo."""
    sources = history.sources
    assert "invented" in sources.demonstration
    for table in archive.glob("*/*.csv"):
        attributions = sources.of_table(table.relative_to(archive).as_posix())
        assert [attribution.provider for attribution in attributions] == ["Daybook demonstration"]
    for snapshot in archive.glob("*/*.yml"):
        attributions = yaml.safe_load(snapshot.read_text(encoding="utf-8"))["sources"]
        assert [item["provider"] for item in attributions] == ["Daybook demonstration"]


def test_last_days_are_a_file_each(archive: Path) -> None:
    """The last three days are YAML snapshots with their time and sources, and in no table."""
    names = sorted(path.name for path in archive.glob("*/*.yml"))
    assert names == ["2025-12-29.yml", "2025-12-30.yml", "2025-12-31.yml"]
    for path in archive.glob("*/*.yml"):
        snapshot = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert snapshot["date"].isoformat() == snapshot["as_of"].date().isoformat() == path.stem
        assert path.stem not in (archive / "2025/assets.csv").read_text(encoding="utf-8")


def test_some_days_are_missing(archive: Path) -> None:
    """Days are missing between the first and the last."""
    days = list(read_days(archive))
    span = (days[-1] - days[0]).days + 1
    assert span - len(days) == 700 // 60


def test_some_cells_are_missing(archive: Path) -> None:
    """Every reported figure is missing somewhere, and most of them are there."""
    rows = [row for day in read_days(archive).values() for row in day.items()]
    for name, field in REPORTED.items():
        possible = [row for subject, row in rows if field.is_for(subject)]
        share = sum(name in row for row in possible) / len(possible)
        assert 0.6 < share < 1, name


def test_some_assets_are_listed_late(archive: Path) -> None:
    """An asset listed late has no rows before, and no changes on its first day."""
    days = read_days(archive)
    first = {
        ticker: next((day, rows[ticker]) for day, rows in days.items() if ticker in rows)
        for ticker in ("BTC", "DOGE", "SUI", "HYPE")
    }
    assert first["BTC"][0] == min(days)
    for ticker in ("DOGE", "SUI", "HYPE"):
        day, row = first[ticker]
        assert day > min(days) + timedelta(30)
        assert not [field for field in row if "change" in field]


def test_won_has_a_rate_on_business_days_only(archive: Path) -> None:
    """The exchange rate of the won is absent on Saturdays and Sundays."""
    quoted = [day for day, rows in read_days(archive).items() if "usd_krw" in rows["market"]]
    assert {day.weekday() for day in quoted} == set(range(5))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_crash_is_a_cascade_of_longs(tmp_path: Path, seed: int) -> None:
    """On the worst day longs are nearly all that is liquidated, and open interest falls."""
    write_demo(tmp_path, days=1000, assets=2, seed=seed)
    fields = (
        "price_change_24h_pct",
        "liquidations_24h_usd",
        "long_liquidations_24h_usd",
        "open_interest_change_24h_pct",
    )
    days = [
        [rows["BTC"][field] for field in fields]
        for rows in read_days(tmp_path).values()
        if set(fields) <= set(rows.get("BTC", {}))
    ]
    price_change, liquidations, longs, open_interest_change = min(days)
    assert price_change < -7
    assert longs > 0.85 * liquidations
    assert liquidations > 5 * statistics.median(day[1] for day in days)
    assert open_interest_change < price_change


def test_assets_move_together_but_not_as_one(archive: Path) -> None:
    """Daily changes of two assets are correlated, and differ."""
    field = "price_change_24h_pct"
    pairs = [
        (rows["BTC"][field], rows["ETH"][field])
        for rows in read_days(archive).values()
        if field in rows.get("BTC", {}) and field in rows.get("ETH", {})
    ]
    assert 0.6 < statistics.correlation(*zip(*pairs, strict=True)) < 0.95


def test_sentiment_visits_every_band(archive: Path) -> None:
    """The Fear & Greed index is in each of its five bands at some time."""
    labels = {rows["market"].get("fear_greed_label") for rows in read_days(archive).values()}
    assert labels >= set(BANDS)


def test_numbers_are_plain(tmp_path: Path) -> None:
    """No number is written with an exponent, a trailing zero or the dust of binary fractions."""
    write_demo(tmp_path, days=120, assets=30, seed=4)
    text = "\n".join(table.read_text(encoding="utf-8") for table in tmp_path.glob("*/*.csv"))
    numbers = [cell for cell in re.split("[,\n]", text) if re.match(r"-?\d+(\.|e|$)", cell)]
    assert len(numbers) > 10_000
    assert [number for number in numbers if not re.fullmatch(r"-?\d+(\.\d*[1-9])?", number)] == []
    assert max(len(number.partition(".")[2]) for number in numbers) <= 12


def test_many_assets_are_told_apart_and_invented_ones_say_so(tmp_path: Path) -> None:
    """Beyond the well-known tickers come invented ones by number, each with its own address."""
    write_demo(tmp_path, days=1, assets=60, seed=1)
    assets = read_history(tmp_path).assets
    assert len({asset.slug for asset in assets}) == 60
    invented = [asset.name for asset in assets if asset.ticker.startswith("SYN")]
    assert invented == [f"Synthetic {n}" for n in range(len(KNOWN_ASSETS) + 1, 61)]


def test_well_known_assets_have_the_names_of_the_registry() -> None:
    """An asset that the project knows by itself is called and coloured the same in a demo."""
    project = yaml.safe_load(WELL_KNOWN.read_text(encoding="utf-8"))
    shared = [asset for asset in KNOWN_ASSETS if asset.ticker in project]
    assert len(shared) > 10
    for asset in shared:
        entry = project[asset.ticker]
        assert (asset.name, asset.slug, asset.colour) == (
            entry["name"],
            entry["slug"],
            entry["colour"],
        )
        assert asset.korean_name == entry["names"]["ko"]


@pytest.mark.slow
def test_long_archive_begins_when_days_can(tmp_path: Path) -> None:
    """An archive of 10,000 days holds as many, none of them earlier than a figure can be."""
    write_demo(tmp_path, days=10_000, assets=1, seed=1)
    days = read_days(tmp_path)
    assert len(days) == 10_000
    assert min(days) >= EARLIEST_DAY


def test_folder_with_anything_in_it_is_refused_and_left_alone(tmp_path: Path) -> None:
    """A folder that holds anything is refused by name, and nothing is written into it."""
    kept = tmp_path / "kept.txt"
    kept.write_text("mine", encoding="utf-8")
    with pytest.raises(DemoRefused, match=re.escape(f"{tmp_path} is not empty")):
        write_demo(tmp_path, days=5, assets=1, seed=1)
    assert list(tmp_path.iterdir()) == [kept]
    with pytest.raises(DemoRefused, match="is a file"):
        write_demo(kept, days=5, assets=1, seed=1)


def test_new_and_empty_folders_are_taken(tmp_path: Path) -> None:
    """A folder that is not there is made, with those above it; an empty one is used as it is."""
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "empty", tmp_path / "new" / "deep"):
        written = write_demo(folder, days=5, assets=1, seed=1)
        assert sorted(written) == sorted(path for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(("days", "assets", "seed"), [(0, 1, 1), (1, 0, 1), (1, 1, -1)])
def test_impossible_sizes_are_refused(tmp_path: Path, days: int, assets: int, seed: int) -> None:
    """No days, no assets or a negative seed are refused in words."""
    with pytest.raises(DemoRefused, match="at least 1 day and 1 asset"):
        write_demo(tmp_path / "demo", days, assets, seed)
    assert not (tmp_path / "demo").exists()
