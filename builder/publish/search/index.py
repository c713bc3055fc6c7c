"""The index as a browser loads it: many small files, of which a query needs a few."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

import cbor2

from builder.publish.search.postings import written_array, written_posting, written_text
from builder.publish.search.program import index_files
from builder.publish.search.records import SHOWN, Record
from builder.publish.search.segments import ENTRY, Segment, closed, page_name

CHUNK = 16_000
"""Bytes of words in a file, before it is compressed, from which on the next word begins another.

A query loads the files that its words are in, whole. Pagefind's own default is about four times
that: with 10,000 days, this takes in 15 KB less for four words.
"""

_SHORT = 7
_LONG = 10


def program_files(language: str) -> dict[str, bytes]:
    """Return the files that every index in a language has: Pagefind's programs, and the entry.

    Its several ready-made interfaces are left out. Raises SearchError if Pagefind fails.
    """
    files = index_files([Record("any/", "any", {"title": "any"})], language)
    about = json.loads(files[ENTRY])["languages"][language]
    wasm = f"wasm.{about['wasm'] or 'unknown'}.pagefind"
    return {path: files[path] for path in ("pagefind.js", "pagefind-worker.js", wasm, ENTRY)}


def index_of(
    whole: Segment,
    orders: Mapping[str, Sequence[int]],
    programs: Mapping[str, bytes],
    language: str,
) -> dict[str, bytes]:
    """Return the files of an index over the pages of a segment, but for what it says of each.

    `orders` are the numbers of the pages that have a place in them, first to last, by name.
    """
    found = dict(programs)
    chunks = []
    for first, last, content in _chunks(whole):
        chunks.append((first, last, name := f"{language}_{_hash([content])[:_SHORT]}"))
        found[f"index/{name}.pf_index"] = closed(content)
    facets = []
    for facet, values in sorted(whole.facets.items()):
        content = cbor2.dumps([facet, [[value, list(values[value])] for value in sorted(values)]])
        facets.append((facet, name := f"{language}_{_hash([content])[:_SHORT]}"))
        found[f"filter/{name}.pf_filter"] = closed(content)
    entry = json.loads(programs[ENTRY])
    pages = list(zip(whole.names, whole.lengths, strict=True))
    sorted_pages = [(name, list(orders[name])) for name in sorted(orders)]
    overview = cbor2.dumps([entry["version"], pages, chunks, facets, sorted_pages, SHOWN])
    about = entry["languages"][language]
    about["hash"] = f"{language}_{_hash([overview])[:_LONG]}"
    about["page_count"] = len(pages)
    found[f"pagefind.{about['hash']}.pf_meta"] = closed(overview)
    found[ENTRY] = json.dumps(entry, separators=(",", ":")).encode()
    return found


def orders_of(records: Iterable[Record], whole: Segment) -> dict[str, list[int]]:
    """Return the numbers of pages in each order that they can be sorted by, by its name."""
    numbers = {name: number for number, name in enumerate(whole.names)}
    values: dict[str, list[tuple[str, int]]] = {}
    for record in records:
        number = numbers.get(page_name(record.address))
        # Pagefind leaves out a page without a word.
        if number is None:
            continue
        for order, value in record.order.items():
            values.setdefault(order, []).append((value, number))
    return {order: [number for _, number in sorted(found)] for order, found in values.items()}


def _chunks(whole: Segment) -> Iterator[tuple[str, str, bytes]]:
    """Yield the first word, the last word and the content of each file of words."""
    spellings: dict[str, list[str]] = {}
    for word, form in sorted(whole.postings):
        found = spellings.setdefault(word, [])
        if form:
            found.append(form)
    first, words, size = "", [], 0
    for word, forms in spellings.items():
        first = first or word
        words.append(_written_word(whole, word, forms))
        size += len(words[-1])
        if size >= CHUNK:
            yield first, word, written_array([written_array(words)])
            first, words, size = "", [], 0
    if words:
        yield first, word, written_array([written_array(words)])


def _written_word(whole: Segment, word: str, forms: Sequence[str]) -> bytes:
    variants = [
        written_array([written_text(form), written_posting(whole.postings[word, form])])
        for form in forms
    ]
    posting = whole.postings.get((word, ""))
    return written_array([written_text(word), written_posting(posting), written_array(variants)])


def _hash(contents: Iterable[bytes]) -> str:
    hashed = hashlib.sha256()
    for content in contents:
        hashed.update(hashlib.sha256(content).digest())
    return hashed.hexdigest()
