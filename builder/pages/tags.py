"""Pages of tags: the days of one kind, and the list of all kinds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from builder.pages.fitting import fitting_description, fitting_title
from builder.pages.page import Page, tag_address
from builder.pages.renderer import Renderer
from builder.pages.structured import breadcrumbs
from builder.pages.summaries import Summary
from builder.story.printing import days_in_words
from builder.story.tags import TAGS

MOST_DAYS = 200
"""Days that a tag's page lists, the latest."""

FEWEST_DAYS = 3
"""A tag of fewer days has a page, for its address is permanent, but nothing to find it for."""


@dataclass(frozen=True, slots=True)
class DaysOfAKind:
    """How many days have a tag, and the first and the last of them."""

    number: int
    first: date | None = None
    last: date | None = None


def days_of_a_kind(days: Sequence[Summary]) -> DaysOfAKind:
    """Count the days of a tag, of which the latest is first."""
    if not days:
        return DaysOfAKind(0)
    return DaysOfAKind(len(days), days[-1].day.date, days[0].day.date)


def tagged_days(summaries: Sequence[Summary]) -> dict[str, list[Summary]]:
    """Return the days of each tag, the latest first, in the order of TAGS."""
    return {tag: [s for s in reversed(summaries) if tag in s.tags] for tag in TAGS}


def render_tags(renderer: Renderer, tagged: dict[str, list[Summary]]) -> Page:
    """Render the list of all tags, each with its meaning and its number of days."""
    with_days = sum(1 for days in tagged.values() if days)
    return renderer.page(
        "tags.md.j2",
        "tags/",
        "Days of crypto derivatives by what happened on them",
        "Kinds of days in crypto derivatives, each by a rule over figures: squeezes of longs and "
        "shorts, leverage cut and built, price swings, extreme fear.",
        days=[summary.day.date for days in tagged.values() for summary in days],
        structured=[breadcrumbs(renderer.settings, [], ("Tags", "tags/"))],
        indexable=with_days > 0,
        tagged=tagged,
    )


def render_tag(renderer: Renderer, tag: str, days: Sequence[Summary], kind: DaysOfAKind) -> Page:
    """Render a tag's page: its rule in words, and the latest of its days, the very latest first."""
    name, meaning = renderer.teller.tags[tag]
    number = days_in_words(kind.number)
    on_file = f"{number} on file, from {kind.first} to {kind.last}"
    span = on_file if kind.number else "No such day is on file"
    return renderer.page(
        "tag.md.j2",
        tag_address(tag),
        fitting_title(
            f"{name}: {number} of crypto derivatives",
            f"{name}: {number} in crypto derivatives on file",
            f"{name}: {number} on file in crypto",
        ),
        fitting_description(
            f"{meaning} {span}, each with its page, charts and data.",
            f"{meaning} {span}.",
            f"{name} in crypto derivatives: {span}, each with its page, charts and data.",
        ),
        lists=days,
        structured=[breadcrumbs(renderer.settings, [("Tags", "tags/")], (name, tag_address(tag)))],
        indexable=kind.number >= FEWEST_DAYS,
        name=name,
        meaning=meaning,
        summaries=days,
        number=kind.number,
    )
