"""Parses YAML into nodes that remember their lines, and refuses what YAML makes dangerous.

Snapshots are read as nodes rather than as Python values because YAML 1.1 turns the tickers `ON`,
`NO` and `1` into booleans and numbers, follows aliases (a 324-byte file can expand to 387 million
nodes) and silently keeps the last of two equal keys.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import yaml

from builder.market.faults import Fault

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

NULL_TAG = "tag:yaml.org,2002:null"

_MISSING = ("", "~", "null", "Null", "NULL")

_OTHER_LINE_ENDS = "\x85\u2028\u2029"
"""Characters that end a line for YAML but for no editor, so that lines would be counted wrong."""

MAX_DEPTH = 16
"""A snapshot needs four levels; the composer is recursive and dies of a hundred thousand."""


class Report(Protocol):
    """Notes what is wrong with a node: what was expected and found, and of which part of it."""

    def __call__(self, node: yaml.Node, message: str, part: str = "") -> None:
        """Note a fault."""


def parse_yaml(text: str, file: str) -> tuple[yaml.MappingNode | None, list[Fault]]:
    """Parse a document whose top level is a mapping.

    Returns the root node and the faults found: syntax errors, aliases, duplicate keys, merge keys,
    more than one document. With faults, or for an empty document, the node is None.
    """
    faults = list(_line_end_faults(text, file))
    if faults:
        return None, faults
    try:
        faults = list(_danger_faults(text, file))
        root = None if faults else yaml.compose(text, Loader=Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        # At the end of a text the parser may stand on a line that is not there.
        line = min(mark.line, text.count("\n")) + 1 if mark else 0
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        return None, [Fault(file, line, "", f"expected valid YAML, found: {problem}")]
    if faults:
        return None, faults
    if root is None:
        return None, [Fault(file, 0, "", "expected a mapping of keys, found an empty file")]
    if not isinstance(root, yaml.MappingNode):
        return None, [
            Fault(file, line_of(root), "", f"expected a mapping of keys, found {kind(root)}")
        ]
    faults = list(_structure_faults(root, file))
    return (None, faults) if faults else (root, [])


def line_of(node: yaml.Node) -> int:
    """Return the line, counted from 1, on which a node begins."""
    return int(node.start_mark.line) + 1


def kind(node: yaml.Node) -> str:
    """Name what a node is, for a message."""
    if isinstance(node, yaml.MappingNode):
        return "a mapping"
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    return repr(node.value)


def is_missing(node: yaml.Node) -> bool:
    """Tell whether a value is left out: nothing, `~` or `null`, unless quoted."""
    return node.tag == NULL_TAG and node.value in _MISSING


def entries(node: yaml.MappingNode) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    """Yield each key as it is written, its node and the value's node."""
    for key, value in node.value:
        yield key.value, key, value


def _line_end_faults(text: str, file: str) -> Iterator[Fault]:
    if text.isascii():
        return
    for number, line in enumerate(text.split("\n"), start=1):
        for found in set(line).intersection(_OTHER_LINE_ENDS):
            message = f"expected plain line ends, found the character U+{ord(found):04X}"
            yield Fault(file, number, "", message)


def _danger_faults(text: str, file: str) -> Iterator[Fault]:
    """Find aliases and bottomless nesting in the events, before anything is built of them."""
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        if isinstance(event, yaml.AliasEvent):
            found = f"found an alias (*{event.anchor})"
            line = event.start_mark.line + 1
            yield Fault(file, line, "", f"expected every value written out, {found}")
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                found = "found more nested ones"
                line = event.start_mark.line + 1
                yield Fault(file, line, "", f"expected at most {MAX_DEPTH} levels, {found}")
                return
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _structure_faults(root: yaml.Node, file: str) -> Iterator[Fault]:
    pending = [root]
    while pending:
        node = pending.pop()
        if isinstance(node, yaml.SequenceNode):
            pending.extend(node.value)
        elif isinstance(node, yaml.MappingNode):
            keys: dict[str, int] = {}
            for key, value in node.value:
                if not isinstance(key, yaml.ScalarNode):
                    yield Fault(file, line_of(key), "", f"expected a plain key, found {kind(key)}")
                    continue
                if key.tag == "tag:yaml.org,2002:merge":
                    yield Fault(file, line_of(key), "<<", "expected plain keys, found a merge key")
                    continue
                if key.value in keys:
                    first = keys[key.value]
                    message = f"expected each key once, found it again (first on line {first})"
                    yield Fault(file, line_of(key), key.value, message)
                keys.setdefault(key.value, line_of(key))
                pending.append(value)
