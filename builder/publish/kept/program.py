"""What a build is made with: the program, its libraries, the settings and the theme."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

import yaml

import builder
from builder.market.digests import digest_of

PACKAGE = Path(builder.__file__).parent

_INHERITED = re.compile(rb"^INHERIT:[ \t]*[\"']?([^\"'#\n]+?)[\"']?[ \t]*(?:#.*)?$", re.MULTILINE)
"""How a MkDocs configuration names the one that it extends."""

_FROM_ENVIRONMENT = "!ENV"
"""The tag of a setting that names variables, of which it takes its value."""


def program_digest() -> str:
    """Return the digest of the program and its templates, of Python and all installed libraries.

    Templates are read whenever this is asked. Code and libraries are those that this process began
    with: what is saved of them beside a running preview is not what the preview runs.
    """
    return digest_of(_code_digest(), _digest(_named([PACKAGE], lambda file: not _is_code(file))))


@cache
def _code_digest() -> str:
    return digest_of(sys.version, *_libraries(), _digest(_named([PACKAGE], _is_code)))


def _is_code(file: Path) -> bool:
    return file.suffix == ".py"


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
    return _digest(_named(paths, lambda _: True))


def _digest(files: Iterable[tuple[str, Path]]) -> str:
    return digest_of(
        *(part for name, file in files for part in (name, digest_of(file.read_bytes())))
    )


def _named(paths: Iterable[Path], wanted: Callable[[Path], bool]) -> Iterator[tuple[str, Path]]:
    """Yield the wanted files below some folders, in a fixed order."""
    for path in paths:
        yield from sorted(named for named in _files(path) if wanted(named[1]))


def _files(path: Path, below: str = "", above: tuple[str, ...] = ()) -> Iterator[tuple[str, Path]]:
    """Yield the files of a folder, each by its path from there; also where links lead.

    `above` are the folders that it lies in, so that no link leads around in a circle.
    """
    real = os.path.realpath(path)
    if path.is_file():
        yield below, path
    elif path.is_dir() and real not in above:
        for entry in os.scandir(path):
            # What Python compiled follows from what is there beside it.
            if entry.name == "__pycache__":
                continue
            name, inner = f"{below}/{entry.name}", Path(entry.path)
            if inner.is_file() if entry.is_symlink() else entry.is_file():
                yield name, inner
            else:
                yield from _files(inner, name, (*above, real))


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
        # Settings that are no YAML are refused where they are read.
        with suppress(yaml.YAMLError):
            for name in _tagged(yaml.parse(stated, Loader=yaml.SafeLoader)):
                yield name, os.environ.get(name)


def _tagged(events: Iterable[yaml.Event]) -> Iterator[str]:
    """Yield the names of variables: of one alone, or of all in a list, in each way to write it."""
    depth = 0
    for event in events:
        if isinstance(event, yaml.SequenceStartEvent):
            depth += bool(depth or event.tag == _FROM_ENVIRONMENT)
        elif isinstance(event, yaml.SequenceEndEvent):
            depth -= bool(depth)
        elif isinstance(event, yaml.ScalarEvent) and (depth or event.tag == _FROM_ENVIRONMENT):
            yield event.value
