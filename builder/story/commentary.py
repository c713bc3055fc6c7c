"""Reads what authors wrote beside the data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml
from markdown import markdown
from markupsafe import Markup
from slugify import slugify

from builder.market.days import parse_day
from builder.market.faults import Fault, nearest
from builder.market.text_files import read_text
from builder.market.yaml_nodes import entries, kind, line_of, parse_yaml
from builder.story.opinions import OpinionMarks

MAX_BYTES = 500_000
KEYS = ("title", "author")

_FRONT_MATTER = re.compile(r"---\n(.*?\n)---\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Commentary:
    """An author's text about a day: Markdown, with a title and the author's name.

    `source` is all that its file says, front matter included.
    """

    day: date
    title: str
    author: str
    body: str
    file: str
    source: str = ""


def read_commentary(content: Path) -> tuple[dict[date, Commentary], list[Fault]]:
    """Read `days/YYYY-MM-DD.md` below the content folder.

    Returns the texts by day, and the faults: a file name that is no date, front matter that is
    missing or not understood, an empty text.
    """
    texts: dict[date, Commentary] = {}
    faults: list[Fault] = []
    for path in sorted((content / "days").glob("*.md")):
        file = path.relative_to(content).as_posix()
        text, found = read_text(path, file, MAX_BYTES)
        faults.extend(found)
        if not found and path.stem != "README":
            commentary = parse_commentary(text, file, path.stem, faults)
            if commentary is not None:
                texts[commentary.day] = commentary
    return texts, faults


def parse_commentary(text: str, file: str, name: str, faults: list[Fault]) -> Commentary | None:
    """Turn a commentary file's text into a value, adding to `faults` what is wrong with it."""
    before = len(faults)
    try:
        day = parse_day(name)
    except ValueError as error:
        faults.append(Fault(file, 0, "file name", str(error)))
        return None
    match = _FRONT_MATTER.match(text)
    if match is None:
        message = "expected front matter (title and author between two lines of ---), found none"
        faults.append(Fault(file, 1, "", message))
        return None
    front, found = parse_yaml(match[1], file)
    # The front matter begins on the file's second line.
    faults.extend(Fault(f.file, f.line + 1, f.field, f.message) for f in found)
    values: dict[str, str] = {}
    for key, key_node, value in entries(front) if front is not None else ():
        if key not in KEYS:
            message = f"expected one of {', '.join(KEYS)}{nearest(key, KEYS)}"
            faults.append(Fault(file, line_of(key_node) + 1, key, message))
        elif not isinstance(value, yaml.ScalarNode) or not value.value.strip():
            message = f"expected text, found {kind(value)}"
            faults.append(Fault(file, line_of(key_node) + 1, key, message))
        else:
            values[key] = value.value.strip()
    missing = [key for key in KEYS if front is not None and key not in values]
    faults.extend(Fault(file, 1, key, f"expected a {key}, found none") for key in missing)
    body = text[match.end() :].strip()
    if not body:
        faults.append(Fault(file, 0, "", "expected a text below the front matter, found none"))
    if len(faults) > before:
        return None
    return Commentary(day, values["title"], values["author"], body, file, text)


_HEADING = re.compile(r"<h([1-6])[ >]")


def commentary_html(body: str, below: int) -> Markup:
    """Return a text as HTML, its headings moved so that the highest is just under level `below`.

    A page has one h1, and its sections are h2: an author need not know.
    """
    levels = [int(level) for level in _HEADING.findall(_converted(body, 1))]
    shift = below + 1 - min(levels) if levels else 0
    return Markup(_converted(body, 1 + max(0, shift)))


def _heading_id(heading: str, separator: str) -> str:
    """Return the id of a heading, apart from those of the page's own sections."""
    return f"commentary{separator}{slugify(heading, separator=separator)}"


def _converted(body: str, base_level: int) -> str:
    return markdown(
        body,
        extensions=["attr_list", "fenced_code", "footnotes", "tables", "toc", OpinionMarks()],
        extension_configs={"toc": {"baselevel": base_level, "slugify": _heading_id}},
        output_format="html",
    )
