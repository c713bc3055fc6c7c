import fcntl
import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import IO

import pytest

from builder.charts.chart import Chart
from builder.charts.drawing import Drawings
from builder.charts.kept import read_kept, write_kept
from tests.charts.folders import Bars, charts_of_day, charts_of_history
from tests.charts.svg import faults_of
from tests.market.folders import write_files
from tests.site.building import fingerprints

BARS = {"BTC": (5e6, 3e6, 5e6, 2e6, 1.5, 0.0001), "ETH": (3e6, 2e6, -3e6, -1e6, -1.5, -0.0001)}
CHANGED = {**BARS, "ETH": (3e6, 2e6, -4e6, -2e6, -1.5, -0.0001)}


def all_charts(folder: Path, bars: Bars) -> list[Chart]:
    """Return every drawing of a day's page."""
    return [chart for figured in charts_of_day(folder, bars).values() for chart in figured.charts]


def draw(folder: Path, charts: Iterable[Chart]) -> int:
    """Draw charts as pages ask for them; returns how many had to be drawn for that."""
    before, drawings = set(folder.rglob("*.svg")), Drawings(folder)
    for chart in charts:
        drawings.svg(chart)
    return len(set(folder.rglob("*.svg")) - before)


KINDS = """
import json, sys
from pathlib import Path
from builder.charts.compiled import compiled, keep_compiled
from builder.charts.funding import funding_rates
from builder.charts.renderer import has_started

keep_compiled(Path(sys.argv[1]))
json.dump([compiled(funding_rates).specification, has_started()], sys.stdout)
"""


def kind_in_a_new_process(folder: Path) -> tuple[object, bool]:
    """Return a kind of chart as a process of its own has it, and whether it had to compile it."""
    asked = [sys.executable, "-c", KINDS, str(folder)]
    specification, compiled_it = json.loads(subprocess.check_output(asked))
    return specification, compiled_it


def test_drawing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two folders of drawings of the same figures are equal, name by name and byte by byte."""
    for name in ("one", "two"):
        draw(tmp_path / name, all_charts(tmp_path / "data" / name, BARS))
    first = fingerprints(tmp_path / "one")
    assert len(first) == 6
    assert fingerprints(tmp_path / "two") == first


def test_an_unchanged_chart_is_not_drawn_again(tmp_path: Path) -> None:
    """A second build with the same figures draws nothing, and touches no file."""
    charts = all_charts(tmp_path / "data", BARS)
    assert draw(tmp_path / "kept", charts) == 6
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "kept").rglob("*.svg")}
    assert draw(tmp_path / "kept", charts) == 0
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "kept").rglob("*.svg")} == before


def test_the_same_drawing_is_made_once(tmp_path: Path) -> None:
    """Charts that two pages share are drawn once, whatever they are called there."""
    charts = all_charts(tmp_path / "data", BARS)
    renamed = [replace(chart, name=f"{chart.name}-again", title="Else") for chart in charts]
    assert draw(tmp_path / "kept", [*charts, *renamed]) == 6


def test_a_changed_value_is_drawn_anew(tmp_path: Path) -> None:
    """One changed figure draws its own charts again, and the others not."""
    folder = tmp_path / "kept"
    draw(folder, all_charts(tmp_path / "before", BARS))
    after = {name: one.chart for name, one in charts_of_day(tmp_path / "after", CHANGED).items()}
    assert draw(folder, after.values()) == 2
    assert draw(folder, [after["open-interest-24h-usd"], after["open-interest-24h-pct"]]) == 0
    assert "−$4M" in Drawings(folder).svg(after["open-interest-24h-usd"])


def test_a_chart_that_was_not_drawn_before_is_drawn_when_asked_for(tmp_path: Path) -> None:
    """A page may ask for a drawing that nobody announced."""
    chart = all_charts(tmp_path / "data", BARS)[0]
    assert faults_of(Drawings(tmp_path / "kept").svg(chart), chart.name) == []


def test_words_around_a_drawing_change_without_drawing_it(tmp_path: Path) -> None:
    """Title and description are the page's: another wording needs no new drawing."""
    chart = all_charts(tmp_path / "data", BARS)[0]
    draw(tmp_path / "kept", [chart])
    reworded = replace(chart, name="other", title="A & B <c>", description="Said “else”.")
    assert draw(tmp_path / "kept", [reworded]) == 0
    drawn = Drawings(tmp_path / "kept").svg(reworded)
    assert faults_of(drawn, "other") == []
    assert "A &amp; B &lt;c&gt;" in drawn
    assert "Said “else”." in drawn


@pytest.mark.parametrize("place", [0, 0.3, 0.7, 0.999])
@pytest.mark.parametrize("byte", [b"x", b"\xff", b""], ids=["another", "no text", "none"])
def test_a_drawing_with_a_damaged_byte_is_made_again(
    tmp_path: Path, place: float, byte: bytes
) -> None:
    """One byte that was changed or lost, anywhere in a kept file, reaches no page."""
    chart = all_charts(tmp_path / "data", BARS)[0]
    drawings = Drawings(tmp_path / "kept")
    sound = drawings.svg(chart)
    (kept,) = (tmp_path / "kept").rglob("*.svg")
    whole = kept.read_bytes()
    index = int(len(whole) * place)
    kept.write_bytes(whole[:index] + byte + whole[index + 1 :])
    assert drawings.svg(chart) == sound
    assert kept.read_bytes() == whole


@pytest.mark.parametrize("left", [0.0, 0.5, 0.99])
def test_a_drawing_that_was_cut_short_is_made_again(tmp_path: Path, left: float) -> None:
    """A kept file that a full disk or a crash has cut is drawn again, and reaches no page."""
    charts = all_charts(tmp_path / "data", BARS)
    drawings = Drawings(tmp_path / "kept")
    whole = {chart.name: drawings.svg(chart) for chart in charts}
    for path in (tmp_path / "kept").rglob("*.svg"):
        path.write_bytes(path.read_bytes()[: int(path.stat().st_size * left)])
    again = Drawings(tmp_path / "kept")
    assert {chart.name: again.svg(chart) for chart in charts} == whole


def test_nothing_half_drawn_is_left(tmp_path: Path) -> None:
    """After drawing, the folder holds drawings only."""
    draw(tmp_path / "kept", all_charts(tmp_path / "data", BARS))
    files = [path for path in (tmp_path / "kept").rglob("*") if path.is_file()]
    assert {path.suffix for path in files} == {".svg"}


def test_a_gap_changes_a_history(tmp_path: Path) -> None:
    """A day that goes missing is another drawing, though all other values stay."""
    whole = charts_of_history(tmp_path / "whole", [5e6, 4e6, 3e6, 2e6])
    draw(tmp_path / "kept", (chart for one in whole.values() for chart in one.charts))
    gap = charts_of_history(tmp_path / "gap", [5e6, None, 3e6, 2e6])
    assert draw(tmp_path / "kept", (chart for one in gap.values() for chart in one.charts)) == 6


def test_what_a_killed_build_left_unfinished_is_cleared(tmp_path: Path) -> None:
    """Half drawings go with the next build, but not those that another one is writing."""
    write_files(tmp_path, {"unfinished/left": "<svg", "unfinished/at-work": "<svg"})
    with (tmp_path / "unfinished/at-work").open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        Drawings(tmp_path)
        assert [path.name for path in (tmp_path / "unfinished").iterdir()] == ["at-work"]
    draw(tmp_path, all_charts(tmp_path / "data", BARS))
    assert list((tmp_path / "unfinished").iterdir()) == []


def test_a_drawing_that_another_build_clears_too_early_is_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the making of a file and its lock it looks like one that a killed build left."""
    lock, cleared = fcntl.flock, []

    def clear_first(file: IO[bytes], how: int) -> None:
        if not cleared:
            cleared.append(file.name)
            Path(file.name).unlink()
        lock(file, how)

    monkeypatch.setattr(fcntl, "flock", clear_first)
    write_kept(tmp_path / "00" / "drawing.svg", b"<svg/>")
    monkeypatch.undo()
    assert len(cleared) == 1
    assert read_kept(tmp_path / "00" / "drawing.svg") == b"<svg/>"


def test_a_kind_of_chart_is_compiled_once_for_all_builds(tmp_path: Path) -> None:
    """A later process finds what an earlier one compiled, and has the same."""
    specification, compiled_it = kind_in_a_new_process(tmp_path)
    assert compiled_it
    assert kind_in_a_new_process(tmp_path) == (specification, False)


@pytest.mark.parametrize(
    "place",
    [0.5, *(pytest.param(place, marks=pytest.mark.slow) for place in (0, 0.999))],
)
def test_a_kind_of_chart_with_a_damaged_byte_is_compiled_again(
    tmp_path: Path, place: float
) -> None:
    """A kept kind of which a byte was changed is made as it was."""
    specification, _ = kind_in_a_new_process(tmp_path)
    (kept,) = tmp_path.rglob("*.json")
    whole = kept.read_bytes()
    index = int(len(whole) * place)
    kept.write_bytes(whole[:index] + bytes([whole[index] ^ 1]) + whole[index + 1 :])
    assert kind_in_a_new_process(tmp_path) == (specification, True)
    assert kept.read_bytes() == whole
