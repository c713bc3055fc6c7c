"""Where a word stands, as Pagefind writes it, so that lists of pages are joined without being read.

A list of pages is written with each page's number as the distance from the page before. To put two
lists after one another only the first distance of the second must be written anew; all else is
copied. That is what makes an index of decades, with one new day, the work of a moment.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import cbor2

_UNSIGNED, _TEXT, _ARRAY = 0, 3, 4
# CBOR (RFC 8949, section 3): numbers up to 23 stand in the head, larger ones after it.
_WIDTHS = ((24, 1), (25, 2), (26, 4), (27, 8))
_SHORT = 24
_SHORT_HEADS = [[bytes((kind << 5 | number,)) for number in range(_SHORT)] for kind in range(8)]
_PAGE = _SHORT_HEADS[_ARRAY][3]


class Posting(NamedTuple):
    """The pages that a word stands on: the number of the first, of the last, and how many.

    `rest` is what is written after the first page's number: the places on it, then the other pages.
    """

    first: int
    last: int
    count: int
    rest: bytes


def posting_of(pages: Sequence[Sequence[Any]], fields: Sequence[int]) -> Posting:
    """Return a list of pages as Pagefind wrote it, read; `fields` are the new numbers of fields.

    Each page is its distance from the one before, its places, and those in what results show:
    there a negative number is the field, counted from -1, that the places after it are in.
    """
    if any(field != number for number, field in enumerate(fields)):
        pages = [
            (distance, places, [~fields[~place] if place < 0 else place for place in shown])
            for distance, places, shown in pages
        ]
    first, count = pages[0][0], len(pages)
    written = cbor2.dumps(pages)
    start = len(head(_ARRAY, count)) + len(_page_head(first))
    return Posting(first, sum(page[0] for page in pages), count, written[start:])


def joined(before: Posting, after: Posting, offset: int) -> Posting:
    """Return two lists as one; `offset` is added to the page numbers of the second."""
    first = after.first + offset
    rest = b"".join([before.rest, _page_head(first - before.last), after.rest])
    return Posting(before.first, after.last + offset, before.count + after.count, rest)


def moved(posting: Posting, offset: int) -> Posting:
    """Return a list with `offset` added to its page numbers."""
    return posting._replace(first=posting.first + offset, last=posting.last + offset)


def written_posting(posting: Posting | None) -> bytes:
    """Return a list of pages as Pagefind reads it; None is an empty one."""
    if posting is None:
        return head(_ARRAY, 0)
    return head(_ARRAY, posting.count) + _page_head(posting.first) + posting.rest


def written_text(text: str) -> bytes:
    """Return a text as CBOR."""
    content = text.encode()
    return head(_TEXT, len(content)) + content


def written_array(items: Sequence[bytes]) -> bytes:
    """Return what is written already as an array of CBOR."""
    return head(_ARRAY, len(items)) + b"".join(items)


def head(kind: int, number: int) -> bytes:
    """Return the head of a piece of CBOR: its kind, and its value or length."""
    if number < _SHORT:
        return _SHORT_HEADS[kind][number]
    for code, width in _WIDTHS:
        if number < 1 << 8 * width:
            return bytes((kind << 5 | code,)) + number.to_bytes(width, "big")
    raise ValueError(f"expected a number of 64 bits, found {number}")


def _page_head(number: int) -> bytes:
    # A page is an array of three: its number, its places, those in what results show.
    return _PAGE + head(_UNSIGNED, number)
