"""The archive as readers take it away: from a web server, with the tools that they have."""

import csv
import io
import json
import re
import runpy
from pathlib import Path
from urllib.request import urlopen, urlretrieve

import duckdb
import pandas as pd
import pytest
from jsonschema import Draft202012Validator

from tests.pages.html import Element, parse
from tests.publish.archives import faults_of_package
from tests.site.building import daybook, pages_in, public_address
from tests.site.reading import Cells, reported_cells

KEY = {"date", "as_of", "subject", "disputed"}

_WITHHELD = re.compile(
    r"^.*?(\d{4}-\d{2}-\d{2})\.yml:\d+: ([^.\s]+\.\w+): withheld: ", re.MULTILINE
)


@pytest.fixture(scope="module")
def standing(built_project: Path) -> dict[str, Cells]:
    """Give the cells of the project's own snapshots by day, without those that are withheld."""
    checked = daybook(built_project, "check")
    assert checked.returncode == 0, checked.stdout
    withheld = set(_WITHHELD.findall(checked.stdout))
    assert len(withheld) > 5
    days = {
        snapshot.stem: {
            name: cell
            for name, cell in reported_cells(snapshot).items()
            if (snapshot.stem, name) not in withheld
        }
        for snapshot in (built_project / "data").rglob("????-??-??.yml")
    }
    return {day: cells for day, cells in days.items() if cells}


@pytest.fixture(scope="module")
def page(site: Path) -> Element:
    """Give the page about the archive as data."""
    return parse((site / "data/index.html").read_text(encoding="utf-8"))


def examples_on(page: Element) -> list[str]:
    """Return the examples of the page, as a reader copies them."""
    return [
        "".join(child for child in pre.one("code").children if isinstance(child, str))
        for pre in page.all("pre")
    ]


def run_example(
    text: str, project: Path, address: str, folder: Path, patch: pytest.MonkeyPatch
) -> dict[str, object]:
    """Run an example in a folder, with the site's address changed to that of the local server."""
    public = public_address(project)
    assert public in text
    script = folder / "example.py"
    script.write_text(text.replace(public, address), encoding="utf-8")
    patch.chdir(folder)
    return runpy.run_path(str(script))


def cells_in(frame: pd.DataFrame) -> dict[str, Cells]:
    """Return the cells of a table read by pandas that hold something, by day."""
    days: dict[str, Cells] = {}
    for row in frame.to_dict("records"):
        cells = {
            f"{row['subject']}.{name}": cell
            for name, cell in row.items()
            if name not in KEY and not pd.isna(cell)
        }
        days.setdefault(str(row["date"])[:10], {}).update(cells)
    return days


def test_pandas_reads_exactly_the_inputs(
    page: Element,
    built_project: Path,
    address: str,
    standing: dict[str, Cells],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Both examples for pandas run as they stand, and every value is that of its snapshot."""
    examples = [text for text in examples_on(page) if "import pandas" in text]
    assert len(examples) == 2
    for text in examples:
        found = run_example(text, built_project, address, tmp_path, monkeypatch)
        archive = found["archive"]
        assert isinstance(archive, pd.DataFrame)
        assert cells_in(archive) == standing
        assert len(archive) == len(
            {(d, n.split(".")[0]) for d, row in standing.items() for n in row}
        )
        assert archive["price_usd"].dtype == "float64"
    assert "market" in capsys.readouterr().out


def test_duckdb_reads_exactly_the_inputs(
    page: Element,
    built_project: Path,
    address: str,
    standing: dict[str, Cells],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The example for DuckDB runs as it stands: the largest days with their values and sources."""
    (text,) = [text for text in examples_on(page) if "import duckdb" in text]
    found = run_example(text, built_project, address, tmp_path, monkeypatch)
    largest = found["largest"]
    assert isinstance(largest, duckdb.DuckDBPyRelation)
    rows = largest.fetchall()
    disputed = {
        path.stem
        for path in (built_project / "data").rglob("????-??-??.yml")
        if "\ndisputed:" in path.read_text(encoding="utf-8")
    }
    assert disputed
    name = "market.liquidations_24h_usd"
    totals = {d: cells[name] for d, cells in standing.items() if name in cells}
    expected = sorted((v for d, v in totals.items() if d not in disputed), reverse=True)[:10]
    assert [value for _, value, _, _ in rows] == expected
    for day, value, provider, publisher in rows:
        assert totals[str(day)] == value
        snapshot = next((built_project / "data").rglob(f"{day}.yml")).read_text(encoding="utf-8")
        assert provider in snapshot
        assert publisher in snapshot


@pytest.mark.parametrize("file", ["archive.parquet", "archive.csv"])
def test_duckdb_reads_every_cell(
    address: str, standing: dict[str, Cells], tmp_path: Path, file: str
) -> None:
    """Downloaded from the site, either file holds each value of the inputs and no other."""
    urlretrieve(f"{address}data/{file}", tmp_path / file)  # noqa: S310 - the local server
    read = duckdb.read_parquet if file.endswith(".parquet") else duckdb.read_csv
    # Python's client of DuckDB asks for another package to give a time with its zone.
    relation = read(str(tmp_path / file)).project("* EXCLUDE as_of")
    days: dict[str, Cells] = {}
    for values in relation.fetchall():
        row = dict(zip(relation.columns, values, strict=True))
        cells = {
            f"{row['subject']}.{name}": cell
            for name, cell in row.items()
            if name not in KEY and cell is not None
        }
        days.setdefault(str(row["date"]), {}).update(cells)
    assert days == standing


def test_the_files_of_years_are_the_archive(address: str, standing: dict[str, Cells]) -> None:
    """The Parquet files of all years, read from the site, make up the whole."""
    years = sorted({day[:4] for day in standing})
    frames = [pd.read_parquet(f"{address}data/{year}.parquet") for year in years]
    for year, frame in zip(years, frames, strict=True):
        assert {str(day)[:4] for day in frame["date"]} == {year}
    assert cells_in(pd.concat(frames)) == standing


def test_a_spreadsheet_gets_numbers_and_text_and_no_formula(
    page: Element, built_project: Path, address: str, standing: dict[str, Cells]
) -> None:
    """The address in the formula for spreadsheets gives a table whose cells are what they say."""
    (text,) = [text for text in examples_on(page) if text.startswith("=IMPORTDATA(")]
    called = re.fullmatch(r'=IMPORTDATA\("([^"]+)", "(.)", "en_US"\)\n', text)
    assert called is not None
    link = called[1].replace(public_address(built_project), address)
    with urlopen(link) as answer:  # noqa: S310 - the local server
        rows = list(csv.DictReader(io.TextIOWrapper(answer, "utf-8"), delimiter=called[2]))
    with_figures = [d for d, row in standing.items() if any(n.startswith("BTC.") for n in row)]
    assert [row["date"] for row in rows] == sorted(with_figures)
    for row in rows:
        expected = {
            name.removeprefix("BTC."): cell
            for name, cell in standing[row["date"]].items()
            if name.startswith("BTC.")
        }
        numbers = {n: float(c) for n, c in row.items() if c and n not in {*KEY, "asset"}}
        assert numbers == expected
        assert row["asset"] == "BTC"
        assert not row.get("disputed", "").startswith(("=", "+", "-", "@", "\t"))


@pytest.mark.slow
def test_what_is_withheld_is_in_no_file(built_project: Path, site: Path) -> None:
    """No file of the archive, and nothing that programs ask for, has a withheld cell."""
    withheld = set(_WITHHELD.findall(daybook(built_project, "check").stdout))
    archive = cells_in(pd.read_parquet(site / "data/archive.parquet"))
    told = json.loads((site / "api/days.json").read_text(encoding="utf-8"))
    totals = {name: total["id"] for name, total in told["totals"].items()}
    listed = {day["date"]: day for day in told["days"]}
    for day, name in withheld:
        assert name not in archive.get(day, {})
        for total, figure in totals.items():
            assert name != figure or listed[day][total] is None


def test_the_page_tells_the_sizes_and_rows_of_its_files(page: Element, site: Path) -> None:
    """Each file of the folder is linked, with the number of its rows and its size."""
    told = {
        link.attributes["href"]: item.text
        for item in page.all("li")
        for link in item.all("a")
        if "download" in link.attributes
    }
    files = {path.name: path for path in (site / "data").iterdir() if path.suffix != ".html"}
    assert told.keys() == files.keys()
    for name, path in files.items():
        read = pd.read_parquet if path.suffix == ".parquet" else pd.read_csv
        rows, size = len(read(path)), path.stat().st_size
        assert f" {rows:,} rows, {size / 1000:.1f} kB" in told[name]


def test_the_page_explains_every_column(page: Element, site: Path) -> None:
    """The tables of the page name the columns of the files, in their order."""
    for caption, file in (("Columns of archive.csv", "archive"), ("Columns of sources", "sources")):
        (table,) = [t for t in page.all("table") if t.one("caption").text.startswith(caption)]
        named = [th.one("code").text for th in table.all("th", scope="row")]
        header = (site / f"data/{file}.csv").read_text(encoding="utf-8").split("\n")[0]
        assert named == header.split(",")


def test_the_sources_name_who_is_behind_each_row(site: Path, standing: dict[str, Cells]) -> None:
    """Each credit is of a row of the archive; a day's own sources.csv holds the day's share."""
    text = (site / "data/sources.csv").read_text(encoding="utf-8")
    credits = list(csv.DictReader(io.StringIO(text)))
    assert len(credits) > 200
    subjects = {day: {name.split(".")[0] for name in row} for day, row in standing.items()}
    for credit in credits:
        assert credit["subject"] in subjects[credit["date"]]
        assert credit["provider"] or credit["publisher"]
    own = []
    for path in sorted(site.glob("????/??/??/sources.csv")):
        own += list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    key = ("date", "subject", "topic")
    assert sorted(own, key=lambda row: [row[name] for name in key]) == sorted(
        credits, key=lambda row: [row[name] for name in key]
    )


@pytest.mark.slow
def test_the_published_package_is_valid(site: Path) -> None:
    """Frictionless finds every file of the published site as its descriptor says."""
    assert faults_of_package(site) == []


@pytest.mark.parametrize("name", ["latest", "days"])
def test_what_programs_ask_for_is_as_its_schema_says(address: str, name: str) -> None:
    """Both documents validate against the schemas published beside them."""
    with urlopen(f"{address}api/{name}.schema.json") as answer:  # noqa: S310 - the local server
        schema = json.load(answer)
    with urlopen(f"{address}api/{name}.json") as answer:  # noqa: S310 - the local server
        document = json.load(answer)
    Draft202012Validator(schema).validate(document)


def test_every_day_is_listed_with_its_headline(site: Path, built_project: Path) -> None:
    """days.json has each day's page with what stands on top of it; latest.json has the last."""
    told = json.loads((site / "api/days.json").read_text(encoding="utf-8"))
    for day in told["days"]:
        path = day["address"].removeprefix(public_address(built_project))
        html = parse((site / path / "index.html").read_text(encoding="utf-8"))
        assert day["headline"] == html.one("h1").text
    pages = {p.parent.relative_to(site).as_posix() for p in site.glob("????/??/??/index.html")}
    assert [day["date"].replace("-", "/") for day in told["days"]] == sorted(pages)
    latest = json.loads((site / "api/latest.json").read_text(encoding="utf-8"))
    last = told["days"][-1]
    assert {name: latest[name] for name in ("date", "address", "headline", "disputed")} == {
        name: last[name] for name in ("date", "address", "headline", "disputed")
    }


def test_the_data_page_is_one_click_away(site: Path) -> None:
    """Every page leads to it from its header and its footer, days and assets from their lists."""
    for page in pages_in(site):
        html = parse(page.read_text(encoding="utf-8"))
        depth = len(page.parent.relative_to(site).parts)
        target = "../" * depth + "data/"
        if page.parent == site / "data":
            continue
        links = [
            a for a in html.all("a") if a.attributes.get("href") in (target, f"{target}index.html")
        ]
        expected = 3 if html.all("ul", "downloads") else 2
        assert len(links) >= expected, page
