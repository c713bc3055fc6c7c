"""Builds that are killed, starved and misled: what is published stays complete."""

import os
import random
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.market.folders import write_files
from tests.market.snapshots import FULL_DAY, as_yaml
from tests.site.building import fingerprints

DAYS = [f"2025-10-{day}.yml" for day in range(15, 24)]
OLD = {
    **dict.fromkeys(DAYS, "market: {liquidations_24h_usd: 5000000, fear_greed: 50}\n"),
    "2025-10-24.yml": as_yaml(FULL_DAY, None),
}
NEW = dict.fromkeys(DAYS[3:], "market: {liquidations_24h_usd: 6000000, fear_greed: 40}\n")
KILLS = 50


def command(project: Path, folder: Path, room: Path | None = None) -> list[str]:
    """Return the command that builds a folder by two processes; it writes below `room`."""
    room = room or folder
    return [
        *(sys.executable, "-m", "builder", "build", "--config", str(project / "mkdocs.yml")),
        *("--data", str(folder / "data"), "--content", str(folder / "content")),
        *("--site", str(room / "site"), "--cache", str(room / "cache"), "--jobs", "2"),
    ]


def run(
    project: Path, folder: Path, room: Path | None = None, largest: int | None = None
) -> subprocess.CompletedProcess[str]:
    """Build; with `largest`, no file may become larger than so many bytes."""

    def limit() -> None:
        if largest is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest, resource.RLIM_INFINITY))

    return subprocess.run(
        command(project, folder, room),
        cwd=project,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        preexec_fn=limit,
    )


@pytest.fixture
def workshop(tmp_path: Path) -> Path:
    """Give a folder with two days of data."""
    write_files(tmp_path / "work/data", OLD)
    (tmp_path / "work/content").mkdir()
    return tmp_path / "work"


@pytest.fixture(scope="module")
def releases(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, str], dict[str, str]]:
    """Give what the site holds by the old data and by the new, each from a clean build."""
    found = []
    for files in (OLD, OLD | NEW):
        folder = tmp_path_factory.mktemp("clean")
        write_files(folder / "data", files)
        (folder / "content").mkdir()
        result = run(project, folder)
        assert result.returncode == 0, result.stdout
        found.append(fingerprints(folder / "site"))
    return found[0], found[1]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a file system of its own with little room, where this user may mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        pytest.skip("mounting a small disk takes root")
    options = ["-t", "tmpfs", "-o", "size=12m", "tmpfs", str(folder)]
    if subprocess.run([mount, *options], capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)  # noqa: S607 - the umount on PATH is meant


def at_work(group: int) -> list[int]:
    """Return the processes of a group that have not ended."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(FileNotFoundError, ProcessLookupError):
            # proc(5): after the command in brackets come the state, the parent and the group.
            state, _, its_group, *_ = stat.read_text().rpartition(")")[2].split()
            if int(its_group) == group and state != "Z":
                found.append(int(stat.parent.name))
    return found


def unfinished(folder: Path) -> list[Path]:
    """Return what a build writes aside and has not moved to its place."""
    return [*folder.rglob("*.part"), *folder.rglob("unfinished/*"), *folder.rglob(".site.next")]


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="asks Linux which processes there are")
def test_a_build_that_is_killed_leaves_a_complete_site(
    project: Path, workshop: Path, releases: tuple[dict[str, str], ...]
) -> None:
    """Killed at fifty random moments, the site is one whole release, and the next build right.

    Only the build itself is killed: the processes that help it must end by themselves.
    """
    write_files(workshop / "data", OLD)
    assert run(project, workshop).returncode == 0
    moments = random.Random(7)  # noqa: S311 - a seeded choice, no secret
    # How long builds take, by whether all has to be drawn: what is on file changes before each.
    seconds: dict[bool, float] = {}
    killed = helped = number = 0
    while killed < KILLS:
        number += 1
        draws = number % 3 == 0
        write_files(workshop / "data", OLD | (NEW if number % 2 else {}))
        if draws:
            shutil.rmtree(workshop / "cache/charts")
        if draws not in seconds:
            started = time.monotonic()
            assert run(project, workshop).returncode == 0
            seconds[draws] = time.monotonic() - started
            continue
        process = subprocess.Popen(
            command(project, workshop),
            cwd=project,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            process.wait(moments.uniform(0, seconds[draws]))
        except subprocess.TimeoutExpired:
            killed += 1
            helped += len(at_work(process.pid)) > 1
            process.kill()
            process.wait()
        deadline = time.monotonic() + 30
        while (left := at_work(process.pid)) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert left == [], f"kill {number}"
        assert fingerprints(workshop / "site") in releases, f"kill {number}"
        result = run(project, workshop)
        assert result.returncode == 0, result.stdout
        assert fingerprints(workshop / "site") == releases[number % 2]
        assert unfinished(workshop) == []
        assert number < 3 * KILLS, "too few builds were killed before they ended"
    assert helped, "no build was killed while others helped it"


@pytest.mark.slow
@pytest.mark.parametrize("largest", [0, 3_000, 12_000, 30_000])
def test_a_build_whose_files_find_no_room_publishes_nothing(
    project: Path, workshop: Path, releases: tuple[dict[str, str], ...], largest: int
) -> None:
    """Cut off at files of some size, the build says what to do; the next one is right."""
    write_files(workshop / "data", OLD)
    assert run(project, workshop).returncode == 0
    write_files(workshop / "data", NEW)
    shutil.rmtree(workshop / "cache")
    result = run(project, workshop, largest=largest)
    assert result.returncode == 1, result.stdout
    assert "Traceback" not in result.stdout
    assert "may not become that large" in result.stdout
    assert fingerprints(workshop / "site") == releases[0]
    assert not (workshop / ".site.next").exists()
    assert run(project, workshop).returncode == 0
    assert fingerprints(workshop / "site") == releases[1]


@pytest.mark.slow
@pytest.mark.parametrize("left", [4, 200, 600, 1_500])
def test_a_full_disk_publishes_nothing(
    project: Path,
    workshop: Path,
    releases: tuple[dict[str, str], ...],
    small_disk: Path,
    left: int,
) -> None:
    """With so many kilobytes left, the build names the disk; with room again the next is right."""
    write_files(workshop / "data", OLD)
    assert run(project, workshop, small_disk).returncode == 0
    write_files(workshop / "data", NEW)
    shutil.rmtree(small_disk / "cache")
    usage = shutil.disk_usage(small_disk)
    filler = small_disk / "filler"
    filler.write_bytes(b"x" * (usage.free - left * 1024))
    result = run(project, workshop, small_disk)
    assert result.returncode == 1, result.stdout
    assert "Traceback" not in result.stdout
    assert "the disk is full" in result.stdout
    assert fingerprints(small_disk / "site") == releases[0]
    filler.unlink()
    assert run(project, workshop, small_disk).returncode == 0
    assert fingerprints(small_disk / "site") == releases[1]


@pytest.mark.slow
def test_a_disk_that_can_only_be_read_is_named(
    project: Path, workshop: Path, releases: tuple[dict[str, str], ...], small_disk: Path
) -> None:
    """Nothing is published, the message says where and why, and the site stands."""
    write_files(workshop / "data", OLD)
    assert run(project, workshop, small_disk).returncode == 0
    remount = ["mount", "-o", "remount,ro", str(small_disk)]
    subprocess.run(remount, check=True)
    result = run(project, workshop, small_disk)
    assert result.returncode == 1, result.stdout
    assert "Traceback" not in result.stdout
    assert "can only be read" in result.stdout
    assert fingerprints(small_disk / "site") == releases[0]


@pytest.mark.slow
def test_damaged_caches_reach_no_page(
    project: Path, workshop: Path, releases: tuple[dict[str, str], ...]
) -> None:
    """Bytes changed, cut off or put in anywhere in what is kept: the next site is right."""
    write_files(workshop / "data", OLD)
    assert run(project, workshop).returncode == 0
    choose = random.Random(11)  # noqa: S311 - a seeded choice, no secret
    for number in range(6):
        for path in sorted((workshop / "cache").rglob("*")):
            if path.is_file() and choose.random() < (1 if number == 0 else 0.5):
                damage(path, choose)
        write_files(workshop / "cache", {"docs/stray.md": "# Stray\n", "docs/2025/x/y.txt": "?"})
        result = run(project, workshop)
        assert result.returncode == 0, result.stdout
        assert fingerprints(workshop / "site") == releases[0]


def damage(path: Path, choose: random.Random) -> None:
    """Change, cut off or put in some bytes of a file."""
    content = bytearray(path.read_bytes())
    place = choose.randrange(len(content) + 1)
    how = choose.choice(["change", "cut", "put in"])
    if how == "cut":
        del content[place:]
    elif how == "put in":
        content[place:place] = choose.randbytes(20)
    elif content:
        content[place - 1] ^= 1 << choose.randrange(8)
    path.write_bytes(content)
