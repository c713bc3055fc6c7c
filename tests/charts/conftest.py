from pathlib import Path

import pytest

from builder.charts.drawing import Drawings


@pytest.fixture(scope="session")
def drawings(tmp_path_factory: pytest.TempPathFactory) -> Drawings:
    """Give drawings that are kept for as long as the tests run."""
    return Drawings(Path(tmp_path_factory.mktemp("drawings")))
