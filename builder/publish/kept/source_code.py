"""What a part of the program does, as a hash: what it once made is good until it is another."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from types import ModuleType


@cache
def source_digest(*modules: ModuleType) -> str:
    """Return the hash of the source of modules, and of all in a package, in hexadecimal.

    It is read once: what is saved later, beside a preview, is not what that runs.
    """
    hashed = hashlib.sha256()
    for module in modules:
        for path in _files(module):
            hashed.update(hashlib.sha256(path.read_bytes()).digest())
    return hashed.hexdigest()


def _files(module: ModuleType) -> list[Path]:
    assert module.__file__ is not None, "a module of the program has a file"
    file = Path(module.__file__)
    return sorted(file.parent.rglob("*.py")) if file.name == "__init__.py" else [file]
