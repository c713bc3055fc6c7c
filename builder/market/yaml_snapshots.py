"""Reads a day that is written as one YAML (or JSON) file."""

from __future__ import annotations

import re
from datetime import date

import yaml

from builder.market.attribution import parse_attributions
from builder.market.cells import Cell, Contents, Statement
from builder.market.corrections import parse_corrections
from builder.market.days import named_day, parse_as_of, parse_day
from builder.market.faults import Fault, nearest
from builder.market.fields import EARLIEST_DAY, MARKET, Unit
from builder.market.numbers import parse_number
from builder.market.registry import Registry
from builder.market.vocabulary import REPORTED
from builder.market.yaml_nodes import entries, is_missing, kind, line_of, parse_yaml

MAX_BYTES = 1_000_000
"""One day of a thousand assets is a tenth of this."""

_KEYS = ("date", "as_of", "disputed", "sources", "corrections", "market", "assets")


def parse_yaml_snapshot(text: str, file: str, registry: Registry) -> Contents:
    """Turn the text of a snapshot into cells and statements, with every fault it has.

    `file` is its path below the data folder, for places.
    """
    if file.lower().endswith(".json"):
        # JSON escapes what lies above U+FFFF as two halves, which YAML does not know.
        text = _HALVES.sub(_whole, text)
    root, faults = parse_yaml(text, file)
    contents = Contents(faults=faults)
    if root is None:
        return contents
    nodes = {name: node for name, _, node in entries(root)}
    for name, key, _ in entries(root):
        if name not in _KEYS:
            message = f"expected one of {', '.join(_KEYS)}{nearest(name, _KEYS)}"
            faults.append(Fault(file, line_of(key), name, message))
    day = _day(nodes.get("date"), file, faults)
    if day is None:
        # What else is wrong is told too, but nothing is kept: it has no day to belong to.
        rest = Contents(faults=faults)
        _read_subjects(nodes, EARLIEST_DAY, file, registry, rest)
        return contents
    _read_statements(nodes, day, file, registry, contents)
    _read_subjects(nodes, day, file, registry, contents)
    return contents


def _read_subjects(
    nodes: dict[str, yaml.Node], day: date, file: str, registry: Registry, contents: Contents
) -> None:
    faults = contents.faults
    market = nodes.get("market")
    if market is not None and not is_missing(market):
        _read_figures(market, day, MARKET, file, contents)
    assets = nodes.get("assets")
    if assets is None or is_missing(assets):
        return
    if not isinstance(assets, yaml.MappingNode):
        message = f"expected a mapping from tickers to figures, found {kind(assets)}"
        faults.append(Fault(file, line_of(assets), "assets", message))
        return
    for ticker, key, figures in entries(assets):
        unknown = registry.unknown(ticker)
        if unknown:
            faults.append(Fault(file, line_of(key), f"assets.{ticker}", unknown))
        elif not is_missing(figures):
            _read_figures(figures, day, ticker, file, contents)


_HALVES = re.compile(
    r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
)


def _whole(halves: re.Match[str]) -> str:
    high, low = int(halves[2], 16) - 0xD800, int(halves[3], 16) - 0xDC00
    return f"{halves[1]}\\U{0x10000 + (high << 10) + low:08X}"


def _day(node: yaml.Node | None, file: str, faults: list[Fault]) -> date | None:
    try:
        named = named_day(file)
    except ValueError as error:
        faults.append(Fault(file, 0, "", f"{error}, as its name"))
        return None
    if node is None:
        if named is None:
            message = "expected a date, here or as the file's name, found neither"
            faults.append(Fault(file, 1, "date", message))
        return named
    try:
        day = parse_day(node.value if isinstance(node, yaml.ScalarNode) else kind(node))
    except ValueError as error:
        faults.append(Fault(file, line_of(node), "date", str(error)))
        return None
    if named is not None and named != day:
        message = f"expected the day of the file's name, {named}, found {day}"
        faults.append(Fault(file, line_of(node), "date", message))
        return None
    return day


def _read_statements(
    nodes: dict[str, yaml.Node], day: date, file: str, registry: Registry, contents: Contents
) -> None:
    for name in ("as_of", "disputed"):
        node = nodes.get(name)
        if node is None or is_missing(node):
            continue
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            message = f"expected text, found {kind(node)}"
            contents.faults.append(Fault(file, line_of(node), name, message))
            continue
        try:
            value = parse_as_of(node.value, day) if name == "as_of" else node.value.strip()
        except ValueError as error:
            contents.faults.append(Fault(file, line_of(node), name, str(error)))
            continue
        contents.statements.append(Statement(day, name, value, file, line_of(node)))
    if "corrections" in nodes:
        _read_corrections(nodes["corrections"], day, file, registry, contents)
    if "sources" in nodes:
        node = nodes["sources"]
        attributions = parse_attributions(node, file, contents.faults)
        contents.statements.append(Statement(day, "sources", attributions, file, line_of(node)))


def _read_corrections(
    node: yaml.Node, day: date, file: str, registry: Registry, contents: Contents
) -> None:
    def report(node: yaml.Node, message: str, part: str = "") -> None:
        where = f"corrections.{part}" if part else "corrections"
        contents.faults.append(Fault(file, line_of(node), where, message))

    def wrong_field(name: str) -> str:
        subject, _, field = name.rpartition(".")
        known = REPORTED.get(field)
        if known is None:
            expected = "expected a figure such as market.liquidations_24h_usd"
            return f"{expected}, found {name!r}{nearest(field, REPORTED)}"
        if subject != MARKET and (unknown := registry.unknown(subject)):
            return unknown
        if not known.is_for(subject):
            return f"expected a figure that {subject} can have, found {name}"
        return ""

    corrections = parse_corrections(node, report, wrong_field)
    contents.statements.append(Statement(day, "corrections", corrections, file, line_of(node)))


def _read_figures(node: yaml.Node, day: date, subject: str, file: str, contents: Contents) -> None:
    prefix = subject if subject == MARKET else f"assets.{subject}"
    if not isinstance(node, yaml.MappingNode):
        message = f"expected a mapping from fields to numbers, found {kind(node)}"
        contents.faults.append(Fault(file, line_of(node), prefix, message))
        return
    for name, key, value in entries(node):
        place = (file, line_of(key), f"{prefix}.{name}")
        field = REPORTED.get(name)
        if field is None or not field.is_for(subject):
            known = [f.name for f in REPORTED.values() if f.is_for(subject)]
            wrong = "a field of" if field is None else "a field for"
            scope = "the market" if subject == MARKET else "an asset"
            message = f"expected {wrong} {scope}, found {name!r}{nearest(name, known)}"
            contents.faults.append(Fault(*place, message))
        elif is_missing(value):
            continue
        elif not isinstance(value, yaml.ScalarNode):
            contents.faults.append(Fault(*place, f"expected one value, found {kind(value)}"))
        elif field.unit is Unit.TEXT:
            contents.cells.append(
                Cell(day, subject, name, value.value.strip(), file, line_of(value))
            )
        else:
            try:
                number = parse_number(value.value)
            except ValueError as error:
                contents.faults.append(Fault(file, line_of(value), f"{prefix}.{name}", str(error)))
            else:
                contents.cells.append(Cell(day, subject, name, number, file, line_of(value)))
