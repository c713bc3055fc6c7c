import csv
from datetime import date
from pathlib import Path

import pytest

from builder.market.history import History, read_history
from tests.market.proofs import prove


@pytest.fixture(scope="module")
def archive(project: Path) -> History:
    """Give the history of the project's own data."""
    return read_history(project / "data")


def test_every_figure_of_the_archive_is_proven(project: Path, archive: History) -> None:
    """Each figure of the project's own archive leads to its lines and follows from them."""
    assert prove(project / "data", archive) > 500


def test_the_archive_withholds_what_contradicts_itself(archive: History) -> None:
    """Of the reported days, those whose sides miss their total beyond rounding are withheld."""
    days = {cell.day for cell in archive.withheld}
    assert "2025-10-17" in days
    assert "2025-01-06" not in days


def test_the_reference_day_is_disputed_and_whole(archive: History) -> None:
    """The reference day is marked disputed, keeps all its cells, and breaks no other day."""
    day = date(2025, 10, 24)
    assert archive.by_date[day].disputed
    assert archive.withheld_on(day) == ()
    assert archive.figure(day, "market", "liquidations_24h_usd").value == 735_070_000
    assert archive.figure(day, "ETH", "implied_open_interest_usd").value == pytest.approx(
        54.5e9, rel=1e-3
    )


@pytest.fixture(scope="module")
def long_archive(project: Path) -> Path:
    """Give the folder of a long history of a real market, which lies beside the project."""
    folder = project.parent / "shared" / "market-history"
    if not folder.is_dir():
        pytest.skip("the long market history does not lie beside this checkout")
    return folder


@pytest.fixture(scope="module")
def history(long_archive: Path) -> History:
    """Give that history as it is read."""
    return read_history(long_archive)


@pytest.mark.slow
def test_a_long_history_reads_cell_for_cell(long_archive: Path, history: History) -> None:
    """Five years of a real market are read without a fault, each cell as it stands in its table."""
    assert (len(history.days), len(history.assets), history.withheld) == (1721, 7, ())
    cells = 0
    for path in long_archive.rglob("*.csv"):
        with path.open(newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                day, subject = date.fromisoformat(row.pop("date")), row.pop("asset", "market")
                label = row.pop("fear_greed_label", "")
                if label:
                    assert history.figure(day, "market", "fear_greed_label").value == label
                for name, text in row.items():
                    value = float(text) if text else None
                    if text or name in ("fear_greed", "usd_krw"):
                        assert history.table.value(day, subject, name) == value
                        cells += 1
    assert cells > 100_000


@pytest.mark.slow
def test_a_long_history_is_proven_on_sampled_days(long_archive: Path, history: History) -> None:
    """Figures of a long history lead to their rows, far down their tables."""
    sample = History(
        history.days[::211], history.assets, history.table, history.withheld, history.sources
    )
    assert prove(long_archive, sample) > 500
