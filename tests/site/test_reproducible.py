from pathlib import Path

import pytest

from tests.site.building import build, copy_project, fingerprints

ELSEWHERE = {
    "TZ": "Pacific/Kiritimati",  # a day ahead of most of the world
    "LC_ALL": "C",
    "PYTHONUTF8": "0",  # under LC_ALL=C, files opened without an encoding are now ASCII
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONHASHSEED": "4711",
}


@pytest.mark.slow
def test_the_same_input_gives_the_same_bytes(
    built_project: Path, site: Path, tmp_path: Path
) -> None:
    """A clean build in another folder, time zone, locale and hash seed gives the same files."""
    copy = copy_project(built_project, tmp_path / "a folder, with another name")
    result = build(copy, copy / "site", environment=ELSEWHERE)
    assert result.returncode == 0, result.stdout
    here, there = fingerprints(site), fingerprints(copy / "site")
    assert here.keys() == there.keys()
    assert [name for name in here if here[name] != there[name]] == []


@pytest.mark.slow
def test_the_build_leaves_the_site_alone_when_nothing_changed(
    built_project: Path, tmp_path: Path
) -> None:
    """A second build of the same input, which may reuse the first one's work, changes no byte."""
    before = fingerprints(built_project / "site")
    result = build(built_project, tmp_path / "site")
    assert result.returncode == 0, result.stdout
    assert fingerprints(tmp_path / "site") == before
