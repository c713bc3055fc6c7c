"""Pages that explain: method, corrections, about."""

from __future__ import annotations

from collections.abc import Sequence

from builder.market.credits import providers_of
from builder.market.derived import DERIVATIONS
from builder.market.vocabulary import FIELDS
from builder.pages.corrections import Corrected
from builder.pages.day import broken_rules
from builder.pages.page import ABOUT_ADDRESS, Page
from builder.pages.renderer import Renderer
from builder.pages.structured import breadcrumbs
from builder.story.commentary.prose import Prose
from builder.story.moves import MOVES


def render_methodology(renderer: Renderer) -> Page:
    """Render how the numbers are made, from the declarations that make them."""
    return renderer.page(
        "methodology.md.j2",
        "methodology/",
        "How the numbers are made: sources, formulas, checks",
        "Where every number on these pages comes from: fields and units, formulas of derived "
        "figures, what is checked against what, and the licences of the sources.",
        structured=[breadcrumbs(renderer.settings, [], ("Method", "methodology/"))],
        fields=list(FIELDS.values()),
        derivations=DERIVATIONS,
        moves=MOVES,
        providers=providers_of(renderer.history),
    )


def render_corrections(renderer: Renderer, corrected: Sequence[Corrected]) -> Page:
    """Render what was corrected, the disputed days and the withheld figures, latest first."""
    history, timeline = renderer.history, renderer.timeline
    broken = [(day.date, broken_rules(history, day)) for day in reversed(history.days)]
    withheld = [(day, rules) for day, rules in broken if rules]
    disputed = [day for day in reversed(history.days) if day.disputed]
    return renderer.page(
        "corrections.md.j2",
        "corrections/",
        "Corrections, disputed days and withheld figures",
        "What was corrected on these pages and why, which days are disputed, and which figures are "
        "withheld because they contradict each other.",
        days=[*(day for day, _ in withheld), *(day.date for day in disputed)],
        moments=[timeline.end_of(one.correction.date) for one in corrected],
        structured=[breadcrumbs(renderer.settings, [], ("Corrections", "corrections/"))],
        corrected=corrected,
        disputed=disputed,
        withheld=withheld,
    )


def render_about(renderer: Renderer, text: Prose) -> Page:
    """Render what the site is; `text` is the operator's own, or empty for the default."""
    name = renderer.settings.name
    return renderer.page(
        "about.md.j2",
        ABOUT_ADDRESS,
        f"About {name}: who publishes this archive and how",
        f"What {name} is, who publishes it, how its pages are written from data, and what stands "
        "apart from the data: commentary, with its author.",
        structured=[breadcrumbs(renderer.settings, [], ("About", ABOUT_ADDRESS))],
        text=text.html,
        images=tuple({image.name: image for _, image in text.images}.values()),
    )
