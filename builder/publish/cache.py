"""The folder of a cache: that it is one, and that nobody's own files are in its way."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from builder.publish.errors import WrongFolder
from builder.publish.files import write_text

TAG = "CACHEDIR.TAG"
"""The file that tells a cache, also to programs that make backups: https://bford.info/cachedir/"""

_SAYS = (
    "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# What Daybook keeps between builds. All of it can be made again, and may be removed.\n"
)

_EMPTIED = ("archive", "docs", "pages", "search", "twins")
"""The folders in a cache from which each build removes whatever is not of the site."""

_CLEANED = (*_EMPTIED, "charts", "checked", "interactive", "market")
"""Those that a clean build removes. The last of them may be all that somebody has kept."""

_EARLIER = "docs.lock"
"""What each build has left in a cache, also before there was a tag."""


def use_cache(cache: Path, inputs: Iterable[Path], clean: bool = False) -> None:
    """Mark a folder as a cache.

    Raises WrongFolder where it is none and holds folders that a build would empty, or remove if it
    is `clean`; or where it lies within the `inputs` or around them.
    """
    refuse_overlap(cache, inputs, "--cache")
    tag = cache / TAG
    if _is_marked(tag):
        return
    lost = [f"{name}/" for name in (_CLEANED if clean else _EMPTIED) if _holds_any(cache / name)]
    if lost and not (cache / _EARLIER).exists():
        raise WrongFolder(
            f"{cache}: expected a cache of Daybook, found other files in {', '.join(lost)}: "
            "a build would remove them. Choose another folder with --cache, or empty this one"
        )
    # A cache that cannot be written keeps nothing.
    with suppress(OSError):
        write_text(tag, _SAYS)


def refuse_overlap(folder: Path, inputs: Iterable[Path], option: str) -> None:
    """Raise WrongFolder if a folder that is written lies within one that is read, or around it."""
    written = folder.resolve()
    for path in inputs:
        read = path.resolve()
        if written.is_relative_to(read) or read.is_relative_to(written):
            raise WrongFolder(
                f"{folder}: expected a folder apart from {path}, found one within the other: "
                f"a build writes into the one and reads the other. Choose another with {option}"
            )


def _holds_any(folder: Path) -> bool:
    return folder.is_dir() and any(folder.iterdir())


def _is_marked(tag: Path) -> bool:
    try:
        return tag.read_text(encoding="utf-8") == _SAYS
    except (OSError, UnicodeDecodeError):
        return False
