"""Keeps parts of the index between builds; what is damaged or not there is made anew."""

from __future__ import annotations

import hashlib
import json
import shutil
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

import cbor2
import numpy as np

from builder.publish import search
from builder.publish.files import write_bytes
from builder.publish.kept.seals import sealed, unsealed
from builder.publish.kept.source_code import source_digest
from builder.publish.search.postings import Posting
from builder.publish.search.program import index_files
from builder.publish.search.records import Record
from builder.publish.search.segments import Segment, join, read_segment

Kept = TypeVar("Kept")

Contents = Mapping[str, bytes]
"""The files about pages, by their names."""


@dataclass(frozen=True)
class Shelf:
    """A folder of kept parts, each under a key that says what it is made from."""

    folder: Path

    def segment(self, key: str, records: Sequence[Record], language: str) -> Segment:
        """Return the segment of some records. Raises SearchError if Pagefind fails."""
        kept = self._read(f"{key}.words", unpacked)
        return kept if kept is not None else self._make(key, records, language)[0]

    def contents(self, key: str, records: Sequence[Record], language: str) -> Contents:
        """Return what the index says of each page. Raises SearchError if Pagefind fails."""
        kept: Contents | None = self._read(f"{key}.pages", cbor2.loads)
        return kept if kept is not None else self._make(key, records, language)[1]

    def joined(self, key: str, segments: Callable[[], Iterable[Segment]]) -> Segment:
        """Return segments as one; they are asked for if it is not kept."""
        kept = self._read(f"{key}.words", unpacked)
        if kept is None:
            kept = join(segments())
            self._write(f"{key}.words", packed(kept))
        return kept

    def forget_others(self, keys: Iterable[str]) -> None:
        """Remove what is kept under other keys."""
        names = {f"{key}.{kind}" for key in keys for kind in ("words", "pages")}
        for path in self.folder.iterdir():
            if path.name in names:
                continue
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()

    def _make(self, key: str, records: Sequence[Record], language: str) -> tuple[Segment, Contents]:
        if not records:
            return Segment(), {}
        made = read_segment(index_files(records, language), language)
        self._write(f"{key}.words", packed(made[0]))
        self._write(f"{key}.pages", cbor2.dumps(made[1]))
        return made

    def _write(self, name: str, content: bytes) -> None:
        write_bytes(self.folder / name, sealed(content))

    def _read(self, name: str, reading: Callable[[bytes], Kept]) -> Kept | None:
        try:
            content = unsealed((self.folder / name).read_bytes())
        except OSError:
            return None
        return None if content is None else reading(content)


def key_of(records: Iterable[Record], language: str) -> str:
    """Return the hash of all that the index of some records is made from."""
    made_from = hashlib.sha256()
    made_by = (source_digest(search), version("pagefind-bin"), zlib.ZLIB_RUNTIME_VERSION)
    for part in (made_by, language, *map(_parts, records)):
        made_from.update(json.dumps(part, sort_keys=True).encode())
    return made_from.hexdigest()[:16]


def key_of_keys(keys: Iterable[str]) -> str:
    """Return the hash of several keys in their order."""
    return hashlib.sha256(" ".join(keys).encode()).hexdigest()[:16]


def packed(segment: Segment) -> bytes:
    """Return a segment as bytes: a line of JSON, then the columns of its postings."""
    about = {
        "names": segment.names,
        "lengths": segment.lengths,
        "facets": {
            facet: {value: list(numbers) for value, numbers in values.items()}
            for facet, values in segment.facets.items()
        },
        "forms": list(segment.postings),
    }
    postings = segment.postings.values()
    columns = [(p.first, p.last, p.count, len(p.rest)) for p in postings]
    numbers = np.array(columns, dtype="<u4").reshape(-1, 4)
    rests = b"".join(posting.rest for posting in postings)
    head = json.dumps(about, separators=(",", ":")).encode() + b"\n"
    return head + numbers.tobytes() + rests


def unpacked(content: bytes) -> Segment:
    """Return the segment that was packed."""
    end = content.index(b"\n") + 1
    about = json.loads(content[:end])
    forms = about["forms"]
    start = end + 16 * len(forms)
    columns = np.frombuffer(content[end:start], dtype="<u4").reshape(-1, 4)
    ends = start + np.cumsum(columns[:, 3], dtype=np.int64)
    postings = {
        (word, form): Posting(first, last, count, content[end - size : end])
        for (word, form), (first, last, count, size), end in zip(
            forms, columns.tolist(), ends.tolist(), strict=True
        )
    }
    return Segment(tuple(about["names"]), tuple(about["lengths"]), about["facets"], postings)


def _parts(record: Record) -> list[object]:
    facets = {name: list(values) for name, values in record.facets.items()}
    return [record.address, record.text, dict(record.meta), facets, dict(record.order)]
