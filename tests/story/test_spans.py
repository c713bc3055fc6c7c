import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.story.statements.spans import (
    FundingOverSpan,
    OpenInterestMoved,
    PriceMoved,
    PriceRange,
    SentimentRange,
    SpanLiquidated,
    SpanLongShare,
    asset_statements,
    period_statements,
)
from builder.story.statements.statement import Statement
from builder.story.telling import Teller
from tests.story.statements.archives import (
    Archive,
    archives,
    each,
    market,
    merged,
    read_archive,
    value_on,
)
from tests.story.statements.cases import LEVEL, PRICE, TOTAL, B, M, sides, span
from tests.story.statements.rules import Reading, read
from tests.story.statements.spoken import speaker

FEW = settings(max_examples=30)
ASSET = st.tuples(st.integers(1, 5), st.integers(-2, 2), st.integers(1, 4)).map(
    lambda n: merged(each(PRICE, n[0]), each("funding_rate", n[1] / 10**4), each(LEVEL, n[2] * B))
)


def standing(archive: Archive, subject: str, field: str) -> list[tuple[date, float]]:
    """Return the days that count and are of one provider, that of most, with their values."""
    found = [
        (day, value) for day in sorted(archive)
        if not archive[day].disputed
        and (value := value_on(archive, day, subject, field)) is not None
    ]  # fmt: skip
    providers = [archive[day].provider for day, _ in found]
    latest_first = sorted(set(providers), key=providers[::-1].index)
    most = max(latest_first, key=providers.count, default="")
    return [one for one in found if archive[one[0]].provider == most]


def of_asset(archive: Archive) -> list[Statement]:
    """Return what all days of an archive say of Bitcoin."""
    return asset_statements(read_archive(archive), "BTC", sorted(archive))


def told(archive: Archive, kind: str) -> list[Reading]:
    """Return how a statement about all days of an archive is told, in all phrasings."""
    history = read_archive(archive)
    days = sorted(archive)
    found = [*period_statements(history, days), *asset_statements(history, "BTC", days)]
    chosen = [statement for statement in found if statement.kind == kind][:1]
    return [read(said.markup) for said in speaker().of_span(chosen, days[-1])]


@FEW
@given(archives(ASSET, most=12))
def test_what_moved_is_from_the_first_day_to_the_last(archive: Archive) -> None:
    """Price and open interest are told from the first comparable day of a span to its last."""
    found = {type(s): s for s in of_asset(archive)}
    for kind, field in ((PriceMoved, PRICE), (OpenInterestMoved, LEVEL)):
        days = standing(archive, "BTC", field)
        assert (kind in found) is (len(days) > 1)
        if kind in found:
            change = found[kind].change  # type: ignore[attr-defined] - each of these kinds has one
            (first, then), (last, now) = days[0], days[-1]
            assert (change.before.day, change.now.day) == (first, last)
            assert change.figure.number == pytest.approx(100 * (now - then) / then)


@FEW
@given(archives(ASSET, most=12))
def test_a_range_is_from_the_least_to_the_most(archive: Archive) -> None:
    """Of five days or more that differ, highest and lowest are told, the first of equals."""
    days = standing(archive, "BTC", PRICE)
    values = [value for _, value in days]
    found = [s for s in of_asset(archive) if isinstance(s, PriceRange)]
    assert bool(found) is (len(days) >= 5 and max(values) > min(values))
    for statement in found:
        for figure, value in ((statement.high, max(values)), (statement.low, min(values))):
            assert (figure.number, figure.day) == (value, next(d for d, v in days if v == value))


@FEW
@given(archives(ASSET, most=12))
def test_who_paid_is_counted_over_the_days_with_a_rate(archive: Archive) -> None:
    """Of five days or more with a rate, those are counted on which it was above zero."""
    rates = [value for _, value in standing(archive, "BTC", "funding_rate")]
    counts = [
        (s.days.value, s.paid_by_longs.value)
        for s in of_asset(archive) if isinstance(s, FundingOverSpan)
    ]  # fmt: skip
    expected = [(len(rates), sum(rate > 0 for rate in rates))] if len(rates) >= 5 else []
    assert counts == expected


@FEW
@given(archives(st.integers(0, 6).map(lambda n: market(fear_greed=n * 10)), most=12))
def test_the_mood_of_a_span_is_its_extremes(archive: Archive) -> None:
    """A period tells the highest and lowest Fear & Greed value of five days or more that differ."""
    values = [value for _, value in standing(archive, "market", "fear_greed")]
    found = [s for s in period_statements(read_archive(archive), sorted(archive))
             if isinstance(s, SentimentRange)]  # fmt: skip
    assert [(s.low.number, s.high.number) for s in found] == (
        [(min(values), max(values))] if len(values) >= 5 and max(values) > min(values) else []
    )


@pytest.mark.parametrize(("archive", "kinds"), [
    (span(market(fear_greed=5)), []),
    (span(sides(3 * M, 2 * M)), [SpanLiquidated, SpanLongShare]),
    (span(market(**{TOTAL: M})), [SpanLiquidated]),
    (span(merged(sides(3 * M, 2 * M), market(**{LEVEL: B})),
          merged(sides(3 * M, 2 * M), market(**{LEVEL: B}), each(PRICE, 5))),
     [SpanLiquidated, SpanLongShare, OpenInterestMoved]),
])  # fmt: skip
def test_a_period_tells_what_is_on_file(archive: Archive, kinds: list[type]) -> None:
    """Liquidations come first, and nothing is told that less than two days would have to show."""
    found = period_statements(read_archive(archive), sorted(archive))
    assert [type(statement) for statement in found] == kinds


def test_one_paragraph_tells_a_span() -> None:
    """What a span says is one paragraph of whole sentences, and its figures are noted."""
    archive = span(*(merged(sides(n * M, 2 * M), market(**{LEVEL: n * B})) for n in range(3, 9)))
    history = read_archive(archive)
    statements = period_statements(history, sorted(archive))
    text, prints = Teller("en", history.assets).tell_span(statements, max(archive), None)
    reading = read(text)
    assert len(reading.sentences) == len(statements) == 3
    printed = {figure.id for figure, _ in prints}
    assert {f"{n.subject}.{n.field}" for n in reading.numbers} == printed


def test_nothing_to_tell_is_no_words() -> None:
    """A span of which nothing can be said has an empty paragraph, not a broken one."""
    text, prints = Teller("en", ()).tell_span((), date(2025, 3, 1), None)
    assert (text, list(prints)) == ("", [])


def test_an_asset_and_another_need_not_read_alike() -> None:
    """The phrasings of pages of one day differ by what the pages are about."""
    archive = span(*(each(PRICE, n, n) for n in range(3, 9)))
    history = read_archive(archive)
    statements = asset_statements(history, "BTC", sorted(archive))
    teller = Teller("en", history.assets)
    texts = {teller.tell_span(statements, max(archive), None, about)[0] for about in "ABCDEFGH"}
    assert len(texts) > 1


@pytest.mark.parametrize("kind", ["span_liquidated", "open_interest_moved"])
def test_a_sum_over_assets_is_told_as_such(kind: str) -> None:
    """Where assets were added up, each sentence on it says so, on a month's page as on a day's."""
    rows = merged(each(TOTAL, 5 * M, 4 * M), each(LEVEL, 5 * B, 4 * B))
    later = merged(each(TOTAL, 6 * M, 4 * M), each(LEVEL, 6 * B, 4 * B))
    texts = [reading.text for reading in told(span(rows, later), kind)]
    assert texts
    assert [text for text in texts if "assets" not in text] == []


@pytest.mark.parametrize("value", [5 * M, 0])
def test_no_day_of_equal_ones_is_the_largest(value: int) -> None:
    """Where as much was liquidated on each day, or nothing, no day is told as the largest."""
    texts = [r.text for r in told(span(*[market(**{TOTAL: value})] * 3), "span_liquidated")]
    assert texts
    assert [text for text in texts if re.search("largest|most of all|peaked", text)] == []


def test_a_span_of_two_days_in_a_row_is_told_plainly() -> None:
    """Both ends of a move are named with their days, however short the span."""
    archive = span(each(PRICE, 100), each(PRICE, 90))
    last = min(archive) + timedelta(days=1)
    for reading in told(archive, "price_moved"):
        assert reading.dates == {"1 March", f"{last.day} March"}, reading.text
