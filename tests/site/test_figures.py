import csv
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

Cells = dict[str, str | float]
"""Values by name: `market.fear_greed`, `BTC.price_usd`."""


class PrintedFigures(HTMLParser):
    """Collects the figures of a page's own day: what each `data` element says it is."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, set[str]] = {}
        self.withholds = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a figure, or that the page withholds some."""
        attributes = dict(attrs)
        self.withholds |= "notice--withheld" in (attributes.get("class") or "")
        if tag == "data" and "data-day" not in attributes:
            name, value = attributes["data-figure"], attributes["value"]
            assert name is not None
            assert value is not None
            self.values.setdefault(name, set()).add(value)


def reported_cells(snapshot: Path) -> Cells:
    """Read a snapshot without any of the builder's code; every key and word stays text."""
    loaded = yaml.load(snapshot.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506
    rows = {"market": loaded.get("market", {}), **loaded.get("assets", {})}
    return {
        f"{subject}.{field}": comparable(value)
        for subject, row in rows.items()
        for field, value in row.items()
    }


def downloaded_cells(table: Path) -> Cells:
    """Read the cells of a day's download that hold something."""
    with table.open(encoding="utf-8", newline="") as file:
        return {
            f"{row['asset'] or 'market'}.{field}": comparable(value)
            for row in csv.DictReader(file)
            for field, value in row.items()
            if value and field not in {"asset", "date", "as_of", "disputed"}
        }


def comparable(value: str) -> str | float:
    """Give a number, however it is written, as a number, and text as it is."""
    number = re.fullmatch(r"[-+]?\d[\d_]*(\.\d+)?([eE][-+]?\d+)?", value)
    return float(value) if number else value


def printed_figures(page: Path) -> PrintedFigures:
    """Read the figures that a page prints."""
    printed = PrintedFigures()
    printed.feed(page.read_text(encoding="utf-8"))
    return printed


@pytest.fixture(scope="module")
def days(built_project: Path, site: Path) -> dict[Path, Path]:
    """Map each snapshot to the folder of its day in the site."""
    snapshots = sorted((built_project / "data").rglob("????-??-??.yml"))
    assert snapshots
    return {snapshot: site / snapshot.stem.replace("-", "/") for snapshot in snapshots}


def test_the_reference_day_shows_every_figure_of_its_file(days: dict[Path, Path]) -> None:
    """The page of 24 October 2025 prints each cell of its snapshot, with its exact value."""
    ((snapshot, folder),) = ((s, f) for s, f in days.items() if s.stem == "2025-10-24")
    printed = printed_figures(folder / "index.html").values
    shown = {name: {comparable(value) for value in values} for name, values in printed.items()}
    cells = reported_cells(snapshot)
    assert len(cells) > 20
    assert {name: shown.get(name) for name in cells} == {n: {v} for n, v in cells.items()}


def test_each_day_prints_its_cells_unchanged_or_withholds_them(days: dict[Path, Path]) -> None:
    """A cell is on its day's page with the value of the snapshot, or the page says it is not."""
    faults = []
    for snapshot, folder in days.items():
        page = printed_figures(folder / "index.html")
        for name, value in reported_cells(snapshot).items():
            shown = {comparable(text) for text in page.values.get(name, set())}
            if shown != {value} and not (not shown and page.withholds):
                faults.append(f"{snapshot.name}: {name} is {value}, printed {shown}")
    assert faults == []


def test_each_download_has_the_cells_of_the_snapshot(days: dict[Path, Path]) -> None:
    """A day's data.csv holds each cell that its page prints and adds none of its own."""
    faults = []
    for snapshot, folder in days.items():
        cells = reported_cells(snapshot)
        downloaded = downloaded_cells(folder / "data.csv")
        printed = printed_figures(folder / "index.html").values
        expected = {name: value for name, value in cells.items() if name in printed}
        if {name: downloaded.get(name) for name in expected} != expected:
            faults.append(f"{snapshot.name}: {expected} is not in {downloaded}")
        if not downloaded.items() <= cells.items():
            faults.append(f"{snapshot.name}: {downloaded.items() - cells.items()} was never there")
    assert faults == []
