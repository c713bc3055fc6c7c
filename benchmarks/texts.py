"""Measures the checking of commentary: a text on each day, read anew, and with nothing changed.

    python benchmarks/texts.py --days 2000

prints a Markdown table. `README.md` beside this file says how it is measured.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import click
from desk import take_for_real
from measure import Cost, measure
from table import describe_machine, markdown_table
from workshop import open_workshop

from builder.market.history import read_history
from builder.story.day_story import day_story
from builder.story.plan import plan_day
from builder.story.telling import Teller

DATA_ALONE = "no texts"
ANEW = "every text read"
AGAIN = "nothing changed"


def write_texts(data: Path, folder: Path) -> int:
    """Write a commentary on each day, in the words of its own page; return their sentences."""
    history = read_history(data)
    teller = Teller("en", history.assets, "UTC")
    folder.mkdir(parents=True)
    sentences = 0
    for day in history.days:
        story = day_story(teller, plan_day(history, day))
        told = [story.lede, *(p for section in story.sections.values() for p in section)]
        text = unescape(re.sub("<[^>]*>", "", "\n\n".join(map(str, told))))
        sentences += len(re.findall(r"[.?!](?:\s|$)", text))
        front = "---\ntitle: The day in words\nauthor: The desk\n---\n\n"
        (folder / f"{day.date}.md").write_text(f"{front}{text}\n", encoding="utf-8")
    return sentences


def report(costs: dict[str, Cost]) -> str:
    """The costs as a Markdown table, each also with what it adds to reading the data."""
    alone = costs[DATA_ALONE].wall_s
    rows = (
        (name, f"{c.wall_s:.1f} s", f"{c.wall_s - alone:.1f} s", f"{c.peak_mb:,.0f} MB")
        for name, c in costs.items()
    )
    return markdown_table(("`daybook check`", "wall", "for the texts", "peak memory"), rows)


@click.command()
@click.option("--days", type=click.IntRange(min=1), default=2_000, show_default=True)
@click.option("--work", type=click.Path(path_type=Path), help="Work in this folder and keep it.")
def main(days: int, work: Path | None) -> None:
    """Measure the checking of a text on each day of a demonstration archive."""
    with open_workshop(work) as workshop:
        data, content = workshop.folder / "demo", workshop.folder / "written"
        measure(workshop.daybook("demo", str(data), "--days", str(days)), workshop.folder)
        take_for_real(data)
        content.mkdir()
        check = workshop.daybook("check", "--data", str(data), "--content", str(content))
        # What is kept of the data is kept in all that is compared.
        measure(check, workshop.folder)
        costs = {DATA_ALONE: measure(check, workshop.folder)}
        sentences = write_texts(data, content / "days")
        for name in (ANEW, AGAIN):
            # A text that is found to be wrong costs what others do.
            costs[name] = measure(check, workshop.folder, ends=(0, 1))
    print(f"{days:,} texts of {sentences:,} sentences; {describe_machine()}.\n\n{report(costs)}")


if __name__ == "__main__":
    main()
