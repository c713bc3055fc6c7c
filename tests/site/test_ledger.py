"""Every number of a page is in its ledger, and every ledger adds up."""

import ast
import json
import operator
import re
from datetime import datetime
from pathlib import Path

import pytest

from tests.pages.html import Element, parse
from tests.site.building import pages_in
from tests.site.numerals import orphans_of

OPERATIONS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def pages_with_ledgers(site: Path) -> list[Path]:
    """Return the folders of all pages of days and assets."""
    return sorted(path.parent for path in site.rglob("ledger.json"))


def ledger_in(folder: Path) -> dict:
    """Read the ledger of a page, each figure with its whole source."""
    ledger = json.loads((folder / "ledger.json").read_text(encoding="utf-8"))
    for figure in ledger["figures"]:
        if "source" in figure:
            figure["source"] |= ledger["sources"][figure["source"].pop("from")]
    return ledger


def main_of(folder: Path) -> Element:
    """Return a page as a tree, its head included, without header and footer."""
    return parse((folder / "index.html").read_text(encoding="utf-8"))


def calculated(expression: str, inputs: list[float]) -> float:
    """Compute a ledger's expression from its inputs."""
    if expression == "sum":
        return sum(inputs)
    if expression == "count":
        return len(inputs)

    def value(node: ast.AST) -> float:
        if isinstance(node, ast.BinOp):
            return OPERATIONS[type(node.op)](value(node.left), value(node.right))
        if isinstance(node, ast.Name):
            return inputs[ord(node.id) - ord("a")]
        assert isinstance(node, ast.Constant), expression
        return node.value

    return value(ast.parse(expression, mode="eval").body)


def test_days_and_assets_have_ledgers(site: Path) -> None:
    """A ledger stands beside each day's and each asset's page, and is linked from it."""
    folders = {folder.relative_to(site).as_posix() for folder in pages_with_ledgers(site)}
    assert {"2025/10/24", "assets/btc"} <= folders
    assert len([name for name in folders if name[0] == "2"]) == len(list(site.rglob("data.json")))
    for folder in pages_with_ledgers(site):
        assert 'href="ledger.json"' in (folder / "index.html").read_text(encoding="utf-8")


def test_no_numeral_is_an_orphan(site: Path) -> None:
    """Each numeral that a page prints is a figure of its ledger, within its printed rounding."""
    orphans = [orphan for folder in pages_with_ledgers(site) for orphan in orphans_of(folder)]
    assert orphans == []


def test_each_data_element_is_in_the_ledger(site: Path) -> None:
    """What a `data` element says stands in the ledger: its name, its day, its value, its text."""
    for folder in pages_with_ledgers(site):
        ledger = ledger_in(folder)
        figures = {(f["id"], f["day"]): f for f in ledger["figures"]}
        for element in main_of(folder).all("data"):
            if "data-figure" not in element.attributes:
                continue  # a number of another day: see the next test
            day = element.attributes.get("data-day", ledger["date"])
            figure = figures[element.attributes["data-figure"], day]
            assert element.text in figure["texts"]
            value = element.attributes["value"]
            assert figure["value"] == (value if figure["unit"] == "text" else float(value))


def test_numbers_of_other_days_are_proven_on_their_pages(site: Path) -> None:
    """Below a chart each number of another day is a figure of the day's page that its row opens."""
    ledgers: dict[Path, set[object]] = {}
    rows = 0
    for page in pages_in(site):
        tree = parse(page.read_text(encoding="utf-8"))
        tables = tree.all("table", "elsewhere")
        rows += sum(len(table.one("tbody").all("tr")) for table in tables)
        for row in (row for table in tables for row in table.one("tbody").all("tr")):
            day = (page.parent / row.one("a").attributes["href"]).resolve()
            if day not in ledgers:
                ledgers[day] = {figure["value"] for figure in ledger_in(day)["figures"]}
            for number in row.all("data"):
                assert float(number.attributes["value"]) in ledgers[day], f"{page}: {number.text}"
        inside = {id(data) for table in tables for data in table.all("data")}
        outside = [
            data.text
            for data in tree.all("data")
            if "data-figure" not in data.attributes and id(data) not in inside
        ]
        assert outside == [], page
    assert rows > 100


def test_each_figure_has_the_time_of_its_own_file(site: Path, project: Path) -> None:
    """A figure's hour is what the file of its own day reports, whatever page it stands on."""
    checked = 0
    for folder in pages_with_ledgers(site):
        ledger = ledger_in(folder)
        for figure in ledger["figures"]:
            if "source" not in figure or figure["id"].startswith("market.fear_greed"):
                continue
            file = (project / "data" / figure["source"]["file"]).read_text(encoding="utf-8")
            stated = re.search(r"^as_of: (\S+)", file, re.MULTILINE)
            if stated is None:
                assert figure["as_of"] is None
            else:
                assert datetime.fromisoformat(figure["as_of"]) == datetime.fromisoformat(stated[1])
            checked += figure["day"] != ledger["date"]
    assert checked > 100


def test_each_formula_gives_its_value(site: Path) -> None:
    """A derived figure follows from its inputs, which are in the ledger too, down to cells."""
    checked = 0
    for folder in pages_with_ledgers(site):
        figures = {(f["id"], f["day"]): f for f in ledger_in(folder)["figures"]}
        for figure in figures.values():
            if "source" in figure:
                assert {"file", "row", "field"} <= figure["source"].keys()
                continue
            assert figure["formula"], figure["id"]
            inputs = [figures[given["id"], given["day"]]["value"] for given in figure["inputs"]]
            if figure["expression"]:
                value = calculated(figure["expression"], inputs)
                assert value == pytest.approx(figure["value"], rel=1e-9), figure["id"]
                checked += 1
    assert checked > 100


def test_each_cell_stands_where_the_ledger_says(site: Path, project: Path) -> None:
    """The file and the row that a figure names hold its field and its value."""
    for figure in ledger_in(site / "2025/10/24")["figures"]:
        if "source" in figure:
            source = figure["source"]
            lines = (project / "data" / source["file"]).read_text(encoding="utf-8").splitlines()
            assert f"{source['field']}: {figure['value']}" in lines[source["row"] - 1]
