"""A part of the index: what Pagefind makes of some pages, in a form that parts are joined in.

Pagefind cannot add to an index, and makes one of 10,000 days in more than a minute. So each year of
days is indexed by itself, and kept; joined, the years say what one index over all pages says. A
browser that merged them itself could not: to it each index has its own idea of which words are
rare, leaves out words that it does not know, and sorts by itself.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import cbor2

from builder.publish.search.postings import Posting, joined, moved, posting_of
from builder.publish.search.records import SHOWN

ENTRY = "pagefind-entry.json"
"""The first file that a browser loads: it names the others, and changes with any of them."""

SIGNATURE = b"pagefind_dcd"

_LEVEL = 6
# The system that a file was packed on (RFC 1952, section 2.3), which differs with the machine.
_UNKNOWN = 255

Form = tuple[str, str]
"""A word, and the spelling of it that has marks the word has not; or "" for the word itself."""


@dataclass(frozen=True)
class Segment:
    """Pages and the words on them.

    `names` are what the files about the pages are called, `lengths` how many words each page has;
    a page's number is its place among them. `facets` hold the page numbers of each value,
    `postings` those of each word.
    """

    names: tuple[str, ...] = ()
    lengths: tuple[int, ...] = ()
    facets: Mapping[str, Mapping[str, Sequence[int]]] = field(default_factory=dict)
    postings: Mapping[Form, Posting] = field(default_factory=dict)


def read_segment(files: Mapping[str, bytes], language: str) -> tuple[Segment, dict[str, bytes]]:
    """Read the files of an index in one language; with what each says of its pages, by name.

    What an index says of a page is a file named by its hash, and every search loads all these
    names. Here it is named after the page's address: of 10,000 days that takes 27 KB off the first
    search. What results show has the same numbers in every segment: those of `SHOWN`.
    """
    languages = json.loads(files[ENTRY])["languages"]
    if not languages:
        return Segment(), {}
    about = languages[language]
    # CBOR (RFC 8949): version, pages as (name, words), chunks of words, facets as (name, hash),
    # orders as (name, pages), names of what results show.
    overview = _read(files[f"pagefind.{about['hash']}.pf_meta"])
    _, pages, chunks, facets, _, shown = overview
    contents = {}
    for hashed, _ in pages:
        content = files[f"fragment/{hashed}.pf_fragment"]
        contents[page_name(json.loads(opened(content))["url"])] = closed(opened(content))
    fields = [SHOWN.index(name) for name in shown]
    postings: dict[Form, Posting] = {}
    for _, _, hashed in chunks:
        [words] = _read(files[f"index/{hashed}.pf_index"])
        for word, on_pages, variants in words:
            for form, found in (("", on_pages), *variants):
                if found:
                    postings[word, form] = posting_of(found, fields)
    found_facets = {}
    for name, hashed in sorted(facets):
        _, values = _read(files[f"filter/{hashed}.pf_filter"])
        found_facets[name] = {value: tuple(numbers) for value, numbers in sorted(values)}
    lengths = tuple(length for _, length in pages)
    return Segment(tuple(contents), lengths, found_facets, postings), contents


def join(segments: Iterable[Segment]) -> Segment:
    """Return segments as one, their pages after one another."""
    names: list[str] = []
    lengths: list[int] = []
    facets: dict[str, dict[str, list[int]]] = {}
    postings: dict[Form, Posting] = {}
    for segment in segments:
        offset = len(names)
        for name, values in segment.facets.items():
            into = facets.setdefault(name, {})
            for value, numbers in values.items():
                into.setdefault(value, []).extend(number + offset for number in numbers)
        if not offset:
            postings = dict(segment.postings)
        else:
            for form, posting in segment.postings.items():
                before = postings.get(form)
                postings[form] = (
                    joined(before, posting, offset) if before else moved(posting, offset)
                )
        names += segment.names
        lengths += segment.lengths
    return Segment(tuple(names), tuple(lengths), facets, postings)


def page_name(address: str) -> str:
    """Return what the file about a page is called."""
    return address.strip("/").replace("/", "-")


def opened(file: bytes) -> bytes:
    """Return what one of Pagefind's files holds."""
    return gzip.decompress(file).removeprefix(SIGNATURE)


def closed(content: bytes) -> bytes:
    """Return one of Pagefind's files, the same bytes on every machine and at any time."""
    compressed = bytearray(gzip.compress(SIGNATURE + content, _LEVEL, mtime=0))
    compressed[9] = _UNKNOWN
    return bytes(compressed)


def _read(file: bytes) -> Any:
    return cbor2.loads(opened(file))
