from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.market.folders import DAY, figures_on, history_of
from tests.market.proofs import prove, reported
from tests.market.snapshots import FULL_DAY, Snapshot, as_csv, as_json, as_yaml

WRITERS: list[Callable[[Snapshot], str]] = [as_yaml, as_json, as_csv]
CELLS = [(subject, field) for subject, cells in FULL_DAY.items() for field in cells]


@pytest.mark.parametrize("write", WRITERS)
def test_every_figure_of_a_full_day_is_proven(
    tmp_path: Path, write: Callable[[Snapshot], str]
) -> None:
    """Each figure leads to the lines it rests on, and its formula gives its value from them."""
    suffix = write.__name__.removeprefix("as_").replace("yaml", "yml")
    history = history_of(tmp_path, {f"a/b.{suffix}": write(FULL_DAY)})
    assert prove(tmp_path, history) > 50


@settings(max_examples=40)
@given(kept=st.sets(st.sampled_from(CELLS), min_size=1), write=st.sampled_from(WRITERS))
def test_every_figure_of_any_day_is_proven(
    kept: set[tuple[str, str]],
    write: Callable[[Snapshot], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Whichever cells a day holds, each figure leads to its lines and follows from them."""
    snapshot = {
        subject: {field: text for field, text in cells.items() if (subject, field) in kept}
        for subject, cells in FULL_DAY.items()
    }
    data = tmp_path_factory.mktemp("proof")
    suffix = write.__name__.removeprefix("as_").replace("yaml", "yml")
    assert prove(data, history_of(data, {f"a.{suffix}": write(snapshot)})) >= len(kept)


@settings(max_examples=40)
@given(
    st.dictionaries(
        st.sampled_from([cell for cell in CELLS if cell[1] != "fear_greed_label"]),
        st.floats(-1e12, 1e12, allow_subnormal=False) | st.integers(-200, 200).map(float),
        min_size=1,
    )
)
def test_every_published_figure_of_any_values_is_proven(
    tmp_path_factory: pytest.TempPathFactory, values: dict[tuple[str, str], float]
) -> None:
    """Whatever values a day holds, what is published follows from cells that are published."""
    snapshot: dict[str, dict[str, str]] = {}
    for (subject, field), value in values.items():
        snapshot.setdefault(subject, {})[field] = repr(value)
    data = tmp_path_factory.mktemp("values")
    history = history_of(data, {"a.yml": as_yaml(snapshot)})
    assume(len(history.withheld) < len(values))
    prove(data, history)
    withheld = {(cell.subject, cell.field) for cell in history.withheld}
    for figure in figures_on(history).values():
        assert all((cell.subject, cell.field.name) not in withheld for cell in reported(figure))


def test_a_cell_given_twice_is_proven_by_the_first(tmp_path: Path) -> None:
    """A cell that stands in two files leads to the first of them by path."""
    files = {"b.yml": as_yaml(FULL_DAY), "a.csv": as_csv(FULL_DAY)}
    figures = figures_on(history_of(tmp_path, files))
    assert figures["BTC.price_usd"].source.file == "a.csv"


def test_a_derived_figure_is_whose_its_inputs_are(tmp_path: Path) -> None:
    """A computed figure counts as of the provider whose quantity it measures."""
    content = (
        "sources: [{provider: A, covers: [liquidations]}, {provider: B, covers: [usd_krw]}]\n"
        "market: {long_liquidations_24h_usd: 3, short_liquidations_24h_usd: 1, usd_krw: 1400}\n"
    )
    figures = figures_on(history_of(tmp_path, {f"{DAY}.yml": content}))
    assert figures["market.liquidations_24h_usd"].origin == "A"
    assert figures["market.long_share_24h_pct"].origin == "A"
    assert figures["market.liquidations_24h_krw"].origin == "A"


def test_formulas_speak_the_vocabulary(tmp_path: Path) -> None:
    """A formula is written in fields' names, and its inputs may be formulas themselves."""
    content = "market: {long_liquidations_24h_usd: 3, short_liquidations_24h_usd: 1}\n"
    share = figures_on(history_of(tmp_path, {f"{DAY}.yml": content}))["market.long_share_24h_pct"]
    assert share.source.text == "100 × long_liquidations_24h_usd / liquidations_24h_usd"
    whole = share.source.inputs[1]
    assert whole.source.text == "long_liquidations_24h_usd + short_liquidations_24h_usd"
    assert [part.source.line for part in whole.source.inputs] == [1, 1]


def test_text_is_no_number(tmp_path: Path) -> None:
    """Asking a label for its number is an error rather than 0."""
    label = history_of(tmp_path, {f"{DAY}.yml": "market: {fear_greed_label: Greed}\n"}).figure(
        DAY, "market", "fear_greed_label"
    )
    assert label.value == "Greed"
    with pytest.raises(TypeError, match=r"market\.fear_greed_label is text"):
        _ = label.number
