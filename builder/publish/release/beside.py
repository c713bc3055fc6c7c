"""What lies beside a published site: the next release, the previous one, and what is under way."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Beside:
    """The names beside a site's folder; each is hidden, and has the site's name in it.

    `next` is being made, `previous` is kept for a rollback. `aside` holds the site for a moment
    where two folders cannot be exchanged in one step, and `old` has just given its place to another
    previous one. `spare` is what was `old`: the next release is made of it, since most files of
    both are the same. `journal` says which exchange is under way, and `lock` is held by the one
    build that may do any of this.
    """

    site: Path

    def _named(self, role: str) -> Path:
        return self.site.parent / f".{self.site.name}.{role}"

    @property
    def next(self) -> Path:
        """The release that a build makes."""
        return self._named("next")

    @property
    def previous(self) -> Path:
        """The release that was published before."""
        return self._named("previous")

    @property
    def aside(self) -> Path:
        """The site, between the two steps of an exchange."""
        return self._named("aside")

    @property
    def old(self) -> Path:
        """A release that has just given its place to another previous one."""
        return self._named("old")

    @property
    def spare(self) -> Path:
        """The release before the previous one, of which the next is made."""
        return self._named("spare")

    @property
    def journal(self) -> Path:
        """Which exchange is under way."""
        return self._named("journal")

    @property
    def lock(self) -> Path:
        """Held while a build or a rollback works on the site."""
        return self._named("lock")


@dataclass(frozen=True)
class Intent:
    """An exchange that is about to be made: the folder that comes in, by name and inode.

    A folder keeps its inode when it is renamed: so it can be told later whether it was.
    """

    incoming: str
    inode: int


def write_intent(beside: Beside, incoming: Path) -> None:
    """Say that a folder is about to become the site."""
    record = {"incoming": incoming.name, "inode": incoming.stat().st_ino}
    beside.journal.write_text(json.dumps(record), encoding="utf-8")


def read_intent(beside: Beside) -> Intent | None:
    """Return what was about to be done, if anything was.

    A journal that cannot be understood was cut short, and then nothing had begun.
    """
    try:
        record = json.loads(beside.journal.read_text(encoding="utf-8"))
        return Intent(str(record["incoming"]), int(record["inode"]))
    except (FileNotFoundError, ValueError, TypeError, KeyError):
        return None


def remove(folder: Path) -> None:
    """Remove a folder if it is there."""
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder)
