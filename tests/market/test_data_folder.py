from pathlib import Path

import pytest

from builder.market.faults import InputFaults
from builder.market.history import read_history
from tests.market.folders import DAY, faults_of, history_of, values_on, write_files

FIGURE = "market: {fear_greed: 5}\n"


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    """A folder without any snapshot is no archive, and neither is one that does not exist."""
    expected = [".: expected at least one snapshot, found none"]
    assert faults_of(tmp_path, {}) == expected
    assert faults_of(tmp_path, {"README.md": "Data."}) == expected
    assert faults_of(tmp_path / "missing", {}) == expected


def test_a_header_alone_is_no_snapshot(tmp_path: Path) -> None:
    """A folder whose tables have no rows is no archive."""
    (fault,) = faults_of(tmp_path, {"a.csv": "date,asset,price_usd\n"})
    assert "found none" in fault


@pytest.mark.parametrize("name", ["a.xlsx", "a.yml.orig", "2025/a.parquet", "a.csv.bak"])
def test_an_unknown_file_is_refused(tmp_path: Path, name: str) -> None:
    """A file of a type that is not read is refused rather than passed over."""
    suffix = "." + name.rsplit(".", 1)[1]
    assert faults_of(tmp_path, {name: "x", f"{DAY}.yml": FIGURE}) == [
        f"{name}: expected a snapshot (.yml, .yaml, .json, .csv), found a {suffix} file"
    ]


def test_prose_and_hidden_files_are_passed_over(tmp_path: Path) -> None:
    """Explanations, licences, editors' backups and hidden files are no snapshots."""
    files = {
        "README.md": "# Data",
        "2025/NOTES.txt": "x",
        "LICENSE": "x",
        ".DS_Store": b"\0",
        ".git/config.yml": "x",
        "2025/.2025-10-24.yml.swp": b"\xff",
        f"{DAY}.yml~": "x",
        f"{DAY}.yml": FIGURE,
    }
    assert values_on(history_of(tmp_path, files)) == {"market.fear_greed": 5}


@pytest.mark.parametrize(
    "name", [f"{DAY}.yml", f"{DAY}.yaml", f"{DAY}.YML", f"a/b/c d/é/{DAY}.yml", f"{DAY}/{DAY}.yml"]
)
def test_snapshots_lie_at_any_depth(tmp_path: Path, name: str) -> None:
    """A snapshot is read in whatever folder it lies, and its place says which."""
    history = history_of(tmp_path, {name: FIGURE})
    assert history.figure(DAY, "market", "fear_greed").source.file == name


def test_a_folder_may_be_linked(tmp_path: Path) -> None:
    """Days behind a link are read like others, and a link around in a circle is followed once."""
    write_files(tmp_path, {"store/2025-10-24.yml": "market: {fear_greed: 50}\n"})
    data = write_files(tmp_path / "data", {"2025-10-23.yml": "market: {fear_greed: 40}\n"})
    (data / "linked").symlink_to(tmp_path / "store")
    (data / "again").symlink_to(".")
    assert [day.date.day for day in read_history(data).days] == [23, 24]


@pytest.mark.parametrize("target", ["gone.yml", "2025-10-24.yml"], ids=["gone", "itself"])
def test_a_link_that_leads_nowhere_is_a_fault(tmp_path: Path, target: str) -> None:
    """A day does not disappear without a word because a disk is not there, kept or not."""
    data, kept = tmp_path / "data", tmp_path / "kept"
    files = {f"2025-10-{day}.yml": "market: {fear_greed: 50}\n" for day in (23, 24)}
    read_history(write_files(data, files), kept)
    (data / "2025-10-24.yml").unlink()
    (data / "2025-10-24.yml").symlink_to(target)
    for folder in (kept, None):
        with pytest.raises(InputFaults) as raised:
            read_history(data, folder)
        assert [str(fault) for fault in raised.value.faults] == [
            "2025-10-24.yml: expected a file, found a link that leads to none"
        ]


def test_days_are_in_the_order_of_their_dates(tmp_path: Path) -> None:
    """Days are sorted by date, however the files are called."""
    files = {
        "a.yml": "date: 2025-10-26\n" + FIGURE,
        "b.csv": "date,fear_greed\n2025-10-25,5\n2024-01-01,5\n",
        "2025-10-24.yml": FIGURE,
    }
    days = [day.date.isoformat() for day in history_of(tmp_path, files).days]
    assert days == ["2024-01-01", "2025-10-24", "2025-10-25", "2025-10-26"]


def test_all_faults_of_all_files_are_listed_by_place(tmp_path: Path) -> None:
    """Every fault of every file is listed once, sorted by file and line."""
    files = {
        "sources.yml": "tables:\n  - {provider: X}\n",
        "assets.yml": "BTC: {colour: red}\nETH:\n",
        "c/2025-10-24.yml": "market: {fear: 1}\nassets:\n  XYZ: {}\n  BTC: {price_usd: x}\n",
        "b.csv": "date,asset,price_usd\n2025-10-24,BTC,1\n2025-10-24,BTC,2\n2025-10-32,BTC,2\n",
        "a.xls": b"\xd0\xcf",
        "d.yml": "<<<<<<< ours\n",
    }
    places = [fault.split(": ")[0] for fault in faults_of(tmp_path, files)]
    assert places == [
        "a.xls",
        "assets.yml:1",
        "b.csv:3",
        "b.csv:4",
        "c/2025-10-24.yml:1",
        "c/2025-10-24.yml:3",
        "c/2025-10-24.yml:4",
        "d.yml:1",
        "sources.yml:2",
    ]


def test_lines_are_sorted_as_numbers(tmp_path: Path) -> None:
    """The tenth line comes after the ninth."""
    rows = "".join(f"2025-10-{day},x\n" for day in range(10, 31))
    faults = faults_of(tmp_path, {"a.csv": "date,fear_greed\n" + rows})
    assert [int(fault.split(":")[1]) for fault in faults] == list(range(2, 23))


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {
                "a.yml": "date: 2025-10-24\nassets:\n  BTC: {price_usd: 1}\n",
                "b.csv": "date,asset,price_usd\n2025-10-23,BTC,1\n2025-10-24,BTC,2\n",
            },
            "b.csv:3: BTC.price_usd: expected one value for 2025-10-24, found 2.0 here and 1.0 "
            "at a.yml:3",
        ),
        (
            {"b.csv": "date,asset,price_usd\n2025-10-24,BTC,1\n2025-10-24,BTC,2\n"},
            "b.csv:3: BTC.price_usd: expected one value for 2025-10-24, found 2.0 here and 1.0 "
            "at b.csv:2",
        ),
        (
            {
                "a.yml": "date: 2025-10-24\nmarket: {fear_greed_label: Fear}\n",
                "b.json": '{"date": "2025-10-24", "market": {"fear_greed_label": "Greed"}}',
            },
            "b.json:1: market.fear_greed_label: expected one value for 2025-10-24, found Greed "
            "here and Fear at a.yml:2",
        ),
    ],
    ids=["two files", "one table", "texts"],
)
def test_a_cell_has_one_value(tmp_path: Path, files: dict[str, str], expected: str) -> None:
    """A cell that two places give differently is refused, with both places."""
    assert faults_of(tmp_path, files) == [expected]


def test_equal_values_may_repeat(tmp_path: Path) -> None:
    """A cell may stand in two places with one value, however it is written."""
    files = {
        "a.yml": "date: 2025-10-24\nassets: {BTC: {price_usd: 1000}}\n",
        "b.csv": "date,asset,price_usd\n2025-10-24,BTC,1e3\n2025-10-24,BTC,1000.0\n",
    }
    assert values_on(history_of(tmp_path, files)) == {"BTC.price_usd": 1000}


def test_reading_twice_gives_the_same_history(tmp_path: Path) -> None:
    """Reading is a function of the files alone, wherever they lie."""
    files = {"a.yml": "date: 2025-10-24\nassets: {BTC: {price_usd: 1}}\n", "2025-10-25.yml": FIGURE}
    first = history_of(tmp_path / "one", files)
    second = history_of(tmp_path / "two", dict(reversed(files.items())))
    assert first.days == second.days
    for day in first.days:
        assert values_on(first, day.date) == values_on(second, day.date)


def test_a_file_that_cannot_be_named_in_utf_8_is_no_crash(tmp_path: Path) -> None:
    """A file whose name is not UTF-8 is read like any other."""
    write_files(tmp_path, {f"{DAY}.yml": FIGURE})
    (tmp_path / f"{DAY}.yml").rename(tmp_path / "2025\udcff.yml")
    with pytest.raises(Exception, match="expected a date") as raised:
        read_history(tmp_path)
    assert type(raised.value).__name__ == "InputFaults"
