"""Writes the search of a site, and nothing anew of years whose days have not changed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from builder.market.registry import Asset
from builder.pages.settings import Settings
from builder.publish.catalogue import Catalogue
from builder.publish.files import write_bytes, write_text
from builder.publish.search.facets import facets_json, facets_of
from builder.publish.search.index import index_of, orders_of, program_files
from builder.publish.search.records import Record, records_of
from builder.publish.search.segments import Segment, join
from builder.publish.search.shelf import Shelf, key_of, key_of_keys
from builder.story.telling import Teller

FOLDER = "search"
FACETS = "facets.json"
MADE_FROM = "made-from.json"
"""What each year's part of the index is made from; a site says by it which parts it has."""

Parts = Mapping[str, Sequence[Record]]
"""The records of each year of days, by the year; of all other pages under `OTHERS`, the last."""

OTHERS = "pages"


def write_search(
    site: Path,
    cache: Path,
    settings: Settings,
    catalogue: Catalogue,
    assets: Sequence[Asset],
    jobs: int = 1,
) -> None:
    """Write the search of a site's pages into the site; `cache` keeps parts of the index.

    Files that the site has already, of whatever age, are left alone or replaced, never written
    into. Raises SearchError if Pagefind fails.
    """
    teller = Teller(settings.language, assets, settings.timezone)
    records = list(records_of(catalogue, assets, teller))
    write_index(site / FOLDER, cache, records, settings.language, jobs)
    write_text(site / FOLDER / FACETS, facets_json(facets_of(records, assets, teller)))


def write_index(
    folder: Path, cache: Path, records: Sequence[Record], language: str, jobs: int = 1
) -> None:
    """Make a folder hold the index over records; the choices of facets it leaves alone.

    Raises SearchError if Pagefind fails.
    """
    parts = parts_of(records)
    keys = {part: key_of(found, language) for part, found in parts.items()}
    before = _made_from(folder)
    if before == keys:
        return
    shelf = Shelf(cache)

    def segments(of: Iterable[str]) -> Iterator[Segment]:
        # Each waits for a Pagefind of its own.
        with ThreadPoolExecutor(jobs) as pool:
            yield from pool.map(lambda p: shelf.segment(keys[p], parts[p], language), of)

    *years, others = parts
    closed, open_parts = years[:-1], [*years[-1:], others]
    past = key_of_keys(keys[year] for year in closed)
    whole = join([shelf.joined(past, lambda: segments(closed)), *segments(open_parts)])
    orders = orders_of(records, whole)
    files = index_of(whole, orders, program_files(language), language)
    # Until all is written, the folder says nothing of what it has.
    (folder / MADE_FROM).unlink(missing_ok=True)
    for path, content in files.items():
        write_bytes(folder / path, content)
    for part, key in keys.items():
        if before.get(part) != key:
            for name, content in shelf.contents(key, parts[part], language).items():
                write_bytes(folder / _page_file(name), content)
    _remove_others(folder, {*files, FACETS, *map(_page_file, whole.names)})
    write_text(folder / MADE_FROM, json.dumps(keys, indent=1) + "\n")
    shelf.forget_others([past, *keys.values()])


def parts_of(records: Sequence[Record]) -> Parts:
    """Divide records among the years of their days, first to last; of others come last."""
    parts: dict[str, list[Record]] = {}
    for record in records:
        parts.setdefault(record.order.get("date", OTHERS)[:4], []).append(record)
    others = parts.pop(OTHERS[:4], [])
    return {**{year: parts[year] for year in sorted(parts)}, OTHERS: others}


def _page_file(name: str) -> str:
    return f"fragment/{name}.pf_fragment"


def _made_from(folder: Path) -> dict[str, str]:
    """Return which parts a folder holds what is said of pages of."""
    try:
        found = json.loads((folder / MADE_FROM).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _remove_others(folder: Path, kept: set[str]) -> None:
    for root, _, names in os.walk(folder):
        within = Path(root).relative_to(folder).as_posix()
        prefix = "" if within == "." else f"{within}/"
        for name in names:
            if prefix + name not in kept:
                Path(root, name).unlink()
