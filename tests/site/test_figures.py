from pathlib import Path

import pytest

from tests.site.reading import comparable, downloaded_cells, printed_figures, reported_cells


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
