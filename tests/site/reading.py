"""What the inputs report and what the pages print, read without any of the builder's code."""

import csv
import re
from collections import defaultdict
from html.parser import HTMLParser
from pathlib import Path

import yaml

Cells = dict[str, str | float]
"""Values by name: `market.fear_greed`, `BTC.price_usd`."""


class PrintedFigures(HTMLParser):
    """Collects the figures of a page's own day: what each `data` element says it is."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, set[str]] = {}
        self.withholds = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a figure, or that the page withholds some."""
        attributes = dict(attrs)
        self.withholds |= "notice--withheld" in (attributes.get("class") or "")
        if tag == "data" and "data-figure" in attributes and "data-day" not in attributes:
            name, value = attributes["data-figure"], attributes["value"]
            assert name is not None
            assert value is not None
            self.values.setdefault(name, set()).add(value)


def reported_cells(snapshot: Path) -> Cells:
    """Read a snapshot in YAML; every key and word stays text."""
    loaded = yaml.load(snapshot.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - makes text only
    rows = {"market": loaded.get("market", {}), **loaded.get("assets", {})}
    return {
        f"{subject}.{field}": comparable(value)
        for subject, row in rows.items()
        for field, value in row.items()
    }


def downloaded_cells(table: Path) -> Cells:
    """Read the cells of a day's download that hold something."""
    with table.open(encoding="utf-8", newline="") as file:
        return {
            f"{row['asset'] or 'market'}.{field}": comparable(value)
            for row in csv.DictReader(file)
            for field, value in row.items()
            if value and field not in {"asset", "date", "as_of", "disputed"}
        }


def tabled_cells(table: Path) -> dict[str, Cells]:
    """Read a table of many days, with columns `date` and perhaps `asset`: cells by day."""
    days: dict[str, Cells] = defaultdict(dict)
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            subject = row.get("asset") or "market"
            for field, value in row.items():
                if value and field not in {"asset", "date", "as_of", "disputed"}:
                    days[row["date"]][f"{subject}.{field}"] = comparable(value)
    return days


def comparable(value: str) -> str | float:
    """Give a number, however it is written, as a number, and text as it is."""
    number = re.fullmatch(r"[-+]?\d[\d_]*(\.\d+)?([eE][-+]?\d+)?", value)
    return float(value) if number else value


def printed_figures(page: Path) -> PrintedFigures:
    """Read the figures that a page prints."""
    printed = PrintedFigures()
    printed.feed(page.read_text(encoding="utf-8"))
    return printed
