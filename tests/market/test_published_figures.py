from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.market.folders import DAY, history_of, values_on
from tests.market.snapshots import as_yaml

SUBJECTS = ("market", "BTC", "ETH")
SIDES = ("", "long_", "short_")
WINDOWS = ("4h", "24h")
FIELDS = [f"{side}liquidations_{window}_usd" for side in SIDES for window in WINDOWS]

DAYS = st.dictionaries(
    st.tuples(st.sampled_from(SUBJECTS), st.sampled_from(FIELDS)),
    st.sampled_from([0, 1e8, 2e8, 3e8, 4e8, 5e8, 6e8, 9e8]),
    min_size=1,
    max_size=12,
)

SLACK = Fraction(1, 20)
"""More than any rounding of the values above, less than any two of them differ by."""


def contradictions(values: dict[str, float]) -> list[str]:
    """Name the totals that their own parts exceed."""
    found = []

    def hold(part: float | None, whole: float | None, words: str) -> None:
        if part is not None and whole is not None and part > whole + 5e7 * (1 + SLACK):
            found.append(words)

    def least(subject: str, window: str) -> float | None:
        sides = [values.get(f"{subject}.{side}liquidations_{window}_usd") for side in SIDES[1:]]
        known = [side for side in sides if side is not None]
        return values.get(f"{subject}.liquidations_{window}_usd", sum(known) if known else None)

    for subject in SUBJECTS:
        for window in WINDOWS:
            whole = values.get(f"{subject}.liquidations_{window}_usd")
            for side in SIDES[1:]:
                part = values.get(f"{subject}.{side}liquidations_{window}_usd")
                hold(part, whole, f"{subject}: {side} above the total of {window}")
        for side in SIDES[1:]:
            inner = values.get(f"{subject}.{side}liquidations_4h_usd")
            outer = values.get(f"{subject}.{side}liquidations_24h_usd")
            hold(inner, outer, f"{subject}: {side} of 4h above 24h")
        hold(least(subject, "4h"), values.get(f"{subject}.liquidations_24h_usd"), f"{subject}: 4h")
    for side in SIDES[1:]:
        for window in WINDOWS:
            name = f"{side}liquidations_{window}_usd"
            parts = [values[f"{t}.{name}"] for t in ("BTC", "ETH") if f"{t}.{name}" in values]
            hold(sum(parts), values.get(f"market.{name}"), f"assets above market.{name}")
    for window in WINDOWS:
        whole = values.get(f"market.liquidations_{window}_usd")
        parts = [part for t in ("BTC", "ETH") if (part := least(t, window)) is not None]
        hold(sum(parts), whole, f"assets above the market of {window}")
    return found


@pytest.mark.slow
@settings(max_examples=300)
@given(cells=DAYS)
def test_no_published_total_is_exceeded_by_its_parts(
    tmp_path_factory: pytest.TempPathFactory, cells: dict[tuple[str, str], float]
) -> None:
    """Whatever is reported, a reader never meets a total that its own parts contradict."""
    snapshot: dict[str, dict[str, str]] = {}
    for (subject, name), value in cells.items():
        snapshot.setdefault(subject, {})[name] = f"{value:.0f}"
    history = history_of(tmp_path_factory.mktemp("day"), {f"{DAY}.yml": as_yaml(snapshot)})
    assert contradictions(values_on(history)) == []


@settings(max_examples=100)
@given(cells=DAYS)
def test_nothing_is_withheld_without_a_contradiction(
    tmp_path_factory: pytest.TempPathFactory, cells: dict[tuple[str, str], float]
) -> None:
    """Where the reported cells agree with each other, none is withheld."""
    snapshot: dict[str, dict[str, str]] = {}
    for (subject, name), value in cells.items():
        snapshot.setdefault(subject, {})[name] = f"{value:.0f}"
    history = history_of(tmp_path_factory.mktemp("day"), {f"{DAY}.yml": as_yaml(snapshot)})
    values = {f"{subject}.{name}": value for (subject, name), value in cells.items()}
    for subject in SUBJECTS:
        for window in WINDOWS:
            whole, long, short = (f"{subject}.{s}liquidations_{window}_usd" for s in SIDES)
            if long in values and short in values:
                implied = values[long] + values[short]
                if values.setdefault(whole, implied) != implied:
                    return
            for side, other in ((long, short), (short, long)):
                if whole in values and side in values:
                    values.setdefault(other, values[whole] - values[side])
    if not contradictions(values):
        assert history.withheld == ()
