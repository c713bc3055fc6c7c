"""What a browser draws charts anew from says the same as what was drawn."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.charts.chart import Row
from builder.charts.interactive import in_columns, rows_of, shared_specification
from builder.pages.charts.captions import Figured
from builder.pages.charts.chart_files import chart_rows
from builder.pages.charts.kinds import INTERACTIVE, is_interactive
from builder.story.telling import Teller
from tests.charts.folders import charts_of_day, charts_of_history, charts_of_recent

ROWS = st.lists(
    st.dictionaries(
        st.sampled_from(["date", "asset", "value", "run", "alone"]),
        st.one_of(st.booleans(), st.integers(0, 3), st.floats(-1e13, 1e13), st.text(max_size=3)),
        max_size=4,
    ),
    max_size=12,
)

BARS = {"BTC": 3e8, "ETH": 2e7, "SOL": -5e6}
DAYS = [float(n * 37 % 50 + 20) * 1e4 for n in range(120)]
LEFT_OUT = {"fear-greed-scale"}


def unfolded(runs: list[dict[str, Any]]) -> Iterator[Row]:
    """Yield the rows of runs, as a browser does."""
    for run in runs:
        for place in range(run["rows"]):
            yield {
                name: column[place] if isinstance(column, list) else column
                for name, column in run["columns"].items()
            }


@given(ROWS)
def test_columns_hold_the_rows(rows: list[Row]) -> None:
    """Rows in columns, whatever they are, are the same rows again, in their order."""
    found = list(unfolded(json.loads(json.dumps(in_columns(rows)))))
    assert [(list(row), list(map(repr, row.values()))) for row in found] == [
        (list(row), list(map(repr, row.values()))) for row in rows
    ]


@pytest.mark.parametrize("kind", INTERACTIVE, ids=lambda kind: kind.name)
def test_a_kind_holds_no_chart_of_its_own(kind: Any) -> None:
    """What charts share has no rows and no size, and over days takes a closer look."""
    shared = shared_specification(kind)
    assert not shared.keys() & {"width", "padding", "autosize"}
    assert "values" not in shared["data"][0]
    over_days = any(scale["type"] == "utc" for scale in shared["scales"])
    signals = {signal["name"] for signal in shared.get("signals", ())}
    assert ({"shown", "magnified"} <= signals) is over_days


def test_kinds_have_names_of_their_own() -> None:
    """No two kinds share a name, which is their file's."""
    assert len({kind.name for kind in INTERACTIVE}) == len(INTERACTIVE)


def every_chart(folder: Path) -> list[Figured]:
    """Return charts of every kind that pages make."""
    found = [
        charts_of_day(folder / "day", BARS),
        charts_of_recent(folder / "recent", [abs(value) * 1e3 for value in DAYS]),
        *(
            charts_of_history(folder / name, values, span=span)
            for name, values in (("cheap", [v / 1e6 for v in DAYS]), ("dear", DAYS))
            for span in ("30", "all")
        ),
    ]
    return [one for charts in found for one in charts.values()]


def test_every_chart_of_a_page_can_be_asked(tmp_path: Path) -> None:
    """Each kind that a page draws is one whose look is a file of the site, or is left out."""
    for name in ("day", "recent", "cheap", "dear"):
        (tmp_path / name).mkdir()
    kinds = {chart.kind for one in every_chart(tmp_path) for chart in one.charts}
    assert len(kinds) >= 10
    assert {kind for kind in kinds if not is_interactive(kind)} <= LEFT_OUT


def test_the_file_of_a_page_says_what_its_tables_print(tmp_path: Path) -> None:
    """Each mark of each chart has its numbers, as the table's cells are printed."""
    for name in ("day", "recent", "cheap", "dear"):
        (tmp_path / name).mkdir()
    teller = Teller("en", ())
    for one in every_chart(tmp_path):
        if not is_interactive(one.chart.kind):
            continue
        written = json.loads(chart_rows([one], teller, "https://d.example/", "", "now"))
        chart = written["charts"][one.chart.name]
        assert list(unfolded(chart["rows"])) == rows_of(one.chart)
        marks = {row.get("date") or row.get("asset") for row in rows_of(one.chart)} - {None}
        assert marks <= chart["numbers"].keys()
        table = one.numbers or one.told
        assert table is not None
        cells = [
            [teller.printer.cell(figure) if figure else "" for figure in row.figures]
            for row in table.rows
        ]
        assert [said[1:] for said in chart["numbers"].values()] == cells
