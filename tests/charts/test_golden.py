from pathlib import Path

import pytest

from builder.charts.chart import Chart
from builder.charts.drawing import Drawings
from tests.charts.folders import charts_of_day, charts_of_history, charts_of_recent

GOLDEN = Path(__file__).with_name("golden")

DAY_KINDS = ("liquidations", "open-interest-24h-usd", "prices", "funding", "sentiment")
HISTORY_KINDS = ("price", "liquidations", "funding")
RECENT_KINDS = ("pace", "days", "sentiment")


@pytest.fixture(scope="module")
def charts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Chart]:
    """Give one small chart of each kind."""
    bars = {
        "BTC": (51_730_000, 12_000_000, -1_530_000_000, 193_640_000, -1.5, 0.0001),
        "ETH": (127_870_000, 30_500_000, 890_000_000, 173_790_000, 2.25, -0.00005),
    }
    day = charts_of_day(tmp_path_factory.mktemp("day"), bars)
    history = charts_of_history(
        tmp_path_factory.mktemp("history"),
        [
            *(110_342.5, 108_000, 109_250, 112_500, None, None, 111_000, 113_400, None, 115_000),
            *(None, 114_100, 112_900, 110_000, 107_750),
        ],
    )
    found = {f"day-{name}": day[name].chart for name in DAY_KINDS}
    found |= {f"history-{name}": history[name].chart for name in HISTORY_KINDS}
    totals = [None if n % 7 == 3 else (3 + n * n % 11) * 1e7 for n in range(40)]
    recent = charts_of_recent(tmp_path_factory.mktemp("recent"), totals)
    found |= {f"recent-{name}": recent[name].chart for name in RECENT_KINDS}
    return found | {"history-narrow": history["price"].charts[1]}


@pytest.mark.parametrize(
    "kind",
    [
        *(f"day-{name}" for name in DAY_KINDS),
        *(f"history-{name}" for name in HISTORY_KINDS),
        *(f"recent-{name}" for name in RECENT_KINDS),
        "history-narrow",
    ],
)
def test_a_chart_of_each_kind_looks_as_it_did(
    charts: dict[str, Chart], drawings: Drawings, kind: str
) -> None:
    """Each kind of chart equals the drawing that was looked at and approved.

    Where it does not, the new drawing is left beside it as NAME-changed.svg: look at both, and if
    the new one is right, move it over the old.
    """
    approved, changed = GOLDEN / f"{kind}.svg", GOLDEN / f"{kind}-changed.svg"
    drawn = drawings.svg(charts[kind]) + "\n"
    if approved.is_file() and approved.read_text(encoding="utf-8") == drawn:
        changed.unlink(missing_ok=True)
        return
    changed.write_text(drawn, encoding="utf-8", newline="\n")
    pytest.fail(f"{changed.name} differs from {approved.name} in {GOLDEN.name}/")
