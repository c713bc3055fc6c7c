"""Gives an index of Pagefind the same bytes for the same records.

Pagefind 1.5 writes facets, their values and the orders in which results can be sorted as a hash
table has them, another way on every run; the names of files are hashes of what they hold, so they
change as well. Files are CBOR (RFC 8949) behind a signature, compressed by gzip. Once Pagefind
sorts them itself, this module can go.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from collections.abc import Mapping
from typing import Any

import cbor2

ENTRY = "pagefind-entry.json"
"""The first file that a browser loads: it names the others."""

_SIGNATURE = b"pagefind_dcd"
_SHORT = 7
_LONG = 10


def settled(files: Mapping[str, bytes], language: str) -> dict[str, bytes]:
    """Return the files of an index in one language that a browser loads, put in order.

    What else Pagefind brings, among it several ready-made interfaces, is left out.
    """
    entry = json.loads(files[ENTRY])
    about = entry["languages"][language]
    overview = f"pagefind.{about['hash']}.pf_meta"
    wasm = f"wasm.{about['wasm'] or 'unknown'}.pagefind"
    plain = ("pagefind.js", "pagefind-worker.js", wasm)
    found = {
        path: content
        for path, content in files.items()
        if path in plain or path.startswith(("fragment/", "index/"))
    }
    held = _opened(files[overview])
    # Version, pages, chunks of words, facets as (name, hash), orders, names of what is shown.
    facets = []
    for name, short in sorted(held[3]):
        content = _opened(files[f"filter/{short}.pf_filter"])
        content[1].sort()
        hashed = f"{language}_{_hash(content)[:_SHORT]}"
        found[f"filter/{hashed}.pf_filter"] = _closed(content)
        facets.append([name, hashed])
    held[3] = facets
    held[4].sort()
    about["hash"] = f"{language}_{_hash(held)[:_LONG]}"
    found[f"pagefind.{about['hash']}.pf_meta"] = _closed(held)
    found[ENTRY] = json.dumps(entry, separators=(",", ":")).encode()
    return found


def _opened(file: bytes) -> Any:
    return cbor2.loads(gzip.decompress(file).removeprefix(_SIGNATURE))


def _closed(content: Any) -> bytes:
    # Not gzip.compress: its header differs with the machine. Without a time, too.
    compressed = io.BytesIO()
    with gzip.GzipFile("", "wb", fileobj=compressed, mtime=0) as file:
        file.write(_SIGNATURE + cbor2.dumps(content))
    return compressed.getvalue()


def _hash(content: Any) -> str:
    return hashlib.sha256(cbor2.dumps(content)).hexdigest()
