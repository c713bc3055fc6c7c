"""Writes the search of a site, and keeps its index until a record changes."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from builder.market.registry import Asset
from builder.pages.settings import Settings
from builder.publish.catalogue import Catalogue
from builder.publish.files import write_text
from builder.publish.search.facets import facets_json, facets_of
from builder.publish.search.program import ENVIRONMENT, index_files
from builder.publish.search.records import Record, records_of
from builder.publish.search.settled import ENTRY, settled
from builder.story.telling import Teller

FOLDER = "search"
FACETS = "facets.json"


def write_search(
    site: Path, cache: Path, settings: Settings, catalogue: Catalogue, assets: Sequence[Asset]
) -> None:
    """Write the search of a site's pages into the site; `cache` keeps the index between builds.

    Raises SearchError if Pagefind fails.
    """
    teller = Teller(settings.language, assets, settings.timezone)
    records = list(records_of(catalogue, assets, teller))
    index = kept_index(cache, records, settings.language)
    folder = site / FOLDER
    # A preview has its site from the last time, and mostly the same index.
    if (
        not (folder / ENTRY).is_file()
        or (folder / ENTRY).read_bytes() != (index / ENTRY).read_bytes()
    ):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(index, folder)
    facets = facets_json(facets_of(records, assets, teller))
    write_text(folder / FACETS, facets)


def kept_index(cache: Path, records: Sequence[Record], language: str) -> Path:
    """Return the folder of the index over records.

    It is made if the last one was over others, or is not as it was made.
    """
    key = _made_from(records, language)
    for folder in cache.glob(f"{key}-*"):
        if folder.name == f"{key}-{_digest_of(folder)}":
            return folder
    shutil.rmtree(cache, ignore_errors=True)
    making = cache / "making"
    for path, content in settled(index_files(records, language), language).items():
        file = making / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return making.rename(cache / f"{key}-{_digest_of(making)}")


def _digest_of(folder: Path) -> str:
    """Return the hash of the files of an index, with their names."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.*")):
        digest.update(f"{path.relative_to(folder)} {path.stat().st_size}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _made_from(records: Sequence[Record], language: str) -> str:
    """Return the hash of all that an index is made from."""
    made_from = hashlib.sha256()
    for part in (version("pagefind-bin"), ENVIRONMENT, language, *map(asdict, records)):
        made_from.update(json.dumps(part, sort_keys=True).encode())
    return made_from.hexdigest()[:16]
