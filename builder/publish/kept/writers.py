"""Renders planned pages and writes their files, in several processes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import TracebackType

from builder.charts.compiled import keep_compiled
from builder.charts.drawing import Drawings
from builder.charts.pictures import digest_of_drawing
from builder.market.history import History
from builder.pages.planned import Planned
from builder.pages.renderer import Renderer
from builder.pages.settings import Settings
from builder.processes import helpers
from builder.publish.catalogue import listed_of
from builder.publish.kept.kept_pages import KeptPage
from builder.publish.kept.page_files import PageFolders, write_page_files
from builder.publish.meanwhile import may_fork
from builder.story.commentary.authors import Author

BATCH = 8
"""Pages that are handed to a process together: enough that handing over costs nothing."""


@dataclass(frozen=True)
class PageWriter:
    """All that rendering a planned page needs, and where its files go."""

    history: History
    settings: Settings
    authors: Mapping[str, Author]
    charts: Path
    places: PageFolders

    @cached_property
    def _drawings(self) -> Drawings:
        return Drawings(self.charts)

    @cached_property
    def _renderer(self) -> Renderer:
        return Renderer(self.history, self.settings, self._drawings.svg, self.authors)

    def make(self, planned: Planned) -> tuple[KeptPage, bool]:
        """Render a page and write its files; tells whether its Markdown changed."""
        page = planned.page(self._renderer)
        page_files, changed = write_page_files(self.places, page)
        kept = KeptPage(
            page.address,
            page.kind,
            planned.depends,
            page_files,
            listed_of(page),
            page.indexable,
            page.summary,
            self._drawings.asked_for(),
            digest_of_drawing(page.card.drawing) if page.card is not None else b"",
        )
        return kept, changed


class WriterPool:
    """Processes that write pages alike; with one job, this process alone.

    What comes out is the same for any number of them. They start with the first `with`, before this
    process has threads of its own.
    """

    def __init__(self, writer: PageWriter, jobs: int) -> None:
        self._writer, self._jobs = writer, jobs
        self._pool: ProcessPoolExecutor | None = None
        self._open = ExitStack()

    def __enter__(self) -> WriterPool:
        keep_compiled(self._writer.charts)
        if self._jobs > 1:
            # This process may render a page before the last of the others has started; what it
            # has made ready for that cannot be sent.
            fresh = replace(self._writer)
            pool = self._open.enter_context(helpers(self._jobs, _begin, fresh, forked=may_fork()))
            # Forked processes begin with the first task: then they have the history for nothing.
            pool.submit(_ready)
            self._pool = pool
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.__exit__(kind, error, trace)

    def make(self, planned: Sequence[Planned]) -> Iterator[tuple[KeptPage, bool]]:
        """Yield pages as they are made, each with whether its Markdown changed."""
        if self._pool is None or len(planned) == 1:
            yield from map(self._writer.make, planned)
            return
        sent = [one for one in planned if not one.wide]
        # One batch at a time would leave a process with the last; small ones share out evenly, and
        # some pages take a hundred times as long as others.
        size = max(1, min(BATCH, len(sent) // (32 * self._jobs)))
        batches = [sent[start : start + size] for start in range(0, len(sent), size)]
        made = self._pool.map(_make, batches)
        yield from map(self._writer.make, (one for one in planned if one.wide))
        for batch in made:
            yield from batch


_writer: PageWriter | None = None


def _begin(writer: PageWriter) -> None:
    global _writer  # noqa: PLW0603 - a process has one, for all its life
    _writer = writer
    keep_compiled(writer.charts)


def _ready() -> None:
    pass


def _make(batch: Sequence[Planned]) -> list[tuple[KeptPage, bool]]:
    assert _writer is not None, "a process has a writer before it is given work"
    return [_writer.make(planned) for planned in batch]
