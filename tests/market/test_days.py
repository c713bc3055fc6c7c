from datetime import datetime
from pathlib import Path

import pytest

from tests.market.folders import DAY, faults_of, history_of

FIGURE = "market: {fear_greed: 5}\n"

IMPOSSIBLE = {
    "2025-02-30": "expected a date that exists, found 2025-02-30",
    "2025-13-01": "expected a date that exists, found 2025-13-01",
    "2023-02-29": "expected a date that exists, found 2023-02-29",
    "0000-01-01": "expected a date that exists, found 0000-01-01",
    "1999-12-31": "expected a date from 2009-01-03 to 2199-12-31, found 1999-12-31",
    "2925-10-24": "expected a date from 2009-01-03 to 2199-12-31, found 2925-10-24",
    "24.10.2025": "expected a date as YYYY-MM-DD, found '24.10.2025'",
    "2025-10-4": "expected a date as YYYY-MM-DD, found '2025-10-4'",
    "20251024": "expected a date as YYYY-MM-DD, found '20251024'",
    "2025-10-24T00:00:00": "expected a date as YYYY-MM-DD, found '2025-10-24T00:00:00'",
}


@pytest.mark.parametrize(("text", "message"), IMPOSSIBLE.items())
def test_impossible_dates_are_refused_in_yaml(tmp_path: Path, text: str, message: str) -> None:
    """A snapshot's date in another notation, or one that cannot be, is refused."""
    faults = faults_of(tmp_path, {"a.yml": f"{FIGURE}date: {text}\n"})
    assert faults == [f"a.yml:2: date: {message}"]


@pytest.mark.parametrize(("text", "message"), IMPOSSIBLE.items())
def test_impossible_dates_are_refused_in_tables(tmp_path: Path, text: str, message: str) -> None:
    """A table's date in another notation, or one that cannot be, is refused with its row."""
    faults = faults_of(tmp_path, {"a.csv": f"date,fear_greed\n2025-10-24,5\n{text},5\n"})
    assert faults == [f"a.csv:3: date: {message}"]


@pytest.mark.parametrize("content", ["date:\n", "date: [2025-10-24]\n"])
def test_a_date_without_text_is_refused(tmp_path: Path, content: str) -> None:
    """A date that is left empty or no text is refused."""
    (fault,) = faults_of(tmp_path, {"a.yml": content + FIGURE})
    assert fault.startswith("a.yml:1: date: expected a date as YYYY-MM-DD, found ")


def test_leap_days_exist(tmp_path: Path) -> None:
    """The 29th of February is a day in leap years."""
    assert history_of(tmp_path, {"2024-02-29.yml": FIGURE}).days[0].date.day == 29


def test_a_snapshot_needs_a_day(tmp_path: Path) -> None:
    """A snapshot without a date, in a file that is not named after one, is refused."""
    assert faults_of(tmp_path, {"latest.yml": FIGURE}) == [
        "latest.yml:1: date: expected a date, here or as the file's name, found neither"
    ]


def test_a_date_may_not_contradict_the_name_of_its_file(tmp_path: Path) -> None:
    """A snapshot whose date differs from its file's name is refused."""
    assert faults_of(tmp_path, {"2025/2025-10-24.yml": f"date: 2025-10-23\n{FIGURE}"}) == [
        "2025/2025-10-24.yml:1: date: expected the day of the file's name, 2025-10-24, "
        "found 2025-10-23"
    ]


def test_a_row_may_not_contradict_the_name_of_its_table(tmp_path: Path) -> None:
    """A row whose date differs from the day that its table is named after is refused."""
    content = "date,fear_greed\n2025-10-24,5\n2025-10-23,5\n"
    assert faults_of(tmp_path, {"2025-10-24.csv": content}) == [
        "2025-10-24.csv:3: date: expected the day of the file's name, 2025-10-24, found 2025-10-23"
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("2025-02-30.yml", f"date: 2025-02-28\n{FIGURE}"),
        ("2025-02-30.csv", "date,fear_greed\n2025-02-28,5\n"),
        ("2025-02-30.yml", FIGURE),
        ("2025-02-30.csv", "fear_greed\n5\n"),
    ],
)
def test_a_file_may_not_be_named_after_no_day(tmp_path: Path, name: str, content: str) -> None:
    """A file whose name is a date that does not exist is refused, whatever it says within."""
    (fault,) = faults_of(tmp_path, {name: content})
    assert "expected a date that exists, found 2025-02-30" in fault


def test_a_faulty_date_hides_no_other_fault(tmp_path: Path) -> None:
    """What is wrong below a faulty date is listed with it."""
    content = "date: 2025-02-30\nmarket: {fear_greedy: 4}\nassets: {BTC: {price_usd: x}}\n"
    assert len(faults_of(tmp_path, {"a.yml": content})) == 3


AS_OF = {
    "2025-10-24T12:30:00": "expected a time with its offset from UTC, found '2025-10-24T12:30:00'",
    "2025-10-24": "expected a time with its offset from UTC, found '2025-10-24'",
    "12:30 KST": "expected a time as YYYY-MM-DDTHH:MM:SS+HH:MM, found '12:30 KST'",
    "2025-10-24T25:00:00+09:00": (
        "expected a time as YYYY-MM-DDTHH:MM:SS+HH:MM, found '2025-10-24T25:00:00+09:00'"
    ),
    "2024-10-24T12:30:00+09:00": (
        "expected a time on 2025-10-24 or the day beside it, found '2024-10-24T12:30:00+09:00'"
    ),
    "2025-10-26T00:00:00Z": (
        "expected a time on 2025-10-24 or the day beside it, found '2025-10-26T00:00:00Z'"
    ),
}


@pytest.mark.parametrize(("text", "message"), AS_OF.items())
def test_impossible_times_are_refused(tmp_path: Path, text: str, message: str) -> None:
    """An as-of time without an offset, in another notation or far from its day is refused."""
    assert faults_of(tmp_path / "yaml", {"a.yml": f"date: {DAY}\nas_of: {text}\n{FIGURE}"}) == [
        f"a.yml:2: as_of: {message}"
    ]
    assert faults_of(tmp_path / "csv", {f"{DAY}.csv": f"as_of,fear_greed\n{text},5\n"}) == [
        f"{DAY}.csv:2: as_of: {message}"
    ]


@pytest.mark.parametrize(
    "text", ["2025-10-24T12:30:00+09:00", "2025-10-25T00:00:00Z", "2025-10-23T23:59:59-11:00"]
)
def test_a_day_keeps_its_time(tmp_path: Path, text: str) -> None:
    """A time on the day or the one beside it is kept with its offset."""
    history = history_of(tmp_path, {f"{DAY}.yml": f"as_of: {text}\n{FIGURE}"})
    moment = datetime.fromisoformat(text)
    assert history.days[0].as_of == moment
    assert history.days[0].as_of.utcoffset() == moment.utcoffset()


def test_a_day_may_not_be_given_two_times(tmp_path: Path) -> None:
    """Two files that give one day different times are refused, with both places."""
    files = {
        "a.yml": f"date: {DAY}\nas_of: 2025-10-24T12:30:00+09:00\n{FIGURE}",
        "b.csv": "date,as_of,usd_krw\n2025-10-24,2025-10-24T13:30:00+09:00,1400\n",
    }
    assert faults_of(tmp_path, files) == [
        "b.csv:2: as_of: expected one value for 2025-10-24, found 2025-10-24 13:30:00+09:00 here "
        "and 2025-10-24 12:30:00+09:00 at a.yml:2"
    ]


def test_one_time_may_be_given_twice(tmp_path: Path) -> None:
    """Files may repeat a day's time, in any offset."""
    files = {
        "a.yml": f"date: {DAY}\nas_of: 2025-10-24T12:30:00+09:00\n{FIGURE}",
        "b.yml": f"date: {DAY}\nas_of: 2025-10-24T03:30:00Z\nmarket: {{usd_krw: 1400}}\n",
    }
    assert history_of(tmp_path, files).days[0].as_of == datetime.fromisoformat(
        "2025-10-24T03:30:00Z"
    )


def test_a_day_may_not_be_disputed_for_two_reasons(tmp_path: Path) -> None:
    """Two files that dispute one day for different reasons are refused."""
    files = {
        "a.yml": f"date: {DAY}\ndisputed: one\n{FIGURE}",
        "b.csv": f"date,disputed\n{DAY},two\n",
    }
    assert faults_of(tmp_path, files) == [
        "b.csv:2: disputed: expected one value for 2025-10-24, found two here and one at a.yml:2"
    ]


@pytest.mark.parametrize(
    "content", ["as_of: 2025-10-24T12:30:00+09:00\n", "disputed: why\n", "sources: []\n"]
)
def test_a_day_needs_a_figure(tmp_path: Path, content: str) -> None:
    """A file that speaks of a day without any figure on file is refused."""
    files = {"2025-10-24.yml": content, "2025-10-25.yml": FIGURE}
    assert faults_of(tmp_path, files) == [
        "2025-10-24.yml: expected at least one figure for 2025-10-24, found none"
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("2025-10-24.yml", "date: 2025-10-24\n"),
        ("2025-10-24.yml", "market: {fear_greed: }\nassets: {}\n"),
        ("2025-10-24.csv", "asset,price_usd\n"),
    ],
    ids=["date only", "nothing but missing values", "header only"],
)
def test_a_file_needs_a_figure(tmp_path: Path, name: str, content: str) -> None:
    """A snapshot that holds nothing is refused: its author meant to say something."""
    (fault,) = faults_of(tmp_path, {name: content, "2025-10-25.yml": FIGURE})
    assert fault.startswith(f"{name}: expected at least one figure")
