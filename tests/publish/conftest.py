from pathlib import Path

import pytest

from tests.publish.small_site import build


@pytest.fixture(scope="session")
def small(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the small site; tests read it and leave it as it is."""
    return build(tmp_path_factory.mktemp("small"), project)


@pytest.fixture(scope="module", autouse=True)
def _drawn_once(drawn_once: None) -> None:
    """Most tests here build a site or two, with the same charts."""
