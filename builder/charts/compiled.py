"""Kinds of charts as Vega, each compiled once and kept, whatever rows are drawn by it.

Building a chart with Altair, checking it and compiling it to Vega take two tenths of a second: more
than drawing it, and as much for one page as for a decade of them.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import altair as alt
import orjson

from builder.charts.kept import read_kept, write_kept
from builder.charts.renderer import compile_vega, renderer_version
from builder.charts.theme import CONFIG

Build = Callable[..., alt.Chart | alt.LayerChart]
"""Makes the Altair chart of one kind from a data source and hashable options."""

DATA = "table"

_folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What all charts of a kind share: Vega without rows, size and margins, and its digest."""

    specification: dict[str, Any]
    digest: str


def keep_compiled(charts: Path) -> None:
    """Keep what is compiled from now on among kept charts, and take from there what is.

    That holds for this process and for those that it forks.
    """
    global _folder  # noqa: PLW0603 - kinds are asked for wherever a page has a chart
    _folder = charts / "kinds"


@cache
def compiled(build: Build, *options: Any) -> Look:
    """Return a kind of chart as Vega, which is shared."""
    specification = _kept_or_compiled(build, *options)
    return Look(specification, hashlib.sha256(canonical(specification).encode()).hexdigest())


def canonical(specification: Mapping[str, Any]) -> str:
    """Return a specification as JSON, the same for the same one."""
    return orjson.dumps(specification, option=orjson.OPT_SORT_KEYS).decode()


def kind_of(build: Build, *options: Any) -> str:
    """Name a kind of chart: what is built, and with which options."""
    parts = [getattr(build, "__name__", ""), *(str(option) for option in options)]
    return re.sub(r"[^a-z0-9]+", "-", " ".join(parts).lower()).strip("-")


def _kept_or_compiled(build: Build, *options: Any) -> dict[str, Any]:
    if _folder is None:
        return _compile(build, *options)
    key = hashlib.sha256(f"{_version()}\n{build.__module__} {options!r}".encode()).hexdigest()
    path = _folder / f"{kind_of(build, *options)}.json"
    kept = json.loads(read_kept(path) or "{}")
    if kept.get("key") != key:
        kept = {"key": key, "specification": _compile(build, *options)}
        write_kept(path, json.dumps(kept).encode())
    specification: dict[str, Any] = kept["specification"]
    return specification


def _compile(build: Build, *options: Any) -> dict[str, Any]:
    chart = build(alt.Data(name=DATA), *options)
    specification = chart.configure(**CONFIG).to_dict()
    return compile_vega({**specification, "datasets": {DATA: []}})


@cache
def _version() -> str:
    """Name all that a compiled kind depends on: Altair, the renderer, and how charts are built."""
    sources = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        sources.update(path.read_bytes())
    return f"Altair {version('altair')}, {renderer_version()}, charts {sources.hexdigest()}"
