"""One run of MkDocs, over a share of the pages.

MkDocs reads all pages before it writes the first, and walks through the whole docs folder to find
them. Here each run is given its pages by a plugin, through MkDocs's own Python API. No page knows
of it: the same folder builds with a plain `mkdocs build`, and to the same bytes.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

LARGEST = 200
"""Pages of one run: what it holds at a time stays below 200 MB, and beginning costs it 0.1 s."""

SMALLEST = 32
"""Fewer are done before another process has started."""


@dataclass(frozen=True)
class Run:
    """Which pages to render, from where to where; with `theme`, its files and the error page too.

    `docs` and `site` are absolute.
    """

    config: Path
    docs: Path
    site: Path
    addresses: tuple[str, ...]
    theme: bool
    preview: bool


def shares(addresses: Sequence[str], jobs: int) -> Iterator[tuple[str, ...]]:
    """Divide pages among runs, at least one: so that all processes have work, and none too much."""
    size = min(LARGEST, max(SMALLEST, -(-len(addresses) // jobs)))
    for start in range(0, max(1, len(addresses)), size):
        yield tuple(addresses[start : start + size])


def render(run: Run) -> list[str]:
    """Render the pages of a run, and return what is wrong with them, in MkDocs's own words."""
    # Importing MkDocs takes a third of a second: only what renders needs it.
    from jinja2 import TemplateError
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    from builder.publish.html.chosen_pages import ChosenPages

    # MkDocs lists its docs folder: an empty one is listed at once, whatever the archive's size.
    nothing = run.docs.with_name(f"{run.docs.name}.none")
    nothing.mkdir(exist_ok=True)
    try:
        loaded = load_config(str(run.config), docs_dir=str(nothing), site_dir=str(run.site))
    except MkDocsException as error:
        return [f"{run.config.name}: {error}"]
    if not loaded["nav"]:
        # Without it, MkDocs would make one of all pages that it happens to be given.
        return [f"{run.config.name}: nav: expected the top sections, found none"]
    untitled = [part for part in loaded["nav"] if isinstance(part, str) and part != "index.md"]
    if untitled:
        # The page's own title may change each night, and stands on all pages.
        return [
            f"{run.config.name}: nav: expected a title for each section, such as "
            f"'Days: archive/index.md', found {part}"
            for part in untitled
        ]
    # Every warning is heard here, and an error.
    loaded["strict"] = False
    loaded["extra"]["preview"] = run.preview
    loaded.plugins["daybook/chosen-pages"] = ChosenPages(run)
    with _heard() as complaints:
        try:
            # A "dirty" build leaves alone what the folder holds, and renders what it lacks.
            build(loaded, dirty=True)
        except (MkDocsException, TemplateError) as error:
            if not complaints:
                complaints.append(str(error))
    return complaints


def render_and_forget(run: Run) -> list[str]:
    """Render the pages of a run like `render`, in a process that has many of them to do.

    MkDocs's pages, files and settings refer to each other: unless garbage is looked for, those of
    all runs pile up, 20 MB each.
    """
    said = render(run)
    # Among what is not old: a history need not be looked through.
    gc.collect(1)
    return said


@contextmanager
def _heard() -> Iterator[list[str]]:
    """Give the list to which each warning and error of MkDocs is added."""
    handler = _Listener(logging.WARNING)
    log = logging.getLogger("mkdocs")
    log.addHandler(handler)
    try:
        yield handler.heard
    finally:
        log.removeHandler(handler)


class _Listener(logging.Handler):
    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        # Said of every such build; here no page needs another.
        if not message.startswith("A 'dirty' build"):
            self.heard.append(message)
