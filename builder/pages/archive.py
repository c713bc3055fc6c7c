"""The home page and the archive of every day."""

from __future__ import annotations

from collections.abc import Sequence

from builder.pages.calendars import Month, Scale, month_of, scale_of
from builder.pages.cards import site_card
from builder.pages.data import DataFile, archive_dataset
from builder.pages.key_figures import key_figures
from builder.pages.page import Page
from builder.pages.periods import scale_labels
from builder.pages.renderer import Renderer
from builder.pages.structured import breadcrumbs, website
from builder.pages.summaries import Summary
from builder.story.commentary.prepared import Prepared
from builder.story.day_story import day_story
from builder.story.plan import plan_day
from builder.story.printing import days_in_words

RECENT_DAYS = 14
RECENT_MONTHS = 3


def archive_scale(summaries: Sequence[Summary]) -> Scale:
    """Return the calendar scale of all days on file that are not disputed."""
    return scale_of([s.total for s in summaries if s.total is not None and not s.day.disputed])


def latest_days(summaries: Sequence[Summary]) -> Sequence[Summary]:
    """Return the days that the home page shows: the last ones, and those of the last months."""
    months = sorted({(one.day.date.year, one.day.date.month) for one in summaries})
    first = months[-RECENT_MONTHS:][0]
    shown = [one for one in summaries if (one.day.date.year, one.day.date.month) >= first]
    return summaries[-max(len(shown), RECENT_DAYS + 1) :]


def render_home(
    renderer: Renderer,
    commentary: Prepared | None,
    summaries: Sequence[Summary],
    scale: Scale,
) -> Page:
    """Render the home page: the latest day, recent days, the latest months, the assets.

    `commentary` is that on the latest day; `summaries` are those of the latest days at least.
    """
    history = renderer.history
    plan = plan_day(history, history.days[-1])
    facts = plan.facts
    story = renderer.headed(day_story(renderer.teller, plan), commentary, facts.day.date)
    name = renderer.settings.name
    return renderer.page(
        "home.md.j2",
        "",
        f"{name}: crypto derivatives market summaries",
        f"{name} publishes crypto derivatives market summaries day by day: liquidations, open "
        f"interest, funding, prices and sentiment on {days_in_words(len(history.days))} on file.",
        page_day=facts.day.date,
        lists=summaries[-RECENT_DAYS - 1 :],
        structured=website(renderer.settings),
        card=site_card(renderer),
        day=facts.day,
        story=story,
        cards=key_figures(history, facts),
        recent=list(reversed(summaries[-RECENT_DAYS - 1 : -1])),
        days_on_file=len(history.days),
        grids=_months(summaries, scale)[-RECENT_MONTHS:],
        scale_labels=scale_labels(scale, renderer.teller.printer),
        assets=history.assets,
    )


def render_archive(
    renderer: Renderer,
    summaries: Sequence[Summary],
    scale: Scale,
    files: Sequence[DataFile],
) -> Page:
    """Render every day on file as calendars, the latest year first.

    `files` hold the same as data.
    """
    first, last = summaries[0].day.date, summaries[-1].day.date
    months = _months(summaries, scale)
    years = sorted({month.year for month in months}, reverse=True)
    return renderer.page(
        "archive.md.j2",
        "archive/",
        f"{len(summaries)} days of crypto derivatives, {first.year}–{last.year}",
        f"Every day on file from {first:%Y-%m-%d} to {last:%Y-%m-%d} as a calendar, coloured by "
        "the size of crypto liquidations; each day opens its own page.",
        days=[last],
        structured=[
            archive_dataset(renderer, files),
            breadcrumbs(renderer.settings, [], ("Days", "archive/")),
        ],
        first=first,
        last=last,
        days_on_file=len(summaries),
        years=[(year, [month for month in months if month.year == year]) for year in years],
        scale_labels=scale_labels(scale, renderer.teller.printer),
    )


def _months(summaries: Sequence[Summary], scale: Scale) -> list[Month]:
    measured = {s.day.date: s.measures for s in summaries}
    months = sorted({(day.year, day.month) for day in measured})
    return [month_of(year, month, measured, scale) for year, month in months]
