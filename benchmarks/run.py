"""Measures builds of a demonstration archive, end to end.

    python benchmarks/run.py --days 1000 --assets 10 --json FILE

prints a Markdown table and writes the same numbers as JSON. `README.md` beside this file says what
each of them is.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click
from desk import Desk, edit_template, take_for_real
from measure import Cost, measure
from plain_hugo import set_up_hugo
from table import describe_machine, markdown_table
from workshop import Workshop, open_workshop
from written import count_written, state_of

NOW = "2026-02-01T06:00+00:00"
"""The moment of every build: the clock would make each another one."""

SMALL = 1_000
"""Days of the archive that growth is measured from."""

FEWEST = 10
"""Days of the smallest archive in which there is an old year to correct."""

BUILDS = {
    "cold": "cold build",
    "cold_warm_charts": "cold build, charts drawn",
    "noop": "nothing changed",
    "nightly": "one new day",
    "edit": "one old cell restated",
    "commentary": "one text edited",
    "template": "one template edited",
}
PLAIN = {"mkdocs": "mkdocs build, same docs", "hugo": "hugo, same Markdown"}


@dataclass(frozen=True)
class Measured:
    """The cost of each run by its key, and the files that a build wrote which had nothing to do.

    A run whose program is not installed has none.
    """

    costs: dict[str, Cost]
    noop_files_written: int


def measure_builds(workshop: Workshop, desk: Desk) -> Measured:
    """Build an archive, then again after each change to it; all in the order of `BUILDS`."""
    arguments = workshop.build_arguments(desk.data, desk.content)
    build = workshop.daybook(*arguments, "--now", NOW)
    changes: dict[str, Callable[[], None]] = {
        "cold": lambda: None,
        "cold_warm_charts": lambda: workshop.forget(keep_charts=True),
        "noop": lambda: None,
        "nightly": desk.add_day,
        "edit": desk.restate_cell,
        "commentary": desk.correct_text,
        "template": lambda: edit_template(workshop.folder / "builder"),
    }
    desk.hold_back_last_day()
    desk.write_text()
    costs, written = {}, 0
    for run in BUILDS:
        changes[run]()
        before = state_of(workshop.folder) if run == "noop" else {}
        costs[run] = _told(run, build, workshop.folder)
        if run == "noop":
            written = count_written(before, state_of(workshop.folder))
    return Measured(costs | measure_plain(workshop), written)


def measure_plain(workshop: Workshop) -> dict[str, Cost]:
    """The cost of plain generators over the Markdown of the last build."""
    plain = workshop.folder / "mkdocs-site"
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--clean", "--site-dir"]
    costs = {"mkdocs": _told("mkdocs", [*mkdocs, str(plain)], workshop.folder)}
    shutil.rmtree(plain)
    if shutil.which("hugo"):
        folder = workshop.folder / "hugo"
        command = set_up_hugo(workshop.cache / "docs", folder)
        costs["hugo"] = _told("hugo", command, workshop.folder)
        shutil.rmtree(folder)
    return costs


def summarise(measured: Measured) -> dict[str, object]:
    """The numbers that are compared from version to version; seconds, and megabytes of 10^6."""
    costs = measured.costs
    numbers: dict[str, object] = {}
    for run in (*BUILDS, *PLAIN):
        cost = costs.get(run)
        numbers[f"{run}_s"] = None if cost is None else round(cost.wall_s, 3)
        numbers[f"{run}_cpu_s"] = None if cost is None else round(cost.cpu_s, 3)
        numbers[f"{run}_peak_mb"] = None if cost is None else round(cost.peak_mb, 1)
    numbers["noop_files_written"] = measured.noop_files_written
    numbers["peak_mb"] = round(max(costs[run].peak_mb for run in BUILDS), 1)
    return numbers


def report(measured: Measured) -> str:
    """The costs as a Markdown table, each also as a multiple of plain MkDocs."""
    plain = measured.costs["mkdocs"].wall_s
    names = {**BUILDS, **PLAIN}
    rows = (
        (
            names[run],
            f"{cost.wall_s:.2f} s",
            f"{cost.cpu_s:.2f} s",
            f"{cost.peak_mb:,.0f} MB",
            f"{cost.wall_s / plain:.2f}",
        )
        for run, cost in measured.costs.items()
    )
    table = markdown_table(("Run", "wall", "processor", "peak memory", "of mkdocs"), rows)
    return f"{table}\n\nFiles written where nothing changed: {measured.noop_files_written:,}."


def measure_archive(days: int, assets: int, seed: int, work: Path | None) -> Measured:
    """Make a demonstration archive and measure its builds; says what it is doing."""
    with open_workshop(work) as workshop:
        # No commentary of the project's: what was written about real days is not true of these.
        content = workshop.folder / "content"
        content.mkdir()
        desk = Desk(workshop.folder / "demo", content, workshop.folder / "drawer")
        # One more than is built at first: the day that is to come.
        size = ("--days", str(days + 1), "--assets", str(assets), "--seed", str(seed))
        _told(f"{days:,} days", workshop.daybook("demo", str(desk.data), *size), workshop.folder)
        take_for_real(desk.data)
        return measure_builds(workshop, desk)


def _told(what: str, command: list[str], folder: Path) -> Cost:
    """Measure a command, and say at once on standard error what it took: a run takes minutes."""
    cost = measure(command, folder)
    click.echo(f"{what}: {cost.wall_s:.1f} s", err=True)
    return cost


COUNT = click.IntRange(min=1)


@click.command()
@click.option("--days", type=click.IntRange(min=FEWEST), default=10_000, show_default=True,
              help="Days on file.")  # fmt: skip
@click.option("--assets", type=COUNT, default=10, show_default=True, help="Assets.")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True)
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write numbers here.")
@click.option("--work", type=click.Path(path_type=Path), help="Work in this folder and keep it.")
@click.option("--growth/--no-growth", default=None,
              help=f"Measure {SMALL:,} days first, and how much more a new day costs with all; "
              "by default where they are more.")  # fmt: skip
def main(
    days: int,
    assets: int,
    seed: int,
    json_file: Path | None,
    work: Path | None,
    growth: bool | None,
) -> None:
    """Measure builds of a demonstration archive."""
    growth = days > SMALL if growth is None else growth
    about = {"days": days, "assets": assets, "seed": seed, "machine": describe_machine()}
    small = measure_archive(SMALL, assets, seed, None) if growth else None
    if small:
        print(f"{SMALL:,} days, {assets} assets; {describe_machine()}.\n\n{report(small)}\n")
    measured = measure_archive(days, assets, seed, work)
    print(f"{days:,} days, {assets} assets; {describe_machine()}.\n\n{report(measured)}")
    numbers = {**about, **summarise(measured)}
    if small:
        ratio = measured.costs["nightly"].wall_s / small.costs["nightly"].wall_s
        print(f"\nA new day costs {ratio:.2f} times what it costs with {SMALL:,} days.")
        numbers |= {"nightly_growth": round(ratio, 3), f"at_{SMALL}_days": summarise(small)}
    if json_file:
        json_file.write_text(json.dumps(numbers, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
