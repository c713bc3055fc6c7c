"""Measures each stage of a build: its wall time and the most memory held while it was at work.

    python benchmarks/stages.py --data DIR

prints a Markdown table: a cold build, and a second one that finds the charts drawn. `README.md`
beside this file says how it is measured.
"""

from __future__ import annotations

import json
import sys
import time
from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path

import click
from measure import Cost, measure
from staged_build import ELSEWHERE, STAGES
from table import describe_machine, markdown_table
from workshop import PROJECT, Workshop, open_workshop

STAGED_BUILD = Path(__file__).with_name("staged_build.py")


@dataclass(frozen=True)
class StagedCost:
    """What a build cost: as a whole, and by stage its seconds and the peak of memory in MB.

    A stage too short for its memory to be looked at has no peak.
    """

    whole: Cost
    seconds: dict[str, float]
    peaks_mb: dict[str, float]


def measure_stages(workshop: Workshop, data: Path, content: Path) -> StagedCost:
    """Build a site in the workshop and measure each stage."""
    diary = workshop.folder / "diary.json"
    command = [sys.executable, str(STAGED_BUILD), str(diary)]
    samples: list[tuple[float, float]] = []
    started = time.monotonic()
    # With more processes than one, stages would be at work side by side.
    whole = measure(
        [*command, *workshop.build_arguments(data, content), "--jobs", "1"],
        workshop.folder,
        watch=lambda memory_mb: samples.append((time.monotonic(), memory_mb)),
    )
    # The last turn is that of ending Python, which nobody looked at.
    turns = [*json.loads(diary.read_text(encoding="utf-8")), (ELSEWHERE, started + whole.wall_s)]
    return StagedCost(whole, add_up_seconds(started, turns), find_peaks(turns, samples))


def add_up_seconds(started: float, turns: list[tuple[str, float]]) -> dict[str, float]:
    """The seconds of each stage, from the stages' turns as (stage, end)."""
    seconds = dict.fromkeys((*STAGES, ELSEWHERE), 0.0)
    for stage, ended in turns:
        seconds[stage] += ended - started
        started = ended
    return seconds


def find_peaks(
    turns: list[tuple[str, float]], samples: list[tuple[float, float]]
) -> dict[str, float]:
    """The most memory in MB in any turn of each stage, from samples as (time, memory)."""
    peaks: dict[str, float] = {}
    ends = [ended for _, ended in turns]
    for moment, memory_mb in samples:
        stage = turns[min(bisect_left(ends, moment), len(turns) - 1)][0]
        peaks[stage] = max(peaks.get(stage, 0), memory_mb)
    return peaks


def count_pages(site: Path) -> int:
    """The number of HTML files of a site: its pages, and its charts for other sites."""
    return sum(1 for _ in site.rglob("*.html"))


def report(cold: StagedCost, warm: StagedCost) -> str:
    """Both builds as a Markdown table."""
    rows = [
        (
            stage,
            _seconds(cold.seconds[stage]),
            _megabytes(cold.peaks_mb.get(stage)),
            _seconds(warm.seconds[stage]),
            _megabytes(warm.peaks_mb.get(stage)),
        )
        for stage in (*STAGES, ELSEWHERE)
    ]
    wholes = (cold.whole, warm.whole)
    total = [cell for cost in wholes for cell in (_seconds(cost.wall_s), _megabytes(cost.peak_mb))]
    processors = [cell for cost in wholes for cell in (_seconds(cost.cpu_s), "")]
    header = ("Stage", "cold", "peak memory", "charts drawn", "peak memory")
    return markdown_table(header, [*rows, ("whole build", *total), ("processor time", *processors)])


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} s"


def _megabytes(megabytes: float | None) -> str:
    return "too short" if megabytes is None else f"{megabytes:,.0f} MB"


FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.option("--data", type=FOLDER, default=PROJECT / "data", help="Snapshots; default data/.")
@click.option("--content", type=FOLDER, default=PROJECT / "content", help="Default content/.")
@click.option("--work", type=click.Path(path_type=Path), help="Work in this folder and keep it.")
def main(data: Path, content: Path, work: Path | None) -> None:
    """Measure the wall time and the peak memory of each stage of a build."""
    with open_workshop(work) as workshop:
        cold = measure_stages(workshop, data.resolve(), content.resolve())
        workshop.forget(keep_charts=True)
        warm = measure_stages(workshop, data.resolve(), content.resolve())
        pages = count_pages(workshop.site)
    print(f"{pages:,} pages, charts to embed among them; {describe_machine()}.\n")
    print(report(cold, warm))


if __name__ == "__main__":
    main()
