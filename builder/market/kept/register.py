"""The register of a data folder: what is known of each file that was read without a fault."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from builder.market.kept.files import Entry
from builder.market.kept.program import program
from builder.market.kept.sealed import read_sealed, remove_others, write_sealed

_FOLDER, _NAME = "files", "register.json"


def read_register(kept: Path) -> dict[str, Entry]:
    """Return the entries by file; none where they are damaged or of another program."""
    found = read_sealed(kept / _FOLDER / _NAME, program())
    if found is None:
        return {}
    read = json.loads(bytes(found))
    tickers = [tuple(names) for names in read["tickers"]]
    return {
        file: Entry(digest, dict(zip(days, digests, strict=True)), tickers[asked], cells)
        for file, (digest, days, digests, asked, cells) in read["files"].items()
    }


def write_register(kept: Path, entries: Mapping[str, Entry]) -> None:
    """Keep the entries, if that is possible."""
    tickers = {
        names: n for n, names in enumerate(dict.fromkeys(e.tickers for e in entries.values()))
    }
    files = {
        file: (e.digest, list(e.days), list(e.days.values()), tickers[e.tickers], e.cells)
        for file, e in entries.items()
    }
    content = json.dumps({"tickers": list(tickers), "files": files}, separators=(",", ":"))
    write_sealed(kept / _FOLDER / _NAME, program(), content.encode())
    remove_others(kept / _FOLDER, {_NAME})
