"""What every test may use."""

from pathlib import Path

import hypothesis
import pytest

# Two test processes share two cores: how long one example takes says nothing about the code.
hypothesis.settings.register_profile("daybook", deadline=None)
hypothesis.settings.load_profile("daybook")


@pytest.fixture(scope="session")
def project() -> Path:
    """Give the folder that holds `mkdocs.yml`, `data/` and `content/`."""
    return Path(__file__).resolve().parent.parent
