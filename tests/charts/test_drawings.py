import re
from pathlib import Path

import pytest

from builder.charts.drawing import Drawings
from builder.story.markup import plain_text
from tests.charts.folders import (
    BAR_CHARTS,
    DAY_CHARTS,
    HISTORY_CHARTS,
    Bars,
    charts_of_day,
    charts_of_history,
)
from tests.charts.svg import faults_of, lengths, marks, parsed, words
from tests.story.printed import read_printed

NUMBER = re.compile(
    r"[+\N{MINUS SIGN}]?\$?(?:0|[1-9]\d{0,2}(?:,\d{3})*)(?:\.\d+)?"
    r"(?: (?:million|billion|trillion)\b|%)?(?![\w])"
)
"""A printed number in a sentence."""

DAYS: dict[str, Bars] = {
    "ordinary": {"BTC": 51_730_000, "ETH": -127_870_000, "SOL": 38_350_000},
    "two assets": {"BTC": 5.0, "ETH": 3.0},
    "zero": {"BTC": 0.0, "ETH": 0.0, "SOL": 0.0},
    "zero beside others": {"BTC": 0.0, "ETH": 5e6, "SOL": -5e6},
    "all falling": {"BTC": -1.0, "ETH": -2e6, "SOL": -3e9},
    "all rising": {"BTC": 1.0, "ETH": 2e6, "SOL": 3e9},
    "all equal": {"BTC": 7.0, "ETH": 7.0},
    "forty assets": {f"T{number:02}": float(number - 20) * 1e6 for number in range(40)},
    "from tiny to huge": {"A": 1e-5, "B": 1.0, "C": -1e-5, "D": 1e12, "E": -1e13 / 10},
    "long tickers": {"1000000MOGCOINVERYLONG": 5e9, "X" * 24: -4e9, "BTC": 1e9},
    "other scripts": {"币安人生": 5e6, "비트코인": -4e6, "🚀": 3e6, "Ωμέγα": 2e6},
    "markup": {"A&B": 5e6, "<b>": -4e6, 'Q"Q': 3e6, "'": 2e6, "]]>": 1e6},
    "words of data formats": {
        "NaN": 5e6,
        "null": -4e6,
        "undefined": 3e6,
        "Infinity": 2e6,
        "1": 1e6,
    },
}

HISTORIES: dict[str, list[float | None]] = {
    "ordinary": [5e6, 6e6, 4e6, 7e6, 5e6],
    "three days": [5e6, 6e6, 4e6],
    "gaps": [5e6, None, 4e6, 7e6, None, None, 5e6, 4e6],
    "days alone": [5e6, None, 4e6, None, 7e6],
    "all equal": [5e6] * 5,
    "from tiny to huge": [1e-5, 1.0, 1e12, 1e-5],
    "zero": [0.0, 0.0, 0.0, 5.0],
    "shorts pay": [-5e6, -6e6, 4e6, -1e6],
    "half a year": [float(number % 17 + 1) * 1e6 for number in range(200)],
}


@pytest.mark.parametrize("case", DAYS)
def test_each_chart_of_a_day_is_an_image_that_fits_the_page(
    tmp_path: Path, drawings: Drawings, case: str
) -> None:
    """Whatever the numbers and names, a day's charts are whole and in the theme's colours."""
    found = charts_of_day(tmp_path, DAYS[case])
    assert set(found) == set(DAY_CHARTS)
    for figured in found.values():
        for chart in figured.charts:
            assert faults_of(drawings.svg(chart), chart.name) == []


@pytest.mark.parametrize("sides", [True, False], ids=["both sides", "not split"])
@pytest.mark.parametrize("case", HISTORIES)
def test_each_chart_of_an_asset_is_an_image_that_fits_the_page(
    tmp_path: Path, drawings: Drawings, case: str, sides: bool
) -> None:
    """Whatever the numbers and gaps, an asset's charts are whole and in the theme's colours."""
    found = charts_of_history(tmp_path, HISTORIES[case], sides)
    few = case == "zero"
    assert set(found) == ({"liquidations", "funding"} if few else set(HISTORY_CHARTS))
    for figured in found.values():
        assert figured.narrow is not None
        for chart in figured.charts:
            assert faults_of(drawings.svg(chart), chart.name) == []


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_a_wide_chart_comes_with_one_for_phones(
    tmp_path: Path, drawings: Drawings, width: str
) -> None:
    """A history is drawn 720 pixels wide, and again 340 for a phone."""
    for figured in charts_of_history(tmp_path, HISTORIES["ordinary"]).values():
        assert figured.narrow is not None
        chart = figured.chart if width == "wide" else figured.narrow
        box = parsed(drawings.svg(chart)).attrib["viewBox"].split()
        assert float(box[2]) == pytest.approx(720 if width == "wide" else 340)


@pytest.mark.parametrize("case", DAYS)
def test_the_charts_of_a_day_fit_a_phone(tmp_path: Path, drawings: Drawings, case: str) -> None:
    """A day's charts are at most 340 pixels wide, and bars have room in them whatever the names."""
    for name, figured in charts_of_day(tmp_path, DAYS[case]).items():
        drawn = drawings.svg(figured.chart)
        assert float(parsed(drawn).attrib["viewBox"].split()[2]) <= 345
        longest = max((length for _, length, _ in lengths(drawn)), default=60)
        nothing = case == "zero" and name != "sentiment"
        assert nothing or longest >= 30, f"{name}: the longest bar has {longest} pixels"


@pytest.mark.parametrize("length", [30, 64])
def test_a_bar_has_room_beside_any_name(tmp_path: Path, drawings: Drawings, length: int) -> None:
    """However long a ticker is, bars begin within the drawing and can be told apart."""
    figured = charts_of_day(tmp_path, {"X" * length: -1e7, "ETH": -2e7})["open-interest-24h-usd"]
    drawn = drawings.svg(figured.chart)
    assert max(size for _, size, _ in lengths(drawn)) >= 40
    assert re.search(r'd="M-', drawn) is None


@pytest.mark.parametrize("name", BAR_CHARTS)
def test_a_chart_has_a_bar_and_a_number_for_each_asset(
    tmp_path: Path, drawings: Drawings, name: str
) -> None:
    """Each asset has its name, its bar, and its number in print beside the bar."""
    drawn = drawings.svg(charts_of_day(tmp_path, DAYS["ordinary"])[name].chart)
    texts = words(drawn)
    for ticker in ("BTC", "ETH", "SOL"):
        assert texts.count(ticker) == 1
        assert any(label.startswith(ticker) for label, _, _ in lengths(drawn))
    numbers = [text for text in texts if text not in ("BTC", "ETH", "SOL", "")]
    assert len([read_printed(number) for number in numbers]) == 3


@pytest.mark.parametrize("name", BAR_CHARTS)
@pytest.mark.parametrize("case", ["ordinary", "all falling", "all rising", "zero beside others"])
def test_bars_are_as_long_as_their_numbers(
    tmp_path: Path, drawings: Drawings, case: str, name: str
) -> None:
    """Lengths of bars stand to each other as the numbers that they say."""
    bars = lengths(drawings.svg(charts_of_day(tmp_path, DAYS[case])[name].chart))
    numbers = [abs(float(read_printed(label.split(": ")[-1]).value)) for label, _, _ in bars]
    assert len(bars) >= 3
    scale = max(length for _, length, _ in bars) / max(numbers)
    for number, (label, length, _) in zip(numbers, bars, strict=True):
        assert length == pytest.approx(number * scale, rel=0.02, abs=0.6), label


@pytest.mark.parametrize("name", BAR_CHARTS)
def test_bars_stand_in_the_order_of_their_numbers(
    tmp_path: Path, drawings: Drawings, name: str
) -> None:
    """From top to bottom the numbers of a chart never grow."""
    bars = {ticker: float(size) for ticker, size in
            (("A", -3e6), ("B", 5e6), ("C", 1e6), ("D", -9e6), ("E", 4e6))}  # fmt: skip
    drawn = drawings.svg(charts_of_day(tmp_path, bars)[name].chart)
    numbers = [read_printed(text).value for text in words(drawn) if text and text not in bars]
    assert len(numbers) == 5
    assert numbers == sorted(numbers, reverse=True)


@pytest.mark.parametrize(
    ("name", "above", "below"),
    [
        ("open-interest-24h-usd", "var(--up)", "var(--down)"),
        ("prices", "var(--up)", "var(--down)"),
        ("funding", "var(--long)", "var(--short)"),
    ],
)
def test_colour_and_sign_say_the_same(
    tmp_path: Path, drawings: Drawings, name: str, above: str, below: str
) -> None:
    """A bar above zero has one colour and one below another; its number says it without colour."""
    figured = charts_of_day(tmp_path, DAYS["ordinary"])[name]
    for label, _, colour in lengths(drawings.svg(figured.chart)):
        falls = "\N{MINUS SIGN}" in label
        assert colour == (below if falls else above)
    assert len(figured.keys) == 2


def test_long_and_short_never_have_the_colours_of_rise_and_fall(
    tmp_path: Path, drawings: Drawings
) -> None:
    """Liquidated longs and shorts have two colours of their own."""
    drawn = drawings.svg(charts_of_day(tmp_path, DAYS["ordinary"])["liquidations"].chart)
    colours = {label.split(", ")[1].split(":")[0]: colour for label, _, colour in lengths(drawn)}
    assert colours == {"long": "var(--long)", "short": "var(--short)"}


def test_a_chart_leaves_the_small_to_the_table(tmp_path: Path, drawings: Drawings) -> None:
    """Of forty assets a chart shows the twelve that moved most."""
    found = charts_of_day(tmp_path, DAYS["forty assets"])
    for name in BAR_CHARTS:
        tickers = [text for text in words(drawings.svg(found[name].chart)) if text.startswith("T")]
        assert len(tickers) == 12
    shown = words(drawings.svg(found["open-interest-24h-usd"].chart))
    assert {"T00", "T01", "T39"} <= set(shown)
    assert "T20" not in shown


def test_a_chart_of_one_asset_is_left_to_the_table(tmp_path: Path) -> None:
    """One bar has nothing to be compared with: only the scale of the index is drawn."""
    assert set(charts_of_day(tmp_path, {"BTC": 5.0})) == {"sentiment"}


def test_a_history_of_two_days_is_left_to_the_table(tmp_path: Path) -> None:
    """Two days make no history."""
    assert charts_of_history(tmp_path, [5e6, 6e6]) == {}


@pytest.mark.parametrize("case", [case for case in DAYS if case != "zero"])
def test_the_description_holds_the_key_number(
    tmp_path: Path, drawings: Drawings, case: str
) -> None:
    """Who cannot see a chart is told its furthest number, and every number told is drawn."""
    for name, figured in charts_of_day(tmp_path, DAYS[case]).items():
        said = plain_text(figured.caption)
        assert figured.chart.description.endswith(said)
        for ticker in DAYS[case]:
            said = re.sub(rf"(?<![\w$]){re.escape(ticker)}(?![\w%,.]\w)", "", said)
        # Of how many assets something is true is counted, not drawn.
        said = re.sub(r"\d+ of \d+ assets", "", said)
        told = [abs(read_printed(text).value) for text in NUMBER.findall(said)]
        if name == "sentiment":
            assert told == [52]
            continue
        drawn = [
            abs(read_printed(mark.split(": ")[-1]).value)
            for mark in (e.get("aria-label") or "" for e in marks(drawings.svg(figured.chart)))
        ]
        if name != "liquidations":
            assert set(told) <= set(drawn), said
            assert max(drawn) in told, said
        assert told, said


@pytest.mark.parametrize("case", HISTORIES)
def test_no_date_stands_twice_on_an_axis(tmp_path: Path, drawings: Drawings, case: str) -> None:
    """The dates below a history are all different."""
    for figured in charts_of_history(tmp_path, HISTORIES[case]).values():
        for chart in figured.charts:
            dates = [
                text for text in words(drawings.svg(chart)) if re.search("[A-Z][a-z]{2}", text)
            ]
            assert dates
            assert len(dates) == len(set(dates)), dates


def test_a_history_breaks_where_days_are_missing(tmp_path: Path, drawings: Drawings) -> None:
    """A line does not cross missing days, and a day between two gaps is a point."""
    found = charts_of_history(tmp_path, [5e6, 4e6, None, 7e6, None, 5e6, 4e6, 3e6])
    drawn = drawings.svg(found["price"].chart)
    ways = [e.get("d", "") for e in parsed(drawn).iter() if e.get("stroke") == "var(--accent)"]
    # Price and open interest: a line of two days and one of three, each.
    lengths_of_lines = [way.count("L") for path in ways for way in path.split("M") if "L" in way]
    assert sorted(lengths_of_lines) == [1, 1, 2, 2]
    points = [e for e in parsed(drawn).iter() if e.get("fill") == "var(--accent)"]
    assert len(points) == 2
    bands = [e.get("d", "") for e in parsed(drawn).iter() if e.get("fill") == "var(--missing)"]
    assert sum(band.count("M") for band in bands) == 4
    assert "6 of 8 days on file" in found["price"].chart.description


def test_marks_say_what_they_are(tmp_path: Path, drawings: Drawings) -> None:
    """The bands and the marker of the index's scale are named."""
    drawn = drawings.svg(charts_of_day(tmp_path, DAYS["ordinary"])["sentiment"].chart)
    labels = [mark.get("aria-label") for mark in marks(drawn)]
    assert labels[:5] == ["Extreme Fear", "Fear", "Neutral", "Greed", "Extreme Greed"]
    assert labels[5:] == ["Fear & Greed: 52"]
