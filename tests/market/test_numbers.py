import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.market.numbers import parse_number, plain, pointless, rounding
from tests.market.folders import DAY, faults_of, history_of, values_on

WRITTEN = {
    "735070000": 735070000,
    "0": 0,
    "-3.35": -3.35,
    "+5": 5,
    "6.8e-05": 6.8e-05,
    "1E3": 1000,
    ".5": 0.5,
    "5.": 5,
    "010": 10,
    "65790000000.00001": 65790000000.00001,
}

REFUSED = {
    "735,070,000": "expected a number without separators, found 735,070,000; write 735070000",
    "1_000": "expected a number without separators, found 1_000; write 1000",
    "1'234.5": "expected a number without separators, found 1'234.5; write 1234.5",
    "1 234": "expected a number without separators, found 1 234; write 1234",
    "1\u202f234": "expected a number without separators, found 1\u202f234; write 1234",
    "nan": "expected a finite number, found nan; leave the cell empty if missing",
    ".nan": "expected a finite number, found .nan; leave the cell empty if missing",
    "NaN": "expected a finite number, found NaN; leave the cell empty if missing",
    "inf": "expected a finite number, found inf; leave the cell empty if missing",
    "-.inf": "expected a finite number, found -.inf; leave the cell empty if missing",
    "Infinity": "expected a finite number, found Infinity; leave the cell empty if missing",
    "1e999": "expected a finite number, found 1e999",
    "-1e999": "expected a finite number, found -1e999",
    "1.000.000": "expected a number, found '1.000.000'",
    "1,5": "expected a number, found '1,5'",
    "$5": "expected a number, found '$5'",
    "5%": "expected a number, found '5%'",
    "5M": "expected a number, found '5M'",
    "0x1F": "expected a number, found '0x1F'",
    "1:30": "expected a number, found '1:30'",
    "true": "expected a number, found 'true'",
    "n/a": "expected a number, found 'n/a'",
    "fifty": "expected a number, found 'fifty'",
    "−5": "expected a number, found '−5'",
    "--5": "expected a number, found '--5'",
    "1e": "expected a number, found '1e'",
}


@pytest.mark.parametrize(("text", "value"), WRITTEN.items())
def test_plain_numbers_are_read(text: str, value: float) -> None:
    """Digits with a sign, a point or an exponent are a number."""
    assert parse_number(text) == value


@pytest.mark.parametrize(("text", "message"), REFUSED.items())
def test_other_notations_are_refused_in_yaml(tmp_path: Path, text: str, message: str) -> None:
    """A snapshot's value in another notation is refused with what to write instead."""
    faults = faults_of(tmp_path, {"a.yml": f'date: {DAY}\nmarket:\n  fear_greed: "{text}"\n'})
    assert faults == [f"a.yml:3: market.fear_greed: {message}"]


@pytest.mark.parametrize(("text", "message"), REFUSED.items())
def test_other_notations_are_refused_in_tables(tmp_path: Path, text: str, message: str) -> None:
    """A table's cell in another notation is refused with what to write instead."""
    faults = faults_of(tmp_path, {f"{DAY}.csv": f'asset,price_usd\nBTC,"{text}"\n'})
    assert faults == [f"{DAY}.csv:2: price_usd: {message}"]


@pytest.mark.parametrize("text", ["１２３", "٣", "1२"])
def test_digits_of_other_scripts_are_refused(text: str) -> None:
    """Only the digits 0 to 9 make a number: a reader could not find others in the file."""
    with pytest.raises(ValueError, match="expected a number"):
        parse_number(text)


def test_every_bad_number_is_listed(tmp_path: Path) -> None:
    """One bad number does not hide the next."""
    content = "market: {fear_greed: x, usd_krw: 1,400}\n"
    assert len(faults_of(tmp_path, {f"{DAY}.yml": content.replace("1,400", "'1,400'")})) == 2


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_written_numbers_read_back(value: float) -> None:
    """Every number reads back from its plain notation as itself."""
    assert parse_number(plain(value)) == value


@given(st.integers(-(10**15), 10**15))
def test_whole_numbers_are_written_without_a_point(value: int) -> None:
    """A whole number is written with digits alone, as people write it."""
    assert plain(float(value)) == str(value)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_json_writes_a_number_as_files_do(value: float) -> None:
    """For machines too, a whole number has no point, and every number reads back the same."""
    assert json.dumps(pointless(value)) == plain(value)
    assert float(json.loads(plain(value))) == value


@given(value=st.floats(0, 1e14, exclude_min=True))
def test_numbers_survive_a_file(value: float, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A number written to a snapshot is read from it unchanged."""
    folder = tmp_path_factory.mktemp("numbers")
    files = {f"{DAY}.yml": f"assets: {{BTC: {{price_usd: {plain(value)}}}}}\n"}
    assert values_on(history_of(folder, files)) == {"BTC.price_usd": value}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (735_070_000, 5_000),
        (530_000_000, 500_000),
        (156_000_000, 500_000),
        (82_000_000, 50_000),
        (73_500_000, 50_000),
        (1_000_000_000, 5_000_000),
        (110_342.5, 0.05),
        (-3.35, 0.005),
        (-18.7, 0.05),
        (7, 0.5),
        (0, 0.5),
        (-100, 0.5),
        (6.8e-05, 5e-07),
    ],
)
def test_a_number_is_as_exact_as_it_is_written(value: float, expected: float) -> None:
    """A number may be off by half of its last stated place; whole ones have three digits stated."""
    assert rounding(value) == pytest.approx(expected)
