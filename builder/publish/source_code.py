"""What a part of the program does, as a hash: what it once made is good until it is another."""

from __future__ import annotations

import hashlib
from pathlib import Path
from types import ModuleType


def source_digest(*modules: ModuleType) -> str:
    """Return the hash of the source of modules, in hexadecimal.

    Raises OSError if one cannot be read.
    """
    hashed = hashlib.sha256()
    for module in modules:
        assert module.__file__ is not None, "a module of the package has a file"
        hashed.update(hashlib.sha256(Path(module.__file__).read_bytes()).digest())
    return hashed.hexdigest()
