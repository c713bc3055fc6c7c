"""Work that goes on in another process, while this one does something that needs nothing of it."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any, TypeVar

from builder.charts.renderer import has_started
from builder.processes import helpers

T = TypeVar("T")


def may_fork() -> bool:
    """Tell whether processes may be forked, which need not be told the history.

    Not where the renderer of charts has begun to run threads, or anything else; never on macOS.
    """
    return sys.platform == "linux" and threading.active_count() == 1 and not has_started()


@contextmanager
def meanwhile(work: Callable[[], T], jobs: int) -> Iterator[Future[T]]:
    """Do some work while the block runs; at the end of the block it is done.

    Gives what will hold its result, which has to be small. With one job, or where no process can be
    forked, the work is done after the block. Raises what it raises.
    """
    if jobs == 1 or not may_fork():
        done: Future[T] = Future()
        yield done
        done.set_result(work())
        return
    with helpers(1, _begin, work, forked=True) as pool:
        result = pool.submit(_work)
        yield result
        result.result()


_given: Callable[[], Any] | None = None


def _begin(work: Callable[[], Any]) -> None:
    global _given  # noqa: PLW0603 - a process has one, for all its life
    _given = work


def _work() -> Any:
    assert _given is not None, "a process has its work before it is asked for it"
    return _given()
