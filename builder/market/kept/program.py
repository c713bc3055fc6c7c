"""Names the program that reads: what it kept before a change of it is of no use after."""

from __future__ import annotations

import sys
from functools import cache
from hashlib import sha256
from pathlib import Path

import numpy as np
import yaml

from builder import __version__

_MARKET = Path(__file__).parents[1]


@cache
def program() -> str:
    """Return a digest of the code of this stage and of the versions of all that it rests on."""
    versions = (__version__, sys.version, sys.byteorder, np.__version__, yaml.__version__)
    found = sha256(repr((versions, yaml.__with_libyaml__)).encode())
    for path in sorted(_MARKET.rglob("*.py")):
        code = path.read_bytes()
        found.update(f"{path.relative_to(_MARKET).as_posix()} {len(code)}\n".encode())
        found.update(code)
    return found.hexdigest()
