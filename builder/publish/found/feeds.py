"""Feeds for those who follow: of the site, of each asset, of corrections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from builder.market.history import History
from builder.pages.corrections import all_corrected
from builder.pages.dates import Dates, Timeline
from builder.pages.page import asset_address
from builder.pages.settings import Settings
from builder.publish.catalogue import Catalogue, Followed
from builder.publish.files import write_text
from builder.publish.found.atom import atom
from builder.publish.found.entries import Entry, Feed, correction_entry, day_entry
from builder.publish.found.json_feed import json_feed
from builder.story.commentary.written import Written
from builder.story.printing import Printer

MOST_CORRECTIONS = 50


def feeds_of(
    settings: Settings, history: History, written: Written, catalogue: Catalogue
) -> Iterator[Feed]:
    """Yield the feeds of a site: of all days, of the days of each asset, of corrections.

    A demonstration has feeds without entries: nobody is to follow what is made up.
    """
    name = settings.name
    about = f"{name}: crypto derivatives market summaries, day by day."
    yield Feed(name, about, "", "", "", _days(settings, catalogue.latest))
    for asset in history.assets:
        folder, first = asset_address(asset.slug), asset_address(asset.first_slug)
        days = _days(settings, catalogue.latest_of.get(asset.ticker, ()))
        about = f"Days of {name} with figures of {asset.name}."
        yield Feed(f"{name}: {asset.name}", about, folder, folder, first, days)
    yield Feed(
        f"{name}: corrections",
        f"What {name} has put right, the latest first.",
        "corrections/",
        "corrections/",
        "corrections/",
        () if history.sources.demonstration else tuple(_corrections(settings, history, written)),
    )


def write_feeds(site: Path, settings: Settings, feeds: Iterable[Feed]) -> None:
    """Write each feed beside the page that it follows."""
    for feed in feeds:
        write_text(site / feed.folder / "feed.xml", atom(settings, feed))
        write_text(site / feed.folder / "feed.json", json_feed(settings, feed))


def _days(settings: Settings, days: Iterable[Followed]) -> tuple[Entry, ...]:
    return tuple(day_entry(settings, day) for day in reversed([*days]))


def _corrections(settings: Settings, history: History, written: Written) -> Iterator[Entry]:
    timeline = Timeline(history, ZoneInfo(settings.timezone))
    printer = Printer(settings.language)
    for one in all_corrected(history, written, printer)[:MOST_CORRECTIONS]:
        moment = timeline.end_of(one.correction.date)
        about = one.day.isoformat() if one.day else history.by_ticker[one.ticker].name
        yield correction_entry(settings, one, Dates(moment, moment), about)
