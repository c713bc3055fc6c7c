"""Daybook's own sentences, which are true by construction, hold against the checker."""

import html
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from builder.market.history import History, read_history
from builder.story.checking.checker import Checker
from builder.story.day_story import day_story
from builder.story.plan import plan_day
from builder.story.telling import Teller


def told(history: History, every: int = 1) -> Iterator[tuple[date, str]]:
    """Yield the texts of days as readers see them: headline, title, description, lede, sections."""
    teller = Teller("en", history.assets, "Asia/Seoul")
    for day in history.days[::every]:
        story = day_story(teller, plan_day(history, day))
        texts = (story.headline, story.title, story.description, story.lede)
        told = (paragraph for paragraphs in story.sections.values() for paragraph in paragraphs)
        for text in (*texts, *told, *story.changes):
            yield day.date, html.unescape(re.sub("<[^>]*>", "", str(text)))


def errors(history: History, every: int = 1) -> list[str]:
    """Return the errors in the texts of a history."""
    checker = Checker(history)
    return [
        f"{day}: {finding} in: {text}"
        for day, text in told(history, every)
        for finding in checker.check(text, "text.md", day)
        if finding.is_error
    ]


def test_no_sentence_of_the_archive_brings_an_error(archive: History) -> None:
    """What the pages say of every day of `data/` agrees with its figures."""
    assert errors(archive) == []


@pytest.mark.slow
def test_no_sentence_of_a_long_archive_brings_an_error(project: Path) -> None:
    """What the pages say of days of a real market over five years agrees with their figures."""
    folder = project.parent / "shared" / "market-history"
    if not folder.is_dir():
        pytest.skip(f"the market history is not in {folder.relative_to(project.parent)}")
    assert errors(read_history(folder), every=5) == []
