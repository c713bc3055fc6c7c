"""What tests of the checker use: the project's own days, and a checker of them."""

from pathlib import Path

import pytest

from builder.market.history import History, read_history
from builder.story.checking.checker import Checker


@pytest.fixture(scope="session")
def archive(project: Path) -> History:
    """Give the history in `data/`."""
    return read_history(project / "data")


@pytest.fixture(scope="session")
def checker(archive: History) -> Checker:
    """Give a checker of the history in `data/`."""
    return Checker(archive)
