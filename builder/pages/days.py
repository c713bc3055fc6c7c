"""The pages of days as they are planned: each from its own figures and those of the days before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from builder.market.digests import HistoryDigests, digest_of
from builder.market.history import History
from builder.market.snapshots import Day
from builder.pages.charts.day_charts import day_charts
from builder.pages.day import render_day
from builder.pages.page import Page, day_address
from builder.pages.planned import Planned
from builder.pages.renderer import Renderer
from builder.pages.settings import Settings
from builder.pages.summaries import summary_of
from builder.pages.text_digests import text_digest
from builder.story.commentary.prepared import Prepared
from builder.story.commentary.written import Refused, Written
from builder.story.day_story import day_story
from builder.story.plan import plan_day

Neighbours = tuple[date | None, date | None]
"""The days on file before and after one."""


def planned_days(
    history: History, written: Written, settings: Settings, digests: HistoryDigests
) -> list[Planned]:
    """Return the pages of all days on file, in their order.

    A page depends on its own figures, on everything before them, on the text about it, and on which
    day follows: of that day it says nothing but the date.
    """
    look = digest_of(repr(settings))
    dates = [day.date for day in history.days]
    planned = []
    for day, previous, following in zip(
        history.days, [None, *dates], [*dates[1:], None], strict=False
    ):
        text, refused = written.on_days.get(day.date), written.refused.get(day.date)
        depends = {
            "settings": look,
            "sources": digests.sources,
            "figures": digests.own[day.date],
            "assets": digests.known[day.date],
            "before": digests.until[previous] if previous else "",
            "following": str(following),
            "text": text_digest(history, written, text, refused),
        }
        given = (day, text, (previous, following), refused)
        planned.append(Planned(day_address(day.date), "day", depends, summarised_day, given))
    return planned


def summarised_day(
    renderer: Renderer,
    day: Day,
    text: Prepared | None,
    neighbours: Neighbours,
    refused: Refused | None,
) -> Page:
    """Render a day's page, with what lists and calendars say of it."""
    history = renderer.history
    plan = plan_day(history, day)
    charts = day_charts(history, plan.facts, renderer.teller)
    story = renderer.headed(day_story(renderer.teller, plan), text, day.date)
    about = text.commentary if text else None
    page = render_day(renderer, plan, story, charts, text, neighbours, refused)
    return replace(page, summary=summary_of(history, plan, story, about, renderer.timeline))
