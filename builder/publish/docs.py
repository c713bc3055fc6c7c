"""Writes the generated docs folder: plain Markdown with front matter, for any generator to read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from builder.pages.page import Page


@dataclass(frozen=True)
class WrittenDocs:
    """What a docs folder holds after writing: all addresses, and the paths that changed."""

    addresses: tuple[str, ...]
    indexable: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


def write_docs(docs: Path, pages: Iterable[Page]) -> WrittenDocs:
    """Make a folder hold exactly these pages; files that need no change are not touched."""
    docs.mkdir(parents=True, exist_ok=True)
    addresses, indexable, changed = [], [], []
    for page in pages:
        path = docs / page.path
        text = page.markdown()
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            changed.append(page.path)
        addresses.append(page.address)
        if page.meta.get("robots") != "noindex":
            indexable.append(page.address)
    removed = _remove_others(docs, {docs / f"{address}index.md" for address in addresses})
    return WrittenDocs(tuple(addresses), tuple(indexable), tuple(changed), removed)


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
