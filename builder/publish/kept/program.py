"""What a build is made with: the program, its libraries, the settings and the theme."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import builder
from builder.market.digests import digest_of

PACKAGE = Path(builder.__file__).parent

_INHERITED = re.compile(rb"^INHERIT:[ \t]*[\"']?([^\"'#\n]+?)[\"']?[ \t]*(?:#.*)?$", re.MULTILINE)
"""How a MkDocs configuration names the one that it extends."""


_FROM_ENVIRONMENT = re.compile(rb"!ENV[ \t]+(\[[^\]]*\]|[^\s#]+)")
"""How a setting names the variables that it takes its value from, and what it is without them."""


def program_digest() -> str:
    """Return the digest of the program and its templates, of Python and all installed libraries."""
    return digest_of(sys.version, *_libraries(), files_digest([PACKAGE]))


def look_digest(config: Path, theme: Iterable[Path]) -> str:
    """Return the digest of what turns Markdown into HTML, besides the program.

    `theme` are the folders of templates and styles that the site brings. Settings may take values
    from the environment (`!ENV`); those are part of it.
    """
    stated = list(_configurations(config))
    return digest_of(*stated, *map(repr, _environment(stated)), files_digest(theme))


def files_digest(paths: Iterable[Path]) -> str:
    """Return the digest of all files below some folders: their names and their bytes.

    One file is held at a time.
    """
    return digest_of(
        *(
            part
            for path in paths
            for name, file in sorted(_files(path, ""))
            for part in (name, digest_of(file.read_bytes()))
        )
    )


def _files(path: Path, below: str) -> Iterator[tuple[str, Path]]:
    """Yield the files of a folder, each by its path from there; also where links lead."""
    if path.is_file():
        yield below, path
    elif path.is_dir():
        for entry in os.scandir(path):
            # What Python compiled follows from what is there beside it.
            if entry.name == "__pycache__":
                continue
            name = f"{below}/{entry.name}"
            if entry.is_file():
                yield name, Path(entry.path)
            else:
                yield from _files(Path(entry.path), name)


def _libraries() -> list[str]:
    """Return the names and versions of what is installed, as their folders are called."""
    folders = [folder for folder in map(Path, sys.path) if folder.is_dir()]
    names = {entry.name for folder in folders for entry in os.scandir(folder)}
    return sorted(name for name in names if name.endswith((".dist-info", ".egg-info")))


def _configurations(config: Path) -> Iterator[bytes]:
    seen: set[Path] = set()
    while config.resolve() not in seen and config.is_file():
        seen.add(config.resolve())
        said = config.read_bytes()
        yield said
        inherited = _INHERITED.search(said)
        if inherited is None:
            return
        config = config.parent / inherited[1].decode("utf-8", "replace")


def _environment(configurations: Iterable[bytes]) -> Iterator[tuple[str, str | None]]:
    for stated in configurations:
        for names in _FROM_ENVIRONMENT.findall(stated):
            for name in re.findall(rb"[A-Za-z_]\w*", names):
                yield name.decode(), os.environ.get(name.decode())
