"""What changed since the previous day on file, counted again by walking over made-up days."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builder.story.plan import plan_day
from builder.story.statements.changes import (
    ChangeStatement,
    FundingFlipped,
    LiquidationsChanged,
    OpenInterestChanged,
    Overtaken,
    PriceChanged,
    SentimentChanged,
)
from tests.market.folders import DAY
from tests.story.statements.archives import (
    TICKERS,
    Archive,
    Cells,
    Noted,
    archives,
    before,
    days_to,
    each,
    market,
    merged,
    read_archive,
    value_on,
)
from tests.story.statements.cases import (
    LEVEL,
    PRICE,
    TOTAL,
    B,
    M,
    fear,
    moved,
    sides,
    two_days,
)
from tests.story.statements.rules import Reading, read
from tests.story.statements.spoken import found_on, said_of

FEW = settings(max_examples=30)
SMALL = st.integers(0, 4)


def readings(archive: Archive, kind: str) -> list[Reading]:
    """Return how a change is told, in all phrasings."""
    return [read(said.markup) for said in said_of(archive, kind)]


_SINGLE = {
    LiquidationsChanged: (TOTAL, M),
    OpenInterestChanged: (LEVEL, B),
    SentimentChanged: ("fear_greed", 10),
}


@FEW
@given(archives(st.tuples(SMALL, st.integers(1, 4), SMALL).map(
    lambda n: market(**{TOTAL: n[0] * M, LEVEL: n[1] * B, "fear_greed": n[2] * 10}))))  # fmt: skip
def test_a_change_is_from_the_last_day_that_can_be_compared(archive: Archive) -> None:
    """Each change is against the last earlier day of the same provider, not disputed, in a month.

    Amounts move in percent of what they were, an index by points; from nothing there is no percent.
    """
    history = read_archive(archive)
    for day in archive:
        found = {type(s): s for s in found_on(history, day) if isinstance(s, ChangeStatement)}
        for kind, (field, _) in _SINGLE.items():
            since = before(archive, day, "market", field)
            now = value_on(archive, day, "market", field)
            then = value_on(archive, since, "market", field) if since else None
            if then is None or now is None or (field != "fear_greed" and not then):
                assert kind not in found
                continue
            moved_by = now - then if field == "fear_greed" else 100 * (now - then) / then
            change = found[kind].change  # type: ignore[attr-defined] - each of these kinds has one
            assert (change.since, change.figure.number) == (since, pytest.approx(moved_by))


def overtaken(archive: Archive, day: date) -> tuple[str, str, bool] | None:
    """Find by counting which asset is now ahead of one that was ahead of it, and as the first.

    Of all places, the highest one that changed hands; none is found between equals.
    """
    now = {t: row[LEVEL] for t, row in archive[day].cells.items()}
    days = {t: before(archive, day, t, LEVEL) for t in now}
    both = [t for t in now if days[t]]
    if len(both) < 2 or len({days[t] for t in both}) > 1:
        return None
    then = {t: value_on(archive, days[t], t, LEVEL) or 0 for t in both if days[t]}
    order_now = sorted(both, key=lambda t: (-float(now[t]), t))
    order_then = sorted(both, key=lambda t: (-then[t], t))
    for place, (first, was) in enumerate(zip(order_now, order_then, strict=True)):
        if first != was:
            equal = now[first] == now[was] or then[first] == then[was]
            alone = list(now.values()).count(now[first]) == 1
            return None if equal else (first, was, place == 0 and alone and len(both) == len(now))
    return None


@settings(max_examples=60)
@given(archives(st.dictionaries(
    st.sampled_from(TICKERS[:4]), st.integers(1, 5), min_size=1,
).map(lambda row: {t: {LEVEL: n * B} for t, n in row.items()}), most=6))  # fmt: skip
@example(two_days(each(LEVEL, 3 * B, 2 * B), each(LEVEL, 2 * B, 3 * B)))
def test_who_overtook_whom_is_what_the_ranks_say(archive: Archive) -> None:
    """An asset passed another where it was behind and is ahead now, over the same two days."""
    history = read_archive(archive)
    for day in archive:
        found = [s for s in found_on(history, day) if isinstance(s, Overtaken)]
        told = [(s.figure.subject, s.passed.subject, s.leads) for s in found
                if s.figure.field.name == LEVEL]  # fmt: skip
        expected = overtaken(archive, day) if not archive[day].disputed else None
        assert told == ([expected] if expected else [])
        for statement in found:
            then = [value_on(archive, statement.since, s, LEVEL) or 0
                    for s in (statement.figure.subject, statement.passed.subject)]  # fmt: skip
            assert statement.figure.number > statement.passed.number
            assert then[0] < then[1]


def test_one_that_is_tied_for_the_lead_does_not_lead_all() -> None:
    """An asset that is as large as another is not "ahead of all other assets on file"."""
    archive = two_days(each(LEVEL, 9 * B, 4 * B, 5 * B), each(LEVEL, 2 * B, 7 * B, 7 * B))
    told = [r.text for r in readings(archive, "overtaken")]
    assert [text for text in told if re.search("first of all|all other", text)] == []


@FEW
@given(archives(st.tuples(st.integers(-2, 2), st.integers(-2, 2)).map(
    lambda two: each("funding_rate", *(n / 10**4 for n in two)))))  # fmt: skip
def test_funding_that_turned_is_what_the_signs_say(archive: Archive) -> None:
    """Of the assets whose rate changed its sign, the one whose moved most is told."""
    history = read_archive(archive)
    for day in archive:
        turned = {}
        for ticker in TICKERS[:2]:
            since = before(archive, day, ticker, "funding_rate")
            if since:
                now, then = (
                    value_on(archive, d, ticker, "funding_rate") or 0 for d in (day, since)
                )
                if now * then < 0:
                    turned[ticker] = abs(now - then)
        found = [s for s in found_on(history, day) if isinstance(s, FundingFlipped)]
        assert bool(found) is bool(turned)
        for statement in found:
            assert turned[statement.rate.subject] == max(turned.values())


@FEW
@given(archives(st.tuples(st.integers(1, 4), st.integers(1, 4)).map(
    lambda two: each(PRICE, *two))))  # fmt: skip
def test_the_price_that_moved_most_is_what_dividing_finds(archive: Archive) -> None:
    """Of the prices that are compared with the latest day, the one that moved most is told.

    It is told as the largest of several where all prices are compared with that day; of equals
    none is told.
    """
    history = read_archive(archive)
    for day in archive:
        days = {t: before(archive, day, t, PRICE) for t in TICKERS[:2]}
        latest = max((since for since in days.values() if since), default=None)
        moves = {}
        for ticker, since in days.items():
            if since and since == latest:
                now, then = (value_on(archive, d, ticker, PRICE) or 0 for d in (day, since))
                moves[ticker] = abs(now - then) / then
        found = [s for s in found_on(history, day) if isinstance(s, PriceChanged)]
        tied = len(moves) == 2 and len(set(moves.values())) == 1
        assert bool(found) is (bool(moves) and not tied)
        for statement in found:
            subject = statement.change.figure.subject
            assert moves[subject] == pytest.approx(max(moves.values()))
            assert statement.largest is (len(moves) == 2)


def test_one_price_did_not_move_most() -> None:
    """Of a single price with a day to compare it is told how it moved, not that it moved most."""
    told = readings(two_days(each(PRICE, 100), each(PRICE, 120)), "price_changed")
    assert len(told) == 3
    assert [r.text for r in told if re.search("most|largest", r.text)] == []


def test_prices_are_not_compared_over_different_spans() -> None:
    """A price's move over a day and another's over two weeks are not ranked with each other."""
    archive = {
        DAY - timedelta(days=14): Noted(each(PRICE, 100, 10)),
        DAY - timedelta(days=1): Noted(each(PRICE, 100)),
        DAY: Noted(each(PRICE, 104, 15)),
    }
    told = [r.text for r in readings(archive, "price_changed")]
    assert [text for text in told if re.search("most|largest", text)] == []


@pytest.mark.parametrize(("kind", "field", "size"), [
    ("liquidations_changed", TOTAL, M),
    ("open_interest_changed", LEVEL, B),
])  # fmt: skip
def test_a_sum_s_change_is_told_as_that_of_a_sum(kind: str, field: str, size: int) -> None:
    """Where assets were added up, the change says so: a sum must not pass for the market's total.

    The day before may have a total of the market, which is another number.
    """
    then = merged(market(**{field: 692 * size}), each(field, 190 * size, 188 * size))
    archive = two_days(then, each(field, 235 * size, 160 * size))
    told = readings(archive, kind)
    assert told
    silent = [r.text for r in told if not re.search("Bitcoin and Ethereum|assets", r.text)]
    assert silent == []


@pytest.mark.parametrize(
    "kind", ["long_share_changed", "sentiment_changed", "liquidations_changed"]
)
def test_what_did_not_change_is_told_once(kind: str) -> None:
    """A value that is what it was is printed once: it is not "80 %, after 80 %"."""
    cells = merged(sides(80 * M, 20 * M), fear(60, "Greed"), moved(1))
    for reading in readings(two_days(cells, cells), kind):
        amounts = [n.text for n in reading.numbers if not n.is_change]
        assert len(amounts) == len(set(amounts)), reading.text


def test_a_move_that_is_told_as_none_is_told_as_none_above() -> None:
    """A change since yesterday does not say "did not move" where the section says "up 0.05 %"."""
    archive = two_days(moved(1), moved(0.04, 5 * B + 2 * M))
    section = [read(s.markup).text for s in said_of(archive, "level")]
    assert all("0.04%" in text for text in section)
    told = [r.text for r in readings(archive, "open_interest_changed")]
    assert [text for text in told if re.search("unchanged|did not move", text)] == []


@pytest.mark.parametrize("then", [50.04, 50.96])
def test_a_share_that_prints_the_same_is_not_told_as_two(then: float) -> None:
    """A long share that differs by less than is printed "stayed", and is no "after" of itself."""
    archive = two_days(sides(then * M, (100 - then) * M), sides(then * M + 1, (100 - then) * M - 1))
    for reading in readings(archive, "long_share_changed"):
        assert not re.search("after|went from|up|down", reading.text), reading.text


def test_changes_are_dated_where_they_are_not_of_the_day_in_the_heading() -> None:
    """A change since another day than the heading's names that day in each phrasing."""
    week = timedelta(days=6)
    then = merged(sides(30 * M, 20 * M), moved(1), each(PRICE, 100), each("funding_rate", -0.0001))
    for now in (then, merged(sides(80 * M, 20 * M), moved(1, 6 * B), each(PRICE, 120),
                             each("funding_rate", 0.0002))):  # fmt: skip
        archive = {
            DAY - week: Noted(then),
            DAY - timedelta(days=1): Noted(fear(50)),
            DAY: Noted(merged(now, fear(60))),
        }
        history = read_archive(archive)
        plan = plan_day(history, history.days[-1])
        assert plan.changed_since == DAY - timedelta(days=1)
        for statement in plan.changes:
            if statement.since == DAY - week:
                for reading in readings(archive, statement.kind):
                    assert "18 October 2025" in reading.text, reading.text


def test_a_share_s_change_tells_what_it_is_and_what_it_was() -> None:
    """Each phrasing of a long share that moved has both of its ends."""
    archive = two_days(sides(60 * M, 40 * M), sides(80 * M, 20 * M))
    for reading in readings(archive, "long_share_changed"):
        assert {"80%", "60%"} <= {n.text for n in reading.numbers}


def test_a_first_day_has_no_changes() -> None:
    """A day without any before it says nothing of changes."""
    cells: Cells = merged(sides(80 * M, 20 * M), fear(60, "Greed"), moved(1), each(PRICE, 5, 6))
    history = read_archive(days_to(DAY, cells))
    assert plan_day(history, history.days[-1]).changes == ()
