import random
from pathlib import Path

import pytest

from builder.market.faults import InputFaults
from builder.publish.errors import SiteError
from tests.market.folders import write_files
from tests.publish.edited_site import EDITS, EditedSite, change_a_template, digests


def follow(site: EditedSite, seed: int, steps: int, jobs: int = 1) -> None:
    """Edit a site step by step, and hold each build against one from nothing."""
    chance = random.Random(seed)  # noqa: S311 - a seeded choice, no secret
    # Processes that help begin anew where they cannot be forked, with the program's own templates.
    possible = [edit for edit in EDITS if jobs == 1 or edit is not change_a_template]
    site.build(jobs)
    for step in range(steps):
        edits = chance.sample(possible, chance.choice([1, 1, 2, 3]))
        told = f"step {step}: {', '.join(edit.__name__ for edit in edits)}"
        before = digests(site.folders)["site"]
        for edit in edits:
            edit(site, chance)
        touched = digests(site.folders)["site"]
        try:
            built = site.build(jobs)
        except (InputFaults, SiteError):
            # As the edits left it: a build that fails changes nothing.
            assert digests(site.folders)["site"] == touched, told
            with pytest.raises((InputFaults, SiteError)):
                site.build_from_nothing()
            continue
        found, expected = digests(site.folders), site.build_from_nothing()
        # Where nothing had to be published, what is generated may wait until something has.
        for tree in ("docs", "site") if built.made else ("site",):
            wrong = {
                name
                for name in {*found[tree], *expected[tree]}
                if found[tree].get(name) != expected[tree].get(name)
            }
            assert wrong == set(), f"{told}: {tree} (before: {len(before)} files)"


def test_a_build_after_edits_equals_one_from_nothing(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After any edits of anything, site and pages are byte for byte those of a clean build."""
    follow(EditedSite(project, tmp_path, monkeypatch), 7, 2)


@pytest.mark.slow
def test_files_of_a_theme_stay_wherever_they_lie(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new day leaves what a theme brings beside pages: an owner's proof, a film, a style."""
    site = EditedSite(project, tmp_path, monkeypatch)
    files = {"ads.txt": "a", "assets/own.css": "p {}", "assets/films/a.bin": "c", "2025/x.txt": "d"}
    write_files(site.folder / "overrides", files)
    site.build()
    write_files(site.folder / "data", {"2025-10-25.yml": "market: {fear_greed: 50}\n"})
    publication = site.build().publication
    assert publication is not None
    assert publication.kept
    for name, text in files.items():
        assert (site.folders.site / name).read_text("utf-8") == text
    assert digests(site.folders) == site.build_from_nothing()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_long_runs_of_edits_equal_builds_from_nothing(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """However many edits follow each other, nothing of an earlier state is left over."""
    follow(EditedSite(project, tmp_path, monkeypatch), 1000 + seed, 12, jobs=1 + seed % 2)
