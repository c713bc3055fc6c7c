"""JSON Schemas of the documents for machines, made from the vocabulary."""

from __future__ import annotations

from typing import Any

from builder.market.fields import MARKET, Field, Unit
from builder.market.numbers import pointless
from builder.market.vocabulary import FIELDS
from builder.pages.settings import Settings

VERSION = 1
"""Rises when something is taken away or means something else; additions leave it."""

LATEST, DAYS = "api/latest.json", "api/days.json"
LATEST_SCHEMA, DAYS_SCHEMA = "api/latest.schema.json", "api/days.schema.json"

DAY_TOTALS = ("liquidations_24h_usd", "long_share_24h_pct", "fear_greed")
"""The figures that stand for a day in the list of all days."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def latest_schema(settings: Settings) -> dict[str, Any]:
    """Return the schema of the latest day."""
    schema = _document(
        settings,
        LATEST_SCHEMA,
        "The latest day on file, with all its figures",
        {
            **_day(),
            "as_of": {
                "type": ["string", "null"],
                "format": "date-time",
                "description": "When the day's windows end, with the offset from UTC; null where "
                "its reports give no hour.",
            },
            "figures": {"type": "array", "items": {"$ref": "#/$defs/figure"}},
        },
    )
    schema["$defs"] = {
        "figure": {
            "description": "One number with its unit and window, and the cell it was reported in "
            "or the formula it was computed by.",
            "oneOf": [{"$ref": f"#/$defs/{name}"} for name in FIELDS],
        },
        **{field.name: _figure(field) for field in FIELDS.values()},
        "source": _object(
            {
                "file": _text("The snapshot file, below the archive's data folder."),
                "row": {"type": "integer", "minimum": 1, "description": "Its line in the file."},
                "field": _text("Its column or key."),
                "provider": _text("Who measured it."),
                "publisher": _text("Who published it."),
                "url": {"type": "string", "format": "uri"},
            },
            optional=("provider", "publisher", "url"),
        ),
        "input": _object({"id": _text("The figure's id."), "day": _date("Its day.")}),
    }
    return schema


def days_schema(settings: Settings) -> dict[str, Any]:
    """Return the schema of the list of all days."""
    total = _object(
        {
            "id": _text("Which figure it is: its subject and its field."),
            "label": _text("What readers call it."),
            "unit": {"enum": [unit.value for unit in Unit]},
            "window": {"type": ["string", "null"]},
        }
    )
    day = _object(
        {
            **_day(),
            **{
                name: {
                    "type": ["number", "null"],
                    "description": FIELDS[name].meaning,
                    **_bounds(FIELDS[name]),
                }
                for name in DAY_TOTALS
            },
        }
    )
    return _document(
        settings,
        DAYS_SCHEMA,
        "Every day on file, in the order of dates",
        {
            "totals": _object(dict.fromkeys(DAY_TOTALS, total)),
            "days": {"type": "array", "minItems": 1, "items": day},
        },
    )


def _document(
    settings: Settings, address: str, title: str, properties: dict[str, Any]
) -> dict[str, Any]:
    identity = settings.absolute(address)
    head = {
        "$schema": {"const": identity},
        "version": {"const": VERSION},
        "site": {"type": "string", "format": "uri"},
        "demonstration": {
            "type": ["string", "null"],
            "description": "Why the figures are not real; null where they are.",
        },
    }
    return {
        "$schema": _DIALECT,
        "$id": identity,
        "title": title,
        **_object({**head, **properties}),
    }


def _day() -> dict[str, Any]:
    return {
        "date": _date("The day."),
        "address": {"type": "string", "format": "uri", "description": "The day's page."},
        "headline": _text("What the day's page says on top, as plain text."),
        "disputed": {
            "type": ["string", "null"],
            "description": "Why the day is disputed; null where it is not.",
        },
    }


def _figure(field: Field) -> dict[str, Any]:
    """Return the schema of one field's figures."""
    subjects = "market" if field.subjects == {MARKET} else ".+"
    properties: dict[str, Any] = {
        "id": {"type": "string", "pattern": rf"^{subjects}\.{field.name}$"},
        "day": _date("The figure's day."),
        "label": {"const": field.label},
        "value": {
            "type": "string" if field.unit is Unit.TEXT else "number",
            **_bounds(field),
        },
        "unit": {"const": field.unit.value},
        "window": {"const": field.window or None},
    }
    computed = {
        "formula": _text("The formula, in the names of fields."),
        "expression": {
            "type": ["string", "null"],
            "description": "Arithmetic over a, b, c and so on for the inputs in their order, or "
            "sum, or count.",
        },
        "inputs": {"type": "array", "items": {"$ref": "#/$defs/input"}},
    }
    schema = _object(
        {**properties, "source": {"$ref": "#/$defs/source"}, **computed},
        optional=("source", *computed),
    )
    ways = [{"required": list(computed)}]
    if not field.derived:
        ways.append({"required": ["source"]})
    return {"title": field.label, "description": field.meaning, **schema, "oneOf": ways}


def _bounds(field: Field) -> dict[str, Any]:
    if field.band is None:
        return {}
    low = "exclusiveMinimum" if field.band.exclusive else "minimum"
    return {low: pointless(field.band.low), "maximum": pointless(field.band.high)}


def _object(properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the schema of an object that may gain members, but lacks none of these."""
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
    }


def _text(description: str) -> dict[str, Any]:
    return {"type": "string", "description": description}


def _date(description: str) -> dict[str, Any]:
    return {"type": "string", "format": "date", "description": description}
