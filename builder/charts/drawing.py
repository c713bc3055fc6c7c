"""Draws charts as SVG, each only once: a drawing is kept under a hash of all that went into it."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from builder.charts.chart import Chart
from builder.charts.compiled import canonical
from builder.charts.kept import (
    clear_unfinished,
    hashed_path,
    read_kept,
    short_name,
    write_kept,
)
from builder.charts.renderer import draw_svg, renderer_version
from builder.charts.svg import inline_svg, tidy_svg


class Drawings:
    """The drawings of a build, kept in a folder between builds."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._asked: set[bytes] = set()
        clear_unfinished(folder)

    def svg(self, chart: Chart) -> str:
        """Return a chart's drawing as it stands in a page."""
        path = self._path(chart)
        self._asked.add(short_name(path))
        tidied = read_kept(path)
        if tidied is None:
            # Not drawn yet, or damaged by something other than a build. It is replaced in one step:
            # another process may just have drawn it.
            tidied = tidy_svg(draw_svg(canonical(chart.specification))).encode()
            write_kept(path, tidied)
        return inline_svg(tidied.decode(), chart.name, chart.title, chart.description)

    def asked_for(self) -> bytes:
        """Return the short names of all drawings that were asked for since this was last called."""
        names = b"".join(sorted(self._asked))
        self._asked.clear()
        return names

    def _path(self, chart: Chart) -> Path:
        drawn_from = f"{_version()}\n{chart.look.digest}\n{canonical(chart.own)}"
        return hashed_path(self._folder, drawn_from, ".svg")


@cache
def _version() -> str:
    """Name all that a drawing depends on beside its specification: renderer, fonts, tidying."""
    tidying = hashlib.sha256()
    for module in ("svg.py", "strokes.py", "theme.py"):
        tidying.update(Path(__file__).with_name(module).read_bytes())
    return f"{renderer_version()}, tidied by {tidying.hexdigest()}"
