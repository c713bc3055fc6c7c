"""Gives an index of Pagefind the same bytes for the same records, and fewer of them.

Pagefind 1.5 writes facets, their values and the orders in which results can be sorted as a hash
table has them, another way on every run; the names of files are hashes of what they hold, so they
change as well. Here all of that is put in order.

What an index says of a page is a file named by its hash, and every search loads all these names.
Here it is named after the page's address: of 10,000 days that takes 27 KB off the first search.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from collections.abc import Mapping

import cbor2

ENTRY = "pagefind-entry.json"
"""The first file that a browser loads: it names the others, and changes with any of them."""

_SIGNATURE = b"pagefind_dcd"
_SHORT = 7
_LONG = 10


def settled(files: Mapping[str, bytes], language: str) -> dict[str, bytes]:
    """Return the files of an index in one language that a browser loads, put in order.

    What else Pagefind brings, among it several ready-made interfaces, is left out.
    """
    entry = json.loads(files[ENTRY])
    about = entry["languages"][language]
    wasm = f"wasm.{about['wasm'] or 'unknown'}.pagefind"
    plain = ("pagefind.js", "pagefind-worker.js", wasm)
    found = {
        path: content
        for path, content in files.items()
        if path in plain or path.startswith("index/")
    }
    # CBOR (RFC 8949): version, pages as (name, words), chunks of words, facets as (name, hash),
    # orders as (name, pages), names of what results show.
    overview = cbor2.loads(_opened(files[f"pagefind.{about['hash']}.pf_meta"]))
    _, pages, _, facets, orders, _ = overview
    for page in pages:
        content = files[f"fragment/{page[0]}.pf_fragment"]
        page[0] = json.loads(_opened(content))["url"].strip("/").replace("/", "-")
        found[f"fragment/{page[0]}.pf_fragment"] = content
    facets.sort()
    for facet in facets:
        values = cbor2.loads(_opened(files[f"filter/{facet[1]}.pf_filter"]))
        values[1].sort()
        content = cbor2.dumps(values)
        facet[1] = f"{language}_{_hash([content])[:_SHORT]}"
        found[f"filter/{facet[1]}.pf_filter"] = _closed(content)
    orders.sort()
    content = cbor2.dumps(overview)
    # Pagefind hands its files out in any order, too.
    about["hash"] = f"{language}_{_hash([content, *(found[p] for p in sorted(found))])[:_LONG]}"
    found[f"pagefind.{about['hash']}.pf_meta"] = _closed(content)
    found[ENTRY] = json.dumps(entry, separators=(",", ":")).encode()
    return found


def _opened(file: bytes) -> bytes:
    return gzip.decompress(file).removeprefix(_SIGNATURE)


def _closed(content: bytes) -> bytes:
    # Not gzip.compress: its header differs with the machine. Without a time, too.
    compressed = io.BytesIO()
    with gzip.GzipFile("", "wb", fileobj=compressed, mtime=0) as file:
        file.write(_SIGNATURE + content)
    return compressed.getvalue()


def _hash(contents: list[bytes]) -> str:
    hashed = hashlib.sha256()
    for content in contents:
        hashed.update(hashlib.sha256(content).digest())
    return hashed.hexdigest()
