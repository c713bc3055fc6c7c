"""What `make` and pip are given: the locked requirements and the built package."""

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-zensical.txt")


def read_lock(path: Path) -> dict[str, tuple[str, int]]:
    """Map each locked distribution to its version and its number of hashes.

    Raises AssertionError for a line that is neither a comment, a pinned name nor a SHA-256.
    """
    locked: dict[str, tuple[str, int]] = {}
    name = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        pin = re.fullmatch(r"([a-z0-9-]+)==([0-9a-z.]+)( ; [^\\]+)? \\", line)
        if pin:
            name = pin[1]
            locked[name] = (pin[2], 0)
        else:
            assert re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line), line
            locked[name] = (locked[name][0], locked[name][1] + 1)
    return locked


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_only_versions_and_hashes(project: Path, name: str) -> None:
    """A lock file pins every distribution by hash and names no index, host or folder."""
    path = project / name
    locked = read_lock(path)
    assert locked
    assert all(hashes > 0 for version, hashes in locked.values())
    assert not re.search(r"https?:|file:|/", path.read_text(encoding="utf-8"))


def test_the_locks_satisfy_what_the_project_declares(project: Path) -> None:
    """Each declared requirement is locked, at a version that it admits, in the file for it."""
    settings = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    groups = settings["dependency-groups"]
    runtime = settings["project"]["dependencies"] + groups["build"]
    declared = {
        "requirements.txt": runtime + settings["build-system"]["requires"],
        "requirements-dev.txt": runtime + groups["test"] + groups["lock"],
        "requirements-zensical.txt": groups["zensical"],
    }
    for file, requirements in declared.items():
        locked = read_lock(project / file)
        for requirement in map(Requirement, requirements):
            version, _ = locked.get(canonicalize_name(requirement.name), ("missing", 0))
            assert requirement.specifier.contains(version), f"{file}: {requirement}, is {version}"


def test_the_development_lock_has_the_runtime_versions(project: Path) -> None:
    """Tests run against exactly the versions that a site is built with."""
    runtime, development = (read_lock(project / name) for name in LOCKS[:2])
    assert {name: development.get(name) for name in runtime} == runtime


def test_the_package_holds_all_files_of_the_builder(project: Path, tmp_path: Path) -> None:
    """A built wheel holds templates, fonts and registries beside the modules."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("daybook-*.whl")
    files = {
        path.relative_to(project).as_posix()
        for path in (project / "builder").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(wheel) as package:
        assert files - set(package.namelist()) == set()
    assert {Path(file).suffix for file in files} >= {".py", ".j2", ".yml", ".ttf"}


def test_make_help_lists_every_target_for_people(project: Path) -> None:
    """`make`, without a target, explains each target of the contributor's guide."""
    result = subprocess.run(
        ["make", "--no-print-directory"],  # noqa: S607 - the make on PATH is the one that is meant
        cwd=project,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    listed = set(re.findall(r"^  make (\S+) +\S", result.stdout, re.MULTILINE))
    targets = "site test test-slow test-zensical serve check lint bench demo lock clean"
    assert listed >= set(targets.split())
