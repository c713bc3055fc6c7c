"""The front matter of a text: the keys whose words readers see, with their places in the file."""

from __future__ import annotations

import re

import yaml

from builder.market.yaml_nodes import entries, parse_yaml
from builder.story.checking.prose.passages import Gathered, Passage, Role

TITLES = ("title", "headline", "subtitle")
SUMMARIES = ("summary", "description", "standfirst", "lede", "dek", "excerpt", "teaser")
IMAGE, ALT = "image", "alt"

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)


def body_start(source: str) -> int:
    """Return where the text begins below its front matter; 0 where it has none."""
    match = _FRONT_MATTER.match(source)
    return match.end() if match else 0


def front_matter_passages(source: str) -> list[Passage]:
    """Return the titles, summaries and alt text of the front matter; none if it cannot be read."""
    match = _FRONT_MATTER.match(source)
    root = parse_yaml(match[1] or "", "")[0] if match else None
    if match is None or root is None:
        return []
    found = []
    for name, _, node in entries(root):
        if name == IMAGE and isinstance(node, yaml.MappingNode):
            for part, _, words in entries(node):
                if part == ALT and isinstance(words, yaml.ScalarNode):
                    found.append(_placed(words, source, match.start(1), Role.PROSE))
        if name in (*TITLES, *SUMMARIES) and isinstance(node, yaml.ScalarNode):
            role = Role.TITLE if name in TITLES else Role.PROSE
            found.append(_placed(node, source, match.start(1), role))
    return found


def _placed(node: yaml.ScalarNode, source: str, start: int, role: Role) -> Passage:
    """Return a value of the front matter, which begins at `start` of the source."""
    first, last = start + node.start_mark.index, start + node.end_mark.index
    return _passage(node.value, source, first, last, role)


def _passage(value: str, source: str, start: int, end: int, role: Role) -> Passage:
    """Find each character of a value again in the lines that it was written on.

    Quotes, escapes and folded lines make a value shorter than what was written, never reorder it.
    """
    gathered, place = Gathered(), start
    for character in value:
        if character.isspace():
            gathered.stand_in(" ", place)
            continue
        found = source.find(character, place, end)
        place = found if found >= 0 else place
        gathered.add(character, place)
        place += found >= 0
    return gathered.passage(role)
