import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.market.folders import DAY, faults_of, history_of, values_on

TRAPS = (
    "ON", "NO", "YES", "OFF", "TRUE", "y", "NA", "NULL", "null", "nan", "NaN", "None", "inf",
    "1", "4", "1e3", "0x1F", "007", "1_000", "12:30", "2025-10-24", "~", "=", "BTC", "btc",
    "币安人生", "Ωmega", "ß", "$WIF", "a/b", "..", "<b>", "𝕏",
)  # fmt: skip
"""Tickers that readers of YAML and CSV take for booleans, numbers, dates or missing values."""

SAFE_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

EXPECTED = {f"{ticker}.price_usd": float(i) for i, ticker in enumerate(TRAPS, start=1)}


def prices(history_values: dict[str, float | str]) -> dict[str, float | str]:
    """Return the prices alone."""
    return {name: value for name, value in history_values.items() if name.endswith("price_usd")}


def registry() -> str:
    """Write a registry that lists every trap, each with a slug of its own."""
    return "".join(f'"{ticker}": {{slug: a{i}}}\n' for i, ticker in enumerate(TRAPS))


@pytest.mark.parametrize("listed", [False, True], ids=["without registry", "with registry"])
@pytest.mark.parametrize("quote", ["", '"', "'"], ids=["plain", "double quotes", "single quotes"])
def test_tickers_are_text_in_yaml(tmp_path: Path, listed: bool, quote: str) -> None:
    """A ticker in a snapshot is read as it is written, whatever YAML takes it for."""
    lines = [f"  {quote}{t}{quote}: {{price_usd: {i}}}" for i, t in enumerate(TRAPS, start=1)]
    files = {f"{DAY}.yml": "assets:\n" + "\n".join(lines) + "\n"}
    if listed:
        files["assets.yml"] = registry()
    assert prices(values_on(history_of(tmp_path, files))) == EXPECTED


@pytest.mark.parametrize("listed", [False, True], ids=["without registry", "with registry"])
@pytest.mark.parametrize("quote", ["", '"'], ids=["plain", "quoted"])
def test_tickers_are_text_in_tables(tmp_path: Path, listed: bool, quote: str) -> None:
    """A ticker in a table is read as it is written, whatever spreadsheets take it for."""
    lines = [f"{quote}{t}{quote},{i}" for i, t in enumerate(TRAPS, start=1)]
    files = {f"{DAY}.csv": "asset,price_usd\n" + "\n".join(lines) + "\n"}
    if listed:
        files["assets.yml"] = registry()
    assert prices(values_on(history_of(tmp_path, files))) == EXPECTED


def test_a_registry_reads_unquoted_tickers(tmp_path: Path) -> None:
    """The registry takes its tickers as text too."""
    lines = "".join(f"{t}: {{slug: a{i}, name: No. {i}}}\n" for i, t in enumerate(TRAPS))
    table = "asset,price_usd\n" + "".join(f"{ticker},1\n" for ticker in TRAPS)
    history = history_of(tmp_path, {"assets.yml": lines, f"{DAY}.csv": table})
    assert [(asset.ticker, asset.name) for asset in history.assets] == [
        (ticker, f"No. {i}") for i, ticker in enumerate(TRAPS)
    ]


def test_slugs_are_made_up_unique_and_safe(tmp_path: Path) -> None:
    """Without a registry, each ticker has an address of its own, of plain characters."""
    table = "asset,price_usd\n" + "".join(f"{ticker},1\n" for ticker in TRAPS)
    slugs = {a.ticker: a.slug for a in history_of(tmp_path, {f"{DAY}.csv": table}).assets}
    assert len(set(slugs.values())) == len(TRAPS)
    assert [slug for slug in slugs.values() if not SAFE_SLUG.fullmatch(slug)] == []
    assert slugs["币安人生"] == "bi-an-ren-sheng"
    assert slugs["ON"] == "on"
    assert slugs["BTC"] == "btc"
    assert slugs["btc"] == "btc-2"


TICKERS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12
).filter(lambda text: text not in ("market", "assets") and text[0] not in "'\ufeff")


@settings(max_examples=60)
@given(tickers=st.sets(TICKERS, min_size=1, max_size=8))
def test_any_ticker_has_a_safe_slug(
    tickers: set[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever characters tickers are made of, their addresses are plain and do not collide."""
    rows = "".join('"{}",1\n'.format(ticker.replace('"', '""')) for ticker in sorted(tickers))
    files = {f"{DAY}.csv": "asset,price_usd\n" + rows}
    assets = history_of(tmp_path_factory.mktemp("tickers"), files).assets
    assert {asset.ticker for asset in assets} == tickers
    assert len({asset.slug for asset in assets}) == len(tickers)
    assert all(SAFE_SLUG.fullmatch(asset.slug) for asset in assets)


@pytest.mark.parametrize("left_out", ["", "~", "null", "NULL"])
def test_a_left_out_row_is_the_market_only_when_empty(tmp_path: Path, left_out: str) -> None:
    """Only an empty asset cell makes a market row: `null` and its kin are tickers."""
    table = f"asset,open_interest_usd\n{left_out},5\n"
    subject = left_out or "market"
    history = history_of(tmp_path, {f"{DAY}.csv": table})
    assert values_on(history)[f"{subject}.open_interest_usd"] == 5


@pytest.mark.parametrize("ticker", ["", " ", " BTC", "BTC\\n", "a\\tb", "\\x1b[2J", "x" * 200])
def test_what_cannot_be_a_ticker_is_refused(tmp_path: Path, ticker: str) -> None:
    """An empty ticker, one with space around it, control characters or no end is refused."""
    files = {f"{DAY}.yml": f'assets: {{"{ticker}": {{price_usd: 1}}}}\n'}
    assert faults_of(tmp_path, files)
