"""The front matter of a commentary: which keys there are, and what each may hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

import yaml

from builder.market.corrections import parse_corrections
from builder.market.faults import Fault, nearest
from builder.market.yaml_nodes import entries, is_missing, kind, line_of, parse_yaml
from builder.story.commentary.text import Image

FIRST_LINE = 1
"""Lines before the front matter: the `---` that opens it."""

LONGEST = {"title": 120, "headline": 89, "summary": 300}
"""Characters of a text, where a page has room for no more."""

Read = Callable[[yaml.Node], Any]


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the front matter: what it means, the JSON Schema of its value, how it is read.

    `read` returns the value; it raises ValueError with what was expected and found.
    """

    meaning: str
    schema: dict[str, Any]
    read: Read
    required: bool = False


def parse_front_matter(text: str, file: str, faults: list[Fault]) -> dict[str, Any]:
    """Turn the front matter's YAML into values by key, adding to `faults` what is wrong with it."""
    root, found = parse_yaml(text, file)
    faults.extend(Fault(f.file, f.line + FIRST_LINE, f.field, f.message) for f in found)
    values: dict[str, Any] = {}
    for name, key_node, value in entries(root) if root is not None else ():
        place = (file, line_of(key_node) + FIRST_LINE, name)
        if name == "corrections":
            values[name] = parse_corrections(value, file, faults, _any_field, FIRST_LINE)
        elif name not in KEYS:
            message = f"expected one of {', '.join(KEYS)}{nearest(name, KEYS)}"
            faults.append(Fault(*place, message))
        elif is_missing(value) and not KEYS[name].required:
            # An empty key of a skeleton is one that the author has not needed.
            continue
        else:
            try:
                values[name] = KEYS[name].read(value)
            except ValueError as error:
                faults.append(Fault(*place, str(error)))
                values[name] = None
    missing = [name for name, key in KEYS.items() if key.required and name not in values]
    if root is not None:
        faults.extend(Fault(file, 1, name, f"expected a {name}, found none") for name in missing)
    return {name: value for name, value in values.items() if value is not None}


def _text(longest: int | None = None) -> Read:
    def read(node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            raise ValueError(f"expected text, found {kind(node)}")
        value = " ".join(node.value.split())
        if longest is not None and len(value) > longest:
            raise ValueError(f"expected at most {longest} characters, found {len(value)}")
        return value

    return read


def _texts(node: yaml.Node) -> tuple[str, ...]:
    if not isinstance(node, yaml.SequenceNode):
        raise ValueError(f"expected a list of texts, found {kind(node)}")
    return tuple(_text()(item) for item in node.value)


def _flag(node: yaml.Node) -> bool:
    if isinstance(node, yaml.ScalarNode) and node.value in ("true", "false"):
        return node.value == "true"
    raise ValueError(f"expected true or false, found {kind(node)}")


def _time(node: yaml.Node) -> datetime:
    text = _text()(node)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"expected a time as YYYY-MM-DDTHH:MM:SS+HH:MM, found {text!r}") from None
    if moment.utcoffset() is None:
        raise ValueError(f"expected a time with its offset from UTC, found {text!r}")
    return moment


_IMAGE = ("file", "alt", "credit")


def _image(node: yaml.Node) -> Image:
    if not isinstance(node, yaml.MappingNode):
        raise ValueError(f"expected {', '.join(_IMAGE)}, found {kind(node)}")
    values = {name: _text()(value) for name, _, value in entries(node) if not is_missing(value)}
    unknown = [name for name in values if name not in _IMAGE]
    if unknown:
        raise ValueError(
            f"expected {', '.join(_IMAGE)}, found {unknown[0]}{nearest(unknown[0], _IMAGE)}"
        )
    for name, why in (("file", "the image's path"), ("alt", "a text for those who cannot see it")):
        if name not in values:
            raise ValueError(f"expected {name}, {why}, found none")
    if PurePosixPath(values["file"]).is_absolute():
        raise ValueError(f"expected a path beside the text, found {values['file']!r}")
    return Image(**values)


def _any_field(_: str) -> str:
    """Say that a correction's field is right: it may be empty, where words were corrected."""
    return ""


_STRING = {"type": "string", "minLength": 1}

KEYS: dict[str, Key] = {
    "title": Key(
        "The title of the text, above it.",
        {**_STRING, "maxLength": LONGEST["title"]},
        _text(LONGEST["title"]),
        required=True,
    ),
    "author": Key(
        "Who wrote it: a name, or where content/authors.yml exists one of its names.",
        _STRING,
        _text(),
        required=True,
    ),
    "headline": Key(
        "A headline for the day's page, in place of the one told from the figures.",
        {**_STRING, "maxLength": LONGEST["headline"]},
        _text(LONGEST["headline"]),
    ),
    "summary": Key(
        "The text in a sentence or two.",
        {**_STRING, "maxLength": LONGEST["summary"]},
        _text(LONGEST["summary"]),
    ),
    "tags": Key(
        "Words that the text is found by.",
        {"type": "array", "items": _STRING, "uniqueItems": True},
        _texts,
    ),
    "draft": Key("Not to be published yet.", {"type": "boolean"}, _flag),
    "publish_at": Key(
        "When it is to appear, with the offset from UTC.",
        {"type": "string", "format": "date-time"},
        _time,
    ),
    "image": Key(
        "An image above the text: its file, beside the text; what it shows; whose it is.",
        {
            "type": "object",
            "properties": dict.fromkeys(_IMAGE, _STRING),
            "required": ["file", "alt"],
            "additionalProperties": False,
        },
        _image,
    ),
    "corrections": Key(
        "What was published wrong: date, field (of a figure, if one was wrong), old, new, note.",
        {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "date": {"type": "string", "format": "date"},
                    "field": {"type": "string"},
                    "old": {"type": ["string", "number"]},
                    "new": {"type": ["string", "number"]},
                    "note": _STRING,
                },
                "required": ["date", "old", "new", "note"],
                "additionalProperties": False,
            },
        },
        lambda node: node,
    ),
}
"""The keys that a commentary's front matter may hold."""
