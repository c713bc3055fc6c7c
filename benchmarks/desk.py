"""What a newsroom does to an archive between two builds: a new day, a correction, a text."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import yaml

TEXT = """\
---
title: A day to look back on
author: The desk
---

Traders closed positions in the morning and opened others in the evening. Neither move lasted, and
by the next report most of both had been undone.
"""
RESTATED = "price_usd"


@dataclass(frozen=True)
class Desk:
    """An archive that is worked on: its snapshots, its texts, and a drawer for what is to come."""

    data: Path
    content: Path
    drawer: Path

    def hold_back_last_day(self) -> None:
        """Put the snapshot of the last day aside, as if it were not reported yet."""
        last = max(self.data.rglob("????-??-??.yml"), key=lambda path: path.name)
        self.drawer.mkdir()
        last.rename(self.drawer / last.name)

    def add_day(self) -> None:
        """Report the day that was held back, as a file of its own."""
        [snapshot] = self.drawer.iterdir()
        year = self.data / snapshot.name[:4]
        year.mkdir(exist_ok=True)
        (year / snapshot.name).write_bytes(snapshot.read_bytes())

    def write_text(self) -> None:
        """Write a text about a day in the middle of the archive."""
        self._text.parent.mkdir(parents=True, exist_ok=True)
        self._text.write_text(TEXT, encoding="utf-8")

    def correct_text(self) -> None:
        """Change a sentence of that text."""
        text = TEXT.replace("most of both had", "nearly all of both had")
        self._text.write_text(text, encoding="utf-8")

    def restate_cell(self) -> None:
        """Change one price, by a thousandth, a quarter into the archive."""
        tables = sorted(self.data.glob("????/assets.csv"))
        table = tables[len(tables) // 4]
        with table.open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        column = head.index(RESTATED)
        row = next(row for row in rows[len(rows) // 2 :] if row[column])
        row[column] = f"{float(row[column]) * 1.001:.8f}"
        with table.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([head, *rows])

    @property
    def _text(self) -> Path:
        tables = sorted(self.data.glob("????/market.csv"))
        with tables[len(tables) // 2].open(encoding="utf-8", newline="") as file:
            days = [row["date"] for row in csv.DictReader(file)]
        return self.content / "days" / f"{days[len(days) // 2]}.md"


def take_for_real(data: Path) -> None:
    """Let a demonstration pass for a market.

    Of invented figures no text is checked or published, and nothing is there to be followed: no
    feeds, no sitemaps. A build that has none of these would cost less than those of readers' sites.
    """
    file = data / "sources.yml"
    sources = yaml.safe_load(file.read_text(encoding="utf-8"))
    del sources["demonstration"]
    file.write_text(yaml.safe_dump(sources), encoding="utf-8")


def edit_template(builder: Path) -> None:
    """Change a word on the page of every day, in a copy of the program."""
    template = builder / "pages" / "templates" / "day.md.j2"
    text = template.read_text(encoding="utf-8")
    changed = text.replace('class="kicker">Crypto derivatives', 'class="kicker">Derivatives')
    if changed == text:
        raise SystemExit(f"{template.name}: expected the words above the headline, found none")
    template.write_text(changed, encoding="utf-8")
