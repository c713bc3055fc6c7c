from pathlib import Path

import pytest

from builder.market.csv_tables import guarded
from tests.market.folders import DAY, faults_of, history_of, values_on

ROW = "2025-10-24,BTC,1\n"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "a.csv:1: expected a header row, found an empty file"),
        (
            f"date,asset,price_usd\n{ROW}date,asset,price_usd\n",
            "a.csv:3: expected figures, found the header again",
        ),
        (
            f"date,asset,price_usd\n{ROW}2025-10-25,BTC\n",
            "a.csv:3: expected 3 cells as in the header, found 2",
        ),
        (
            f"date,asset,price_usd\n{ROW}2025-10-25,BTC,1,2\n",
            "a.csv:3: expected 3 cells as in the header, found 4",
        ),
        (
            "date,asset,price_usd,price_usd\n2025-10-24,BTC,1,1\n",
            "a.csv:1: price_usd: expected each column once, found it again",
        ),
        (
            f"date,asset,price\n{ROW}",
            "a.csv:1: price: expected a column of the vocabulary, found 'price'; "
            "did you mean price_usd?",
        ),
        (
            f"date,asset,\n{ROW}",
            "a.csv:1: expected a column of the vocabulary, found ''",
        ),
        (
            "asset,price_usd\nBTC,1\n",
            "a.csv:1: date: expected a date column, or the day as the file's name, found neither",
        ),
        (
            f'date,asset,price_usd\n{ROW}2025-10-25,"BTC"x,1\n',
            "a.csv:3: expected a table of comma-separated values, found: ',' expected after '\"'",
        ),
        (
            f"date,asset,price_usd\n2025-10-24,{'B' * 200_000},1\n",
            "a.csv:2: expected a table of comma-separated values, found: "
            "field larger than field limit (131072)",
        ),
        (
            "date,asset,fear_greed\n2025-10-24,BTC,52\n",
            "a.csv:2: fear_greed: expected no value for an asset in this column, found '52'",
        ),
        (
            "date,price_usd\n2025-10-24,52\n",
            "a.csv:2: price_usd: expected no value for the market in this column, found '52'",
        ),
    ],
    ids=[
        "empty file",
        "header again",
        "row too short",
        "row too long",
        "column twice",
        "unknown column",
        "column without a name",
        "no day",
        "quotes",
        "huge cell",
        "a market's field for an asset",
        "an asset's field for the market",
    ],
)
def test_a_faulty_table_is_refused(tmp_path: Path, content: str, expected: str) -> None:
    """Each way in which a table can be wrong has its own message and place."""
    assert faults_of(tmp_path, {"a.csv": content}) == [expected]


def test_semicolons_are_no_commas(tmp_path: Path) -> None:
    """A table separated by semicolons is refused by its header, which is one unknown column."""
    content = "asset;price_usd\nBTC;1\n"
    assert faults_of(tmp_path, {f"{DAY}.csv": content}) == [
        f"{DAY}.csv:1: asset;price_usd: expected a column of the vocabulary, "
        "found 'asset;price_usd'; did you mean price_usd?"
    ]


def test_an_unclosed_quote_is_refused(tmp_path: Path) -> None:
    """A quote that is never closed is refused rather than swallowing the rows after it."""
    (fault,) = faults_of(tmp_path, {"a.csv": f'date,asset,price_usd\n2025-10-25,"BTC,1\n{ROW * 3}'})
    assert fault.endswith(
        "expected a table of comma-separated values, found: unexpected end of data"
    )


def test_every_row_is_checked(tmp_path: Path) -> None:
    """Each faulty row of a table is listed, not only the first."""
    content = "date,asset,price_usd\n2025-10-24,BTC\n2025-02-30,BTC,1\n2025-10-24,BTC,x\n"
    assert faults_of(tmp_path, {"a.csv": content}) == [
        "a.csv:2: expected 3 cells as in the header, found 2",
        "a.csv:3: date: expected a date that exists, found 2025-02-30",
        "a.csv:4: price_usd: expected a number, found 'x'",
    ]


def test_cells_are_checked_beside_a_faulty_column(tmp_path: Path) -> None:
    """An unknown column does not hide what is wrong in the others."""
    content = "date,asset,price,volume_24h_usd\n2025-02-30,BTC,1,5\n2025-10-24,BTC,1,x\n"
    assert len(faults_of(tmp_path, {"a.csv": content})) == 3


def test_space_around_cells_and_blank_rows_mean_nothing(tmp_path: Path) -> None:
    """Space around a cell, blank rows and rows of empty cells are passed over."""
    content = "date , asset, price_usd\n\n 2025-10-24 , BTC , 1 \n,,\n , ,\n"
    assert values_on(history_of(tmp_path, {"a.csv": content})) == {"BTC.price_usd": 1}


def test_quoted_cells_may_hold_anything(tmp_path: Path) -> None:
    """Commas, quotes and line breaks stand in quoted cells."""
    content = 'asset,price_usd,disputed\nBTC,1,"one, ""two""\nthree"\nETH,2,\n'
    history = history_of(tmp_path, {f"{DAY}.csv": content})
    assert history.days[0].disputed == 'one, "two"\nthree'
    assert values_on(history)["ETH.price_usd"] == 2


@pytest.mark.parametrize("ticker", ["=1+1", "+X", "-X", "@X", "'X", "'=X", "''=X", "X'", "X"])
def test_guarded_cells_read_back(tmp_path: Path, ticker: str) -> None:
    """A cell that was guarded against spreadsheets' formulas reads back as it was."""
    content = f"asset,price_usd\n{guarded(ticker)},1\n"
    assert values_on(history_of(tmp_path, {f"{DAY}.csv": content})) == {f"{ticker}.price_usd": 1}


def test_negative_numbers_need_no_guard(tmp_path: Path) -> None:
    """A number with a sign is a number."""
    content = "asset,price_change_24h_pct\nBTC,-1.5\nETH,+2\n"
    assert values_on(history_of(tmp_path, {f"{DAY}.csv": content})) == {
        "BTC.price_change_24h_pct": -1.5,
        "ETH.price_change_24h_pct": 2,
    }
