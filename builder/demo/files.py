"""An invented archive as files: tables by year, a file for each of the last days, attributions."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from builder.demo.archive import RECENT_DAYS, Demo, draw_demo
from builder.demo.assets import DemoAsset
from builder.demo.figures import Figures
from builder.market.fields import TOPICS
from builder.market.vocabulary import REPORTED

PROVIDER = "Daybook demonstration"
COVERS = "[" + ", ".join(TOPICS) + "]"
SOURCES = """\
# Written by: daybook demo DIR --days {days} --assets {assets} --seed {seed}
demonstration: >-
  These figures are invented by a seeded random generator to show what an archive looks like;
  they describe no real market, day or price.
providers:
  {provider}:
    licence: CC0-1.0
    attribution: Invented figures, not data of any provider.
tables:
  - {{files: "**/assets.csv", provider: {provider}, covers: {covers}}}
  - {{files: "**/market.csv", provider: {provider}, covers: {covers}}}
"""


class DemoRefused(Exception):
    """The demonstration cannot be written; the message says why, for the person who asked."""


def write_demo(directory: Path, days: int, assets: int, seed: int) -> list[Path]:
    """Write an invented archive of `days` days on file into a new or empty folder.

    Returns the files written. The same days, assets and seed give the same bytes.
    Raises `DemoRefused` when the folder holds anything, or a count is below 1 or the seed below 0.
    """
    if days < 1 or assets < 1 or seed < 0:
        raise DemoRefused(
            f"a demonstration needs at least 1 day and 1 asset and a seed from 0 on,"
            f" not {days} days, {assets} assets, seed {seed}"
        )
    if directory.exists() and not directory.is_dir():
        raise DemoRefused(f"{directory} is a file; a demonstration is written into a folder")
    if directory.exists() and any(directory.iterdir()):
        raise DemoRefused(f"{directory} is not empty; a demonstration is written into a new folder")
    written = []
    for name, text in print_files(draw_demo(days, assets, seed)).items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        written.append(path)
    return written


def print_files(demo: Demo) -> dict[str, str]:
    """The text of each file of the archive by its path within the folder."""
    files = {"assets.yml": print_registry(demo.assets), "sources.yml": print_sources(demo)}
    tables = max(len(demo.days) - RECENT_DAYS, 0)
    years = [day.year for day in demo.days[:tables]]
    asset_fields, market_fields = _fields(demo.asset_figures), _fields(demo.market_figures)
    market_fields.insert(market_fields.index("fear_greed") + 1, "fear_greed_label")
    asset_cells = _asset_cells(demo, asset_fields)
    market_cells = _market_cells(demo, market_fields)
    for year in sorted(set(years)):
        rows = range(years.index(year), years.index(year) + years.count(year))
        asset_rows = (
            [str(demo.days[row]), asset.ticker, *cells]
            for row in rows
            for asset, cells in zip(demo.assets, asset_cells[row], strict=True)
            if any(cells)
        )
        market_rows = ([str(demo.days[row]), *market_cells[row]] for row in rows)
        files[f"{year}/assets.csv"] = _table(("date", "asset", *asset_fields), asset_rows)
        files[f"{year}/market.csv"] = _table(("date", *market_fields), market_rows)
    for row in range(tables, len(demo.days)):
        day = demo.days[row]
        lines = [
            f"date: {day}",
            f"as_of: {day}T09:00:00+09:00",
            "sources:",
            f"  - {{provider: {PROVIDER}, covers: {COVERS}}}",
            f"market: {_flow(market_fields, market_cells[row])}",
            "assets:",
        ]
        for asset, cells in zip(demo.assets, asset_cells[row], strict=True):
            if any(cells):
                lines.append(f"  {asset.ticker}: {_flow(asset_fields, cells)}")
        files[f"{day.year}/{day}.yml"] = "\n".join(lines) + "\n"
    return files


def print_registry(assets: Iterable[DemoAsset]) -> str:
    """The text of `assets.yml`."""
    lines = []
    for asset in assets:
        names = f", names: {{ko: {asset.korean_name}}}" if asset.korean_name else ""
        traits = f'name: {asset.name}, slug: {asset.slug}, colour: "{asset.colour}"{names}'
        lines.append(f"{asset.ticker}: {{{traits}}}\n")
    return "".join(lines)


def print_sources(demo: Demo) -> str:
    """The text of `sources.yml`, which says that the figures are a demonstration."""
    return SOURCES.format(
        days=len(demo.days),
        assets=len(demo.assets),
        seed=demo.seed,
        provider=PROVIDER,
        covers=COVERS,
    )


def print_cell(value: float) -> str:
    """A number in the fewest digits that read back as it, without exponent; "" for NaN."""
    if math.isnan(value):
        return ""
    if value.is_integer():
        return str(int(value))
    text = repr(value)
    return np.format_float_positional(value, trim="-") if "e" in text else text


def _fields(figures: Figures) -> list[str]:
    return [field for field in REPORTED if field in figures]


def _asset_cells(demo: Demo, fields: list[str]) -> list[list[tuple[str, ...]]]:
    columns = [
        [list(map(print_cell, row)) for row in demo.asset_figures[field].tolist()]
        for field in fields
    ]
    return [list(zip(*rows, strict=True)) for rows in zip(*columns, strict=True)]


def _market_cells(demo: Demo, fields: list[str]) -> list[tuple[str, ...]]:
    columns = [
        [label or "" for label in demo.fear_greed_labels]
        if field == "fear_greed_label"
        else list(map(print_cell, demo.market_figures[field].tolist()))
        for field in fields
    ]
    return list(zip(*columns, strict=True))


def _table(header: Iterable[str], rows: Iterator[list[str]]) -> str:
    return "".join(",".join(row) + "\n" for row in (list(header), *rows))


def _flow(fields: Iterable[str], cells: Iterable[str]) -> str:
    filled = (f"{field}: {cell}" for field, cell in zip(fields, cells, strict=True) if cell)
    return "{" + ", ".join(filled) + "}"
