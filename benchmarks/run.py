"""Measures builds of a demonstration archive of a given size, beside plain MkDocs.

    python benchmarks/run.py --days 1000 --assets 10 --json FILE

prints a Markdown table and writes the same numbers as JSON. `README.md` beside this file says what
each of them is.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click
from measure import Cost, measure
from table import describe_machine, markdown_table
from workshop import Workshop, open_workshop

COLD = "cold build"
WARM = "cold build, charts drawn"
MKDOCS = "mkdocs build, same docs"


def measure_builds(workshop: Workshop, data: Path) -> dict[str, Cost]:
    """The cost of each scenario by its name, in the order in which they are run."""
    build = workshop.daybook(*workshop.build_arguments(data, workshop.folder / "content"))
    costs = {COLD: measure(build, workshop.folder)}
    workshop.forget(keep_charts=True)
    costs[WARM] = measure(build, workshop.folder)
    plain = workshop.folder / "mkdocs-site"
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--clean", "--site-dir"]
    costs[MKDOCS] = measure([*mkdocs, str(plain)], workshop.folder)
    return costs


def summarise(days: int, assets: int, seed: int, costs: dict[str, Cost]) -> dict[str, object]:
    """The numbers that are compared from version to version; seconds, and megabytes of 10^6."""
    return {
        "days": days,
        "assets": assets,
        "seed": seed,
        "machine": describe_machine(),
        "cold_s": round(costs[COLD].wall_s, 3),
        "cold_warm_charts_s": round(costs[WARM].wall_s, 3),
        "mkdocs_s": round(costs[MKDOCS].wall_s, 3),
        "peak_mb": round(max(costs[COLD].peak_mb, costs[WARM].peak_mb), 1),
    }


def report(costs: dict[str, Cost]) -> str:
    """The costs as a Markdown table, each also as a multiple of plain MkDocs."""
    plain = costs[MKDOCS].wall_s
    rows = (
        (
            name,
            f"{cost.wall_s:.2f} s",
            f"{cost.cpu_s:.2f} s",
            f"{cost.peak_mb:,.0f} MB",
            f"{cost.wall_s / plain:.2f}",
        )
        for name, cost in costs.items()
    )
    return markdown_table(("Run", "wall", "processor", "peak memory", "of mkdocs"), rows)


COUNT = click.IntRange(min=1)


@click.command()
@click.option("--days", type=COUNT, default=10_000, show_default=True, help="Days on file.")
@click.option("--assets", type=COUNT, default=10, show_default=True, help="Assets.")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True)
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write numbers here.")
@click.option("--work", type=click.Path(path_type=Path), help="Work in this folder and keep it.")
def main(days: int, assets: int, seed: int, json_file: Path | None, work: Path | None) -> None:
    """Measure builds of a demonstration archive."""
    with open_workshop(work) as workshop:
        data = workshop.folder / "demo"
        # No commentary: what was written about real days is not true of invented ones.
        (workshop.folder / "content").mkdir()
        size = ("--days", str(days), "--assets", str(assets), "--seed", str(seed))
        measure(workshop.daybook("demo", str(data), *size), workshop.folder)
        costs = measure_builds(workshop, data)
    print(f"{days:,} days, {assets} assets; {describe_machine()}.\n\n{report(costs)}")
    if json_file:
        numbers = summarise(days, assets, seed, costs)
        json_file.write_text(json.dumps(numbers, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
