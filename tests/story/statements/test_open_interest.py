"""What is said of open interest, counted again by walking over made-up days."""

import re
from collections.abc import Mapping
from datetime import timedelta
from itertools import takewhile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builder.story.statements.leverage import Breadth, Leverage
from builder.story.statements.open_interest import (
    ChangesOverDay,
    ChangesOverFourHours,
    Divergence,
    Level,
    LevelsByAsset,
    OpenInterestStreak,
)
from builder.story.statements.statement import Statement
from tests.market.folders import DAY
from tests.story.statements.archives import (
    TICKERS,
    Archive,
    Cells,
    archives,
    days_to,
    each,
    market,
    merged,
    read_archive,
    walked_back,
    with_time,
)
from tests.story.statements.cases import (
    BY_DAY,
    BY_DAY_PCT,
    BY_HOURS,
    LEVEL,
    PRICE_PCT,
    B,
    flat,
    moved,
)
from tests.story.statements.rules import read
from tests.story.statements.spoken import found_on, said_of

FEW = settings(max_examples=30)
STEPS = st.integers(-3, 3)


def found_in(cells: Cells) -> list[Statement]:
    """Return what is said of a single day."""
    return found_on(read_archive(days_to(DAY, cells)), DAY)


@FEW
@given(archives(st.integers(-2, 4).map(lambda n: market(**{BY_DAY_PCT: n})), most=30))
@example(days_to(DAY, *flat(9, market(**{BY_DAY_PCT: 1}))))
def test_a_streak_is_as_long_as_walking_back_finds(archive: Archive) -> None:
    """It counts days in a row that moved one way, from three on.

    It ends at the first that is missing, another provider's, disputed, flat, or went the other way.
    """
    history = read_archive(archive)
    for day in archive:
        values = list(walked_back(archive, day, "market", BY_DAY_PCT))
        way = (values[0] > 0) - (values[0] < 0) if values else 0
        same = takewhile(lambda value, way=way: value * way > 0, values)
        expected = len(list(same)) if way else 0
        found = [s for s in found_on(history, day) if isinstance(s, OpenInterestStreak)]
        assert [s.days.value for s in found] == ([expected] if expected >= 3 else [])
        for statement in found:
            assert statement.since == day - timedelta(days=expected - 1)


@pytest.mark.parametrize("last", [0.004, -0.004])
def test_a_streak_goes_the_way_of_its_days(last: float) -> None:
    """A last move that prints as nothing still has its direction: a rise is not told as a fall."""
    way = 1 if last > 0 else -1
    archive = days_to(DAY, *flat(4, moved(2 * way)), moved(last))
    wrong = r"fallen|falling|down" if way > 0 else r"risen|rising|\bup\b"
    said = said_of(archive, "open_interest_streak")
    assert said
    assert [str(s) for s in said if re.search(wrong, read(s.markup).text)] == []


def rows_of(field: str, values: Mapping[str, int]) -> Cells:
    """Return one figure of some assets."""
    return {ticker: {field: value * 10**8} for ticker, value in values.items()}


CHANGES = st.dictionaries(st.sampled_from(TICKERS), STEPS, max_size=9)


def way_of(values: Mapping[str, int]) -> int:
    """Return which way two thirds or more of three or more values went."""
    for way in (1, -1):
        went = sum(value * way > 0 for value in values.values())
        if len(values) >= 3 and 3 * went >= 2 * len(values):
            return way
    return 0


COURSES = {
    (-1, 1): "rebuilt",
    (-1, -1): "cut_further",
    (1, 1): "built_further",
    (1, -1): "cut_again",
}


@settings(max_examples=60)
@given(CHANGES, CHANGES)
@example(dict.fromkeys(TICKERS[:3], -1), dict.fromkeys(TICKERS[:3], 1))
@example({"BTC": 1, "ETH": 1, "SOL": -1}, {"BTC": -1, "ETH": -1, "SOL": 1})
@example(dict.fromkeys(TICKERS[:4], 1), {})
def test_the_course_of_leverage_is_what_most_assets_did(
    by_day: dict[str, int], by_hours: dict[str, int]
) -> None:
    """Two thirds of three or more assets that have both changes set the course of a day."""
    cells = merged(market(fear_greed=5), rows_of(BY_DAY, by_day), rows_of(BY_HOURS, by_hours))
    found = [s for s in found_in(cells) if isinstance(s, Leverage | Breadth)]
    if len(by_day) < 3:
        assert found == []
        return
    by_both = {t: v for t, v in by_day.items() if t in by_hours}
    hours_of_both = {t: v for t, v in by_hours.items() if t in by_day}
    day, hours = way_of(by_both), way_of(hours_of_both)
    (statement,) = found
    if day and hours:
        assert isinstance(statement, Leverage)
        assert statement.course == COURSES[day, hours]
        assert statement.moved_24h.value == sum(v * day > 0 for v in by_both.values())
        assert statement.moved_4h.value == sum(v * hours > 0 for v in hours_of_both.values())
        assert statement.assets_24h.value == statement.assets_4h.value == len(by_both)
    else:
        assert isinstance(statement, Breadth)
        assert statement.rising.value == sum(v > 0 for v in by_day.values())
        assert statement.falling.value == sum(v < 0 for v in by_day.values())
        assert statement.assets.value == len(by_day)


def test_one_course_is_told_of_the_same_assets() -> None:
    """That open interest fell in all three, then rose in all three, is said of three, not six."""
    day = {"BTC": -4, "ETH": -3, "SOL": -2}
    hours = {"XRP": 4, "DOGE": 3, "ADA": 2}
    archive = days_to(DAY, merged(rows_of(BY_DAY, day), rows_of(BY_HOURS, hours)))
    assert [str(s) for s in said_of(archive, "leverage")] == []


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(TICKERS), st.tuples(
    st.integers(-1200, 1200), st.integers(-800, 800)), max_size=6))  # fmt: skip
@example({"BTC": (100, -100)})
@example({"BTC": (99, -500), "ETH": (-800, 100)})
def test_the_asset_that_parted_most_is_told(rows: dict[str, tuple[int, int]]) -> None:
    """It is one whose price and open interest went apart by a percent or more; none went further.

    Where no asset's did, none is told.
    """
    parted = {t: (p, i) for t, (p, i) in rows.items() if p * i < 0 and min(abs(p), abs(i)) >= 100}
    cells = {t: {PRICE_PCT: p / 100, BY_DAY_PCT: i / 100} for t, (p, i) in rows.items()}
    found = [s for s in found_in(merged(market(fear_greed=5), cells)) if isinstance(s, Divergence)]
    assert bool(found) is bool(parted)
    for statement in found:
        asset = statement.price.subject
        assert statement.open_interest.subject == asset
        price, interest = (abs(value) for value in parted[asset])
        further = [t for t, (p, i) in parted.items() if abs(p) > price and abs(i) > interest]
        assert further == []


def test_the_widest_gap_is_the_widest() -> None:
    """Where another asset's price and open interest lie further apart, none says "widest gap"."""
    archive = days_to(DAY, merged(each(PRICE_PCT, 30, -5), each(BY_DAY_PCT, -1.5, 4)))
    said = said_of(archive, "divergence")
    told = [s.statement for s in said if isinstance(s.statement, Divergence)]
    assert {statement.price.subject for statement in told} == {"ETH"}
    assert [str(s) for s in said if "widest" in s.markup] == []


@FEW
@given(st.dictionaries(st.sampled_from(TICKERS), STEPS, min_size=1, max_size=10))
def test_changes_are_listed_by_their_size(changes: dict[str, int]) -> None:
    """Over a day and over four hours, all assets with a change are listed, largest move first."""
    cells = merged(rows_of(BY_DAY, changes), rows_of(BY_HOURS, changes))
    order = sorted(changes, key=lambda ticker: (-abs(changes[ticker]), ticker))
    lists = [s for s in found_in(cells) if isinstance(s, ChangesOverDay | ChangesOverFourHours)]
    assert [[f.subject for f in s.figures] for s in lists] == [order, order]


@FEW
@given(st.dictionaries(st.sampled_from(TICKERS), st.integers(1, 9), min_size=1, max_size=10))
def test_levels_are_listed_where_no_change_is(levels: dict[str, int]) -> None:
    """Open interest by asset stands in the order of its size, and makes room for its changes."""
    rows = {ticker: {LEVEL: n * B} for ticker, n in levels.items()}
    order = sorted(levels, key=lambda ticker: (-levels[ticker], ticker))
    listed = [s for s in found_in(rows) if isinstance(s, LevelsByAsset)]
    assert [[f.subject for f in s.figures] for s in listed] == [order]
    moving = merged(rows, {order[0]: {BY_DAY_PCT: 1.5}})
    assert not any(isinstance(s, LevelsByAsset) for s in found_in(moving))


@pytest.mark.parametrize(("whole", "subject"), [(20 * B, "market"), (None, "assets")])
def test_the_level_is_the_market_s_where_reported(whole: int | None, subject: str) -> None:
    """The market's own open interest goes before the sum over assets, which names its assets."""
    of_market = {LEVEL: whole} if whole else {"fear_greed": 5}
    cells = merged(each(LEVEL, 5 * B, 3 * B), market(**of_market))
    (level,) = [s for s in found_in(cells) if isinstance(s, Level)]
    assert level.level.subject == subject
    assert level.summed == (() if whole else ("BTC", "ETH"))


SUPERLATIVE = re.compile(r"moved most|most open interest|first by|ahead of", re.IGNORECASE)


@pytest.mark.parametrize(("kind", "cells"), [
    ("changes_over_day", each(BY_DAY, 0, 0)),
    ("changes_over_day", each(BY_DAY, 5e8, -5e8)),
    ("changes_over_four_hours", each(BY_HOURS, 5e8, 5e8)),
    ("levels_by_asset", each(LEVEL, 5 * B, 5 * B)),
])  # fmt: skip
def test_none_of_equals_is_said_to_be_first(kind: str, cells: Cells) -> None:
    """Of moves or levels of one size, none is told as the most."""
    said = [str(s) for s in said_of(days_to(DAY, cells), kind)
            if SUPERLATIVE.search(read(s.markup).text)]  # fmt: skip
    assert said == []


def test_changes_are_not_told_as_levels() -> None:
    """A list of changes says that they are changes, and of open interest, even where all are 0."""
    for kind, field in (("changes_over_day", BY_DAY), ("changes_over_four_hours", BY_HOURS)):
        for said in said_of(days_to(DAY, each(field, 5e8, -3e8, 2e8)), kind):
            text = read(said.markup).text
            assert re.search("chang|mov", text, re.IGNORECASE), text
            assert re.search("open interest", text, re.IGNORECASE), text


def test_no_day_is_said_to_have_ended_that_has_not() -> None:
    """Where figures are as of half past twelve, no sentence places them at the end of the day."""
    for cells in (moved(2), market(**{LEVEL: 5 * B})):
        archive = with_time(days_to(DAY, cells), "12:30:00Z")
        said = [str(s) for s in said_of(archive, "level")
                if re.search("day's end|day ended|day closed", s.markup)]  # fmt: skip
        assert said == []


def test_a_time_is_that_of_the_page_s_day() -> None:
    """Where the windows end on another date than the page's, in the site's zone, it is named."""
    archive = with_time(days_to(DAY, each(BY_HOURS, 5e8, -3e8, 2e8)), "08:56:00+09:00")
    for said in said_of(archive, "changes_over_four_hours"):
        text = read(said.markup).text
        assert "23:56 UTC" in text
        assert re.search(r"23:56 UTC on 23 October|23 October", text), text
