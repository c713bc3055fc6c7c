"""Files that are verified when they are read: what is damaged, or cannot be read, is not there."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

_DIGEST_BYTES = 32


def write_sealed(path: Path, key: str, content: bytes) -> None:
    """Write content in one step, sealed under a key; where that is impossible, write nothing."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        # Written aside and moved: whoever reads meets the whole of it or nothing.
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_seal(key, content))
                file.write(content)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)


def read_sealed(path: Path, key: str) -> memoryview | None:
    """Return what was sealed under a key; None where that is not, byte for byte, what is there."""
    try:
        found = memoryview(path.read_bytes())
    except OSError:
        return None
    content = found[_DIGEST_BYTES:]
    return content if found[:_DIGEST_BYTES] == _seal(key, content) else None


def remove_others(folder: Path, used: set[str]) -> None:
    """Remove all files of a folder but those of these names, as far as that is possible.

    What a stopped reading left half-written goes too. If another is still writing it, that other
    keeps nothing this time.
    """
    with suppress(OSError):
        for path in folder.iterdir():
            if path.name not in used:
                with suppress(OSError):
                    path.unlink()


def _seal(key: str, content: bytes | memoryview) -> bytes:
    seal = sha256(key.encode())
    seal.update(content)
    return seal.digest()
