"""Spreads work over processes, where it is enough to be worth their start."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from types import TracebackType
from typing import TypeVar

from builder.processes import helpers

Task = TypeVar("Task")
Result = TypeVar("Result")

_LARGEST_SHARE = 32
"""So many tasks are handed to a process at once, at most."""


class Processes:
    """Up to `jobs` processes, started when there is much to do for the first time."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None
        self._open = ExitStack()

    def __enter__(self) -> Processes:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.__exit__(kind, error, trace)

    def map(
        self, work: Callable[[Task], Result], tasks: Sequence[Task], much: bool
    ) -> Iterator[Result]:
        """Yield the result of each task in their order; in this process unless it is `much`."""
        if self._jobs == 1 or not much or len(tasks) < 2:
            return map(work, tasks)
        if self._pool is None:
            self._pool = self._open.enter_context(helpers(self._jobs))
        share = max(1, min(_LARGEST_SHARE, len(tasks) // (4 * self._jobs)))
        return self._pool.map(work, tasks, chunksize=share)
