"""Measures what an answering chart costs a reader: bytes, and the time to the first tooltip.

    python benchmarks/interactive.py SITE --where 2025/10/10/ --where assets/btc/

prints two Markdown tables for a built site. It opens pages in Chromium, so it takes the environment
of the tests.
"""

from __future__ import annotations

import gzip
import shutil
import statistics
import sys
import time
from pathlib import Path

import click
from playwright.sync_api import Browser, sync_playwright
from table import describe_machine, markdown_table

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.site.conftest import BROWSER_OPTIONS, BROWSERS
from tests.site.serving import rules_sent_with, served

ROUNDS = 5
REST = 0.1
"""Seconds that the mouse rests on a chart before anything is loaded; they are part of the time."""


def weights(site: Path, where: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Return what is loaded, or kept at rest, with its bytes and those that are sent."""
    charts = site / "assets" / "javascripts" / "charts"
    scripts = sorted((site / "assets" / "javascripts").glob("chart*.js"))
    found = {
        "Vega, once": sorted(charts.glob("vega.*.js")),
        "the largest look of a kind": [max(charts.glob("*-*.json"), key=_size)],
        "scripts, before a gesture": [one for one in scripts if one.name == "charts.js"],
        "scripts, after it": [one for one in scripts if one.name != "charts.js"],
    }
    for address in where:
        found[f"{address}charts.json"] = [site / address / "charts.json"]
        found[f"embed/{address}"] = [site / "embed" / address / "index.html"]
    rows = []
    for name, files in found.items():
        content = b"".join(path.read_bytes() for path in files)
        rows.append((name, f"{len(content):,}", f"{len(gzip.compress(content)):,}"))
    return rows


def _size(path: Path) -> int:
    return path.stat().st_size


def times(browser: Browser, address: str) -> tuple[float, float]:
    """Return the seconds to a page's first tooltip, and to that of another chart, medians."""
    firsts, others = [], []
    for _ in range(ROUNDS):
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.goto(address, wait_until="load")
        drawings = page.locator(".chart__drawing[data-chart] >> visible=true").all()
        for drawing, seconds in zip(drawings[:2], (firsts, others), strict=False):
            drawing.scroll_into_view_if_needed()
            box = drawing.bounding_box()
            assert box is not None
            started = time.perf_counter()
            page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 3)
            drawing.locator(".charttip").wait_for()
            seconds.append(time.perf_counter() - started)
        context.close()
    return statistics.median(firsts), statistics.median(others or [0.0])


@click.command()
@click.argument("site", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--where", multiple=True, default=("2025/10/10/", "assets/btc/"))
def main(site: Path, where: tuple[str, ...]) -> None:
    """Print the tables."""
    click.echo(markdown_table(("what", "bytes", "compressed"), weights(site, where)))
    program = next(filter(None, map(shutil.which, BROWSERS)))
    with sync_playwright() as playwright, served(site, "/", rules=rules_sent_with(site)) as root:
        browser = playwright.chromium.launch(executable_path=program, args=BROWSER_OPTIONS)
        rows = []
        for address in where:
            first, other = times(browser, root + address)
            rows.append((address, f"{first:.2f} s", f"{other:.2f} s"))
        browser.close()
    click.echo(markdown_table(("page", "first tooltip", "another chart's"), rows))
    click.echo(f"{describe_machine()} Of each time {REST} s is the mouse at rest.")


if __name__ == "__main__":
    main()
