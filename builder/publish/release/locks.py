"""Lets one build at a time work on a site, and on what builds keep."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from builder.publish.release.beside import Beside


def silent(_: Path) -> None:
    """Tell nobody that a build waits."""


@contextmanager
def sole_build(docs: Path, site: Path, on_wait: Callable[[Path], None] = silent) -> Iterator[None]:
    """Let one build at a time use a docs folder, and one a site; a second one waits for the first.

    `on_wait` is told which folder another build is using. The system lets go of a lock with the
    process that holds it, so a killed build leaves none.
    """
    with ExitStack() as held:
        # Always in this order: two builds cannot wait for each other.
        held.enter_context(sole_use(docs, on_wait))
        held.enter_context(sole_release(site, on_wait))
        yield


@contextmanager
def sole_use(folder: Path, on_wait: Callable[[Path], None] = silent) -> Iterator[None]:
    """Let one build or preview at a time use a folder; a second one waits for the first."""
    with _locked(folder.with_name(f"{folder.name}.lock"), folder, on_wait):
        yield


@contextmanager
def sole_release(site: Path, on_wait: Callable[[Path], None] = silent) -> Iterator[None]:
    """Let one build or rollback at a time change a site; a second one waits for the first."""
    with _locked(Beside(site).lock, site, on_wait):
        yield


@contextmanager
def _locked(path: Path, folder: Path, on_wait: Callable[[Path], None]) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Not emptied: a build that has nothing to do changes no file, not even the time of one.
    with path.open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            on_wait(folder)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
