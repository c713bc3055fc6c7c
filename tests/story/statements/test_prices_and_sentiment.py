"""What is said of prices and of sentiment, counted again by walking over made-up days."""

import re
from datetime import timedelta
from itertools import takewhile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builder.story.statements.prices import (
    PriceBreadth,
    PriceLevels,
    PriceMove,
    PriceMoves,
    PriceSpread,
)
from builder.story.statements.sentiment import Sentiment, SentimentLabel, SentimentStreak
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
)
from tests.story.statements.cases import PRICE, PRICE_PCT, fear
from tests.story.statements.rules import read
from tests.story.statements.spoken import found_on, said_of

WORDS = ((25, "Extreme Fear"), (46, "Fear"), (54, "Neutral"), (75, "Greed"), (100, "Extreme Greed"))


def word_for(mood: float) -> str:
    """Return the word that alternative.me prints beside a value."""
    return next(word for high, word in WORDS if mood <= high)


def labelled(mood: int) -> Cells:
    """Return a Fear & Greed value with its word."""
    return fear(mood, word_for(mood))


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from(TICKERS), st.integers(-3, 3), max_size=8))
def test_price_moves_are_the_extremes_of_all(changes: dict[str, int]) -> None:
    """Of several prices the largest rise and fall are told, of one its move, of none nothing.

    Where several share the largest or the least, both are told without a name. From four
    on it is counted how many rose and how many fell.
    """
    cells = merged(market(fear_greed=5), {t: {PRICE_PCT: n} for t, n in changes.items()})
    found = found_on(read_archive(days_to(DAY, cells)), DAY)
    moves = [s for s in found if isinstance(s, PriceMoves)]
    alone = [s for s in found if isinstance(s, PriceMove)]
    breadth = [s for s in found if isinstance(s, PriceBreadth)]
    spread = [s for s in found if isinstance(s, PriceSpread)]
    assert (len(moves) + len(spread), len(alone)) == (len(changes) > 1, len(changes) == 1)
    in_order = sorted(changes.values())
    tied = len(changes) > 1 and (in_order[0] == in_order[1] or in_order[-1] == in_order[-2])
    assert bool(spread) is tied
    for statement in spread:
        assert (statement.low.value, statement.high.value) == (in_order[0], in_order[-1])
    for statement in moves:
        assert changes[statement.best.subject] == max(changes.values())
        assert changes[statement.worst.subject] == min(changes.values())
    rose, fell = (sum(n * way > 0 for n in changes.values()) for way in (1, -1))
    counts = [(s.assets.value, s.rising.value, s.falling.value) for s in breadth]
    assert counts == ([(len(changes), rose, fell)] if len(changes) >= 4 else [])


@pytest.mark.parametrize("changes", [(3, 3), (-3, -3), (3, 3, -1), (2, -5, -5)])
def test_one_of_equals_is_not_told_as_the_largest_move(changes: tuple[int, ...]) -> None:
    """Where two prices rose or fell by as much, none of them alone "rose most" or "came last"."""
    said = said_of(days_to(DAY, each(PRICE_PCT, *changes)), "price_moves")
    texts = [read(s.markup).text for s in said]
    tied = [value for value in {max(changes), min(changes)} if value and changes.count(value) > 1]
    way = {True: "rose most|gained most|largest rise|largest gain|led with|top of",
           False: "fell most|lost most|largest fall|largest loss|came last|bottom of"}  # fmt: skip
    wrong = [t for t in texts for value in tied if re.search(f"{way[value > 0]}|moved most", t)]
    assert sorted(set(wrong)) == []


@pytest.mark.parametrize("count", [1, 2, 4, 6])
def test_no_price_on_file_is_left_out_in_silence(count: int) -> None:
    """Each price is told where no change is on file, or it is said that only some are."""
    archive = days_to(DAY, each(PRICE, *range(1, count + 1)))
    for said in said_of(archive, "price_levels"):
        assert isinstance(said.statement, PriceLevels)
        reading = read(said.markup)
        whole = len(reading.numbers) == count
        assert whole or re.search("to name|others|among", reading.text), reading.text


MOODS = st.sampled_from([10, 25, 26, 30, 46, 47, 80]).map(labelled)


@settings(max_examples=30)
@given(archives(MOODS, most=30))
@example(days_to(DAY, *(labelled(n) for n in (26, 25, 25, 20))))
@example(days_to(DAY, *(labelled(n) for n in (26, 30, 40, 46))))
def test_a_word_s_streak_is_as_long_as_walking_back_finds(archive: Archive) -> None:
    """It counts the days in a row whose values have the day's word, from three on."""
    history = read_archive(archive)
    for day in archive:
        words = [word_for(mood) for mood in walked_back(archive, day, "market", "fear_greed")]
        same = list(takewhile(lambda word, words=words: word == words[0], words))
        found = [s for s in found_on(history, day) if isinstance(s, SentimentStreak)]
        assert [s.days.value for s in found] == ([len(same)] if len(same) >= 3 else [])
        for statement in found:
            assert statement.since == day - timedelta(days=len(same) - 1)
            assert statement.label.value == same[0]


def test_a_streak_of_a_word_counts_values_between_two_whole_points() -> None:
    """An index of 25.4 is Extreme Fear, as its publisher says, and so ends no run of it."""
    cells = [fear(20, "Extreme Fear"), market(fear_greed=25.4, fear_greed_label="Extreme Fear")]
    history = read_archive(days_to(DAY, *cells * 2, cells[0]))
    assert history.withheld == ()
    streaks = [s for s in found_on(history, DAY) if isinstance(s, SentimentStreak)]
    assert [s.days.value for s in streaks] == [5]


@pytest.mark.parametrize(("cells", "kinds"), [
    (fear(52, "Neutral"), [Sentiment]),
    (fear(52), [Sentiment]),
    (market(fear_greed_label="Fear"), [SentimentLabel]),
    (each(PRICE, 1), []),
])  # fmt: skip
def test_sentiment_is_told_by_what_is_on_file(cells: Cells, kinds: list[type]) -> None:
    """A value is told with its word or alone, a word alone as such, and nothing not at all."""
    found = found_on(read_archive(days_to(DAY, cells)), DAY)
    assert [type(s) for s in found if isinstance(s, Sentiment | SentimentLabel)] == kinds
