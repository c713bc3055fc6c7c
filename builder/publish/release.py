"""The step that makes a finished site public."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class NotASite(Exception):
    """The site folder holds something that is not a published site, and would be lost."""


def refuse_foreign(site: Path) -> None:
    """Raise NotASite if a folder holds files but is no published site, or is a checkout of git."""
    in_use = site.exists() and (not site.is_dir() or any(site.iterdir()))
    published = (site / "index.html").is_file() and not (site / ".git").exists()
    if in_use and not published:
        raise NotASite(f"{site}: expected a published site or an empty folder, found other files")


def staging_folder(site: Path) -> Path:
    """Return the empty folder beside a site in which its next release is made.

    Raises NotASite if the site's folder holds files but no `index.html`.
    """
    previous = _previous(site)
    if previous.exists() and not site.exists():
        # A build was stopped between its last two steps.
        previous.rename(site)
    refuse_foreign(site)
    staging = site.parent / f".{site.name}.next"
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    return staging


def publish(staging: Path, site: Path) -> None:
    """Put a finished release in the place of the published one."""
    previous = _previous(site)
    shutil.rmtree(previous, ignore_errors=True)
    if site.exists():
        site.rename(previous)
    staging.rename(site)
    shutil.rmtree(previous, ignore_errors=True)


def _previous(site: Path) -> Path:
    return site.parent / f".{site.name}.previous"


@contextmanager
def sole_build(docs: Path) -> Iterator[None]:
    """Let one build at a time use a docs folder; a second one waits for the first."""
    docs.mkdir(parents=True, exist_ok=True)
    with docs.with_name(f"{docs.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
