from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.market.figures import with_inputs
from builder.market.history import History
from builder.pages.dates import Dates, Timeline, spanning
from builder.story.commentary.text import Commentary
from tests.market.folders import history_of

SEOUL = ZoneInfo("Asia/Seoul")
DAYS = [date(2025, 10, day) for day in (22, 23, 24)]
CORRECTION = "{{date: {on}, field: {field}, old: 1, new: {new}, note: A slip.}}"


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> History:
    """Give three days, of which the second has corrections."""
    corrections = ", ".join(
        [
            CORRECTION.format(on="2025-11-02", field="market.liquidations_24h_usd", new=40),
            CORRECTION.format(on="2025-11-05", field="market.liquidations_24h_usd", new=30),
            CORRECTION.format(on="2025-10-23", field="BTC.price_usd", new=100),
        ]
    )
    return history_of(
        tmp_path_factory.mktemp("dates"),
        {
            "2025-10-22.yml": "market: {liquidations_24h_usd: 10}\n",
            "2025-10-23.yml": "as_of: 2025-10-23T03:30:00Z\n"
            f"corrections: [{corrections}]\n"
            "market: {liquidations_24h_usd: 30, long_liquidations_24h_usd: 20}\n"
            "assets: {BTC: {price_usd: 100}}\n",
            "2025-10-24.yml": "market: {liquidations_24h_usd: 20}\n",
        },
    )


@pytest.fixture(scope="module")
def timeline(history: History) -> Timeline:
    """Give the timeline of the three days."""
    return Timeline(history, SEOUL)


def text(headline: str = "", publish_at: datetime | None = None) -> Commentary:
    """Return a commentary."""
    given = (None, "", "Title", "Ada", "Body", "days/x.md", 1)
    return Commentary(*given, headline=headline, publish_at=publish_at)


def moment(words: str) -> datetime:
    """Return a moment of the site's time zone."""
    return datetime.fromisoformat(words).replace(tzinfo=SEOUL)


def test_figures_are_published_when_they_are_as_of(history: History, timeline: Timeline) -> None:
    """The hour of the figures in the site's time zone, and for none the end of the day."""
    published = [timeline.of_day(history.by_date[day], None, ()).published for day in DAYS]
    assert published == [
        moment("2025-10-22T23:59"),
        moment("2025-10-23T12:30"),
        moment("2025-10-24T23:59"),
    ]
    assert all(one.tzinfo is SEOUL for one in published)


def test_a_day_moves_with_its_corrections(history: History, timeline: Timeline) -> None:
    """The last of a day's corrections is its last change; a day without one has not changed."""
    dates = timeline.of_day(history.by_date[DAYS[1]], None, ())
    assert dates.modified == moment("2025-11-05T23:59")
    assert dates.changed
    assert not timeline.of_day(history.by_date[DAYS[0]], None, ()).changed


def test_a_correction_of_the_same_day_is_later_than_the_figures(timeline: Timeline) -> None:
    """Who read a page before it was corrected that day is told that it changed since."""
    assert timeline.end_of(DAYS[1]) > moment("2025-10-23T12:30")


def test_a_text_moves_its_day(history: History, timeline: Timeline) -> None:
    """Commentary that says when it appears is a change; one that does not came with the day."""
    day = history.by_date[DAYS[0]]
    late = datetime(2025, 12, 1, tzinfo=UTC)
    assert timeline.of_day(day, text(publish_at=late), ()).modified == late
    assert (
        timeline.of_day(day, text(publish_at=datetime(2020, 1, 1, tzinfo=UTC)), ()).changed is False
    )
    assert timeline.of_day(day, text(), ()).changed is False


def test_a_text_moves_the_line_of_its_day_only_with_a_headline(
    history: History, timeline: Timeline
) -> None:
    """Lists show headlines: a text that sets none changes nothing in them."""
    day, late = history.by_date[DAYS[0]], datetime(2025, 12, 1, tzinfo=UTC)
    assert not timeline.of_entry(day, text(publish_at=late), ()).changed
    assert timeline.of_entry(day, text(publish_at=late, headline="H"), ()).modified == late


def test_other_pages_move_with_the_figures_that_they_print(
    history: History, timeline: Timeline
) -> None:
    """A figure that rests on a corrected one moves its page; the rest of that day does not."""
    share = history.figure(DAYS[1], "market", "long_share_24h_pct")
    price = history.figure(DAYS[1], "BTC", "price_usd")
    long = history.figure(DAYS[1], "market", "long_liquidations_24h_usd")
    assert share is not None
    assert price is not None
    assert long is not None
    assert {figure.id for figure in with_inputs([share])} > {"market.liquidations_24h_usd"}
    latest = history.by_date[DAYS[2]]
    corrected = moment("2025-11-05T23:59")
    assert timeline.of_day(latest, None, [share]).modified == corrected
    assert timeline.of_day(latest, None, [price, long]).changed is False
    several = timeline.of_several([], [share], [])
    assert several == Dates(moment("2025-10-23T12:30"), corrected)
    assert timeline.of_several([], [long], []) == Dates(*[moment("2025-10-23T12:30")] * 2)


def test_a_page_without_days_and_figures_has_no_dates(timeline: Timeline) -> None:
    """Nothing is made up where nothing says when."""
    assert timeline.of_several([], [], []) is None
    assert spanning([None, None]) is None


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900)), min_size=1))
def test_several_parts_last_from_the_first_to_the_last_change(hours: list[tuple[int, int]]) -> None:
    """Whatever the order of its parts, a page is as old as the oldest, and as new as the newest."""
    start = datetime(2025, 1, 1, tzinfo=UTC)
    dates = [Dates(start + timedelta(hours=a), start + timedelta(hours=a + b)) for a, b in hours]
    whole = spanning([*dates, None])
    assert whole == spanning(reversed(dates))
    assert whole is not None
    assert whole.published == min(one.published for one in dates)
    assert whole.modified == max(one.modified for one in dates)
    assert whole.published <= whole.modified
