from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from builder.market.history import History
from tests.market.folders import DAY, figures_on, history_of, values_on
from tests.market.snapshots import FULL_DAY, Snapshot, as_csv, as_json, as_yaml

WRITERS: dict[str, Callable[..., str]] = {"yml": as_yaml, "json": as_json, "csv": as_csv}
CELLS = [(subject, field) for subject, cells in FULL_DAY.items() for field in cells]


def essence(history: History) -> dict[str, object]:
    """Return what a history says, without the places it read it from."""
    return {
        "days": [(day.date, day.as_of, day.disputed) for day in history.days],
        "assets": history.assets,
        "values": {day.date: values_on(history, day.date) for day in history.days},
        "withheld": [(w.day, w.subject, w.field, w.value, w.reason) for w in history.withheld],
    }


def part(cells: list[tuple[str, str]]) -> Snapshot:
    """Return some cells of the full day as a snapshot of their own."""
    found: dict[str, dict[str, str]] = {}
    for subject, field in cells:
        found.setdefault(subject, {})[field] = FULL_DAY[subject][field]
    return found


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """Give what the full day says, read from one YAML file."""
    return essence(history_of(tmp_path_factory.mktemp("whole"), {"a.yml": as_yaml(FULL_DAY)}))


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("named", [False, True], ids=["date inside", "date as the name"])
def test_every_format_says_the_same(
    tmp_path: Path, whole: dict[str, object], suffix: str, named: bool
) -> None:
    """YAML, JSON and CSV give the same history, the day inside or as the file's name."""
    name = f"{DAY}.{suffix}" if named else f"a.{suffix}"
    content = WRITERS[suffix](FULL_DAY, None if named else DAY)
    assert essence(history_of(tmp_path, {name: content})) == whole


@settings(max_examples=40)
@given(st.lists(st.sampled_from(["a.yml", "b.json", "c.csv", "d/e/f.csv"]),
                min_size=len(CELLS), max_size=len(CELLS)))  # fmt: skip
def test_any_mixture_says_the_same(
    tmp_path_factory: pytest.TempPathFactory, whole: dict[str, object], homes: list[str]
) -> None:
    """The cells of a day may be spread over files of all formats, at any depth, in any way."""
    files = {}
    for home in set(homes):
        cells = [cell for cell, its_home in zip(CELLS, homes, strict=True) if its_home == home]
        files[home] = WRITERS[home.rsplit(".", 1)[1]](part(cells))
    assert essence(history_of(tmp_path_factory.mktemp("mixture"), files)) == whole


def test_market_rows_have_no_asset(tmp_path: Path) -> None:
    """A row is the market's where its asset cell is empty or its table has no such column."""
    beside = {"a.csv": "date,asset,fear_greed,price_usd\n2025-10-24,,52,\n2025-10-24,BTC,,1\n"}
    apart = {
        "a.csv": "date,fear_greed\n2025-10-24,52\n",
        "b.csv": "date,asset,price_usd\n2025-10-24,BTC,1\n",
    }
    expected = {"market.fear_greed": 52, "BTC.price_usd": 1}
    assert values_on(history_of(tmp_path / "beside", beside)) == expected
    assert values_on(history_of(tmp_path / "apart", apart)) == expected


def test_columns_stand_in_any_order(tmp_path: Path) -> None:
    """The order of a table's columns means nothing."""
    one = history_of(tmp_path / "one", {"a.csv": "date,asset,price_usd\n2025-10-24,BTC,1\n"})
    two = history_of(tmp_path / "two", {"a.csv": "price_usd,date,asset\n1,2025-10-24,BTC\n"})
    assert essence(one) == essence(two)


def test_a_table_speaks_of_the_day_too(tmp_path: Path) -> None:
    """A table's `as_of` and `disputed` say of the day what a snapshot's keys say."""
    yaml = "as_of: 2025-10-24T12:30:00+09:00\ndisputed: why\nmarket: {fear_greed: 5}\n"
    table = "as_of,disputed,fear_greed\n2025-10-24T12:30:00+09:00,why,5\n"
    assert essence(history_of(tmp_path / "yaml", {f"{DAY}.yml": yaml})) == essence(
        history_of(tmp_path / "table", {f"{DAY}.csv": table})
    )


def test_what_is_withheld_does_not_depend_on_the_format(tmp_path: Path) -> None:
    """A contradiction across files is the same contradiction."""
    cells = {"liquidations_24h_usd": "100000", "long_liquidations_24h_usd": "500000"}
    one = history_of(tmp_path / "one", {"a.yml": as_yaml({"BTC": cells})})
    files = {
        "a.yml": as_yaml({"BTC": {"liquidations_24h_usd": "100000"}}),
        "b.csv": as_csv({"BTC": {"long_liquidations_24h_usd": "500000"}}),
    }
    two = history_of(tmp_path / "two", files)
    assert essence(one) == essence(two)
    assert len(two.withheld) == 2


@settings(max_examples=60)
@given(st.sets(st.sampled_from(CELLS)))
def test_any_subset_of_a_day_reads(
    tmp_path_factory: pytest.TempPathFactory, removed: set[tuple[str, str]]
) -> None:
    """Whatever is missing, the rest reads unchanged, and nothing missing becomes a cell."""
    kept = [cell for cell in CELLS if cell not in removed]
    assume(kept)
    history = history_of(tmp_path_factory.mktemp("subset"), {"a.yml": as_yaml(part(kept))})
    assert history.withheld == ()
    figures = figures_on(history)
    for subject, field in CELLS:
        figure = figures.get(f"{subject}.{field}")
        if (subject, field) in removed:
            assert figure is None or figure.source.inputs
        else:
            text = FULL_DAY[subject][field]
            assert figure.value == (text if field == "fear_greed_label" else float(text))
