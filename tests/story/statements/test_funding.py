"""What is said of funding rates, counted again by walking over made-up days."""

import re
from datetime import timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builder.story.statements.funding import (
    FundingExtreme,
    FundingRange,
    FundingSides,
    OneRate,
)
from tests.market.folders import DAY
from tests.story.statements.archives import (
    TICKERS,
    Archive,
    Cells,
    alike,
    archives,
    days_to,
    each,
    market,
    merged,
    read_archive,
    value_on,
)
from tests.story.statements.rules import dated, read
from tests.story.statements.spoken import found_on, said_of

RATE = "funding_rate"
RATES = st.integers(-3, 3)


def rates_of(values: dict[str, int]) -> Cells:
    """Return a day's rates, beside a Fear & Greed value so that there is always a cell."""
    return merged(market(fear_greed=5), {t: {RATE: n / 10**4} for t, n in values.items()})


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from(TICKERS), RATES, max_size=8))
def test_who_pays_is_what_the_signs_say(values: dict[str, int]) -> None:
    """Of several assets it is counted in how many longs pay and shorts pay; of one it is its rate.

    Their range is told where they differ.
    """
    history = read_archive(days_to(DAY, rates_of(values)))
    found = [s for s in found_on(history, DAY) if isinstance(s, FundingSides | OneRate)]
    if not values:
        assert found == []
    elif len(values) == 1:
        assert [s.rate.subject for s in found if isinstance(s, OneRate)] == list(values)
    else:
        counts = [
            (s.assets.value, s.paid_by_longs.value, s.paid_by_shorts.value)
            for s in found if isinstance(s, FundingSides)
        ]  # fmt: skip
        longs, shorts = (sum(n * way > 0 for n in values.values()) for way in (1, -1))
        assert counts == [(len(values), longs, shorts)]
    ranges = [s for s in found_on(history, DAY) if isinstance(s, FundingRange)]
    assert bool(ranges) is (len(set(values.values())) > 1)
    for statement in ranges:
        assert values[statement.low.subject] == min(values.values())
        assert values[statement.high.subject] == max(values.values())


def extremes(archive: Archive) -> list[tuple[int, str, bool, int]]:
    """Count which assets' last rates lie above or below all before, over thirty days or more."""
    day = max(archive)
    found = []
    for ticker in TICKERS[:2]:
        days = [d for d in alike(archive, day, ticker, RATE) if d <= day]
        values = [value_on(archive, d, ticker, RATE) or 0.0 for d in days]
        if len(values) < 30:
            continue
        if values[-1] > max(values[:-1]) or values[-1] < min(values[:-1]):
            missing = (day - days[0]).days + 1 - len(days)
            found.append((-len(values), ticker, values[-1] > max(values[:-1]), missing))
    return sorted(found)


def uneven(days: int) -> Archive:
    """Return days in a row with a rate of Ethereum on all, of Bitcoin on all but the first."""
    both = each(RATE, 0.0001, 0.0001)
    return days_to(DAY, {"ETH": both["ETH"]}, *[both] * (days - 1))


@settings(max_examples=40)
@given(
    archives(st.tuples(RATES, RATES).map(lambda two: each(RATE, *(n / 10**4 for n in two))),
             fewest=28, most=45),
    st.tuples(st.integers(-5, 5), st.integers(-5, 5)),
)  # fmt: skip
@example(uneven(34), (5, 5))
@example(uneven(34), (-5, 5))
@example(uneven(30), (5, 5))
@example(uneven(29), (5, -5))
@example(uneven(28), (5, -5))
def test_an_extreme_rate_is_the_one_that_counting_finds(
    archive: Archive, last: tuple[int, int]
) -> None:
    """A rate is told as the highest or lowest where it lies beyond all before, thirty days or more.

    Of two, the one with more days on file is told.
    """
    steady = {**archive, DAY + timedelta(days=1): archive[min(archive)].__class__(
        each(RATE, *(n / 10**4 for n in last)), archive[DAY].provider)}  # fmt: skip
    found = [
        (-s.behind.on_file.value, s.rate.subject, s.is_high, s.behind.missing.value)
        for s in found_on(read_archive(steady), max(steady))
        if isinstance(s, FundingExtreme)
    ]
    assert found == extremes(steady)[:1]


def test_assets_without_a_rate_are_not_counted_as_if_they_had_one() -> None:
    """Where some assets of the day have no rate, longs do not pay "in both assets on file"."""
    cells = merged(each("open_interest_usd", 5e9, 4e9, 3e9, 2e9), each(RATE, 0.0001, 0.0002))
    said = [str(s) for s in said_of(days_to(DAY, cells), "funding_sides")
            if "both assets on file" in read(s.markup).text]  # fmt: skip
    assert said == []


@pytest.mark.parametrize("values", [(1, 0), (1, 1, 0), (-1, -1, 0)])
def test_one_asset_that_is_left_is_one(values: tuple[int, ...]) -> None:
    """Where a single asset's rate is zero, it is not "the others", nor are "the rest" many."""
    archive = days_to(DAY, each(RATE, *(n / 10**4 for n in values)))
    said = [str(s) for s in said_of(archive, "funding_sides")
            if re.search("the others have|the rest are", s.markup)]  # fmt: skip
    assert said == []


@pytest.mark.parametrize(("values", "tied"), [
    ((1, 1, -1), "Bitcoin|Ethereum"), ((1, -1, -1), "Ethereum|Solana"),
])  # fmt: skip
def test_one_of_equals_is_not_told_as_the_extreme(values: tuple[int, ...], tied: str) -> None:
    """Where two assets have the highest rate, or the lowest, it is not told as that of one."""
    archive = days_to(DAY, each(RATE, *(n / 10**4 for n in values)))
    texts = [read(s.markup).text for s in said_of(archive, "funding_range")]
    assert [text for text in texts if re.search(tied, text)] == []


def test_an_extreme_says_of_how_many_days() -> None:
    """Wherever a rate is told as the highest so far, the days on file behind it are told too."""
    archive = days_to(DAY, *(each(RATE, n / 10**6, 0.0001) for n in range(1, 40)))
    said = said_of(archive, "funding_extreme")
    assert {s.where for s in said} == {"sections", "lede"}
    assert [str(s) for s in said if "39" not in {n.text for n in read(s.markup).numbers}] == []
    assert all(read(s.markup).dates <= dated(DAY) for s in said)
