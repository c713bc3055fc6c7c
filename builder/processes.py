"""Processes that help with a build, and end with it; and how each keeps its memory tidy.

A pool of the standard library waits for its parent for ever: killed, the parent leaves it behind.
Here every process holds the reading end of a pipe to which nobody writes. It closes when the parent
ends in any way, or gives the work up; then they end at once.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any

GARBAGE = (100_000, 50, 100)
"""How often Python looks for garbage: after so many new objects among the youngest, then after so
many of these looks among the older, and after so many of those among all."""


def seldom_look_for_garbage() -> None:
    """Let this process look for objects that only refer to each other less often than is usual.

    A history is millions of objects that live until the end, and hardly any are such a circle:
    looking through them time and again took a quarter of a night at 10,000 days.
    """
    gc.set_threshold(*GARBAGE)


@contextmanager
def helpers(
    jobs: int, start: Callable[..., None] | None = None, *given: Any, forked: bool = False
) -> Iterator[ProcessPoolExecutor]:
    """Give a pool of processes, each of which begins by calling `start` with what is `given`.

    Processes that are `forked` have what is given for nothing, however large it is; only one that
    runs no threads may ask for them.

    On an error or an interrupt within the block they end in the middle of their work, so what they
    write must be written aside and moved.
    """
    # What draws and what previews run threads: a forked process could inherit a locked one.
    context = multiprocessing.get_context("fork" if forked else "spawn")
    held, lifeline = context.Pipe(duplex=False)
    # A forked process has both ends, and lets go of the one that is the parent's.
    other = lifeline if forked else None
    pool = ProcessPoolExecutor(jobs, context, _begin, (held, other, start, given))
    try:
        yield pool
    except BaseException:
        lifeline.close()
        raise
    finally:
        pool.shutdown(cancel_futures=True)
        lifeline.close()
        held.close()


def _begin(
    held: Connection,
    lifeline: Connection | None,
    start: Callable[..., None] | None,
    given: tuple[Any, ...],
) -> None:
    if lifeline is not None:
        lifeline.close()
    # A terminal interrupts all of its processes; the parent decides, and closes the pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, args=(held,), daemon=True).start()
    seldom_look_for_garbage()
    # What is there now stays until the end: nobody need look at it, and copy what is shared.
    gc.freeze()
    if start is not None:
        start(*given)


def _end_with_parent(held: Connection) -> None:
    held.poll(None)
    os._exit(1)
