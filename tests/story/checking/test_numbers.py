"""Numbers as texts state them: what is read, and what true figure each of them allows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.story.checking.en import ENGLISH
from builder.story.checking.words.numerals import Numbers
from builder.story.checking.words.quantities import Hedge, Measure, Quantity

NUMBERS = Numbers(ENGLISH.numerals, ENGLISH.grammar)


def read(text: str) -> list[tuple[float, Measure]]:
    """Return the values and units of the numbers of a text."""
    return [(round(q.value, 6), q.measure) for q in NUMBERS.quantities(text, ())]


def only(text: str) -> Quantity:
    """Return the one number of a text."""
    (quantity,) = NUMBERS.quantities(text, ())
    return quantity


USD, KRW, PCT = Measure.USD, Measure.KRW, Measure.PERCENT


@pytest.mark.parametrize(
    ("text", "value", "measure"),
    [
        ("$735.07 million", 735_070_000, USD),
        ("$735.07M", 735_070_000, USD),
        ("US$57.17bn", 57_170_000_000, USD),
        ("USD 1.2 trillion", 1.2e12, USD),
        ("735 million dollars", 735_000_000, USD),
        ("$735,070,000", 735_070_000, USD),
        ("$108k", 108_000, USD),
        ("half a billion dollars", 500_000_000, USD),
        ("three quarters of a billion dollars", 750_000_000, USD),
        ("one and a half billion dollars", 1_500_000_000, USD),
        ("a cool billion dollars", 1_000_000_000, USD),
        ("516 dollars and 16 cents", 516.16, USD),
        ("22 cents", 0.22, USD),
        ("735.07 million won", 735_070_000, KRW),
        ("₩172.6 million", 172_600_000, KRW),
        ("9,833억 원", 983_300_000_000, KRW),
        ("1조 500억 원", 1_050_000_000_000, KRW),
        ("7억 3,507만 달러", 735_070_000, USD),
        ("85%", 85, PCT),
        ("85 per cent", 85, PCT),
        ("eighty-five percent", 85, PCT),
        ("5 basis points", 0.05, PCT),
        ("two thirds", 66.666667, PCT),
        ("three-quarters", 75, PCT),
        ("nine in ten", 90, PCT),
        ("two dollars in three", 66.666667, PCT),
        ("98 cents of every dollar", 98, PCT),
        ("3 percentage points", 3, Measure.POINTS),
        ("nine points", 9, Measure.POINTS),
        ("twice", 2, Measure.TIMES),
        ("three times", 3, Measure.TIMES),
        ("tenfold", 10, Measure.TIMES),
        ("52", 52, Measure.PLAIN),
        ("€5 million", 5_000_000, Measure.OTHER),
    ],
)
def test_numbers_are_read_in_digits_and_in_words(text: str, value: float, measure: Measure) -> None:
    """A number is read with its unit, whichever common way it is written."""
    assert read(f"It was {text}, they say.") == [(value, measure)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("$5.11 and $4.62 million", [5_110_000, 4_620_000]),
        ("$25.49, $22.93 and $9.18 million", [25_490_000, 22_930_000, 9_180_000]),
        ("1.78 and 3.35%", [1.78, 3.35]),
        ("from $5 million to $6 million", [5_000_000, 6_000_000]),
    ],
)
def test_numbers_of_a_list_share_their_unit(text: str, values: list[float]) -> None:
    """A word of size or a percent sign at the end of a list holds for all of it."""
    assert [value for value, _ in read(text)] == values


@pytest.mark.parametrize("text", ["between $5 and $6 million", "$5-6 million", "$5 to $6 million"])
def test_a_range_is_one_number(text: str) -> None:
    """A range allows every figure between its ends."""
    quantity = only(text)
    assert (quantity.value, quantity.most) == (5_000_000, 6_000_000)
    assert quantity.agrees(5_500_000)
    assert not quantity.agrees(7_100_000)


@pytest.mark.parametrize(
    ("text", "truth", "agrees"),
    [
        ("$735.07 million", 735_070_000, True),
        ("$735 million", 735_070_000, True),
        ("$735 million", 735_900_000, True),  # cut off
        ("$736 million", 735_900_000, True),  # rounded
        ("$736 million", 735_070_000, False),
        ("$1 billion", 735_070_000, False),
        ("$2 billion", 1_890_000_000, True),
        ("85%", 85.35, True),
        ("85.3%", 85.35, True),
        ("85.4%", 85.35, True),
        ("86%", 85.35, False),
        ("0.01%", 0.0052, True),
        ("nearly $740 million", 735_070_000, True),
        ("nearly $730 million", 735_070_000, False),
        ("nearly $1 billion", 735_070_000, False),
        ("just under a third", 32.6, True),
        ("more than $700 million", 735_070_000, True),
        ("more than $735.07 million", 735_070_000, True),
        ("more than $740 million", 735_070_000, False),
        ("more than $200 million", 735_070_000, False),
        ("more than $100 million", 127_870_000, True),
        ("more than half", 62.0, True),
        ("at least $700 million", 735_070_000, True),
        ("less than $750 million", 735_070_000, True),
        ("less than $700 million", 735_070_000, False),
        ("up to $740 million", 735_070_000, True),
        ("about $700 million", 735_070_000, True),
        ("about $900 million", 735_070_000, False),
        ("about $750.12 million", 735_070_000, False),
        ("roughly two thirds", 64.0, True),
        ("two thirds", 75.8, False),
        ("a fifth", 20.4, True),
        ("$735 million or so", 741_000_000, True),
    ],
)
def test_a_number_allows_what_rounds_to_it(text: str, truth: float, agrees: bool) -> None:
    """Printed digits and hedges say how far the truth may lie, and on which side."""
    assert only(text).agrees(truth) is agrees


@given(st.floats(1, 1e12), st.integers(1, 4))
def test_a_rounded_figure_always_agrees(value: float, decimals: int) -> None:
    """A figure that is printed to some decimals, rounded or cut off, states itself."""
    for number, word in ((value / 1e9, "billion"), (value / 1e6, "million"), (value, "")):
        rounded = f"${number:.{decimals}f} {word}"
        cut = f"${int(number * 10**decimals) / 10**decimals:.{decimals}f} {word}"
        for text in (rounded, cut):
            quantity = only(text)
            if quantity.digits > 1:
                assert quantity.agrees(value), text


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("roughly $5 million", Hedge.ABOUT),
        ("some $5 million", Hedge.ABOUT),
        ("almost $5 million", Hedge.NEARLY),
        ("just shy of $5 million", Hedge.NEARLY),
        ("well over $5 million", Hedge.OVER),
        ("no less than $5 million", Hedge.OVER),
        ("$5 million-plus", Hedge.OVER),
        ("no more than $5 million", Hedge.UNDER),
        ("turned over $5 million", Hedge.EXACT),
        ("adds up to $5 million", Hedge.EXACT),
        ("exactly $5 million", Hedge.EXACT),
    ],
)
def test_hedges_are_told_from_other_words(text: str, hedge: Hedge) -> None:
    """The longest phrase before a number counts, and a verb that only ends like one does not."""
    assert only(text).hedge is hedge
