"""Files that charts keep between builds: written whole or not at all, verified when read."""

from __future__ import annotations

import fcntl
import hashlib
import os
import stat
import tempfile
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

UNFINISHED = "unfinished"
"""The folder, beside those of kept files, of those that are being written."""

NAME_BYTES = 16
"""So many bytes of a file's name, which is a hash, tell it from all others."""

_FOLDERS = 256
_TURNS = 16
_FRESH_S = 24 * 3600
"""Seconds for which a file is left alone: a preview may just have drawn it for itself."""

_SEAL = hashlib.sha256().digest_size
"""Bytes behind the content of a file: its hash, so that damage to any byte is noticed."""


def write_kept(target: Path, content: bytes) -> None:
    """Write a file aside and move it, so that a stopped build leaves no half in its place."""
    while not _is_written(target, content):
        # Another build has taken away the folders, or the file in the moment before it was locked.
        pass


def _is_written(target: Path, content: bytes) -> bool:
    unfinished = target.parents[1] / UNFINISHED
    try:
        for folder in (target.parent, unfinished):
            _make(folder)
        file = tempfile.NamedTemporaryFile(dir=unfinished, delete=False)  # noqa: SIM115 - closed below
    except FileNotFoundError:
        return False
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.write(content)
            file.write(hashlib.sha256(content).digest())
            file.flush()
            Path(file.name).replace(target)
        except FileNotFoundError:
            return False
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    return True


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        # Something else stands there, or the folder did when it was asked for, and is gone since.
        if not stat.S_ISDIR(folder.lstat().st_mode):
            raise


def read_kept(path: Path) -> bytes | None:
    """Return what a file holds; None where there is none, or where it is not as it was written."""
    try:
        kept = path.read_bytes()
    except FileNotFoundError:
        return None
    content = kept[:-_SEAL]
    return content if hashlib.sha256(content).digest() == kept[-_SEAL:] else None


def clear_unfinished(folder: Path) -> None:
    """Remove what killed builds left; what another one is writing is locked, and stays."""
    for path in (folder / UNFINISHED).glob("*"):
        with suppress(FileNotFoundError, BlockingIOError), path.open() as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()


def hashed_path(folder: Path, made_from: str, suffix: str) -> Path:
    """Return where what is made from a text is kept: under its hash, in one of 256 folders."""
    name = hashlib.sha256(made_from.encode()).hexdigest()
    return folder / name[:2] / f"{name}{suffix}"


def short_name(path: Path) -> bytes:
    """Return what tells a kept file from others, in NAME_BYTES bytes."""
    return bytes.fromhex(path.name[: 2 * NAME_BYTES])


def sweep(folder: Path, used: Collection[bytes], turn: int, now: float) -> None:
    """Remove kept files that nothing uses any more, from those folders whose turn it is.

    `used` are short names. After 16 turns, one after the other, all folders were looked through;
    one turn costs little, however many files there are. `now` is in seconds, as the file system
    counts them.
    """
    for number in range(turn % _TURNS, _FOLDERS, _TURNS):
        # What cannot be looked at, or is none of these files, stays.
        with suppress(OSError, ValueError), os.scandir(folder / f"{number:02x}") as entries:
            for entry in entries:
                unused = short_name(Path(entry.name)) not in used
                if unused and now - entry.stat().st_mtime > _FRESH_S:
                    Path(entry.path).unlink()
