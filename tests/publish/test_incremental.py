import random
from pathlib import Path

import pytest

from builder.market.faults import InputFaults
from builder.publish.html.html import SiteError
from tests.publish.edited_site import EDITS, EditedSite, digests


def follow(site: EditedSite, seed: int, steps: int) -> None:
    """Edit a site step by step, and hold each build against one from nothing."""
    chance = random.Random(seed)  # noqa: S311 - a seeded choice, no secret
    site.build()
    for step in range(steps):
        edits = chance.sample(EDITS, chance.choice([1, 1, 2, 3]))
        told = f"step {step}: {', '.join(edit.__name__ for edit in edits)}"
        before = digests(site.folders)["site"]
        for edit in edits:
            edit(site, chance)
        touched = digests(site.folders)["site"]
        try:
            built = site.build()
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
@pytest.mark.parametrize("seed", range(12))
def test_long_runs_of_edits_equal_builds_from_nothing(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """However many edits follow each other, nothing of an earlier state is left over."""
    follow(EditedSite(project, tmp_path, monkeypatch), 1000 + seed, 12)
