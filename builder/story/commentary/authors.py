"""Who writes: the registry of authors, each with a page of their own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml
from slugify import slugify

from builder.market.attribution import is_web_address
from builder.market.faults import Fault, nearest
from builder.market.text_files import read_text
from builder.market.yaml_nodes import entries, is_missing, kind, line_of, parse_yaml

AUTHORS_FILE = "authors.yml"
KEYS = ("role", "about", "url")

_MAX_BYTES = 200_000


@dataclass(frozen=True, slots=True)
class Author:
    """An author: the name as it stands above a text, the last part of the address, and more."""

    name: str
    slug: str
    role: str = ""
    about: str = ""
    url: str = ""


def read_authors(content: Path) -> tuple[dict[str, Author], list[Fault]]:
    """Read `authors.yml` of a content folder: names, each with a role, about and url.

    Returns the authors by name, in the file's order, none where there is no such file, and the
    faults.
    """
    path = content / AUTHORS_FILE
    if not path.is_file():
        return {}, []
    text, faults = read_text(path, AUTHORS_FILE, _MAX_BYTES)
    if faults:
        return {}, faults
    root, faults = parse_yaml(text, AUTHORS_FILE)
    authors: dict[str, Author] = {}
    slugs: dict[str, str] = {}
    for name, key, node in entries(root) if root is not None else ():
        author = _author(name, node, line_of(key), faults)
        if not author.slug:
            message = f"expected a name with letters or digits, found {name!r}"
            faults.append(Fault(AUTHORS_FILE, line_of(key), name, message))
        elif author.slug in slugs:
            other = slugs[author.slug]
            message = f"expected an address of its own, found {author.slug!r}, which {other} has"
            faults.append(Fault(AUTHORS_FILE, line_of(key), name, message))
        slugs.setdefault(author.slug, name)
        authors[name] = author
    return authors, faults


def _author(name: str, node: yaml.Node, line: int, faults: list[Fault]) -> Author:
    values: dict[str, str] = {}
    if not is_missing(node) and not isinstance(node, yaml.MappingNode):
        faults.append(
            Fault(AUTHORS_FILE, line, name, f"expected {', '.join(KEYS)}, found {kind(node)}")
        )
    for key, key_node, value in entries(node) if isinstance(node, yaml.MappingNode) else ():
        place = (AUTHORS_FILE, line_of(key_node), f"{name}.{key}")
        if key not in KEYS:
            faults.append(Fault(*place, f"expected one of {', '.join(KEYS)}{nearest(key, KEYS)}"))
        elif is_missing(value):
            continue
        elif not isinstance(value, yaml.ScalarNode):
            faults.append(Fault(*place, f"expected text, found {kind(value)}"))
        elif key == "url" and not is_web_address(value.value):
            message = f"expected an http or https address, found {value.value!r}"
            faults.append(Fault(*place, message))
        else:
            values[key] = " ".join(value.value.split())
    return Author(name, slugify(name), **values)


def unknown_author(name: str, authors: dict[str, Author]) -> str:
    """Say what is wrong with the name above a text, or nothing if it is registered."""
    if not authors or name in authors:
        return ""
    return f"expected a name of {AUTHORS_FILE}, found {name!r}{nearest(name, authors)}"
