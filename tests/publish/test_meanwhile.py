"""Work of another process, while this one goes on."""

import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from builder.publish import meanwhile as module
from builder.publish.meanwhile import meanwhile

ALONE = """
import os, sys
from builder.publish.meanwhile import meanwhile

with meanwhile(os.getpid, int(sys.argv[1])) as worker:
    pass
print(worker.result() == os.getpid())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process is forked")
@pytest.mark.parametrize(("jobs", "alone"), [("1", "True"), ("2", "False")])
def test_work_goes_on_in_another_process_if_there_may_be_two(
    project: Path, jobs: str, alone: str
) -> None:
    """With one job a build is one process."""
    done = subprocess.run(
        [sys.executable, "-c", ALONE, jobs],
        cwd=project,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.strip() == alone


@pytest.mark.parametrize("forked", [False, True])
def test_what_goes_wrong_meanwhile_is_told_when_the_block_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forked: bool
) -> None:
    """A full disk is a full disk, whichever process meets it."""
    monkeypatch.setattr(module, "may_fork", lambda: forked)
    missing = tmp_path / "none"
    reached = False
    with pytest.raises(FileNotFoundError, match="none"), meanwhile(missing.read_bytes, 2):
        reached = True
    assert reached


def test_work_that_would_come_after_a_failed_block_is_not_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no process can be forked, the work follows the block."""
    monkeypatch.setattr(module, "may_fork", lambda: False)
    file = tmp_path / "file"
    with pytest.raises(ZeroDivisionError), meanwhile(partial(file.write_bytes, b"late"), 2):
        raise ZeroDivisionError
    assert not file.exists()
