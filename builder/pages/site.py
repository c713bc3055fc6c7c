"""Every page of a site, from the history and what authors wrote."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from itertools import groupby, islice

from builder.charts.chart import Chart
from builder.charts.drawing import Drawings
from builder.market.faults import nearest
from builder.market.history import History
from builder.market.snapshots import Day
from builder.pages.archive import archive_scale, render_archive, render_home
from builder.pages.asset import render_asset, render_assets
from builder.pages.asset_charts import asset_charts
from builder.pages.calendars import Scale
from builder.pages.captions import Figured
from builder.pages.day import render_day
from builder.pages.day_charts import charts_drawn, day_charts
from builder.pages.environment import Renderer
from builder.pages.page import Page
from builder.pages.periods import render_month, render_year
from builder.pages.records import render_records
from builder.pages.settings import Settings
from builder.pages.summaries import Summary, summary_of
from builder.pages.texts import render_about, render_corrections, render_methodology
from builder.story.commentary import Commentary
from builder.story.facts import day_facts

BATCH = 256
"""Days that are drawn and rendered together: enough for all processes, few enough to hold."""

Progress = Callable[[int], None]


def render_site(
    history: History,
    commentary: Mapping[date, Commentary],
    about: str,
    settings: Settings,
    drawings: Drawings,
    on_page: Progress | None = None,
    withheld: Collection[date] = (),
) -> Iterator[Page]:
    """Yield every page; drawings are made as they are needed. `on_page` is told of each page.

    The pages of the days in `withheld` say that their commentary is not published.
    """
    for page in _pages(history, commentary, about, settings, drawings, withheld):
        if on_page is not None:
            on_page(1)
        yield page


def _pages(
    history: History,
    commentary: Mapping[date, Commentary],
    about: str,
    settings: Settings,
    drawings: Drawings,
    withheld: Collection[date],
) -> Iterator[Page]:
    renderer = Renderer(history, settings, drawings.svg)
    summaries: list[Summary] = []
    days = iter(history.days)
    while batch := list(islice(days, BATCH)):
        yield from _render_days(renderer, batch, commentary, withheld, drawings, summaries)
    scale = archive_scale(summaries)
    last = day_facts(history, history.days[-1])
    yield render_home(renderer, last, renderer.teller.tell(last), summaries, scale)
    yield render_archive(renderer, summaries, scale)
    yield from _render_periods(renderer, summaries, scale)
    yield render_assets(renderer)
    for asset in history.assets:
        charts = asset_charts(history, asset.ticker, renderer.teller)
        drawings.draw(chart for figured in charts for chart in figured.charts)
        yield render_asset(renderer, asset, charts)
    yield render_records(renderer)
    yield render_methodology(renderer)
    yield render_corrections(renderer)
    yield render_about(renderer, about)


def _render_days(
    renderer: Renderer,
    days: list[Day],
    commentary: Mapping[date, Commentary],
    withheld: Collection[date],
    drawings: Drawings,
    summaries: list[Summary],
) -> Iterator[Page]:
    history = renderer.history
    facts = [day_facts(history, day) for day in days]
    charts: list[dict[str, list[Figured]]] = [
        day_charts(history, found, renderer.teller) for found in facts
    ]
    drawings.draw(chart for found in charts for chart in charts_drawn(found))
    for day, found, drawn in zip(days, facts, charts, strict=True):
        story = renderer.teller.tell(found)
        summaries.append(summary_of(history, day, story))
        text = commentary.get(day.date)
        beside = _neighbours(history, day.date)
        yield render_day(renderer, found, story, drawn, text, beside, day.date in withheld)


def _neighbours(history: History, day: date) -> tuple[date | None, date | None]:
    place = history.position[day]
    previous = history.days[place - 1].date if place else None
    following = history.days[place + 1].date if place + 1 < len(history.days) else None
    return previous, following


def _leave_out(_: Chart) -> str:
    return ""


def page_about(history: History, settings: Settings, what: str) -> Page:
    """Render the page about a day (`2025-10-24`) or an asset (`BTC`, `btc`), without drawings.

    Raises LookupError, with the nearest name, for what is not on file.
    """
    renderer = Renderer(history, settings, _leave_out)
    days = {day.date.isoformat(): day for day in history.days}
    if what in days:
        facts = day_facts(history, days[what])
        charts = day_charts(history, facts, renderer.teller)
        story = renderer.teller.tell(facts)
        return render_day(renderer, facts, story, charts, None, (None, None))
    assets = {name: asset for asset in history.assets for name in (asset.slug, asset.ticker)}
    if what in assets:
        charts_of = asset_charts(history, assets[what].ticker, renderer.teller)
        return render_asset(renderer, assets[what], charts_of)
    hint = nearest(what, [*days, *assets])
    raise LookupError(f"expected a day or an asset on file, found {what!r}{hint}")


def _render_periods(renderer: Renderer, summaries: list[Summary], scale: Scale) -> Iterator[Page]:
    for render, key in (
        (render_month, lambda day: day.replace(day=1)),
        (render_year, lambda day: day.replace(month=1, day=1)),
    ):
        periods = [
            (first, list(members))
            for first, members in groupby(summaries, key=lambda s, key=key: key(s.day.date))
        ]
        firsts = [first for first, _ in periods]
        for number, (_, members) in enumerate(periods):
            previous = firsts[number - 1] if number else None
            following = firsts[number + 1] if number + 1 < len(firsts) else None
            yield render(renderer, members, scale, (previous, following))
