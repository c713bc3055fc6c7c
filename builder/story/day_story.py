"""A day's story: its plan in words, with a headline and a summary that have room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from builder.story.markup import plain_text
from builder.story.plan import IN_LEDE, SECTIONS, Plan
from builder.story.prints import Prints
from builder.story.telling import Teller, joined

LONGEST_HEADLINE = 89
"""Characters of a headline; one that would be longer leaves out what stands beside the total."""

LONGEST_LEDE = 40
"""Words of a summary."""


@dataclass(frozen=True)
class Story:
    """A day in words.

    All but `title` and `description`, which are plain text for search engines, are markup with
    every number in a `data` element. `lede` is the summary, of at most 40 words. `sections` hold
    paragraphs by the name of the section, `headings` their headings; `changes` are sentences, each
    an item of a list, below a heading of their own. `prints` holds the figures of them all.
    """

    headline: Markup
    title: str
    description: str
    lede: Markup
    headings: dict[str, Markup]
    sections: dict[str, tuple[Markup, ...]]
    changes: tuple[Markup, ...]
    prints: Prints


def day_story(teller: Teller, plan: Plan) -> Story:
    """Put a day into words."""
    prints, printed_below = Prints(), Prints()
    day = plan.facts.day.date
    about = {**vars(plan.facts), "changed_since": plan.changed_since, "page_day": day}
    words = teller.words(about, printed_below)
    # First what comes last: the summary says nothing in the words of what stands below it.
    sections = {
        name: tuple(
            joined(teller.said("sections", one, day, words) for one in paragraph)
            for paragraph in paragraphs
        )
        for name, paragraphs in plan.sections.items()
    }
    changes = tuple(teller.said("changes", change, day, words) for change in plan.changes)
    words = teller.words(about, prints)
    names = (*SECTIONS, *(["changes"] if changes else []))
    story = Story(
        _headline(teller, plan, about, prints),
        plain_text(teller.rendered("title.j2", day, words)),
        plain_text(teller.rendered("description.j2", day, words)),
        _lede(teller, plan, about, prints, sections),
        {name: teller.rendered(f"headings/{name}.j2", day, words) for name in names},
        sections,
        changes,
        prints,
    )
    prints.add_all(printed_below)
    return story


def _headline(teller: Teller, plan: Plan, about: Mapping[str, Any], prints: Prints) -> Markup:
    """Return the headline, with the most telling of what fits beside the day's first figure."""
    for beside in (*plan.headline, None):
        tried = Prints()
        words = teller.words({**about, "beside": beside}, tried)
        headline = teller.rendered("headline.j2", about["page_day"], words)
        if len(plain_text(headline)) <= LONGEST_HEADLINE:
            break
    prints.add_all(tried)
    return headline


def _lede(
    teller: Teller,
    plan: Plan,
    about: Mapping[str, Any],
    prints: Prints,
    sections: Mapping[str, Iterable[Markup]],
) -> Markup:
    """Return the summary: as many of its sentences, the first ones, as fit.

    None of them stands in the sections again, word for word.
    """
    below = "\n".join(plain_text(text) for texts in sections.values() for text in texts)
    lede = Markup("")
    for statement in plan.lede:
        # What has no words of its own for a summary is told in those of its section.
        told_again = not isinstance(statement, IN_LEDE)
        where = "sections" if told_again else "lede"
        for again in (told_again, True):
            tried = Prints()
            words = teller.words(about, tried)
            sentence = teller.said(where, statement, about["page_day"], words, again=again)
            if plain_text(sentence) not in below:
                break
        longer = joined([lede, sentence])
        if len(plain_text(longer).split()) > LONGEST_LEDE:
            break
        prints.add_all(tried)
        lede = longer
    return lede
