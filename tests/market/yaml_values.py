"""YAML as editors read it: by the rules of YAML 1.2, in which a day is text and `on` a word."""

import re
from typing import Any

import yaml


class _EditorLoader(yaml.SafeLoader):
    """Reads only null, true, false and numbers as what they are."""


_EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in known if not tag.endswith((":timestamp", ":bool"))]
    for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
for word in ("true", "false"):
    _EditorLoader.add_implicit_resolver(
        "tag:yaml.org,2002:bool", re.compile(rf"^{word}$"), [word[0]]
    )


def values_of(text: str) -> Any:
    """Return what a YAML document holds."""
    return yaml.load(text, Loader=_EditorLoader)  # noqa: S506 - a safe loader, and read more strictly
