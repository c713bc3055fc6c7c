from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builder.market.figures import Formula
from builder.market.spans import comparable_over, figures_over, liquidations_over, sum_over
from tests.market.folders import DAY
from tests.story.statements.archives import (
    Archive,
    Cells,
    Noted,
    archives,
    each,
    market,
    merged,
    read_archive,
    value_on,
)

TOTAL, LONG, SHORT = (f"{side}liquidations_24h_usd" for side in ("", "long_", "short_"))
FEW = settings(max_examples=40)


@st.composite
def rows(draw: st.DrawFn) -> Cells:
    """Draw a market's liquidations: total, sides, one side, or none of them."""
    long, short = draw(st.integers(0, 9)), draw(st.integers(0, 9))
    all_of = {TOTAL: long + short, LONG: long, SHORT: short}
    kept = draw(st.sampled_from([(TOTAL, LONG, SHORT), (TOTAL,), (LONG,), (LONG, SHORT), ()]))
    return market(fear_greed=5, **{field: all_of[field] for field in kept})


def of(archive: Archive, day: date, field: str) -> float | None:
    """Return a reported figure of the market, or the total that both sides make."""
    found = value_on(archive, day, "market", field)
    parts = [value_on(archive, day, "market", side) for side in (LONG, SHORT)]
    if found is None and field == TOTAL and None not in parts:
        return sum(part for part in parts if part is not None)
    return found


def standing(archive: Archive, field: str) -> list[tuple[date, float]]:
    """Return the days that count, with their values: those that are not disputed."""
    return [
        (day, value) for day in sorted(archive)
        if not archive[day].disputed and (value := of(archive, day, field)) is not None
    ]  # fmt: skip


def most_counted(archive: Archive, field: str) -> str:
    """Return the provider of most of the days that count; of equals, that of a later day."""
    providers = [archive[day].provider for day, _ in standing(archive, field)]
    latest_first = sorted(set(providers), key=providers[::-1].index)
    return max(latest_first, key=providers.count, default="")


@FEW
@given(archives(rows(), most=12))
def test_a_span_s_liquidations_are_what_adding_up_finds(archive: Archive) -> None:
    """Total, days, largest day and sides over some days are those of one provider's count.

    The long share is over the days on which both sides are on file, and lies from 0 to 100.
    """
    span = liquidations_over(read_archive(archive), "market", sorted(archive))
    provider = most_counted(archive, TOTAL)
    totals, *sides = (
        [one for one in standing(archive, field) if archive[one[0]].provider == provider]
        for field in (TOTAL, LONG, SHORT)
    )
    if not totals:
        assert span is None
        return
    assert span is not None
    assert (span.total.number, span.days.value) == (sum(v for _, v in totals), len(totals))
    assert span.left_out == len(standing(archive, TOTAL)) - len(totals)
    assert span.largest.number == max(v for _, v in totals)
    assert span.largest.day == next(d for d, v in totals if v == span.largest.number)
    longs, shorts = map(dict, sides)
    both = [(d, v) for d, v in totals if d in longs and d in shorts]
    assert span.days_with_sides == len(both)
    for side, found in ((longs, span.long), (shorts, span.short)):
        assert (found.number if found else None) == (
            sum(side[d] for d, _ in both) if both else None
        )
    whole = sum(v for _, v in both)
    if span.long_share is None:
        assert not whole
    else:
        assert span.long_share.number == pytest.approx(100 * sum(longs[d] for d, _ in both) / whole)
        assert 0 <= span.long_share.number <= 100


@FEW
@given(archives(rows(), most=12))
def test_a_span_names_the_figures_that_it_adds_up(archive: Archive) -> None:
    """Each sum can be added up again: its inputs are the days' figures, in the order of days."""
    span = liquidations_over(read_archive(archive), "market", sorted(archive))
    for figure in (span.total, span.long, span.short) if span else ():
        if figure is None:
            continue
        assert isinstance(figure.source, Formula)
        inputs = figure.source.inputs
        assert figure.source.expression == "sum"
        assert sum(one.number for one in inputs) == figure.number
        assert [one.day for one in inputs] == sorted({one.day for one in inputs})
        assert figure.day == inputs[-1].day


@FEW
@given(archives(rows(), most=12))
@example({DAY: Noted(market(fear_greed=5), disputed=True)})
def test_figures_over_days_are_those_that_count(archive: Archive) -> None:
    """Figures over days come in their order, without disputed days; comparable ones are one's."""
    history = read_archive(archive)
    found = figures_over(history, "market", "fear_greed", sorted(archive))
    assert [(f.day, f.number) for f in found] == standing(archive, "fear_greed")
    comparable = comparable_over(history, "market", "fear_greed", sorted(archive))
    provider = most_counted(archive, "fear_greed")
    assert comparable == [f for f in found if archive[f.day].provider == provider]


def test_sums_over_other_assets_are_not_put_beside_each_other() -> None:
    """A span takes the days on which the same assets were added up as on most of its days."""
    first = date(2025, 3, 1)
    cells = [each(TOTAL, 5, 4), each(TOTAL, 5, 4, 3), each(TOTAL, 6, 4), each(TOTAL, 7, 1)]
    archive = {first + timedelta(days=n): Noted(row) for n, row in enumerate(cells)}
    history = read_archive(archive)
    span = liquidations_over(history, "assets", sorted(archive))
    assert span is not None
    assert (span.total.number, span.days.value, span.left_out) == (27, 3, 1)
    assert span.days.field.label == "Comparable days on file"


def test_a_share_of_some_days_says_of_how_many() -> None:
    """Where both sides are on file on some days only, the share's label says on how many."""
    first = date(2025, 3, 1)
    both = market(**{LONG: 3, SHORT: 1})
    cells = [both, market(**{TOTAL: 90}), both]
    archive = {first + timedelta(days=n): Noted(row) for n, row in enumerate(cells)}
    span = liquidations_over(read_archive(archive), "market", sorted(archive))
    assert span is not None
    assert span.long_share is not None
    assert (span.long_share.number, span.long_share.field.label) == (
        75, "Long share, 2 days with both sides",
    )  # fmt: skip


def test_nothing_adds_up_to_nothing() -> None:
    """There is no sum of no figures; a span of which nothing is on file says nothing."""
    history = read_archive({DAY: Noted(merged(market(fear_greed=5)))})
    assert sum_over([], "liquidations_usd", "Liquidations") is None
    assert liquidations_over(history, "market", [DAY]) is None
    assert liquidations_over(history, "market", []) is None


def test_a_span_of_nothing_liquidated_has_no_share() -> None:
    """Where nothing was liquidated, no side has a share in it."""
    archive = {DAY: Noted(market(**{TOTAL: 0, LONG: 0, SHORT: 0}))}
    span = liquidations_over(read_archive(archive), "market", [DAY])
    assert span is not None
    assert (span.total.number, span.long_share) == (0, None)
