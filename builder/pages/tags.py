"""Pages of tags: the days of one kind, and the list of all kinds."""

from __future__ import annotations

from collections.abc import Sequence

from builder.pages.environment import Renderer
from builder.pages.page import Page, tag_address
from builder.pages.summaries import Summary
from builder.story.tags import TAGS

MOST_DAYS = 200
"""Days that a tag's page lists, the latest: all of them are in the search."""


def tagged_days(summaries: Sequence[Summary]) -> dict[str, list[Summary]]:
    """Return the days of each tag that has any, the latest first, in the order of TAGS."""
    found = {tag: [s for s in reversed(summaries) if tag in s.tags] for tag in TAGS}
    return {tag: days for tag, days in found.items() if days}


def render_tags(renderer: Renderer, tagged: dict[str, list[Summary]]) -> Page:
    """Render the list of all tags, each with its meaning and its number of days."""
    every = [summary for days in tagged.values() for summary in days]
    return renderer.page(
        "tags.md.j2",
        "tags/",
        f"{len(tagged)} kinds of days in crypto derivatives",
        "Days of crypto derivatives by what happened on them: squeezes of longs and shorts, "
        "leverage cut and built, price swings, extreme fear and greed.",
        dates=renderer.latest_of(every),
        tagged=tagged,
    )


def render_tag(renderer: Renderer, tag: str, days: Sequence[Summary]) -> Page:
    """Render a tag's page: its rule in words, and its days."""
    name, meaning = renderer.teller.tags[tag]
    first, last = days[-1].day.date, days[0].day.date
    return renderer.page(
        "tag.md.j2",
        tag_address(tag),
        f"{name}: {len(days)} days of crypto derivatives",
        f"{meaning} {len(days)} such days on file, from {first} to {last}, each with its page, "
        "charts and data."[:155],
        dates=renderer.latest_of(days),
        name=name,
        meaning=meaning,
        days=days[:MOST_DAYS],
        number=len(days),
    )
