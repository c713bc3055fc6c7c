from pathlib import Path

import pytest

from builder.market.history import History, read_history
from tests.market.folders import write_files
from tests.market.snapshots import FULL_DAY, as_yaml

BEFORE = """\
market: {liquidations_24h_usd: 5000000, fear_greed: 50}
assets:
  BTC: {price_usd: 100000, liquidations_24h_usd: 5, long_liquidations_24h_usd: 5000}
  "1INCH": {price_usd: 0.25}
  NOT: {price_usd: 0.001}
  币安人生: {price_usd: 0.1}
"""
"""The day before the one that tests speak of; two of its cells contradict each other."""


@pytest.fixture(scope="session")
def history(tmp_path_factory: pytest.TempPathFactory) -> History:
    """Give two days on file: one on which every field is reported, and the one before."""
    files = {"2025-10-23.yml": BEFORE, "2025-10-24.yml": as_yaml(FULL_DAY)}
    return read_history(write_files(tmp_path_factory.mktemp("data"), files))


@pytest.fixture(scope="session")
def real(project: Path) -> History:
    """Give the repository's own days."""
    return read_history(project / "data")
