"""Corrections: what was published wrong, and what is right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import yaml

from builder.market.days import parse_day
from builder.market.faults import Fault, nearest
from builder.market.yaml_nodes import entries, is_missing, kind, line_of

KEYS = ("date", "field", "old", "new", "note")

CheckField = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Correction:
    """A value that was published, what it is now, and why.

    `field` is a figure's name such as `BTC.price_usd`, or empty where words were corrected. `old`
    and `new` are as they are written in the file.
    """

    date: date
    field: str
    old: str
    new: str
    note: str


def parse_corrections(
    node: yaml.Node, file: str, faults: list[Fault], check_field: CheckField, first_line: int = 0
) -> tuple[Correction, ...]:
    """Turn a `corrections` list into values, adding to `faults` what is wrong with it.

    `check_field` returns what is wrong with a field's name, or nothing; `first_line` is added to
    the lines, for text that begins further down its file.
    """
    if is_missing(node):
        return ()
    if not isinstance(node, yaml.SequenceNode):
        message = f"expected a list of corrections, found {kind(node)}"
        faults.append(Fault(file, line_of(node) + first_line, "corrections", message))
        return ()
    found = [_parsed(item, file, faults, check_field, first_line) for item in node.value]
    return tuple(correction for correction in found if correction is not None)


def _parsed(
    node: yaml.Node, file: str, faults: list[Fault], check_field: CheckField, first_line: int
) -> Correction | None:
    before = len(faults)
    line = line_of(node) + first_line
    if not isinstance(node, yaml.MappingNode):
        message = f"expected {', '.join(KEYS)}, found {kind(node)}"
        faults.append(Fault(file, line, "corrections", message))
        return None
    values: dict[str, str] = {}
    for key, key_node, value in entries(node):
        place = (file, line_of(key_node) + first_line, f"corrections.{key}")
        if key not in KEYS:
            faults.append(Fault(*place, f"expected one of {', '.join(KEYS)}{nearest(key, KEYS)}"))
        elif not isinstance(value, yaml.ScalarNode):
            faults.append(Fault(*place, f"expected one value, found {kind(value)}"))
        else:
            values[key] = value.value.strip()
    faults.extend(
        Fault(file, line, f"corrections.{key}", f"expected a {key}, found none")
        for key in ("date", "old", "new", "note")
        if not values.get(key)
    )
    wrong = check_field(values.get("field", ""))
    if wrong:
        faults.append(Fault(file, line, "corrections.field", wrong))
    try:
        day = parse_day(values.get("date", ""))
    except ValueError as error:
        if values.get("date"):
            faults.append(Fault(file, line, "corrections.date", str(error)))
        return None
    if len(faults) > before:
        return None
    return Correction(day, values.get("field", ""), values["old"], values["new"], values["note"])
