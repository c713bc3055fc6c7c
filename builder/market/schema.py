"""The JSON Schema of a snapshot, so that editors complete and check it."""

from __future__ import annotations

from typing import Any

from builder.market.attribution import ALTERNATIVE_ME_BANDS
from builder.market.corrections import corrections_schema
from builder.market.fields import MARKET, TOPICS, Field, Unit
from builder.market.numbers import PLAIN_NUMBER
from builder.market.vocabulary import REPORTED

DIALECT = "https://json-schema.org/draft/2020-12/schema"

DAY = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
MOMENT = {
    "type": ["string", "null"],
    "pattern": r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$",
}


def snapshot_schema() -> dict[str, Any]:
    """Return the schema of a day's file, from the vocabulary (JSON Schema, draft 2020-12).

    It holds files against what stops a build: unknown keys and what is no number. Values outside
    their bands are read, and withheld; the descriptions name the bands.
    """
    return {
        "$schema": DIALECT,
        "title": "Snapshot",
        "description": "The figures of one day, as they were reported.",
        "type": "object",
        "properties": {
            "date": {**DAY, "description": "The day, unless the file's name says it."},
            "as_of": {
                **MOMENT,
                "description": "When the day's windows end, with the offset from UTC.",
            },
            "disputed": {
                "type": ["string", "null"],
                "description": "Why the day takes no part in changes, records and comparisons.",
            },
            "sources": {
                "type": ["array", "null"],
                "description": "Who measured, who published, and what that covers.",
                "items": {"$ref": "#/$defs/attribution"},
            },
            "corrections": {
                **corrections_schema(field_required=True),
                "description": "What was published wrong and is put right here.",
            },
            "market": {
                **_figures(MARKET),
                "description": "The figures of the market as a whole.",
            },
            "assets": {
                "type": ["object", "null"],
                "description": "The figures of each asset, by its ticker.",
                "additionalProperties": {"$ref": "#/$defs/asset"},
            },
        },
        "additionalProperties": False,
        "$defs": {"asset": _figures("asset"), "attribution": _ATTRIBUTION},
    }


_ATTRIBUTION: dict[str, Any] = {
    "type": "object",
    "properties": {
        "provider": {"type": ["string", "null"], "description": "Who measured."},
        "publisher": {"type": ["string", "null"], "description": "Who published it."},
        "url": {
            "type": ["string", "null"],
            "pattern": r"^https?://\S+$",
            "description": "Where it was published.",
        },
        "covers": {
            "type": "array",
            "items": {"enum": list(TOPICS)},
            "description": "Which figures of the day it is the source of.",
        },
    },
    "anyOf": [
        {"required": [name], "properties": {name: {"type": "string", "minLength": 1}}}
        for name in ("provider", "publisher")
    ],
    "additionalProperties": False,
}


def _figures(subject: str) -> dict[str, Any]:
    return {
        "type": ["object", "null"],
        "properties": {f.name: _value(f) for f in REPORTED.values() if f.is_for(subject)},
        "additionalProperties": False,
    }


def _value(field: Field) -> dict[str, Any]:
    if field.unit is Unit.TEXT:
        words = [label for _, _, label in ALTERNATIVE_ME_BANDS]
        return {"type": ["string", "null"], "description": field.meaning, "examples": words}
    band = f" Published if {field.band}." if field.band else ""
    return {
        "type": ["number", "string", "null"],
        "pattern": f"^{PLAIN_NUMBER.pattern}$",
        "description": f"{field.label}. {field.meaning}{band}",
    }
