"""Measures what charts cost: the drawing of each kind, a kept one, and the weight of a day's page.

    python benchmarks/charts.py --days 400 --assets 10

prints two Markdown tables, of a demonstration archive of that size.
"""

from __future__ import annotations

import gzip
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from table import describe_machine, markdown_table

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from builder.charts.chart import Chart
from builder.charts.drawing import Drawings
from builder.charts.palette import read_palette
from builder.charts.pictures import Pictures
from builder.demo import write_demo
from builder.market.history import read_history
from builder.pages.asset import render_asset
from builder.pages.charts.asset_charts import asset_charts
from builder.pages.charts.captions import Figured
from builder.pages.charts.day_charts import day_charts
from builder.pages.day import render_day
from builder.pages.page import Page
from builder.pages.renderer import Renderer
from builder.pages.settings import Settings
from builder.story.day_story import day_story
from builder.story.plan import plan_day

SETTINGS = Settings("Daybook", "https://daybook.example/")
PALETTE = Path(__file__).resolve().parents[1] / "overrides/assets/stylesheets/palette.css"
ROUNDS = 5


def drawing_times(charts: list[Chart], folder: Path) -> list[tuple[str, float, float, int]]:
    """Return for each chart its name, the milliseconds of drawing and of a kept one, its bytes."""
    warm = Drawings(folder / "warm")
    for chart in charts:
        warm.svg(chart)
    found = []
    for chart in charts:
        new, kept = [], []
        for number in range(ROUNDS):
            drawings = Drawings(folder / f"{number}")
            for times in (new, kept):
                started = time.perf_counter()
                drawn = drawings.svg(chart)
                times.append(1000 * (time.perf_counter() - started))
        row = (statistics.median(new), statistics.median(kept), len(drawn.encode()))
        found.append((chart.name, *row))
    return found


def card_times(page: Page, folder: Path) -> tuple[str, float, float, int]:
    """Return for a page's card what `drawing_times` does for a chart; its bytes are the PNG's."""
    assert page.card is not None
    palette = read_palette(PALETTE, "western")
    new, kept, drawn = [], [], b""
    for number in range(ROUNDS):
        pictures = Pictures(folder / f"{number}", palette)
        for times in (new, kept):
            started = time.perf_counter()
            drawn = pictures.png(page.card.drawing)
            times.append(1000 * (time.perf_counter() - started))
    return f"card of {page.address}", statistics.median(new), statistics.median(kept), len(drawn)


def weights(page: Page) -> tuple[str, str, str, str]:
    """Return a page's address and its weights: its body, compressed, and its ledger."""
    body = page.body.encode()
    ledger = page.ledger.json().encode() if page.ledger else b""
    sizes = (len(body), len(gzip.compress(body)), len(ledger))
    return page.address, *(f"{size / 1000:.1f} KB" for size in sizes)


COUNT = click.IntRange(min=1)


@click.command()
@click.option("--days", type=COUNT, default=400, show_default=True, help="Days on file.")
@click.option("--assets", type=COUNT, default=10, show_default=True, help="Assets.")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True)
def main(days: int, assets: int, seed: int) -> None:
    """Measure the charts of the last day and of the first asset of a demonstration."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_demo(folder / "data", days, assets, seed)
        history = read_history(folder / "data")
        drawings = Drawings(folder / "drawings")
        renderer = Renderer(history, SETTINGS, drawings.svg)
        plan = plan_day(history, history.days[-1])
        of_day = day_charts(history, plan.facts, renderer.teller)
        asset = history.assets[0]
        of_asset = asset_charts(history, asset.ticker, renderer.teller)
        figured: list[Figured] = [one for found in of_day.values() for one in found] + of_asset
        times = drawing_times([c for one in figured for c in one.charts], folder / "times")
        story = day_story(renderer.teller, plan)
        pages = [
            render_day(renderer, plan, story, of_day, None, (None, None)),
            render_asset(renderer, asset, of_asset, None),
        ]
        times += [card_times(page, folder / "cards") for page in pages]
        rows = [(n, f"{new:.1f} ms", f"{old:.2f} ms", f"{size:,}") for n, new, old, size in times]
        print(f"{days:,} days, {assets} assets; {describe_machine()}.\n")
        print(markdown_table(("Chart", "drawn", "kept", "bytes"), rows))
        print("\n" + markdown_table(("Page", "body", "compressed", "ledger"), map(weights, pages)))


if __name__ == "__main__":
    main()
