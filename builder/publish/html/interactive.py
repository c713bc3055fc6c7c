"""The files that charts are drawn anew from, the same for all pages: Vega, and each kind's look.

Their names hold a hash of their content, and `index.json` says what each is called now.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import builder.charts
from builder.charts.bundle import vega_bundle
from builder.charts.interactive import shared_specification
from builder.pages.charts.kinds import INTERACTIVE
from builder.publish.files import copy_changed
from builder.publish.release.locks import sole_use

FOLDER = "assets/javascripts/charts/"
"""Where they stand below the site."""

INDEX = "index.json"
LICENCES = Path(builder.charts.__file__).with_name("vega-licences.txt")


def write_interactive(site: Path, cache: Path) -> None:
    """Write what charts are drawn anew from into a site; made once, and kept in a folder."""
    kept = cache / _version()
    # A preview has a site of its own, and shares this with the build beside it.
    with sole_use(cache):
        if not _is_whole(kept):
            _make(kept)
        for other in cache.iterdir():
            # Of another version, or left by a killed build; files are none of the builder's.
            if other != kept and other.is_dir():
                shutil.rmtree(other)
        for path in sorted(kept.iterdir()):
            copy_changed(path, site / FOLDER / path.name)


def _is_whole(kept: Path) -> bool:
    """Tell whether a folder holds all of it as it was made; damage to any byte is noticed."""
    try:
        text = (kept / INDEX).read_text(encoding="utf-8")
        index = json.loads(text)
        named = [index["vega"], *index["kinds"].values()]
        sound = all(
            name.split(".")[-2] == _hash_of((kept / name).read_text(encoding="utf-8"))
            for name in named
        )
        licences = (kept / LICENCES.name).read_bytes() == LICENCES.read_bytes()
        kinds = list(index["kinds"]) == [kind.name for kind in INTERACTIVE]
        return sound and licences and kinds and text == _index_text(index)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return False


def _index_text(index: dict[str, Any]) -> str:
    return json.dumps(index, indent=1) + "\n"


def _hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _make(kept: Path) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True)
    # Written aside and moved, so that a stopped build leaves no half of it behind.
    with tempfile.TemporaryDirectory(dir=kept.parent) as aside:
        folder = Path(aside, "made")
        folder.mkdir()
        kinds = {
            kind.name: _write(
                folder,
                kind.name,
                "json",
                json.dumps(shared_specification(kind), ensure_ascii=False, separators=(",", ":")),
            )
            for kind in INTERACTIVE
        }
        index = {"vega": _write(folder, "vega", "js", vega_bundle()), "kinds": kinds}
        (folder / INDEX).write_text(_index_text(index), encoding="utf-8")
        shutil.copyfile(LICENCES, folder / LICENCES.name)
        shutil.rmtree(kept, ignore_errors=True)
        folder.rename(kept)


def _write(folder: Path, name: str, suffix: str, text: str) -> str:
    """Write a file under a name with a hash of its content; returns the name."""
    named = f"{name}.{_hash_of(text)}.{suffix}"
    (folder / named).write_text(text, encoding="utf-8")
    return named


@cache
def _version() -> str:
    """Name all that these files depend on: the renderer, Altair, and how charts are built."""
    sources = hashlib.sha256()
    folder = Path(builder.charts.__file__).parent
    for path in sorted([*folder.glob("*.py"), LICENCES]):
        sources.update(path.read_bytes())
    sources.update(repr([(kind.name, kind.options) for kind in INTERACTIVE]).encode())
    versions = f"{version('vl-convert-python')} {version('altair')}"
    sources.update(versions.encode())
    return sources.hexdigest()[:16]
