"""Which files a build has written: those that are not the files they were."""

from __future__ import annotations

import os
from pathlib import Path

State = dict[Path, tuple[int, int, int]]
"""The inode, the time of the last change in nanoseconds and the size of each file, by its path."""

_PYTHONS_OWN = "__pycache__"


def state_of(folder: Path) -> State:
    """Return the state of every file below a folder."""
    found = {}
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != _PYTHONS_OWN]
        for name in names:
            path = Path(root, name)
            stat = path.lstat()
            found[path] = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
    return found


def count_written(before: State, after: State) -> int:
    """Return how many files are new, were written, or were replaced by others."""
    return sum(1 for path, state in after.items() if before.get(path) != state)
