"""The JSON Schema of a commentary's front matter, so that editors complete and check it."""

from __future__ import annotations

from typing import Any

from builder.market.schema import DIALECT
from builder.story.commentary.front_matter import KEYS


def commentary_schema() -> dict[str, Any]:
    """Return the schema of the front matter, from its keys (JSON Schema, draft 2020-12)."""
    return {
        "$schema": DIALECT,
        "title": "Commentary",
        "description": "What stands above an author's text about a day or an asset.",
        "type": "object",
        "properties": {
            name: {**key.schema, "description": key.meaning} for name, key in KEYS.items()
        },
        "required": [name for name, key in KEYS.items() if key.required],
        "additionalProperties": False,
    }
