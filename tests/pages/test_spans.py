from datetime import date, timedelta
from pathlib import Path

import pytest

from builder.charts.drawing import Drawings
from builder.pages.charts.spans import spans_of
from tests.pages.rendering import render_files

LAST = date(2025, 10, 24)


def days(count: int, step: int = 1) -> list[date]:
    """Return so many days in order, the last of them LAST."""
    return [LAST - timedelta(days=n * step) for n in reversed(range(count))]


@pytest.mark.parametrize(
    ("count", "keys", "chosen"),
    [
        (2, [], []),
        (3, ["30"], ["30"]),
        (30, ["30"], ["30"]),
        (31, ["30", "90"], ["30"]),
        (91, ["30", "90", "365"], ["30"]),
        (366, ["30", "90", "365", "all"], ["30"]),
        (5000, ["30", "90", "365", "all"], ["30"]),
    ],
)
def test_spans_are_those_that_show_more(count: int, keys: list[str], chosen: list[str]) -> None:
    """A span is offered only if it has days that the shorter ones lack."""
    spans = spans_of(days(count), LAST)
    assert [span.key for span in spans] == keys
    assert [span.key for span in spans if span.chosen] == chosen
    assert all(span.last == LAST and span.first >= days(count)[0] for span in spans)


def test_a_sparse_asset_opens_with_a_span_that_shows_something() -> None:
    """Of one day in ten, the shortest span with thirty days on file is shown first."""
    chosen = [span.key for span in spans_of(days(200, step=10), LAST) if span.chosen]
    assert chosen == ["365"]


def test_an_asset_that_has_gone_silent_keeps_its_past() -> None:
    """With nothing in the last 90 days, the year is what there is to see."""
    spans = spans_of([day - timedelta(days=100) for day in days(20)], LAST)
    assert [(span.key, span.chosen) for span in spans] == [("365", True)]


def test_each_chart_of_an_asset_stands_in_each_span(tmp_path: Path, drawings: Drawings) -> None:
    """Price, liquidations and funding are there over each span, and the choice names them all."""
    rows = "".join(f"{day},BTC,{100 + n},{n + 1}000000,0.0001\n" for n, day in enumerate(days(120)))
    table = f"date,asset,price_usd,liquidations_24h_usd,funding_rate\n{rows}"
    page = render_files(tmp_path, drawings, {"a.csv": table})["assets/btc/"].tree
    radios = page.one("fieldset", "choice").all("input")
    assert [radio.attributes["id"] for radio in radios] == ["span-30", "span-90", "span-365"]
    for key in ("30", "90", "365"):
        charts = page.all("figure", f"span--{key}")
        assert len(charts) == 3
        assert all(chart.one("figcaption").text for chart in charts)
    tables = [details.one("table") for details in page.all("details", "chart__numbers")]
    assert [len(table.one("tbody").all("tr")) for table in tables] == [90, 90, 90]


def test_a_chart_s_numbers_are_those_of_its_days(tmp_path: Path, drawings: Drawings) -> None:
    """The table has each day of the longest short span once, with a link to it and its value."""
    rows = "".join(f"{day},BTC,{100 + n}\n" for n, day in enumerate(days(40)) if n != 25)
    page = render_files(tmp_path, drawings, {"a.csv": f"date,asset,price_usd\n{rows}"})
    (chart,) = page["assets/btc/"].tree.all("figure", "span--30")
    (numbers,) = page["assets/btc/"].tree.all("details", "chart__numbers")
    body = numbers.one("table").one("tbody").all("tr")
    assert len(body) == 39
    assert "15 September 2025 to 24 October 2025" in numbers.one("caption").text
    assert body[0].one("a").attributes["href"] == "../../2025/10/24/"
    assert body[0].one("data").attributes["value"] == "139"
    assert "29 of 30 days on file" in chart.one("figcaption").text


def test_spans_are_offered_from_the_shortest_on(tmp_path: Path, drawings: Drawings) -> None:
    """Where a chart lacks the shortest span, that of another still comes first; one is chosen."""
    rows = "".join(
        f"{day},BTC,{100 + n if n < 100 else ''},{n + 1}000000\n" for n, day in enumerate(days(120))
    )
    table = f"date,asset,price_usd,liquidations_24h_usd\n{rows}"
    page = render_files(tmp_path, drawings, {"a.csv": table})["assets/btc/"].tree
    radios = page.one("fieldset", "choice").all("input")
    assert [radio.attributes["id"] for radio in radios] == ["span-30", "span-90", "span-365"]
    assert sum("checked" in radio.attributes for radio in radios) == 1
