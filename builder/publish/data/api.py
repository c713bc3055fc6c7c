"""The latest day and a list of all days, as JSON at addresses that stay."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from builder.market.fields import MARKET, ON_FILE
from builder.market.figures import Figure
from builder.market.history import History
from builder.market.numbers import pointless
from builder.market.snapshots import Day
from builder.market.vocabulary import FIELDS
from builder.pages.ledger import figure_record
from builder.pages.page import day_address
from builder.pages.settings import Settings
from builder.publish.data.api_schemas import (
    DAY_TOTALS,
    DAYS,
    DAYS_SCHEMA,
    LATEST,
    LATEST_SCHEMA,
    VERSION,
    days_schema,
    latest_schema,
)
from builder.publish.files import write_text

Headlines = Mapping[date, str]
"""The headline of each day, in plain text."""


def latest_json(history: History, headline: str, settings: Settings) -> str:
    """Return the latest day with all its figures, reported and derived."""
    day = history.days[-1]
    latest = {
        **_head(history, settings, LATEST_SCHEMA),
        **_day(day, headline, settings),
        "as_of": day.as_of.isoformat() if day.as_of else None,
        "figures": [figure_record(figure) for figure in _figures_on(history, day.date)],
    }
    return json.dumps(latest, ensure_ascii=False, indent=2) + "\n"


def days_json(history: History, headlines: Headlines, settings: Settings) -> str:
    """Return every day on file with its headline and its totals, a line to a day.

    `totals` says once for all days which figure each total is; a day holds its exact value, or
    null.
    """
    head = _head(history, settings, DAYS_SCHEMA)
    head["totals"] = {
        name: {
            "id": f"{_subject(history, name)}.{name}",
            "label": FIELDS[name].label,
            "unit": FIELDS[name].unit.value,
            "window": FIELDS[name].window or None,
        }
        for name in DAY_TOTALS
    }
    days = [
        json.dumps(
            {**_day(day, headlines[day.date], settings), **_totals(history, day.date)},
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for day in history.days
    ]
    start = json.dumps(head, ensure_ascii=False, indent=2).removesuffix("\n}")
    return f'{start},\n  "days": [\n' + ",\n".join(days) + "\n  ]\n}\n"


def write_api(history: History, headlines: Headlines, settings: Settings, site: Path) -> None:
    """Write both documents and what describes them into a site."""
    for address, text in (
        (LATEST, latest_json(history, headlines[history.days[-1].date], settings)),
        (DAYS, days_json(history, headlines, settings)),
        (LATEST_SCHEMA, _pretty(latest_schema(settings))),
        (DAYS_SCHEMA, _pretty(days_schema(settings))),
    ):
        write_text(site / address, text)


def _pretty(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _head(history: History, settings: Settings, schema: str) -> dict[str, Any]:
    return {
        "$schema": settings.absolute(schema),
        "version": VERSION,
        "site": settings.absolute(""),
        "demonstration": history.sources.demonstration or None,
    }


def _day(day: Day, headline: str, settings: Settings) -> dict[str, Any]:
    return {
        "date": day.date.isoformat(),
        "address": settings.absolute(day_address(day.date)),
        "headline": headline,
        "disputed": day.disputed or None,
    }


def _figures_on(history: History, day: date) -> list[Figure]:
    """Return all figures of a day: the market's, sums over the assets on file, each asset's."""
    found = (
        history.figure(day, subject, name)
        for subject in (MARKET, ON_FILE, *history.subjects_on(day))
        for name in FIELDS
    )
    return [figure for figure in found if figure is not None]


def _totals(history: History, day: date) -> dict[str, Any]:
    values = {name: history.table.value(day, _subject(history, name), name) for name in DAY_TOTALS}
    return {name: None if value is None else pointless(value) for name, value in values.items()}


def _subject(history: History, name: str) -> str:
    """Return whose figure a total is: the one that stands for whole days on the site's pages."""
    return history.total_subject if FIELDS[name].is_for("asset") else MARKET
