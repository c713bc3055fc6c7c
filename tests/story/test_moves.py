import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.market.vocabulary import FIELDS
from builder.story.moves import MOVES, Bands, Strength, significance_of, strength_of
from tests.market.folders import DAY
from tests.story.figures import figure_of
from tests.story.statements.archives import days_to, each
from tests.story.statements.cases import PRICE_PCT
from tests.story.statements.rules import read
from tests.story.statements.spoken import said_of

BANDS = st.tuples(st.integers(1, 50), st.integers(1, 50)).map(
    lambda two: Bands(two[0], two[0] + two[1])
)
SIZES = st.floats(0, 1000)


@given(BANDS, SIZES, SIZES)
def test_a_larger_move_never_says_less(bands: Bands, one: float, other: float) -> None:
    """What a move says, and how strongly it is told, never goes down with its size."""
    small, large = sorted((one, other))
    assert bands.significance(small) <= bands.significance(large)
    order = list(Strength)
    assert order.index(bands.strength(small)) <= order.index(bands.strength(large))


@given(BANDS, SIZES)
def test_what_a_move_says_fits_the_word_for_it(bands: Bands, size: float) -> None:
    """From 0 to 1: below 0.4 where it is slight, from 0.8 on where it is strong."""
    found = bands.significance(size)
    assert 0 <= found <= 1
    strength = bands.strength(size)
    assert (found < 0.4) is (strength is Strength.SLIGHT)
    assert (found >= 0.8) is (strength is Strength.STRONG)


def test_significance_has_its_corners() -> None:
    """0 for nothing, 0.4 where clear begins, 0.8 where strong begins, 1 at twice that."""
    bands = Bands(1, 8)
    assert [bands.significance(size) for size in (0, 1, 8, 16, 99)] == [0, 0.4, 0.8, 1, 1]
    assert bands.significance(4.5) == pytest.approx(0.6)
    assert bands.significance(0.5) == pytest.approx(0.2)


def test_strength_begins_at_its_bounds() -> None:
    """A move that reaches a bound has crossed it."""
    sizes = (0, 0.99, 1, 7.99, 8, 100)
    found = [Bands(1, 8).strength(size).value for size in sizes]
    assert found == ["slight", "slight", "clear", "clear", "strong", "strong"]


@pytest.mark.parametrize("name", sorted(MOVES))
def test_bands_are_declared_for_changes_that_exist(name: str) -> None:
    """Each metric with bands is a field of the vocabulary, or the change of one."""
    base = name.removesuffix("_change_pct").removesuffix("_change_points")
    assert name in FIELDS or base in FIELDS
    assert 0 < MOVES[name].clear < MOVES[name].strong


@given(st.sampled_from([name for name in sorted(MOVES) if name in FIELDS]), st.floats(-99, 99))
def test_a_fall_says_as_much_as_a_rise(name: str, value: float) -> None:
    """Strength and significance are those of the size, whichever way it went."""
    rise, fall = figure_of(name, abs(value)), figure_of(name, -abs(value))
    assert strength_of(rise) is strength_of(fall)
    assert significance_of(rise) == significance_of(fall)


def test_a_change_without_bands_is_told_plainly() -> None:
    """A metric that declares no bands is clear, whatever its size: 4 dollars or 4 billion."""
    for value in (4, 4e9):
        change = figure_of("open_interest_change_24h_usd", value)
        assert (strength_of(change), significance_of(change)) == (Strength.CLEAR, 0.4)


VERBS = {
    Strength.SLIGHT: ("edged down", "edged up"),
    Strength.CLEAR: ("fell", "rose"),
    Strength.STRONG: ("dropped", "climbed"),
}


@pytest.mark.parametrize("percent", [-12, -8, -7.99, -1, -0.99, -0.01, 0.01, 0.99, 1, 7.99, 8, 12])
def test_the_verb_is_that_of_size_and_sign(percent: float) -> None:
    """Prices edge below 1 %, rise or fall from there, and climb or drop from 8 % on."""
    expected = VERBS[MOVES[PRICE_PCT].strength(abs(percent))][percent > 0]
    said = said_of(days_to(DAY, each(PRICE_PCT, percent)), "price_move")
    assert said
    for one in said:
        text = read(one.markup).text
        assert [v for verbs in VERBS.values() for v in verbs if f" {v} " in text] == [expected]
