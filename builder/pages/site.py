"""Every page of a site, from the history and what authors wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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
from builder.pages.authors import render_author
from builder.pages.calendars import Scale
from builder.pages.captions import Figured
from builder.pages.corrections import all_corrected
from builder.pages.data import DataFile, render_data
from builder.pages.day import render_day
from builder.pages.day_charts import charts_drawn, day_charts
from builder.pages.environment import Renderer
from builder.pages.moved import render_moved
from builder.pages.page import Page
from builder.pages.periods import render_month, render_year
from builder.pages.records import render_records
from builder.pages.settings import Settings
from builder.pages.summaries import Summary, summary_of
from builder.pages.tags import render_tag, render_tags, tagged_days
from builder.pages.texts import render_about, render_corrections, render_methodology
from builder.story.commentary.written import Written
from builder.story.plan import Plan, plan_day

BATCH = 256
"""Days that are drawn and rendered together: enough for all processes, few enough to hold."""

Progress = Callable[[int], None]


def render_site(
    history: History,
    written: Written,
    settings: Settings,
    drawings: Drawings,
    files: Sequence[DataFile],
    on_page: Progress | None = None,
) -> Iterator[Page]:
    """Yield every page; drawings are made as they are needed.

    `files` are those of the whole archive, `on_page` is told of each page.
    """
    for page in _pages(history, written, settings, drawings, files):
        if on_page is not None:
            on_page(1)
        yield page


def _pages(
    history: History,
    written: Written,
    settings: Settings,
    drawings: Drawings,
    files: Sequence[DataFile],
) -> Iterator[Page]:
    renderer = Renderer(history, settings, drawings.svg, written.authors)
    summaries: list[Summary] = []
    days = iter(history.days)
    while batch := list(islice(days, BATCH)):
        yield from _render_days(renderer, batch, written, drawings, summaries)
    scale = archive_scale(summaries)
    last = plan_day(history, history.days[-1])
    latest = history.days[-1].date
    story = renderer.headed(renderer.teller.tell(last), written.on_days.get(latest), latest)
    yield render_home(renderer, last.facts, story, summaries, scale)
    yield render_archive(renderer, summaries, scale, files)
    yield from _render_periods(renderer, summaries, scale)
    yield render_assets(renderer)
    for asset in history.assets:
        charts = asset_charts(history, asset.ticker, renderer.teller)
        drawings.draw(chart for figured in charts for chart in figured.charts)
        text = written.on_assets.get(asset.ticker)
        yield render_asset(renderer, asset, charts, text, written.refused.get(asset.ticker))
        for alias in asset.aliases:
            yield render_moved(renderer, asset, alias)
    yield render_records(renderer)
    tagged = tagged_days(summaries)
    yield render_tags(renderer, tagged)
    for tag, days_of in tagged.items():
        yield render_tag(renderer, tag, days_of)
    yield render_data(renderer, files)
    yield render_methodology(renderer)
    yield render_corrections(renderer, all_corrected(history, written, renderer.teller.printer))
    yield render_about(renderer, written.about)
    for author in written.published_authors:
        yield render_author(renderer, author, written)


def _render_days(
    renderer: Renderer,
    days: list[Day],
    written: Written,
    drawings: Drawings,
    summaries: list[Summary],
) -> Iterator[Page]:
    history = renderer.history
    plans: list[Plan] = [plan_day(history, day) for day in days]
    charts: list[dict[str, list[Figured]]] = [
        day_charts(history, plan.facts, renderer.teller) for plan in plans
    ]
    drawings.draw(chart for found in charts for chart in charts_drawn(found))
    for day, plan, drawn in zip(days, plans, charts, strict=True):
        text = written.on_days.get(day.date)
        story = renderer.headed(renderer.teller.tell(plan), text, day.date)
        about = text.commentary if text else None
        summaries.append(summary_of(history, plan, story, about, renderer.timeline))
        neighbours = _neighbours(history, day.date)
        refused = written.refused.get(day.date)
        yield render_day(renderer, plan, story, drawn, text, neighbours, refused)


def _neighbours(history: History, day: date) -> tuple[date | None, date | None]:
    place = history.position[day]
    previous = history.days[place - 1].date if place else None
    following = history.days[place + 1].date if place + 1 < len(history.days) else None
    return previous, following


def _leave_out(_: Chart) -> str:
    return ""


def page_about(history: History, written: Written, settings: Settings, what: str) -> Page:
    """Render the page about a day (`2025-10-24`) or an asset (`BTC`, `btc`), without drawings.

    Raises LookupError, with the nearest name, for what is not on file.
    """
    renderer = Renderer(history, settings, _leave_out, written.authors)
    days = {day.date.isoformat(): day for day in history.days}
    if what in days:
        plan = plan_day(history, days[what])
        charts = day_charts(history, plan.facts, renderer.teller)
        text = written.on_days.get(days[what].date)
        story = renderer.headed(renderer.teller.tell(plan), text, days[what].date)
        refused = written.refused.get(days[what].date)
        return render_day(renderer, plan, story, charts, text, (None, None), refused)
    assets = {name: asset for asset in history.assets for name in (asset.slug, asset.ticker)}
    if what in assets:
        charts_of = asset_charts(history, assets[what].ticker, renderer.teller)
        text = written.on_assets.get(assets[what].ticker)
        refused = written.refused.get(assets[what].ticker)
        return render_asset(renderer, assets[what], charts_of, text, refused)
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
