import multiprocessing
from pathlib import Path

import pytest

from builder.charts.kept import hashed_path, read_kept, write_kept
from builder.publish.folders import Folders


def keep(charts: Path, rounds: int) -> None:
    """Keep files as a preview does; the exit code tells whether that went well."""
    for number in range(rounds):
        write_kept(hashed_path(charts, str(number), ".svg"), b"<svg/>")


@pytest.mark.slow
def test_what_is_kept_is_cleared_while_a_preview_adds_to_it(tmp_path: Path) -> None:
    """A build from nothing and a preview that draws at that moment do not stop each other."""
    folder, cache = tmp_path / "work", tmp_path / "cache"
    folders = Folders(
        folder / "data",
        folder / "content",
        folder / "mkdocs.yml",
        folder / "site",
        cache / "docs",
        cache / "charts",
    )
    preview = multiprocessing.get_context("spawn").Process(target=keep, args=(folders.charts, 4000))
    preview.start()
    cleared = 0
    while preview.is_alive():
        folders.clear()
        cleared += 1
    preview.join()
    assert preview.exitcode == 0
    assert cleared > 10
    folders.clear()
    assert list(cache.iterdir()) == []
    keep(folders.charts, 1)
    assert read_kept(hashed_path(folders.charts, "0", ".svg")) == b"<svg/>"
