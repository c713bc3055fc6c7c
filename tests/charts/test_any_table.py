"""What a chart draws and says is what its table says, whatever the figures are."""

import tempfile
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from builder.charts.drawing import Drawings
from builder.market.history import History
from builder.market.numbers import plain
from builder.pages.charts.captions import Figured
from builder.pages.charts.day_charts import day_charts
from builder.story.facts.day import day_facts
from tests.charts.folders import (
    BAR_CHARTS,
    charts_of_day,
    charts_of_history,
    short_name,
    teller_of,
)
from tests.charts.svg import faults_of, lengths, marks, parsed
from tests.market.folders import DAY, history_of
from tests.story.printed import read_printed

DRAWN = settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))

SIZES = st.one_of(
    st.sampled_from([0.0, 1e-5, 1.0, 999.995, 1e12]),
    st.floats(1e-5, 1e12).map(lambda number: float(f"{number:.6g}")),
)
SIGNED = st.tuples(SIZES, st.sampled_from([1, -1])).map(lambda pair: pair[0] * pair[1])
NAMES = st.one_of(
    st.from_regex(r"[A-Z0-9]{1,12}", fullmatch=True),
    st.sampled_from(["X" * 64, "币安人生", "A&B", "1000000MOGCOINVERYLONG"]),
)
FORTY = {f"T{number:02}": float((number - 20) * 1e6) for number in range(40)}


def labels(drawn: str) -> list[tuple[str, str]]:
    """Return whose each mark is, and the number that it says."""
    said = [(mark.get("aria-label") or "").rpartition(": ") for mark in marks(drawn)]
    return [(whose, number) for whose, _, number in said]


def agree(printed: str, value: float, is_rate: bool) -> bool:
    """Tell whether a printed number states a value, rounding aside."""
    number = read_printed(printed)
    exact = Decimal(repr(value)) * (100 if is_rate else 1)
    return abs(number.value - exact) <= number.half


@pytest.mark.slow
@DRAWN
@given(st.dictionaries(NAMES, SIGNED, min_size=1, max_size=14))
@example({"BTC": 5e6})
@example({"BTC": 0.0, "ETH": 0.0})
@example({"A": -1e-5, "B": -1.0, "C": -1e12})
@example(FORTY)
def test_each_bar_says_a_row_of_the_table(bars: dict[str, float]) -> None:
    """The words of a chart's marks are the names and numbers of its table, in its order."""
    with tempfile.TemporaryDirectory() as folder:
        drawings = Drawings(Path(folder) / "drawings")
        for name, figured in charts_of_day(Path(folder) / "data", bars).items():
            drawn = drawings.svg(figured.chart)
            assert faults_of(drawn, figured.chart.name) == []
            if name in BAR_CHARTS:
                check_bars(name, figured, drawn)


def check_bars(name: str, figured: Figured, drawn: str) -> None:
    """Hold each mark of a chart with a bar for each asset against the table below it."""
    assert figured.numbers is not None
    expected = []
    for row in figured.numbers.rows:
        cells = [figure for figure in row.figures if figure is not None]
        parts = cells[1:] if name == "liquidations" and len(cells) == 3 else cells[:1]
        sides = ("long", "short") if len(parts) == 2 else ("",)
        if name == "liquidations" and len(parts) == 1:
            side = cells[0].field.name.split("_")[0]
            sides = (side if side in ("long", "short") else "not split",)
        for side, figure in zip(sides, parts, strict=True):
            expected.append((f"{row.subject}, {side}" if side else row.subject, figure))
    said = labels(drawn)
    assert [whose for whose, _ in said] == [whose for whose, _ in expected]
    for (whose, number), (_, figure) in zip(said, expected, strict=True):
        assert agree(number, figure.number, name == "funding"), f"{whose}: {number}"


def day_history(folder: Path, values: Sequence[float | None]) -> History:
    """Return a history of market totals, one after another up to DAY; None is a missing day."""
    lines = ["date,liquidations_24h_usd,fear_greed"]
    for back, value in enumerate(reversed(values)):
        if value is not None:
            mood = int(value) % 101
            lines.append(f"{DAY - timedelta(days=back)},{plain(value)},{mood}")
    return history_of(folder, {"days.csv": "\n".join(lines) + "\n"})


def recent_charts(history: History) -> dict[str, Figured]:
    """Return the charts that set the last day among those before it."""
    facts = day_facts(history, history.by_date[DAY])
    found = day_charts(history, facts, teller_of(history))
    return {short_name(one.chart): one for charts in found.values() for one in charts}


TOTALS = st.lists(st.one_of(st.none(), SIZES), min_size=4, max_size=100)


@pytest.mark.slow
@DRAWN
@given(TOTALS, SIZES)
@example([0.0] * 10, 0.0)
@example([5e6, None, None, None, 7e6, 1e-5, 3e9], 1e12)
def test_each_day_stands_as_high_as_its_row(before: list[float | None], last: float) -> None:
    """The last 90 days have a bar each in the proportion of their numbers, and each gap a band."""
    with tempfile.TemporaryDirectory() as folder:
        history = day_history(Path(folder) / "data", [*before, last])
        figured = recent_charts(history).get("days")
        values = [value for value in [*before, last][-90:] if value is not None]
        if len(values) < 5:
            assert figured is None
            return
        assert figured is not None
        assert figured.numbers is not None
        rows = [figure.number for row in figured.numbers.rows for figure in row.figures if figure]
        assert rows == values[::-1]
        drawn = Drawings(Path(folder) / "drawings").svg(figured.chart)
        assert faults_of(drawn, figured.chart.name) == []
        heights = [*strokes(drawn, "var(--neutral)"), *strokes(drawn, "var(--accent)")]
        assert len(heights) == len(values)
        if max(values) > 0:
            scale = max(heights) / max(values)
            for value, height in zip(values, heights, strict=True):
                assert height == pytest.approx(value * scale, abs=0.16)
        ((whose, number),) = labels(drawn)
        assert whose == "24 October 2025"
        assert agree(number, last, is_rate=False)
        assert bands(drawn) == gaps_in([*[None] * 90, *before, last][-90:])


def strokes(drawn: str, colour: str) -> list[float]:
    """Return the heights of the bars of a colour, in the order in which they are drawn."""
    found = []
    for element in parsed(drawn).iter():
        if element.get("stroke") == colour and "d" in element.attrib:
            for bar in element.attrib["d"].split("M")[1:]:
                way = bar.partition("v")[2] or "0"
                found.append(abs(float(way)))
        elif element.get("stroke") == colour and element.tag.endswith("line"):
            found.append(abs(float(element.get("y2", "0"))))
    return found


def bands(drawn: str) -> int:
    """Return how many gaps are marked."""
    ways = [e.get("d", "") for e in parsed(drawn).iter() if e.get("fill") == "var(--missing)"]
    return sum(way.count("M") for way in ways)


def gaps_in(values: Sequence[float | None]) -> int:
    """Return how many runs of missing days there are."""
    missing = [value is None for value in values]
    return sum(now and not before for before, now in zip([False, *missing], missing, strict=False))


@pytest.mark.slow
@DRAWN
@given(st.lists(st.one_of(st.none(), SIGNED), min_size=3, max_size=60), st.booleans())
@example([-5e6, None, None, 4e6, 3e6, 2e6], True)
@example([1e-5, 1e12, 1e-5, 0.0], False)
def test_a_history_draws_each_day_of_its_table(values: list[float | None], sides: bool) -> None:
    """Liquidations have a bar for each side of a day, funding one, and gaps are bands."""
    values = [*values, 5e6]
    with tempfile.TemporaryDirectory() as folder:
        found = charts_of_history(Path(folder) / "data", values, sides, span="30")
        drawings = Drawings(Path(folder) / "drawings")
        first = next(n for n, value in enumerate(values) if value is not None)
        shown = values[max(first, len(values) - 30) :]
        for name in ("liquidations", "funding"):
            if name not in found:
                assert sum(value is not None for value in shown) < 3
                continue
            figured = found[name]
            assert figured.numbers is not None
            drawn = drawings.svg(figured.chart)
            assert faults_of(drawn, figured.chart.name) == []
            bars = [h for c in ("long", "short", "neutral") for h in strokes(drawn, f"var(--{c})")]
            days = len(figured.numbers.rows)
            assert days == sum(value is not None for value in shown)
            assert len(bars) == days * (2 if name == "liquidations" and sides else 1)
            assert bands(drawn) == gaps_in(shown)


def test_the_pace_of_a_day_stands_beside_its_average(tmp_path: Path, drawings: Drawings) -> None:
    """Four hours at the day's own pace end at the line of the average, twice that at twice it."""
    rows = "asset,liquidations_24h_usd,liquidations_4h_usd\n,750,125\nBTC,300,100\nETH,300,25\n"
    history = history_of(tmp_path, {f"{DAY}.csv": rows})
    facts = day_facts(history, history.by_date[DAY])
    found = day_charts(history, facts, teller_of(history))["liquidations"]
    (pace,) = (one for one in found if one.chart.name == "chart-pace")
    drawn = drawings.svg(pace.chart)
    assert [label for label, _, _ in lengths(drawn)] == ["BTC: 200%", "All: 100%", "ETH: 50%"]
    twice, once, half = (length for _, length, _ in lengths(drawn))
    assert (twice / once, half / once) == pytest.approx((2, 0.5), abs=0.02)
    assert "100%" in pace.caption
    assert "Bitcoin" in pace.caption or "BTC" in pace.caption


def test_a_day_with_few_days_before_it_is_drawn_alone(tmp_path: Path) -> None:
    """Four days on file say nothing of how large the last is: the index stands on its scale."""
    found = recent_charts(day_history(tmp_path, [1e6, None, 2e6, 3e6, 4e6]))
    assert set(found) == {"sentiment"}
    assert found["sentiment"].chart.kind == "fear-greed-scale"


def test_a_disputed_day_is_set_among_no_others(tmp_path: Path) -> None:
    """A day that takes no part in comparisons has no chart of the last days."""
    rows = "".join(f"{DAY - timedelta(days=n)},{n + 1}\n" for n in range(1, 20))
    day = f"date: {DAY}\ndisputed: 'doubtful'\nmarket: {{liquidations_24h_usd: 5}}\n"
    files = {"a.csv": f"date,liquidations_24h_usd\n{rows}", f"{DAY}.yml": day}
    assert "days" not in recent_charts(history_of(tmp_path, files))


def test_a_day_knows_nothing_of_later_ones(tmp_path: Path) -> None:
    """The chart of a day is the same whatever happens after it."""
    rows = [f"{DAY - timedelta(days=n)},{n % 7 + 1}" for n in range(40)]
    later = [f"{DAY + timedelta(days=n)},{n * 9}" for n in range(1, 9)]
    table = "date,liquidations_24h_usd\n"
    one = recent_charts(history_of(tmp_path / "1", {"a.csv": table + "\n".join(rows) + "\n"}))
    other = recent_charts(
        history_of(tmp_path / "2", {"a.csv": table + "\n".join([*rows, *later]) + "\n"})
    )
    assert one["days"].chart == other["days"].chart
