"""The site's colours as values, for drawings that stand where no style sheet reaches."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_DECLARED = re.compile(r"--([a-z0-9-]+):\s*([^;]+);")
_NAMED = re.compile(r"var\(--([a-z0-9-]+)\)")


def read_palette(path: Path, convention: str) -> dict[str, str]:
    """Read the light colours of a palette file, with a rise and a fall by a convention.

    `convention` is what `extra.direction_colours` names. Raises OSError, and LookupError for a
    colour that refers to another which is not there.
    """
    css = _COMMENT.sub("", path.read_text(encoding="utf-8")).split("@media")[0]
    values: dict[str, str] = {}
    for selector in (":root", f':root[data-direction="{convention}"]'):
        for rule in _RULE.finditer(css):
            if rule[1].strip() == selector:
                values |= _DECLARED.findall(rule[2])
    return {name: coloured(value, values) for name, value in values.items()}


def coloured(drawing: str, palette: Mapping[str, str]) -> str:
    """Return a drawing with the values of its colours in place of their names.

    Raises LookupError for a colour that the palette lacks.
    """
    while _NAMED.search(drawing):
        drawing = _NAMED.sub(lambda name: palette[name[1]], drawing)
    return drawing
