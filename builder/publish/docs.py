"""Writes the generated docs folder: plain Markdown with front matter, for any generator to read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from builder.pages.page import Page
from builder.publish.files import write_text


@dataclass(frozen=True)
class WrittenDocs:
    """What a docs folder holds after writing: all addresses, and the paths that changed.

    `examples` are the addresses of one page of each kind.
    """

    addresses: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    examples: tuple[str, ...]


def write_docs(docs: Path, pages: Iterable[Page]) -> WrittenDocs:
    """Make a folder hold exactly these pages, their ledgers and images; others are removed.

    Files that need no change are not touched.
    """
    docs.mkdir(parents=True, exist_ok=True)
    addresses, changed = [], []
    wanted: set[Path] = set()
    examples: dict[str, str] = {}
    for page in pages:
        path = docs / page.path
        if write_text(path, page.markdown()):
            changed.append(page.path)
        wanted.add(path)
        if page.ledger is not None:
            write_text(path.with_name("ledger.json"), page.ledger.json())
            wanted.add(path.with_name("ledger.json"))
        for name, text in page.charts:
            write_text(docs / name, text)
            wanted.add(docs / name)
            if name.endswith(".html"):
                # A page of its own kind, with a head of its own.
                examples.setdefault("embed", str(PurePosixPath(name).parent) + "/")
        for image in page.images:
            _copy(image.path, path.parent / image.name)
            wanted.add(path.parent / image.name)
        addresses.append(page.address)
        examples.setdefault(page.kind, page.address)
    removed = _remove_others(docs, wanted)
    return WrittenDocs(tuple(addresses), tuple(changed), removed, tuple(examples.values()))


def _copy(source: Path, target: Path) -> None:
    """Copy a file if its copy does not hold the same bytes already."""
    if not target.is_file() or target.read_bytes() != source.read_bytes():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())


def _remove_others(docs: Path, wanted: set[Path]) -> tuple[str, ...]:
    removed = []
    for path in sorted(docs.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in wanted:
            path.unlink()
            removed.append(path.relative_to(docs).as_posix())
    return tuple(removed)
