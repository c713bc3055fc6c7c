"""The front matter of a commentary: which keys there are, and what each may hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

import yaml

from builder.market.corrections import corrections_schema, parse_corrections
from builder.market.days import parse_moment
from builder.market.faults import Fault, nearest
from builder.market.schema import MOMENT
from builder.market.vocabulary import FIELDS
from builder.market.yaml_nodes import Report, entries, is_missing, kind, line_of, parse_yaml
from builder.story.commentary.text import Image

FIRST_LINE = 1
"""Lines before the front matter: the `---` that opens it."""

LONGEST_TAG = 40


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the front matter: what it means, the JSON Schema of its value, how it is read.

    `read` returns the value, or None where there is none or where it has reported what was expected
    and found, each time with the node that it is about and, for a part, its name.
    """

    meaning: str
    schema: dict[str, Any]
    read: Callable[[yaml.Node, Report], Any]
    required: bool = False


def parse_front_matter(
    text: str, file: str, faults: list[Fault]
) -> tuple[dict[str, Any], dict[str, int]]:
    """Turn the front matter's YAML into values by key, and the lines on which the keys stand.

    Adds to `faults` what is wrong with it.
    """
    lines: dict[str, int] = {}
    values: dict[str, Any] = {}
    root, found = parse_yaml(text, file) if text.strip() else (None, [])
    faults.extend(_placed(fault, text) for fault in found)
    for name, key_node, value in entries(root) if root is not None else ():
        lines[name] = line_of(key_node) + FIRST_LINE
        if isinstance(value, yaml.MappingNode):
            parts = entries(value)
            lines |= {f"{name}.{part}": line_of(node) + FIRST_LINE for part, node, _ in parts}

        def report(
            node: yaml.Node,
            message: str,
            part: str = "",
            name: str = name,
            key: yaml.Node = key_node,
        ) -> None:
            where = f"{name}.{part}" if part else name
            faults.append(Fault(file, line_of(node if part else key) + FIRST_LINE, where, message))

        if name not in KEYS:
            report(key_node, f"expected one of {', '.join(KEYS)}{nearest(name, KEYS)}")
        elif not is_missing(value):
            values[name] = KEYS[name].read(value, report)
        elif KEYS[name].required:
            report(key_node, f"expected the {name}, found none")
    if root is not None or not found:
        missing = [name for name, key in KEYS.items() if key.required and name not in lines]
        faults.extend(Fault(file, 1, name, f"expected the {name}, found none") for name in missing)
    return {name: value for name, value in values.items() if value is not None}, lines


def _placed(fault: Fault, text: str) -> Fault:
    """Return a fault of the YAML with its line in the file, and a hint where braces are the cause.

    A value that begins with `{{` is a mapping to YAML, unless it stands in quotes.
    """
    lines = text.split("\n")
    on_line = lines[fault.line - 1] if 0 < fault.line <= len(lines) else ""
    hint = '; a value that begins with {{ stands in quotes: "{{ … }}"'
    message = fault.message + (hint if ": {{" in on_line else "")
    return Fault(fault.file, fault.line + FIRST_LINE, fault.field, message)


def _text(node: yaml.Node, report: Report, part: str = "", longest: int = 0) -> str | None:
    value = " ".join(node.value.split()) if isinstance(node, yaml.ScalarNode) else ""
    if not value:
        report(node, f"expected text, found {kind(node)}", part)
    elif longest and len(value) > longest:
        report(node, f"expected at most {longest} characters, found {len(value)}", part)
    else:
        return value
    return None


def _tags(node: yaml.Node, report: Report) -> tuple[str, ...] | None:
    if not isinstance(node, yaml.SequenceNode):
        report(node, f"expected a list of words, found {kind(node)}")
        return None
    tags: list[str] = []
    for number, item in enumerate(node.value, start=1):
        tag = _text(item, report, str(number), LONGEST_TAG)
        if tag is not None and tag in tags:
            report(item, f"expected each tag once, found {tag!r} again", str(number))
        elif tag is not None:
            tags.append(tag)
    return tuple(tags)


def _flag(node: yaml.Node, report: Report) -> bool | None:
    if isinstance(node, yaml.ScalarNode) and node.value in ("true", "false"):
        return node.value == "true"
    report(node, f"expected true or false, found {kind(node)}")
    return None


def _moment(node: yaml.Node, report: Report) -> datetime | None:
    try:
        return parse_moment(node.value if isinstance(node, yaml.ScalarNode) else kind(node))
    except ValueError as error:
        report(node, str(error))
        return None


_IMAGE = ("file", "alt", "credit")


def _image(node: yaml.Node, report: Report) -> Image | None:
    """Read an image; one whose keys are all empty, as in a new text, is none."""
    if not isinstance(node, yaml.MappingNode):
        report(node, f"expected {', '.join(_IMAGE)}, found {kind(node)}")
        return None
    values: dict[str, str | None] = {}
    for name, key, value in entries(node):
        if name not in _IMAGE:
            report(key, f"expected one of {', '.join(_IMAGE)}{nearest(name, _IMAGE)}", name)
        elif not is_missing(value):
            values[name] = _text(value, report, name)
    if not values:
        return None
    for name, why in (("file", "the image's path"), ("alt", "words for those who cannot see it")):
        if name not in values:
            report(node, f"expected {name}, {why}, found none", name)
    file, alt, credit = (values.get(name) or "" for name in _IMAGE)
    if PurePosixPath(file).is_absolute():
        report(node, f"expected a path beside the text, found {file!r}", "file")
    return Image(file, alt, credit) if file and alt else None


def _unknown_figure(name: str) -> str:
    """Say what is wrong with a corrected figure's name; where words were corrected it is empty."""
    if not name:
        return ""
    subject, _, field = name.partition(".")
    if field in FIELDS and subject:
        return ""
    return (
        f"expected a figure such as market.liquidations_24h_usd, found {name!r}"
        f"{nearest(field, FIELDS)}"
    )


_TEXT = {"type": "string", "minLength": 1}
_OPTIONAL = {"type": ["string", "null"]}

KEYS: dict[str, Key] = {
    "title": Key(
        "The title of the text, above it; at most 120 characters as printed.",
        _TEXT,
        _text,
        required=True,
    ),
    "author": Key(
        "Who wrote it: a name, or where content/authors.yml exists one of its names.",
        _TEXT,
        _text,
        required=True,
    ),
    "headline": Key(
        "A headline for the day's page, in place of the one told from the figures; at most 89 "
        "characters as printed.",
        _OPTIONAL,
        _text,
    ),
    "summary": Key(
        "The text in a sentence or two, at most 300 characters as printed.",
        _OPTIONAL,
        _text,
    ),
    "tags": Key(
        "Words that say what the text is about, shown beside its author.",
        {
            "type": ["array", "null"],
            "items": {**_TEXT, "maxLength": LONGEST_TAG},
            "uniqueItems": True,
        },
        _tags,
    ),
    "draft": Key("Whether it is not to be published yet.", {"type": ["boolean", "null"]}, _flag),
    "publish_at": Key(
        "When it is to appear, with the offset from UTC: 2025-10-25T08:00:00+09:00.",
        MOMENT,
        _moment,
    ),
    "image": Key(
        "An image above the text: its file, as a path from the text; what it shows, for those who "
        "cannot see it; whose it is.",
        {
            "anyOf": [
                {
                    "type": "object",
                    "properties": {"file": _TEXT, "alt": _TEXT, "credit": _OPTIONAL},
                    "required": ["file", "alt"],
                    "additionalProperties": False,
                },
                {
                    "type": ["object", "null"],
                    "properties": {name: {"type": "null"} for name in _IMAGE},
                    "additionalProperties": False,
                },
            ]
        },
        _image,
    ),
    "corrections": Key(
        "What was published wrong: the date of the correction, the field (of a figure, if one was "
        "wrong), old, new, and a note that says why.",
        corrections_schema(field_required=False),
        lambda node, report: parse_corrections(node, report, _unknown_figure),
    ),
}
"""The keys that a commentary's front matter may hold."""
