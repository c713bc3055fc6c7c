"""What is kept of each page between builds: what it depended on, and what others take of it.

It is kept in a file for each year, sealed with a digest of its bytes, and with the program that
wrote it. A file that is damaged, cut short, of another program or not to be read is as none: its
pages are rendered again.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from builder.market.digests import digest_of
from builder.pages.summaries import Summary
from builder.publish.catalogue import Listed
from builder.publish.files import write_bytes
from builder.publish.kept.page_files import FOR_SCRIPTS, PageFile
from builder.publish.kept.seals import sealed, unsealed

SUFFIX = ".pages"
_OTHERS = "others"


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page as it was rendered: from what, into which files, and what others take of it.

    `depends` are the digests of all that it depends on beside the program. `summary` is None for
    what is no day. `drawings` are the short names of its charts' drawings, one behind
    the other, and `card` is the digest of its card's drawing; each is empty where there is none.
    """

    address: str
    kind: str
    depends: Mapping[str, str]
    page_files: tuple[PageFile, ...]
    listed: Listed
    indexable: bool
    summary: Summary | None
    drawings: bytes = b""
    card: bytes = b""

    @property
    def form(self) -> str:
        """What its head depends on: its kind, and what stands beside it for scripts."""
        names = {file.path.removeprefix(self.address) for file in self.page_files}
        return " ".join([self.kind, *sorted(names & FOR_SCRIPTS)])

    @property
    def made(self) -> str:
        """The digest of its files, and for a day of what its downloads hold."""
        beside = self.depends if self.kind == "day" else {}
        return digest_of(
            *(f"{one.apart:d}{one.path} {one.digest}" for one in self.page_files),
            *(beside.get(name, "") for name in ("figures", "assets", "sources")),
        )


@dataclass(frozen=True)
class KeptPages:
    """The pages that were kept, by their addresses.

    `other_program` says that pages were kept which another program, with other templates or
    libraries, had rendered: nothing is known of them. Of some nothing is known either where files
    are `damaged`.
    """

    pages: dict[str, KeptPage] = field(default_factory=dict)
    other_program: bool = False
    damaged: bool = False


def read_kept_pages(folder: Path, program: str) -> KeptPages:
    """Read what is kept; what cannot be relied on is left out."""
    pages: dict[str, KeptPage] = {}
    other = damaged = False
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        try:
            found = unsealed(path.read_bytes())
        except OSError:
            found = None
        if found is None:
            damaged = True
            continue
        head, _, body = found.partition(b"\n")
        if head != program.encode():
            other = True
        else:
            read = pickle.loads(body)  # noqa: S301 - its bytes are those that this program wrote
            pages.update((page.address, page) for page in read)
    return KeptPages(pages, other and not pages, damaged)


def write_kept_pages(
    folder: Path, program: str, pages: Iterable[KeptPage], changed: Iterable[str]
) -> None:
    """Keep pages; `changed` are the addresses of those that are not kept as they are, or gone.

    Only the files that hold these are written. What cannot be kept is rendered again next time.
    """
    groups: dict[str, list[KeptPage]] = {}
    for page in pages:
        groups.setdefault(_group(page.address), []).append(page)
    touched = {_group(address) for address in changed}
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.glob(f"*{SUFFIX}"):
            if path.name.removesuffix(SUFFIX) not in groups:
                path.unlink()
        for group, members in groups.items():
            path = folder / f"{group}{SUFFIX}"
            if group in touched or not path.is_file():
                _write(path, program, members)


def _group(address: str) -> str:
    """Return the year that a page belongs to, or a word for those of none."""
    first = address.partition("/")[0]
    return first if first.isdigit() else _OTHERS


def _write(path: Path, program: str, members: list[KeptPage]) -> None:
    body: Any = pickle.dumps(members, protocol=pickle.HIGHEST_PROTOCOL)
    write_bytes(path, sealed(b"\n".join([program.encode(), body])))
