"""Corrections: what was published wrong, and what is right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

from builder.market.days import parse_day
from builder.market.faults import nearest
from builder.market.yaml_nodes import Report, entries, is_missing, kind, line_of

KEYS = ("date", "field", "old", "new", "note")
_REQUIRED = ("date", "old", "new", "note")


def corrections_schema(field_required: bool) -> dict[str, Any]:
    """Return the JSON Schema of a list of corrections: of figures alone, or of words too."""
    value = {"type": ["string", "number"], "minLength": 1}
    name = {"type": "string" if field_required else ["string", "null"]}
    return {
        "type": ["array", "null"],
        "items": {
            "type": "object",
            "properties": {
                "date": {
                    "type": "string",
                    "pattern": r"^\d{4}-\d{2}-\d{2}$",
                    "description": "The day of the correction.",
                },
                "field": {**name, "description": "The figure that was wrong: BTC.price_usd."},
                "old": {**value, "description": "What was published."},
                "new": {**value, "description": "What is right."},
                "note": {"type": "string", "minLength": 1, "description": "Why it was wrong."},
            },
            "required": [*_REQUIRED, *(["field"] if field_required else [])],
            "additionalProperties": False,
        },
    }


@dataclass(frozen=True, slots=True)
class Correction:
    """A value that was published, what it is now, and why.

    `field` is a figure's name such as `BTC.price_usd`, or empty where words were corrected. `old`
    and `new` are as they are written in the file, `line` is the node's own line there.
    """

    date: date
    field: str
    old: str
    new: str
    note: str
    line: int = field(default=0, compare=False)


def parse_corrections(
    node: yaml.Node, report: Report, wrong_field: Callable[[str], str]
) -> tuple[Correction, ...]:
    """Turn a `corrections` list into values, reporting what is wrong with it.

    `wrong_field` returns what is wrong with a figure's name, or nothing; it is asked for the empty
    name too.
    """
    if is_missing(node):
        return ()
    if not isinstance(node, yaml.SequenceNode):
        report(node, f"expected a list of corrections, found {kind(node)}")
        return ()
    found = [_parsed(item, report, wrong_field) for item in node.value]
    return tuple(correction for correction in found if correction is not None)


def _parsed(
    node: yaml.Node, report: Report, wrong_field: Callable[[str], str]
) -> Correction | None:
    if not isinstance(node, yaml.MappingNode):
        report(node, f"expected {', '.join(KEYS)}, found {kind(node)}", "item")
        return None
    values: dict[str, str] = {}
    places: dict[str, yaml.Node] = {}
    whole = True
    for key, key_node, value in entries(node):
        places[key] = key_node
        wrong = ""
        if key not in KEYS:
            wrong = f"expected one of {', '.join(KEYS)}{nearest(key, KEYS)}"
        elif is_missing(value):
            continue
        elif not isinstance(value, yaml.ScalarNode) or not (value.value.strip() or key == "field"):
            wrong = f"expected one value, found {kind(value)}"
        values[key] = value.value.strip() if not wrong else ""
        if wrong:
            report(key_node, wrong, key)
            whole = False
    for key in _REQUIRED:
        if key not in values:
            report(places.get(key, node), f"expected the key {key}, found none", key)
            whole = False
    wrong = wrong_field(values.get("field", ""))
    if wrong:
        report(places.get("field", node), wrong, "field")
        whole = False
    try:
        day = parse_day(values.get("date", ""))
    except ValueError as error:
        if values.get("date"):
            report(places["date"], str(error), "date")
        return None
    if not whole:
        return None
    texts = (values.get("field", ""), values["old"], values["new"], values["note"])
    return Correction(day, *texts, line_of(node))
