"""What the command says and does when a build must not, or cannot, publish."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from builder.__main__ import main
from builder.publish import beside_pages
from builder.publish.release.locks import sole_release
from tests.market.folders import write_files
from tests.site.building import fingerprints

pytestmark = pytest.mark.usefixtures("drawn_once")

DAYS = {f"data/2025-10-2{n}.yml": f"market: {{fear_greed: {40 + n}}}\n" for n in range(5)}

# A job in the background, as tests may be, passes on to its processes that interrupts are ignored.
INTERRUPTIBLE = (
    "import runpy, signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "runpy.run_module('builder', run_name='__main__')"
)


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the working directory of a command, with five days of data."""
    write_files(tmp_path, DAYS)
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def daybook(*arguments: str) -> Result:
    """Run a command as from a shell."""
    return CliRunner().invoke(main, list(arguments), prog_name="daybook")


def build(project: Path, *arguments: str) -> Result:
    """Build what lies in the working directory."""
    return daybook("build", "--config", str(project / "mkdocs.yml"), "--jobs", "1", *arguments)


def start_build(project: Path, folder: Path) -> "subprocess.Popen[str]":
    """Start a build in a process of its own."""
    return subprocess.Popen(
        [
            *(sys.executable, "-c", INTERRUPTIBLE, "build"),
            *("--jobs", "1", "--config", str(project / "mkdocs.yml")),
        ],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(project)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


@pytest.mark.slow
def test_a_rollback_says_what_is_published_now(project: Path, workshop: Path) -> None:
    """It goes back to the release before, says what that holds, and a second one returns."""
    assert build(project).exit_code == 0
    old = fingerprints(workshop / "site")
    result = daybook("rollback")
    assert result.exit_code == 1
    assert "expected a previous release to go back to, found none" in result.output
    write_files(workshop, {"data/2025-10-25.yml": "market: {fear_greed: 50}\n"})
    assert build(project).exit_code == 0
    new = fingerprints(workshop / "site")
    unchanged = "2025/10/20/ledger.json"
    assert (workshop / "site" / unchanged).samefile(workshop / ".site.previous" / unchanged)

    result = daybook("rollback")
    assert result.exit_code == 0, result.output
    assert "back at the previous release: 5 days (2025-10-20 to 2025-10-24)" in result.output
    assert "again goes to the newer one" in result.output
    assert fingerprints(workshop / "site") == old
    result = daybook("rollback")
    assert "back at the newer release: 6 days (2025-10-20 to 2025-10-25)" in result.output
    assert "again goes to the older one" in result.output
    assert fingerprints(workshop / "site") == new


def test_an_input_that_lost_half_its_days_is_refused(project: Path, workshop: Path) -> None:
    """The published site stays unless the command is told that it is meant."""
    assert build(project).exit_code == 0
    before = fingerprints(workshop / "site")
    for name in list(DAYS)[:3]:
        (workshop / name).unlink()
    result = build(project)
    assert result.exit_code == 1
    assert "2 of the 5 days" in result.output
    assert "--allow-shrink" in result.output
    assert fingerprints(workshop / "site") == before
    assert build(project, "--allow-shrink").exit_code == 0
    assert not (workshop / "site/2025/10/20").exists()


def test_an_empty_folder_of_data_is_refused(project: Path, workshop: Path) -> None:
    """Without any snapshot nothing is published, whatever the options."""
    assert build(project).exit_code == 0
    before = fingerprints(workshop / "site")
    shutil.rmtree(workshop / "data")
    (workshop / "data").mkdir()
    for options in ([], ["--allow-shrink"]):
        result = build(project, *options)
        assert result.exit_code == 1
        assert "expected at least one snapshot, found none" in result.output
    assert fingerprints(workshop / "site") == before


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (errno.ENOSPC, "the disk is full: make room, then build again"),
        pytest.param(errno.EROFS, "the disk can only be read", marks=pytest.mark.slow),
        pytest.param(errno.EACCES, "permission denied", marks=pytest.mark.slow),
    ],
)
def test_a_disk_that_takes_no_more_is_named(
    project: Path, workshop: Path, monkeypatch: pytest.MonkeyPatch, code: int, told: str
) -> None:
    """The message says which file, why, and what to do; the site stays, and no half is left."""
    assert build(project).exit_code == 0
    before = fingerprints(workshop / "site")

    def refuse(*_: Any) -> None:
        raise OSError(code, os.strerror(code), "site/sitemap.xml")

    monkeypatch.setattr(beside_pages, "write_sitemaps", refuse)
    write_files(workshop, {"data/2025-10-25.yml": "market: {fear_greed: 50}\n"})
    result = build(project)
    assert result.exit_code == 1
    assert f"site/sitemap.xml: {told}" in result.output
    assert fingerprints(workshop / "site") == before
    assert not (workshop / ".site.next").exists()


def test_a_helper_that_the_system_ends_is_told(
    project: Path, workshop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where memory runs out, the message says what to try; what is published stays."""
    assert build(project).exit_code == 0
    before = fingerprints(workshop / "site")

    def ended(*_: Any) -> None:
        raise BrokenProcessPool

    monkeypatch.setattr(beside_pages, "write_sitemaps", ended)
    write_files(workshop, {"data/2025-10-25.yml": "market: {fear_greed: 50}\n"})
    result = build(project)
    assert result.exit_code == 1
    assert "try --jobs 1" in result.output
    assert fingerprints(workshop / "site") == before


def test_a_release_that_lacks_a_file_is_not_published(
    project: Path, workshop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a finished release must have is looked for before it is published."""
    monkeypatch.setattr(beside_pages, "write_downloads", lambda *_: None)
    result = build(project)
    assert result.exit_code == 1
    assert "The new release is not whole, and was not published" in result.output
    assert "2025/10/20/data.csv: expected a file, found none" in result.output
    assert not (workshop / "site").exists()


def test_a_second_build_says_that_it_waits(project: Path, workshop: Path) -> None:
    """While another build is at work on the site, it says so, and goes on once that is done."""
    # So that the other process has nothing to draw, which takes it longest.
    assert build(project).exit_code == 0
    shutil.rmtree(workshop / "site")
    with sole_release(workshop / "site"):
        process = start_build(project, workshop)
        assert process.stdout is not None
        said = process.stdout.readline()
        assert "another build is at work here; waiting until it is done" in said
        assert process.poll() is None
    rest, _ = process.communicate(timeout=120)
    assert process.returncode == 0, rest
    assert (workshop / "site/index.html").is_file()


def test_an_interrupted_build_leaves_the_site(project: Path, workshop: Path) -> None:
    """Ctrl-C ends a build with words instead of a trace, and nothing half done is left."""
    assert build(project).exit_code == 0
    before = fingerprints(workshop / "site")
    write_files(workshop, {"data/2025-10-25.yml": "market: {fear_greed: 50}\n"})
    process = start_build(project, workshop)
    while not (workshop / ".site.next").exists() and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 130, said
    assert "What is published is a complete release" in said
    assert "Traceback" not in said
    assert fingerprints(workshop / "site") == before
    assert not (workshop / ".site.next").exists()
