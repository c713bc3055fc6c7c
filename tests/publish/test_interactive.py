"""The files that charts are drawn anew from, which a build and a preview share."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from builder.publish.html import interactive
from builder.publish.html.interactive import write_interactive
from tests.site.building import fingerprints


def test_a_build_and_a_preview_at_once_make_them_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither takes the half of the other for a leaving, and both have all of them."""
    made: list[Path] = []
    make = interactive._make

    def count(kept: Path) -> None:
        made.append(kept)
        make(kept)

    monkeypatch.setattr(interactive, "_make", count)
    sites = [tmp_path / "site", tmp_path / "preview"]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write_interactive, sites, [tmp_path / "interactive"] * 2))
    assert len(made) == 1
    one, other = map(fingerprints, sites)
    assert one == other
    assert any(name.endswith("/index.json") for name in one)
