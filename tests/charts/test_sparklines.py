import re
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from builder.charts.sparklines import HEIGHT, WIDTH, sparkline
from builder.charts.thinning import in_runs
from tests.charts.svg import parsed

FIRST = date(2025, 10, 1)


def drawn(values: list[float | None], label: str = "") -> str:
    """Return the small line of some days, None for one that is missing."""
    days = [(FIRST + timedelta(days=n), v, "") for n, v in enumerate(values) if v is not None]
    return sparkline(in_runs(days), FIRST, FIRST + timedelta(days=len(values) - 1), label)


@given(st.lists(st.floats(-1e13, 1e13), min_size=2, max_size=40))
def test_a_small_line_stays_within_its_frame(values: list[float]) -> None:
    """Whatever the values, each point is inside, and the dot at the end stands on the last."""
    svg = parsed(drawn(list(values)))
    path, dot = svg
    places = re.findall(r"([\d.]+),([\d.]+)", path.attrib["d"])
    assert len(places) == len(values)
    assert all(0 <= float(x) <= WIDTH and 0 <= float(y) <= HEIGHT for x, y in places)
    assert (dot.attrib["cx"], dot.attrib["cy"]) == places[-1]
    heights = [float(y) for _, y in places]
    highest = heights[values.index(max(values))]
    assert highest == min(heights)


def test_a_small_line_breaks_at_a_gap() -> None:
    """No line leads over a missing day, and a day alone is a dot."""
    path, _ = parsed(drawn([1.0, 2.0, None, 3.0, None, 2.0, 1.0]))
    assert path.attrib["d"].count("M") == 3
    assert path.attrib["d"].count("h0") == 1


def test_a_small_line_is_silent_or_says_where_it_leads() -> None:
    """Beside a number that says it all it is hidden from a listener; elsewhere it is named."""
    assert parsed(drawn([1.0, 2.0])).get("aria-hidden") == "true"
    named = parsed(drawn([1.0, 2.0], "Rising <fast>"))
    assert (named.get("role"), named.get("aria-label")) == ("img", "Rising <fast>")
