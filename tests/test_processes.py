"""The processes that help with a build: none is left behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from builder.processes import helpers

PARENT = """
import os, signal, sys, time
from builder.processes import helpers

def work(_):
    print(os.getpid(), flush=True)
    time.sleep(60)

if __name__ == "__main__":
    # A job in the background passes on that interrupts are ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with helpers(2) as pool:
            list(pool.map(work, range(4)))
    except KeyboardInterrupt:
        sys.exit(130)
"""


def is_alive(process: int) -> bool:
    """Tell whether a process runs; one that has ended and waits to be asked does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").split()[2] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="asks Linux which processes there are")
@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_processes_end_with_the_build(project: Path, tmp_path: Path, sent: signal.Signals) -> None:
    """Killed, ended or interrupted in the middle of their work, the build takes them along."""
    program = tmp_path / "parent.py"
    program.write_text(PARENT, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, str(program)],
        env={**os.environ, "PYTHONPATH": str(project)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    ) as parent:
        assert parent.stdout is not None
        at_work = [int(parent.stdout.readline()) for _ in range(2)]
        parent.send_signal(sent)
        parent.wait(30)
        deadline = time.monotonic() + 30
        while any(map(is_alive, at_work)) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not any(map(is_alive, at_work))
    assert parent.returncode == (130 if sent == signal.SIGINT else -sent)


def test_an_error_of_one_is_told(tmp_path: Path) -> None:
    """What goes wrong in a process goes wrong in the build."""
    with pytest.raises(FileNotFoundError), helpers(2) as pool:
        list(pool.map(os.listdir, [str(tmp_path), str(tmp_path / "none")]))
