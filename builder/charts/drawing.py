"""Draws charts as SVG, each only once: a drawing is kept under a hash of all that went into it."""

from __future__ import annotations

import fcntl
import hashlib
import json
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from builder.charts.chart import Chart
from builder.charts.renderer import draw_svg, renderer_version
from builder.charts.svg import inline_svg, tidy_svg
from builder.processes import helpers

Task = tuple[str, str]
"""A file, and what is to be drawn into it."""

FEW = 12
"""So many drawings are done before another process has started."""

UNFINISHED = "unfinished"
"""The folder, among the drawings, of those that are being written."""


class Drawings:
    """The drawings of a build, kept in a folder between builds."""

    def __init__(self, folder: Path, jobs: int = 1) -> None:
        self._folder = folder
        self._jobs = jobs
        _clear_unfinished(folder / UNFINISHED)

    def draw(self, charts: Iterable[Chart]) -> int:
        """Draw what is not kept yet, over several processes; returns how many that were."""
        missing: dict[str, str] = {}
        for chart in charts:
            specification = _canonical(chart.specification)
            path = self._path(specification)
            if not path.is_file():
                missing[str(path)] = specification
        spread(_draw_to_file, list(missing.items()), self._jobs)
        return len(missing)

    def svg(self, chart: Chart) -> str:
        """Return a chart's drawing as it stands in a page."""
        path = self._path(_canonical(chart.specification))
        tidied = _read_sealed(path)
        if tidied is None:
            # Not drawn yet, or damaged by something other than a build.
            path.unlink(missing_ok=True)
            self.draw([chart])
            tidied = _read_sealed(path)
            assert tidied is not None, "it has just been drawn"
        return inline_svg(tidied, chart.name, chart.title, chart.description)

    def _path(self, specification: str) -> Path:
        key = hashlib.sha256(f"{_version()}\n{specification}".encode()).hexdigest()
        return self._folder / key[:2] / f"{key}.svg"


@cache
def _version() -> str:
    """Name all that a drawing depends on beside its specification: renderer, fonts, tidying."""
    tidying = hashlib.sha256()
    for module in ("svg.py", "strokes.py", "theme.py"):
        tidying.update(Path(__file__).with_name(module).read_bytes())
    return f"{renderer_version()}, tidied by {tidying.hexdigest()}"


def _canonical(specification: dict[str, Any]) -> str:
    return json.dumps(specification, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _sealed(drawn: str) -> str:
    """Return a drawing with its hash behind it, so that damage to any byte is noticed."""
    return f"{drawn}<!-- {hashlib.sha256(drawn.encode()).hexdigest()} -->\n"


def _read_sealed(path: Path) -> str | None:
    """Return a kept drawing; None where there is none, or where it is not as it was written."""
    try:
        kept = path.read_bytes().decode()
    except (FileNotFoundError, UnicodeDecodeError):
        return None
    drawn = kept[: kept.rfind("<!-- ")]
    return drawn if kept == _sealed(drawn) else None


def _draw_to_file(task: Task) -> None:
    target, specification = task
    write_whole(Path(target), _sealed(tidy_svg(draw_svg(specification))).encode())


def spread(draw: Callable[[Task], None], tasks: list[Task], jobs: int) -> None:
    """Draw each task, over several processes where they are many."""
    if len(tasks) <= FEW or jobs == 1:
        for task in tasks:
            draw(task)
        return
    with helpers(jobs) as pool:
        list(pool.map(draw, tasks, chunksize=8))


def write_whole(target: Path, content: bytes) -> None:
    """Write a drawing aside and move it, so that a stopped build leaves no half in its place."""
    unfinished = target.parents[1] / UNFINISHED
    for folder in (target.parent, unfinished):
        folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=unfinished, delete=False) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.write(content)
            file.flush()
            Path(file.name).replace(target)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise


def _clear_unfinished(folder: Path) -> None:
    """Remove what killed builds left; what another one is writing is locked, and stays."""
    for path in folder.glob("*"):
        with suppress(FileNotFoundError, BlockingIOError), path.open() as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()
