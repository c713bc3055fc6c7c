from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from builder.market.history import History
from builder.story.day_story import Story, day_story
from builder.story.markup import plain_text
from builder.story.plan import (
    IN_LEDE,
    LEDE_SENTENCES,
    MOST_FURTHER,
    SECTIONS,
    WORTH_A_HEADLINE,
    WORTH_TELLING,
    Plan,
    plan_day,
)
from builder.story.statements.statement import Statement
from builder.story.telling import Teller
from tests.market.folders import DAY
from tests.story.statements.archives import (
    Archive,
    Cells,
    days_to,
    each,
    market,
    merged,
    read_archive,
)
from tests.story.statements.cases import LEVEL, M, flat, moved, sides, totals
from tests.story.statements.drawn import drawn_archives
from tests.story.statements.spoken import found_on

# To make a whole archive smaller takes minutes, and the sentence that fails says what is wrong.
DRAWN = settings(
    max_examples=12,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def plan_of(archive: Archive) -> Plan:
    """Plan the last day of an archive."""
    history = read_archive(archive)
    return plan_day(history, history.days[-1])


def story_of(archive: Archive) -> Story:
    """Tell the last day of an archive."""
    history = read_archive(archive)
    return day_story(Teller("en", history.assets), plan_day(history, history.days[-1]))


def plans(archive: Archive) -> list[tuple[History, date, Plan]]:
    """Plan each day of an archive."""
    history = read_archive(archive)
    return [(history, day.date, plan_day(history, day)) for day in history.days]


@DRAWN
@given(drawn_archives())
def test_a_paragraph_begins_with_what_it_is_about(archive: Archive) -> None:
    """What a paragraph is about comes first, then what scores most, and no more than fits."""
    for _, _, plan in plans(archive):
        for paragraph in (p for section in plan.sections.values() for p in section):
            further = [statement for statement in paragraph if not statement.core]
            assert list(paragraph) == [s for s in paragraph if s.core] + further
            scores = [statement.score for statement in further]
            assert scores == sorted(scores, reverse=True)
            assert all(score >= WORTH_TELLING for score in scores)
            assert len(further) <= MOST_FURTHER


@DRAWN
@given(drawn_archives())
def test_sections_stand_in_their_order_and_hold_what_was_found(archive: Archive) -> None:
    """Each section's paragraphs hold all that its topic is about, once, in the page's order."""
    for history, day, plan in plans(archive):
        assert [name for name in SECTIONS if name in plan.sections] == list(plan.sections)
        told = [s for section in plan.sections.values() for p in section for s in p]
        assert len({statement.kind for statement in told}) == len(told)
        told += plan.changes
        core = {s.kind for s in found_on(history, day) if s.core}
        assert core == {statement.kind for statement in told if statement.core}
        assert all(plan.sections.values())


@DRAWN
@given(drawn_archives())
def test_a_lede_says_what_scores_most(archive: Archive) -> None:
    """A lede has two statements at most, the highest scores first, none of them hardly worth it.

    On a day with none that is worth it, it is what the first section is about.
    """
    for _, _, plan in plans(archive):
        scores = [statement.score for statement in plan.lede]
        assert len(scores) <= LEDE_SENTENCES
        assert scores == sorted(scores, reverse=True)
        worth = [isinstance(s, IN_LEDE) and s.score >= WORTH_TELLING for s in plan.lede]
        if not all(worth):
            first = next(s for section in plan.sections.values() for p in section for s in p)
            assert plan.lede == (first,)
        assert len({statement.kind for statement in plan.lede}) == len(plan.lede)


@DRAWN
@given(drawn_archives())
def test_every_score_lies_between_nothing_and_all(archive: Archive) -> None:
    """What statements say can be compared: each score is from 0 to 1."""
    for history, day, plan in plans(archive):
        found: list[Statement] = [*found_on(history, day), *plan.headline]
        assert [s for s in found if not 0 <= s.score <= 1] == []
        assert all(s.score >= WORTH_A_HEADLINE for s in plan.headline)


@DRAWN
@given(drawn_archives())
def test_changes_are_since_the_latest_of_their_days(archive: Archive) -> None:
    """The heading's day is the latest that anything is compared with, and before the day itself."""
    for _, day, plan in plans(archive):
        days = [change.since for change in plan.changes]
        assert plan.changed_since == max(days, default=None)
        assert all(day - timedelta(days=31) <= since < day for since in days)


@pytest.mark.parametrize(("archive", "kinds"), [
    (days_to(DAY, sides(80 * M, 20 * M)), ["liquidated"]),
    (totals(*range(50 * M, 90 * M, M), 900 * M), ["liquidated", "largest_since"]),
    (days_to(DAY, merged(sides(80 * M, 20 * M), moved(-18.7))), ["liquidated", "level"]),
    (days_to(DAY, merged(sides(80 * M, 20 * M), moved(0.2))), ["liquidated"]),
    (days_to(DAY, merged(sides(8 * M, 2 * M), each("price_change_24h_pct", 9, 1), moved(-3))),
     ["liquidated", "price_moves"]),
    (days_to(DAY, market(long_liquidations_24h_usd=5)), ["one_side"]),
])  # fmt: skip
def test_a_lede_is_about_the_day(archive: Archive, kinds: list[str]) -> None:
    """It begins with what was liquidated, and adds the one thing that says most beside it."""
    assert [statement.kind for statement in plan_of(archive).lede] == kinds


def test_a_paragraph_tells_all_that_is_worth_it() -> None:
    """Beside what it is about, a paragraph has room for a record, and for the total in won too."""
    totals_before = (market(liquidations_24h_usd=n * M) for n in range(50, 90))
    record = market(liquidations_24h_usd=900 * M, usd_krw=1431.5)
    (paragraph,) = plan_of(days_to(DAY, *totals_before, record)).sections["liquidations"]
    assert [s.kind for s in paragraph] == ["liquidated", "largest_since", "in_won"]


def test_leverage_that_turned_is_in_the_lede() -> None:
    """That leverage was cut and is being rebuilt goes before a plain move of prices or levels."""
    day, hours = "open_interest_change_24h_usd", "open_interest_change_4h_usd"
    cells = merged(
        sides(80 * M, 20 * M),
        each(day, -3e8, -2e8, -1e8),
        each(hours, 3e7, 2e7, 1e7),
        each("price_change_24h_pct", -4, -3, -1),
    )
    assert [s.kind for s in plan_of(days_to(DAY, cells)).lede] == ["liquidated", "leverage"]


@pytest.mark.parametrize("shift", [0, 1])
def test_no_lede_begins_in_the_middle(shift: int) -> None:
    """A lede's first sentence says what it is of: it has no "it" or "that" without a before."""
    archive = days_to(DAY + timedelta(days=shift), *flat(9, moved(0.5)))
    lede = plain_text(story_of(archive).lede)
    assert lede
    assert not lede.startswith(("It ", "That ")), lede


@pytest.mark.parametrize("shift", [0, 1])
def test_no_it_in_a_lede_stands_for_another_sentence_s_subject(shift: int) -> None:
    """After a sentence on liquidations, "it" is not a day of rising open interest."""
    cells = [merged(moved(0.5), market(liquidations_24h_usd=5 * M))] * 9
    lede = plain_text(story_of(days_to(DAY + timedelta(days=shift), *cells)).lede)
    assert "nine" in lede
    assert ". It was" not in lede, lede


@pytest.mark.parametrize("cells", [
    each("liquidations_24h_usd", 5 * M),
    market(liquidations_4h_usd=5 * M),
    market(**{LEVEL: 5e9}),
    each(LEVEL, 5e9),
    each("open_interest_change_24h_usd", 5e8),
    each("funding_rate", 0.0001, 0.0002),
    market(fear_greed=52),
])  # fmt: skip
def test_every_day_with_a_section_has_a_lede(cells: Cells) -> None:
    """Where a day has something to tell, its summary tells it: no page begins without one."""
    story = story_of(days_to(DAY, cells))
    assert story.sections
    assert plain_text(story.lede)


@pytest.mark.parametrize(("cells", "beside"), [
    (merged(sides(8 * M, 2 * M), moved(-18.7)), "open interest"),
    (merged(sides(8 * M, 2 * M), each("price_change_24h_pct", 12)), "Bitcoin"),
    (merged(sides(8 * M, 2 * M), each("price_change_24h_pct", 1, 2)), ""),
    (merged(sides(8 * M, 2 * M), moved(-1)), ""),
])  # fmt: skip
def test_a_headline_names_what_is_strong_beside_the_total(cells: Cells, beside: str) -> None:
    """A strong move of open interest or a price stands beside the total, a plain one does not."""
    headline = plain_text(story_of(days_to(DAY, cells)).headline)
    assert "$10 million" in headline
    assert beside in headline
    assert (";" in headline) is bool(beside), headline


@pytest.mark.parametrize("tickers", [("ETH", "HYPE"), ("BTC", "ETH"), ("ETH", "HYPE", "AVAX")])
@pytest.mark.parametrize("back", [0, 1, 2, 3, 4, 5, 6])
def test_a_headline_of_several_assets_is_short_in_each_phrasing(
    tickers: tuple[str, ...], back: int
) -> None:
    """Whichever phrasing has its turn, and whatever the names, it has less than 90 characters."""
    sides_of = {"long_liquidations_24h_usd": 1e5, "short_liquidations_24h_usd": 7.33e9}
    cells = {ticker: {**sides_of, "price_change_24h_pct": -23.4} for ticker in tickers}
    story = story_of(days_to(DAY - timedelta(days=back), cells))
    assert len(plain_text(story.headline)) < 90, plain_text(story.headline)


def test_a_plan_is_the_same_each_time() -> None:
    """Planning knows its figures alone: the same day is planned the same way again."""
    archive = days_to(DAY, *flat(4, merged(sides(80 * M, 20 * M), moved(-2), each(LEVEL, 3, 2))))
    history = read_archive(archive)
    assert plan_day(history, history.days[-1]) == plan_day(history, history.days[-1])
