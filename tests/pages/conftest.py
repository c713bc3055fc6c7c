from pathlib import Path

import pytest

from builder.charts.drawing import Drawings
from tests.pages.rendering import Archive, render


@pytest.fixture(scope="session")
def drawings(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Drawings:
    """Give drawings that all tests of a run share, in whatever process they run."""
    folder = tmp_path_factory.getbasetemp()
    return Drawings((folder if worker_id == "master" else folder.parent) / "drawings")


@pytest.fixture(scope="session")
def archive(project: Path, drawings: Drawings) -> Archive:
    """Give every page of the repository's own data and content."""
    return render(project / "data", project / "content", drawings)
