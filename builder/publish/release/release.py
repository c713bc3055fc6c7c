"""The step that makes a finished site public, and the one that takes it back.

A release is made beside the site, in a hidden folder; then both are exchanged. What was published
stays beside it as the previous release. A journal, written before and removed after, lets the next
build or rollback finish what was killed at any moment in between.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from builder.publish.errors import WrongFolder
from builder.publish.release.beside import Beside, read_intent, remove, write_intent
from builder.publish.release.exchange import exchange


class NotASite(WrongFolder):
    """The site folder holds something that is not a published site, and would be lost."""


class NoPrevious(Exception):
    """There is no previous release to go back to."""


def refuse_foreign(site: Path) -> None:
    """Raise NotASite if a folder holds files but is no published site, or is a checkout of git."""
    in_use = site.exists() and (not site.is_dir() or any(site.iterdir()))
    published = (site / "index.html").is_file() and not (site / ".git").exists()
    if in_use and not published:
        raise NotASite(f"{site}: expected a published site or an empty folder, found other files")


@contextmanager
def next_release(site: Path) -> Iterator[Path]:
    """Give the folder beside a site in which its next release is made.

    It holds an older release, or nothing: see `start_from` and `start_anew`. What a killed build
    left is settled and cleared first. If this one fails, its half of a release goes at once: a full
    disk is to have its room back. Raises NotASite if the site's folder holds files but no
    `index.html`.
    """
    settle(site)
    refuse_foreign(site)
    staging, spare = Beside(site).next, Beside(site).spare
    try:
        if spare.is_dir():
            spare.rename(staging)
        else:
            staging.mkdir(parents=True)
        yield staging
    except BaseException:
        if read_intent(Beside(site)) is None:
            remove(staging)
        raise


def publish(staging: Path, site: Path) -> None:
    """Put a finished release in the place of the published one, which becomes the previous one."""
    beside = Beside(site)
    if not _holds_files(site):
        if site.exists():
            site.rmdir()
        staging.rename(site)
        return
    write_intent(beside, staging)
    _swap(staging, site)
    settle(site)


def roll_back(site: Path) -> None:
    """Exchange the published release and the previous one; done twice, nothing has changed.

    Raises NoPrevious if there is none, and NotASite if the folder is no published site.
    """
    beside = Beside(site)
    settle(site)
    refuse_foreign(site)
    if not (beside.previous / "index.html").is_file():
        raise NoPrevious(
            f"{site}: expected a previous release to go back to, found none. "
            "There is one as soon as a second build has published here."
        )
    if not _holds_files(site):
        publish(beside.previous, site)
        return
    write_intent(beside, beside.previous)
    _swap(beside.previous, site)
    settle(site)


def settle(site: Path) -> None:
    """Finish or undo what was under way when a build or a rollback was killed; clear its rest."""
    beside = Beside(site)
    intent = read_intent(beside)
    incoming = site.with_name(intent.incoming) if intent else beside.next
    if beside.aside.exists():
        # Killed between the steps of an exchange: before the second one it is undone.
        beside.aside.rename(incoming if site.exists() else site)
    exchanged = intent is not None and site.exists() and site.stat().st_ino == intent.inode
    if exchanged and incoming == beside.next and incoming.exists():
        remove(beside.old)
        if beside.previous.exists():
            beside.previous.rename(beside.old)
        incoming.rename(beside.previous)
    beside.journal.unlink(missing_ok=True)
    remove(beside.next)
    if beside.old.exists():
        remove(beside.spare)
        beside.old.rename(beside.spare)


def _swap(incoming: Path, site: Path) -> None:
    if exchange(incoming, site):
        return
    # Between these steps there is no site; `settle` knows both of the moments.
    aside = Beside(site).aside
    site.rename(aside)
    incoming.rename(site)
    aside.rename(incoming)


def _holds_files(site: Path) -> bool:
    return site.is_dir() and any(site.iterdir())
