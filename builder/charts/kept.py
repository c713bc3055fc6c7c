"""Files that charts keep between builds: written whole or not at all, verified when read."""

from __future__ import annotations

import fcntl
import hashlib
import tempfile
from contextlib import suppress
from pathlib import Path

UNFINISHED = "unfinished"
"""The folder, beside those of kept files, of those that are being written."""

_SEAL = hashlib.sha256().digest_size
"""Bytes behind the content of a file: its hash, so that damage to any byte is noticed."""


def write_kept(target: Path, content: bytes) -> None:
    """Write a file aside and move it, so that a stopped build leaves no half in its place."""
    unfinished = target.parents[1] / UNFINISHED
    for folder in (target.parent, unfinished):
        folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=unfinished, delete=False) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.write(content)
            file.write(hashlib.sha256(content).digest())
            file.flush()
            Path(file.name).replace(target)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
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
