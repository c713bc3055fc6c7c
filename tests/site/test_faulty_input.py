import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.site.building import build, copy_project, fingerprints

DAY = "2025-10-24.yml"


def impossible_number(text: str) -> str:
    """Put words where a snapshot has a number."""
    return text.replace("fear_greed: 52", "fear_greed: fifty-two")


def unknown_field(text: str) -> str:
    """Add a field that no vocabulary holds."""
    return text.replace("fear_greed: 52", "fear_greed: 52\n  fear_and_greed: 52")


def conflict_marker(text: str) -> str:
    """Leave a merge unfinished."""
    return f"<<<<<<< ours\n{text}=======\n{text}>>>>>>> theirs\n"


@pytest.mark.parametrize(
    "fault",
    [
        impossible_number,
        *(
            pytest.param(fault, marks=pytest.mark.slow)
            for fault in (unknown_field, conflict_marker)
        ),
    ],
)
def test_a_fault_leaves_the_published_site_untouched(
    built_project: Path, site: Path, tmp_path: Path, fault: Callable[[str], str]
) -> None:
    """A faulty snapshot ends the build with 1, names the file, and changes no published byte."""
    copy = copy_project(built_project, tmp_path / "project")
    shutil.copytree(site, copy / "site")
    # What is kept of the other days, as where a site is built night after night.
    shutil.copytree(built_project / ".cache/market", copy / ".cache/market")
    published = fingerprints(copy / "site")
    (snapshot,) = (copy / "data").rglob(DAY)
    sound = snapshot.read_text(encoding="utf-8")
    faulty = fault(sound)
    assert faulty != sound
    snapshot.write_text(faulty, encoding="utf-8")

    result = build(copy, copy / "site")

    assert result.returncode == 1, result.stdout
    assert DAY in result.stdout
    assert "Traceback" not in result.stdout
    assert fingerprints(copy / "site") == published
