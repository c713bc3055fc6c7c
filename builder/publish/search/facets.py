"""The values that results can be narrowed to, with their names in the site's language."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date

from builder.market.registry import Asset
from builder.publish.search.keywords import EVERY_DAY
from builder.publish.search.records import Record
from builder.story.tags import TAGS
from builder.story.telling import Teller

Choice = tuple[str, str]
"""A value of a facet and its name."""


def facets_of(
    records: Iterable[Record], assets: Sequence[Asset], teller: Teller
) -> dict[str, list[Choice]]:
    """Return the choices of each facet that any record has.

    Assets are in the registry's order, years from the latest on, months in the calendar's order
    and tags in that of their rules.
    """
    found: dict[str, set[str]] = {"asset": set(), "year": set(), "month": set(), "tag": set()}
    for record in records:
        for facet, values in record.facets.items():
            found[facet].update(values)
    return {
        "asset": [(a.ticker, _asset(a)) for a in assets if a.ticker in found["asset"]],
        "year": [(year, year) for year in sorted(found["year"], reverse=True)],
        "month": [(month, _month(month, teller)) for month in sorted(found["month"])],
        "tag": [(tag, teller.tags[tag][0]) for tag in TAGS if tag in found["tag"]],
    }


def facets_json(facets: dict[str, list[Choice]]) -> str:
    """Return what the search's script needs to know: the choices, and the word for every day."""
    return json.dumps({"every": EVERY_DAY, "facets": facets}, ensure_ascii=False) + "\n"


def _asset(asset: Asset) -> str:
    return asset.ticker if asset.name == asset.ticker else f"{asset.ticker} {asset.name}"


def _month(month: str, teller: Teller) -> str:
    # The name as it stands by itself, which some languages spell unlike that in a date.
    return teller.day(date(2000, int(month), 1), "LLLL")
