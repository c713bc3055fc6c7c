"""Runs a command and says what it cost: wall time, processor time and memory, all children in."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

PROC = Path("/proc")
# Asking for the memory of a large process takes the system some milliseconds.
LOOK_EVERY_S = 0.1
KEPT_OUTPUT = 4000


@dataclass(frozen=True)
class Cost:
    """What a command cost.

    `wall_s` is the time that passed, `cpu_s` the time that processors worked for it, both in
    seconds. `peak_mb` is the most memory that the command and its children held at one moment, in
    megabytes of 10^6 bytes.
    """

    wall_s: float
    cpu_s: float
    peak_mb: float


class CommandFailed(Exception):
    """A measured command did not succeed; the message ends with what it said."""


def measure(
    command: Sequence[str],
    folder: Path,
    watch: Callable[[float], None] | None = None,
    ends: Sequence[int] = (0,),
) -> Cost:
    """Run a command in a folder to its end; `watch` is told each sample of its memory in MB.

    On Linux memory is the sum over the command and all its children of the pages each holds,
    shared pages divided among their holders, looked at ten times a second; a shorter peak is caught
    as far as one process made it. Elsewhere it is that of the largest process.
    Raises `CommandFailed` when the command's exit code is none of `ends`.
    """
    ended = threading.Event()
    samples = [0.0]

    def look(session: int) -> None:
        while not ended.wait(LOOK_EVERY_S):
            samples[0] = max(samples[0], memory := session_memory_mb(session))
            if watch:
                watch(memory)

    with TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            list(command),
            cwd=folder,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        looker = threading.Thread(target=look, args=(process.pid,))
        looker.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - started
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        finally:
            ended.set()
            looker.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in ends:
            said.seek(0)
            text = said.read().decode(errors="replace")[-KEPT_OUTPUT:]
            raise CommandFailed(f"{' '.join(command)} ended with {process.returncode}:\n{text}")
    largest = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6
    return Cost(wall, usage.ru_utime + usage.ru_stime, max(samples[0], largest))


def session_memory_mb(session: int) -> float:
    """The memory of all processes of a session now, in MB; 0 where the system does not tell."""
    return sum(map(_memory_mb, _session_members(session)))


def _session_members(session: int) -> list[Path]:
    members = []
    for stat in PROC.glob("[0-9]*/stat"):
        try:
            # The name before the last parenthesis may itself hold spaces and parentheses.
            state, _parent, _group, its_session = stat.read_text().rpartition(")")[2].split()[:4]
        except (OSError, ValueError):
            continue
        if int(its_session) == session and state != "Z":
            members.append(stat.parent)
    return members


def _memory_mb(process: Path) -> float:
    try:
        lines = (process / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024 / 1e6
