"""The benchmark: what it does to an archive, what it counts, and the numbers that it writes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from builder.demo import write_demo
from builder.market.fields import MARKET
from builder.market.history import History, read_history
from builder.market.vocabulary import REPORTED

Script = Callable[[str], ModuleType]

SCRIPTS = Path(__file__).parents[1] / "benchmarks"
DAYS = 400


@dataclass(frozen=True)
class Bench:
    """An archive that a desk of the benchmark works on."""

    desk: Any
    folder: Path

    @property
    def history(self) -> History:
        """The archive as it is now."""
        return read_history(self.folder / "data")


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Iterator[Script]:
    """Give what imports a module of the benchmarks, as its scripts import each other."""
    monkeypatch.syspath_prepend(str(SCRIPTS))
    before = set(sys.modules)
    yield import_module
    for name in set(sys.modules) - before:
        if str(getattr(sys.modules[name], "__file__", "")).startswith(str(SCRIPTS)):
            del sys.modules[name]


@pytest.fixture
def bench(script: Script, tmp_path: Path) -> Bench:
    """Give a desk over a demonstration whose last day is held back."""
    write_demo(tmp_path / "data", DAYS + 1, 2, 1)
    found = script("desk").Desk(tmp_path / "data", tmp_path / "content", tmp_path / "drawer")
    found.hold_back_last_day()
    return Bench(found, tmp_path)


def test_a_new_day_is_one_file_after_all_others(bench: Bench) -> None:
    """The day that was held back comes as a snapshot of its own, later than every day on file."""
    before = bench.history
    files = {path for path in (bench.folder / "data").rglob("*") if path.is_file()}
    bench.desk.add_day()
    days = bench.history.days
    [added] = {path for path in (bench.folder / "data").rglob("*") if path.is_file()} - files
    assert len(before.days) == DAYS
    assert days[:-1] == before.days
    assert added.name == f"{days[-1].date}.yml"
    assert days[-1].date.year == before.days[-1].date.year


@pytest.mark.slow
def test_a_restated_cell_is_one_figure_of_an_old_year(bench: Bench) -> None:
    """One reported figure changes, of a day in an earlier year than the last, and still stands."""
    before, withheld = reported(bench.history), bench.history.withheld
    bench.desk.restate_cell()
    after = reported(bench.history)
    [changed] = {key for key in before if before[key] != after[key]}
    assert before.keys() == after.keys()
    assert changed[0] < str(bench.history.days[-1].date.year)
    assert bench.history.withheld == withheld


def test_a_corrected_text_is_another_about_a_day_on_file(bench: Bench) -> None:
    """The text stands at a day on file before and after, with other words."""
    bench.desk.write_text()
    [file] = (bench.folder / "content").rglob("*.md")
    first = file.read_text(encoding="utf-8")
    bench.desk.correct_text()
    assert file.read_text(encoding="utf-8") != first
    assert file.stem in {str(day.date) for day in bench.history.days}


def test_a_file_counts_as_written_in_whatever_way_it_was(script: Script, tmp_path: Path) -> None:
    """New, written into or replaced, a file is counted; read, or compiled by Python, it is not."""
    written = script("written")
    for name in ("read", "written", "replaced", "touched"):
        (tmp_path / name).write_text("before", encoding="utf-8")
        os.utime(tmp_path / name, ns=(10**18, 10**18))
    before = written.state_of(tmp_path)
    (tmp_path / "read").read_text(encoding="utf-8")
    (tmp_path / "written").write_text("after!", encoding="utf-8")
    (tmp_path / "part").write_text("before", encoding="utf-8")
    os.utime(tmp_path / "part", ns=(10**18, 10**18))
    (tmp_path / "part").replace(tmp_path / "replaced")
    os.utime(tmp_path / "touched")
    (tmp_path / "new").write_text("", encoding="utf-8")
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "module.pyc").write_text("", encoding="utf-8")
    assert written.count_written(before, written.state_of(tmp_path)) == 4
    assert written.count_written(before, before) == 0


def test_the_template_that_is_edited_has_the_words_to_edit(
    script: Script, project: Path, tmp_path: Path
) -> None:
    """The word that the benchmark changes stands in the template of days."""
    template = Path("pages/templates/day.md.j2")
    (tmp_path / template).parent.mkdir(parents=True)
    text = (project / "builder" / template).read_text(encoding="utf-8")
    (tmp_path / template).write_text(text, encoding="utf-8")
    script("desk").edit_template(tmp_path)
    assert (tmp_path / template).read_text(encoding="utf-8") != text


@pytest.mark.slow
def test_a_run_writes_its_numbers(project: Path, tmp_path: Path) -> None:
    """Each run of the smallest archive has its seconds, and only Hugo may have none."""
    command = ["benchmarks/run.py", "--days", "10", "--assets", "1", "--json"]
    subprocess.run([sys.executable, *command, tmp_path / "n.json"], cwd=project, check=True)
    numbers = json.loads((tmp_path / "n.json").read_text(encoding="utf-8"))
    runs = ("cold", "cold_warm_charts", "noop", "nightly", "edit", "commentary", "template")
    assert [name for name in (*runs, "mkdocs") if not numbers[f"{name}_s"] > 0] == []
    assert "hugo_s" in numbers
    assert numbers["noop_files_written"] >= 0
    assert numbers["peak_mb"] > 50
    assert (numbers["days"], numbers["assets"]) == (10, 1)


def reported(history: History) -> dict[tuple[str, str, str], object]:
    """Return every reported figure by day, subject and field."""
    return {
        (str(day.date), subject, name): figure.value
        for day in history.days
        for subject in (MARKET, *history.subjects_on(day.date))
        for name in REPORTED
        if (figure := history.figure(day.date, subject, name)) is not None
        and hasattr(figure.source, "line")
    }
