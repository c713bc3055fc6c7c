"""Whole stories of drawn archives, read by rules of the tests' own."""

import re
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from builder.market.registry import read_registry
from builder.story.day_story import Story, day_story
from builder.story.markup import plain_text
from builder.story.plan import plan_day
from builder.story.telling import FOLDER, Teller
from tests.story.statements.archives import TICKERS, Archive, days_to, market, read_archive
from tests.story.statements.drawn import drawn_archives
from tests.story.statements.rules import (
    Reading,
    agreement_faults,
    causes_and_hype,
    direction_faults,
    read,
    side_faults,
    whole_faults,
)

# To make a whole archive smaller takes minutes, and the sentence that fails says what is wrong.
DRAWN = settings(
    max_examples=12,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@cache
def teller() -> Teller:
    """Return a teller for all assets that are drawn: a folder without a registry names them."""
    return Teller("en", read_registry(FOLDER)[0].for_tickers({*TICKERS, "AVAX", "LINK", "TON"}))


def stories_of(archive: Archive) -> dict[date, Story]:
    """Tell each day of an archive."""
    history = read_archive(archive)
    return {day.date: day_story(teller(), plan_day(history, day)) for day in history.days}


def sentences_in(story: Story) -> list[Reading]:
    """Return the summary, the paragraphs and the changes of a story, as they are read."""
    paragraphs = [text for section in story.sections.values() for text in section]
    return [read(text) for text in (story.lede, *paragraphs, *story.changes) if text]


def frames_of(story: Story) -> list[Reading]:
    """Return the headline and the headings of a story, as they are read."""
    return [read(story.headline), *(read(heading) for heading in story.headings.values())]


@DRAWN
@given(drawn_archives())
def test_every_story_is_in_whole_sentences(archive: Archive) -> None:
    """Whatever is on file, paragraphs are sentences: begun, ended, nothing missing or twice."""
    for story in stories_of(archive).values():
        for reading in sentences_in(story):
            assert whole_faults(reading.text) == [], reading.text
        for reading in frames_of(story):
            faults = set(whole_faults(reading.text)) - {"ends without a full stop"}
            assert faults == set(), reading.text
            assert not reading.text.endswith("."), reading.text


@DRAWN
@given(drawn_archives())
def test_every_story_agrees_with_itself(archive: Archive) -> None:
    """Nouns and verbs agree with their counts, and words for directions and sides with numbers."""
    for story in stories_of(archive).values():
        for reading in (*sentences_in(story), *frames_of(story)):
            found = (*agreement_faults(reading), *direction_faults(reading))
            assert found == (), reading.text
            assert causes_and_hype(reading.text) == [], reading.text
        for reading in sentences_in(story):
            assert side_faults(reading) == [], reading.text


@DRAWN
@given(drawn_archives())
def test_no_sentence_stands_twice_on_a_page(archive: Archive) -> None:
    """What the summary says, the sections say in other words; and no two sentences are the same."""
    for story in stories_of(archive).values():
        sentences = [s for reading in sentences_in(story) for s in reading.sentences]
        assert sorted({s for s in sentences if sentences.count(s) > 1}) == []


@pytest.mark.parametrize("cells", [
    {"liquidations_24h_usd": 5_000_000_000}, {"liquidations_24h_usd": 0},
    {"open_interest_usd": 150_000_000_000},
])  # fmt: skip
def test_a_summary_never_has_the_words_of_its_section(cells: dict[str, float]) -> None:
    """Phrasings take turns day by day, so that those of both that are alike meet: not on a page."""
    for days in range(72):
        day = date(2025, 10, 24) + timedelta(days=days)
        [story] = stories_of(days_to(day, market(**cells))).values()
        paragraphs = [plain_text(text) for section in story.sections.values() for text in section]
        assert paragraphs
        assert not any(plain_text(story.lede) in text for text in paragraphs), story.lede


@DRAWN
@given(drawn_archives())
def test_every_number_of_a_story_is_one_that_can_be(archive: Archive) -> None:
    """Shares lie between 0 and 100, an index too, and counts are whole and not negative."""
    for story in stories_of(archive).values():
        for number in (n for r in (*sentences_in(story), *frames_of(story)) for n in r.numbers):
            if number.is_change or number.field.endswith("_label"):
                continue
            value = float(number.value)
            if re.search("_share_|fear_greed$", number.field):
                assert 0 <= value <= 100, number
            if number.is_count or "assets_" in number.field:
                assert value == int(value) >= 0, number
            if number.field.endswith("_usd"):
                assert value >= 0, number


@DRAWN
@given(drawn_archives())
def test_no_part_of_a_story_is_empty(archive: Archive) -> None:
    """A section has paragraphs, each with words; headings stand over sections, and over nothing."""
    for story in stories_of(archive).values():
        for paragraphs in story.sections.values():
            assert paragraphs
            assert all(paragraphs)
        assert all(story.changes)
        assert bool(story.changes) is ("changes" in story.headings)
        assert all((story.headline, story.title, story.description, *story.headings.values()))


@DRAWN
@given(drawn_archives())
def test_a_summary_has_forty_words_at_most_and_a_headline_eighty_nine_characters(
    archive: Archive,
) -> None:
    """Where more could be said, a summary ends earlier and a headline leaves out what is beside."""
    for story in stories_of(archive).values():
        assert len(read(story.lede).text.split()) <= 40
        assert len(read(story.headline).text) <= 89


@DRAWN
@given(drawn_archives(most=4))
def test_what_is_said_of_a_day_stays_said(archive: Archive) -> None:
    """Days that come on file later change nothing of the story of a day before them."""
    whole = stories_of(archive)
    for last in archive:
        history = read_archive({day: noted for day, noted in archive.items() if day <= last})
        # Which cells stand can depend on the week after: a level is held against the next.
        if history.withheld == read_archive(archive).withheld:
            before = day_story(teller(), plan_day(history, history.days[-1]))
            after = whole[last]
            assert (before.headline, before.lede) == (after.headline, after.lede)
            assert (before.sections, before.changes) == (after.sections, after.changes)


@DRAWN
@given(drawn_archives(most=4))
def test_a_disputed_day_changes_nothing_of_others(archive: Archive) -> None:
    """The stories of all other days are the same without the days that are disputed."""
    disputed = {day for day, noted in archive.items() if noted.disputed}
    rest = {day: noted for day, noted in archive.items() if day not in disputed}
    if not rest or not disputed:
        return
    stories = stories_of(archive)
    for day, story in stories_of(rest).items():
        assert story.sections == stories[day].sections
        assert story.changes == stories[day].changes
        assert story.headline == stories[day].headline
