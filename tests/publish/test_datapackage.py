import json
from pathlib import Path

import pytest

from builder.market.history import read_history
from builder.market.long_table import COLUMNS
from builder.market.vocabulary import REPORTED
from builder.publish.data.archive_files import write_archive
from tests.market.folders import DAY
from tests.market.snapshots import FULL_DAY, as_yaml
from tests.publish.archives import SETTINGS, archive_of, faults_of_package

SOURCES = (
    "providers:\n"
    "  CoinGlass: {url: 'https://x.org', licence: No open licence.}\n"
    "  Open Data: {licence: CC0-1.0}\n"
    "tables:\n  - {files: '**/*.csv', provider: CoinGlass, covers: [price]}\n"
)


def package_of(folder: Path) -> dict:
    """Read the descriptor of an archive that a test wrote."""
    return json.loads((folder / "out/datapackage.json").read_text(encoding="utf-8"))


def test_the_repository_s_package_is_valid(project: Path, tmp_path: Path) -> None:
    """Frictionless validates the descriptor, and each row of each file against what it says."""
    write_archive(read_history(project / "data"), SETTINGS, tmp_path)
    assert faults_of_package(tmp_path) == []
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    files = {path.relative_to(tmp_path).as_posix() for path in (tmp_path / "data").iterdir()}
    assert {resource["path"] for resource in package["resources"]} == files
    assert {source["title"] for source in package["sources"]} >= {"CoinGlass", "CoinAnk"}


@pytest.mark.parametrize("ticker", ["1", "NULL", "nan", "币安人生", "=1", "a,b", "2025-01-01"])
def test_a_package_with_any_ticker_is_valid(tmp_path: Path, ticker: str) -> None:
    """A ticker that looks like something else does not break what is said of its column."""
    cell = f"'{ticker}" if ticker.startswith("=") else f'"{ticker}"'
    files = {f"{DAY}.csv": f"asset,price_usd\n{cell},5\n", "sources.yml": SOURCES}
    archive_of(tmp_path, files)
    assert faults_of_package(tmp_path / "out") == []


@pytest.mark.parametrize(
    ("path", "found", "written", "fault"),
    [
        ("data/archive.csv", b",110342.5,", b",110342.6,", "hash-count"),
        ("data/archive.csv", b",110342.5,", b",many,", "type-error"),
        ("data/archive.csv", b",110342.5,", b",-1,", "constraint-error"),
        ("data/archive.csv", b",BTC,", b",ETH,", "primary-key"),
        ("data/sources.csv", b",BTC,", b",XRP,", "foreign-key"),
        ("data/sources.csv", b",price,", b",prize,", "constraint-error"),
        ("datapackage.json", b'"data/archive.csv"', b'"data/missing.csv"', "scheme-error"),
        ("datapackage.json", b'"datetime"', b'"moment"', "field-error"),
    ],
)
def test_a_package_that_is_wrong_is_not_valid(
    tmp_path: Path, path: str, found: bytes, written: bytes, fault: str
) -> None:
    """A changed number, a stray row, a file that is not there: the description finds it out."""
    text = as_yaml(FULL_DAY) + "sources: [{provider: CoinGlass, covers: [price]}]\n"
    archive_of(tmp_path, {f"{DAY}.yml": text})
    assert faults_of_package(tmp_path / "out") == []
    content = (tmp_path / "out" / path).read_bytes()
    assert found in content
    (tmp_path / "out" / path).write_bytes(content.replace(found, written, 1))
    assert fault in "\n".join(faults_of_package(tmp_path / "out"))


def test_each_column_is_described_by_the_vocabulary(tmp_path: Path) -> None:
    """Every file of the archive has all columns, with meaning, unit and window; CSV has bounds."""
    archive_of(tmp_path, {f"{DAY}.yml": as_yaml(FULL_DAY)})
    for resource in package_of(tmp_path)["resources"]:
        if resource["path"] == "data/sources.csv":
            continue
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        assert list(fields) == [column.name for column in COLUMNS]
        for name, field in REPORTED.items():
            assert fields[name]["description"].startswith(field.meaning)
            assert fields[name]["description"].endswith(f"Unit: {field.unit.words}.")
            assert fields[name]["unit"] == field.unit.value
            assert fields[name]["topic"] == field.topic
            assert fields[name].get("window", "") == field.window
        bounds = fields["price_usd"].get("constraints")
        bounded = resource["format"] == "csv"
        assert bounds == ({"exclusiveMinimum": 0, "maximum": 10**14} if bounded else None)


def test_licences_and_sources_are_those_of_the_providers(tmp_path: Path) -> None:
    """A licence is told in its own words and where they stand, or by its identifier."""
    archive_of(tmp_path, {f"{DAY}.csv": "asset,price_usd\nBTC,5\n", "sources.yml": SOURCES})
    package = package_of(tmp_path)
    where = "https://daybook.example/data/#licences"
    assert package["licenses"] == [
        {"title": "CoinGlass: No open licence.", "path": where},
        {"name": "CC0-1.0", "title": "Open Data: CC0-1.0", "path": where},
    ]
    assert package["sources"] == [
        {"title": "CoinGlass", "path": "https://x.org"},
        {"title": "Open Data"},
    ]


def test_a_package_without_any_source_names_none(tmp_path: Path) -> None:
    """Where the data folder says nothing of licences, neither does the descriptor."""
    archive_of(tmp_path, {f"{DAY}.yml": "market: {fear_greed: 52}\n"})
    assert {"licenses", "sources"}.isdisjoint(package_of(tmp_path))
    assert faults_of_package(tmp_path / "out") == []


def test_a_demonstration_says_so_of_each_file(tmp_path: Path) -> None:
    """Made-up figures are called so in the description of the package and of every file."""
    sources = f"demonstration: Made up by dice.\n{SOURCES}"
    archive_of(tmp_path, {f"{DAY}.yml": as_yaml(FULL_DAY), "sources.yml": sources})
    package = package_of(tmp_path)
    described = [package, *package["resources"]]
    assert len(described) == 5
    for one in described:
        assert one["description"].startswith("Demonstration data. Made up by dice. ")
    assert faults_of_package(tmp_path / "out") == []
