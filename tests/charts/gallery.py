"""Every kind of chart with its edge cases on one page, for contributors; no part of the site.

    python -m tests.charts.gallery FOLDER

writes `index.html` with the site's own styles into a folder. The cases are those that the tests
draw: what is looked at here is what is held there.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from builder.charts.drawing import Drawings
from builder.pages.charts.captions import Figured
from tests.charts.folders import charts_of_day, charts_of_history, charts_of_recent
from tests.charts.test_drawings import DAYS, HISTORIES

ROOT = Path(__file__).resolve().parents[2]

RECENT: dict[str, list[float | None]] = {
    "ordinary": [float(40 + 90 * (n % 7 == 3) + 17 * n % 61) * 1e6 for n in range(90)],
    "gaps": [None if n % 11 in (3, 4, 5) else float(30 + n * 7 % 50) * 1e6 for n in range(90)],
    "a crash weeks ago": [2e10 if n == 40 else 3e8 + n * 1e6 for n in range(90)],
    "the day is the largest": [*[float(n % 9 + 1) * 1e7 for n in range(89)], 9e8],
    "zero": [0.0] * 30,
    "few days": [5e6, None, None, 3e6, 4e6, None, 8e6, 2e6],
}
"""Totals of the days up to DAY, for the charts that set a day among those before it."""


def cases(folder: Path) -> Iterator[tuple[str, str, Figured]]:
    """Yield each chart of each case, with the names of its kind and its case."""
    for number, (case, bars) in enumerate(DAYS.items()):
        for name, figured in charts_of_day(folder / f"day{number}", bars).items():
            yield name, case, figured
    for number, (case, totals) in enumerate(RECENT.items()):
        for name, figured in charts_of_recent(folder / f"recent{number}", totals).items():
            yield name, case, figured
    for number, (case, values) in enumerate(HISTORIES.items()):
        for sides in (True, False):
            found = charts_of_history(folder / f"history{number}{sides}", values, sides)
            for name, figured in found.items():
                if sides or name == "liquidations":
                    yield f"history of {name}", case if sides else f"{case}, not split", figured


def figure(name: str, figured: Figured, drawings: Drawings) -> str:
    """Return a chart with its caption and keys as a page shows it, named apart from the others."""
    keys = "".join(
        f'<span class="key key--{colour}">{escape(word)}</span> ' for colour, word in figured.keys
    )
    drawn = [drawings.svg(replace(chart, name=f"{name}-{chart.name}")) for chart in figured.charts]
    parts = (
        [f'<div class="chart__drawing">{drawn[0]}</div>']
        if len(drawn) == 1
        else [
            f'<div class="chart__drawing chart__drawing--{width}">{svg}</div>'
            for width, svg in zip(("wide", "narrow"), drawn, strict=True)
        ]
    )
    wide = " chart--wide" if len(drawn) > 1 else ""
    return (
        f'<figure class="chart{wide}"><figcaption>{figured.caption} '
        f'<span class="chart__what">{escape(figured.chart.title)}. {figured.note or ""}</span>'
        f'</figcaption><p class="chart__keys">{keys}</p>{"".join(parts)}</figure>'
    )


def page(charts: list[tuple[str, str, Figured]], drawings: Drawings) -> str:
    """Return the gallery: a section for each kind, a chart for each case."""
    kinds = dict.fromkeys(kind for kind, _, _ in charts)
    sections = []
    for place, kind in enumerate(kinds):
        figures = [
            f"<div><h3>{escape(case)}</h3>{figure(f'c{number}', figured, drawings)}</div>"
            for number, (of, case, figured) in enumerate(charts)
            if of == kind
        ]
        grid = "" if kind.startswith("history") else ' class="charts"'
        sections.append(f'<h2 id="k{place}">{escape(kind)}</h2><div{grid}>{"".join(figures)}</div>')
    styles = "".join(
        f'<link rel="stylesheet" href="assets/stylesheets/{name}.css">'
        for name in ("palette", "typefaces", "page", "data")
    )
    links = " · ".join(
        f'<a href="#k{place}">{escape(kind)}</a>' for place, kind in enumerate(kinds)
    )
    return (
        '<!doctype html><html lang="en" data-direction="western"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>Gallery of charts</title>{styles}"
        '<body><main id="content"><article class="page"><h1>Gallery of charts</h1>'
        "<p>Each kind with the cases that the tests draw. Look at it narrow and wide, light and "
        f"dark, and on paper.</p><p>{links}</p>{''.join(sections)}</article></main>"
    )


def write_gallery(folder: Path) -> int:
    """Write the gallery into a folder; returns how many charts it shows."""
    shutil.copytree(ROOT / "overrides" / "assets", folder / "assets", dirs_exist_ok=True)
    with TemporaryDirectory() as data:
        charts = list(cases(Path(data)))
    drawings = Drawings(folder / "drawings")
    (folder / "index.html").write_text(page(charts, drawings), encoding="utf-8", newline="\n")
    return len(charts)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    sys.stdout.write(f"{write_gallery(target)} charts: open {target / 'index.html'}\n")
