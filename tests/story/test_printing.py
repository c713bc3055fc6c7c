from decimal import ROUND_HALF_EVEN, Context, Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builder.market.comparisons import change_since_previous
from builder.market.fields import Unit
from builder.market.figures import Figure
from builder.market.vocabulary import FIELDS, NUMERIC
from builder.story.printing import PRINTS, Printer, is_share
from tests.market.folders import history_of
from tests.story.figures import FIGURES, figure_of
from tests.story.printed import MINUS, read_printed

PRINTERS = {language: Printer(language) for language in ("en", "ko")}
WAYS = st.sampled_from(sorted(PRINTS))
LANGUAGES = st.sampled_from(sorted(PRINTERS))


def exact(figure: Figure) -> Decimal:
    """Return a figure's value in the unit that is printed: a rate in percent."""
    value = Decimal(repr(figure.number))
    return value * 100 if figure.field.unit is Unit.RATE else value


def text_of(field: str, value: float, way: str, language: str = "en") -> str:
    """Print one figure."""
    return PRINTS[way](PRINTERS[language], figure_of(field, value))


@given(FIGURES, WAYS.filter(lambda way: way != "headline"), LANGUAGES)
def test_a_printed_number_reads_back_within_half_of_its_last_digit(
    figure: Figure, way: str, language: str
) -> None:
    """Whatever the field, the size and the language, a reader takes the value to the last digit."""
    printed = read_printed(PRINTS[way](PRINTERS[language], figure))
    assert abs(abs(printed.value) - abs(exact(figure))) <= printed.half


@given(FIGURES, LANGUAGES)
def test_a_number_is_rounded_once(figure: Figure, language: str) -> None:
    """Card, sentence and table round the exact value: they state one number, zeros aside."""
    cell, short = (
        read_printed(PRINTS[way](PRINTERS[language], figure)) for way in ("cell", "short")
    )
    if figure.field.unit not in (Unit.INDEX, Unit.HOURS):
        assert cell.value == short.value
    words = read_printed(PRINTERS[language].words(figure))
    if words.scale == short.scale:
        assert abs(words.value) == abs(short.value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1_444_999_999, "$1.44 billion"),
        (1_445_000_001, "$1.45 billion"),
        (1_445_000_000, "$1.44 billion"),
        (1_455_000_000, "$1.46 billion"),
        (734_999_999, "$735 million"),
        (999_994_999, "$999.99 million"),
        (995_500_000, "$995.5 million"),
        (999_995_001, "$1 billion"),
        (999_999.4, "$999,999"),
    ],
)
def test_a_value_between_two_texts_goes_to_the_nearer(value: float, text: str) -> None:
    """A sentence rounds to the nearer of two texts, and to the even one from the middle."""
    assert text_of("liquidations_24h_usd", value, "words") == text


@given(FIGURES, WAYS, LANGUAGES)
@example(figure_of("open_interest_usd", 999_999_999_999.9), "words", "en")
@example(figure_of("open_interest_usd", 999.6e6), "headline", "en")
@example(figure_of("liquidations_24h_krw", 99_999_999_999.0), "short", "ko")
def test_no_number_outgrows_its_scale(figure: Figure, way: str, language: str) -> None:
    """A million never has a thousand before it, nor a Korean scale ten thousand."""
    printed = read_printed(PRINTS[way](PRINTERS[language], figure))
    if 1 < printed.scale < 10**12:
        assert (
            1 <= Decimal(printed.mantissa.replace(",", "")) < (1000 if language == "en" else 10_000)
        )


@given(FIGURES, WAYS, LANGUAGES)
def test_the_sign_is_that_of_what_is_printed(figure: Figure, way: str, language: str) -> None:
    """A minus stands before what is printed below zero, a plus before rises in cards and tables."""
    text = PRINTS[way](PRINTERS[language], figure)
    printed = read_printed(text)
    assert "-" not in text
    if way in ("size", "headline") or not printed.value:
        assert printed.sign == ""
    elif figure.number < 0:
        assert printed.sign == MINUS
    else:
        is_change = "change" in figure.field.name
        assert printed.sign == ("+" if is_change and way in ("short", "cell", "told") else "")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("open_interest_change_24h_pct", -0.004),
        ("open_interest_change_24h_usd", -0.4),
        ("price_change_24h_pct", -0.0),
        ("open_interest_change_24h_usd", -0.0),
    ],
)
@pytest.mark.parametrize("way", sorted(PRINTS))
def test_what_rounds_to_zero_has_no_sign(field: str, value: float, way: str) -> None:
    """A fall too small to print is zero, never "−0"."""
    printed = read_printed(text_of(field, value, way))
    assert (printed.sign, printed.value) == ("", 0)


@given(
    FIGURES.filter(
        lambda figure: not is_share(figure.field) and figure.field.unit is not Unit.RATE
    ),
    LANGUAGES,
)
@example(figure_of("price_usd", 110_342.5), "en")
@example(figure_of("liquidations_24h_usd", 350_123), "en")
def test_a_headline_has_three_significant_digits(figure: Figure, language: str) -> None:
    """A headline states at most three digits, rounded from the exact value."""
    printed = read_printed(PRINTERS[language].headline(figure))
    assert printed.significant <= 3
    size = abs(exact(figure))
    three = Context(prec=3, rounding=ROUND_HALF_EVEN).create_decimal(size)
    decimals = printed.mantissa.partition(".")[2]
    assert printed.value == three or (
        abs(printed.value - size) <= printed.half and len(decimals) <= 2
    )


@given(st.floats(0, 100), LANGUAGES)
def test_a_share_has_one_decimal_and_none_in_a_headline(share: float, language: str) -> None:
    """A share prints with one decimal at most, and in whole percent in a headline.

    Further decimals are those that tell it from nothing, or from all.
    """
    figure = figure_of("long_share_24h_pct", share)
    printer = PRINTERS[language]
    for way, usual in (("short", 1), ("words", 1), ("cell", 1), ("headline", 0)):
        printed = read_printed(PRINTS[way](printer, figure))
        assert (printed.value in (0, 100)) is (share in (0, 100))
        decimals = len(printed.mantissa.partition(".")[2])
        fewer = round(Decimal(repr(share)), decimals - 1) if decimals > usual else None
        assert fewer is None or fewer in (0, 100)


@given(FIGURES, LANGUAGES)
def test_no_more_than_two_decimals_are_printed(figure: Figure, language: str) -> None:
    """Two decimals at most, but for funding rates, which are small, and for prices below one.

    And for shares, where two would say that a part is nothing, or all.
    """
    small_price = figure.field.name.startswith("price") and abs(figure.number) < 1
    rate = figure.field.unit is Unit.RATE
    extreme = figure.field.unit is Unit.PERCENT and not 0.01 < figure.number < 99.99
    for way in ("short", "cell", "words", "size"):
        text = PRINTS[way](PRINTERS[language], figure)
        decimals = len(read_printed(text).mantissa.partition(".")[2])
        assert decimals <= 2 or rate or small_price or extreme


@given(st.integers(1, 9999), st.integers(-11, -1), st.sampled_from(["price_usd", "price_krw"]))
@example(5, -3, "price_krw")
def test_a_small_price_is_never_printed_as_nothing(digits: int, power: int, field: str) -> None:
    """A price below one, in dollars or in won, keeps its first digits."""
    value = float(Decimal(digits).scaleb(power))
    printed = read_printed(text_of(field, value, "short"))
    cent = Decimal("0.005") if value >= 1 else Decimal(0)
    assert abs(printed.value - Decimal(repr(value))) <= max(Decimal(repr(value)) / 1000, cent)


def test_each_unit_says_what_it_is() -> None:
    """Dollars, won, percent and points are told apart by what stands beside the digits."""
    texts = {
        ("liquidations_24h_usd", 735_070_000): "$735.07M",
        ("liquidations_24h_krw", 1.05e12): "₩1.05T",
        ("usd_krw", 1431.5): "₩1,431.5",
        ("price_usd", 110342.5): "$110,342.5",
        ("price_usd", 0.00000676): "$0.00000676",
        ("long_share_24h_pct", 85.34969): "85.3%",
        ("open_interest_change_24h_pct", -3.35): f"{MINUS}3.35%",
        ("open_interest_change_24h_usd", 245_470_000): "+$245.47M",
        ("funding_rate", 0.0001): "0.01%",
        ("fear_greed", 52): "52",
        ("funding_interval_hours", 8): "8",
    }
    assert {key: text_of(*key, "short") for key in texts} == texts


def test_tables_pad_their_decimals() -> None:
    """In a table all numbers of a field have the same number of decimals."""
    assert text_of("open_interest_usd", 50e6, "cell") == "$50.00M"
    assert text_of("price_usd", 4030, "cell") == "$4,030.00"
    assert text_of("open_interest_change_24h_pct", 2, "cell") == "+2.00%"
    assert text_of("funding_rate", 0.0001, "cell") == "0.0100%"
    assert text_of("fear_greed", 52, "cell") == "52"


def test_korean_counts_in_its_own_scales() -> None:
    """In Korean large amounts print in 만, 억 and 조."""
    assert text_of("liquidations_24h_usd", 735_070_000, "short", "ko") == "$7.35억"
    assert text_of("liquidations_24h_usd", 735_070_000, "words", "ko") == "$7.35억"
    assert text_of("liquidations_24h_krw", 1.052e12, "words", "ko") == "₩1.05조"
    assert text_of("open_interest_change_24h_pct", -3.35, "short", "ko") == f"{MINUS}3.35%"


@pytest.mark.parametrize("way", sorted(PRINTS))
def test_a_label_prints_in_its_publisher_s_words(way: str) -> None:
    """A label of the Fear & Greed index is printed as reported, in sentences without capitals."""
    text = PRINTS[way](PRINTERS["en"], figure_of("fear_greed_label", "Extreme Fear"))
    assert text == ("Extreme Fear" if way in ("short", "cell") else "extreme fear")


@pytest.mark.parametrize("field", [field.name for field in NUMERIC if not field.derived])
def test_a_change_since_another_day_prints_as_a_change(tmp_path: Path, field: str) -> None:
    """A change of an amount prints in percent, that of a share or an index in points; signed."""
    subject = "BTC" if FIELDS[field].is_for("BTC") else "market"
    asset = "" if subject == "market" else subject
    first, second = {"funding_rate": (0.02, 0.023), "usd_krw": (1000, 1150)}.get(field, (20, 23))
    text = f"date,asset,{field}\n2025-10-23,{asset},{first}\n2025-10-24,{asset},{second}\n"
    history = history_of(tmp_path, {"a.csv": text})
    figure = history.figure(history.days[1].date, subject, field)
    change = change_since_previous(history, figure)
    assert change is not None
    printed = read_printed(PRINTERS["en"].short(change.figure))
    in_points = FIELDS[field].unit in (Unit.PERCENT, Unit.INDEX)
    assert (printed.sign, printed.percent) == ("+", not in_points)
    assert printed.value == (3 if in_points else 15)
