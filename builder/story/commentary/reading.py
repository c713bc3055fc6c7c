"""Reads what authors wrote beside the data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path, PurePosixPath

from builder.market.days import parse_day
from builder.market.faults import Fault
from builder.market.text_files import leads_nowhere, read_text
from builder.story.commentary.front_matter import parse_front_matter
from builder.story.commentary.text import Commentary

MAX_BYTES = 100_000
"""Fifteen thousand words: more than anyone reads beside a day's figures."""

DAYS, ASSETS = "days", "assets"
SUFFIX = ".md"

_FRONT_MATTER = re.compile(r"---[ \t]*\n((?:.*\n)*?)---[ \t]*(?:\n|\Z)")


def read_commentary(content: Path) -> tuple[list[Commentary], list[Fault]]:
    """Read `days/YYYY-MM-DD.md` and `assets/SLUG.md` of a content folder, there at any depth.

    Returns the texts in the order of their files, and the faults: a file name that is no date,
    front matter that is missing or not understood, an empty text, two texts about the same.
    """
    texts: list[Commentary] = []
    faults: list[Fault] = []
    for path in commentary_files(content):
        file = path.relative_to(content).as_posix()
        text, found = read_text(path, file, MAX_BYTES)
        faults.extend(found)
        commentary = None if found else parse_commentary(text, file, faults)
        if commentary is not None:
            texts.append(commentary)
    return texts, [*faults, *_rivals(texts)]


def commentary_files(content: Path) -> Iterator[Path]:
    """Yield the files of a content folder that are meant as commentary, in order of their paths.

    A `README.md` and hidden files are not.
    """
    for folder in (DAYS, ASSETS):
        for path in sorted((content / folder).rglob("*"), key=lambda found: found.as_posix()):
            hidden = any(part.startswith(".") for part in path.relative_to(content).parts)
            meant = path.suffix.lower() == SUFFIX and path.stem.upper() != "README"
            if meant and not hidden and (path.is_file() or leads_nowhere(path)):
                yield path


def parse_commentary(text: str, file: str, faults: list[Fault]) -> Commentary | None:
    """Turn a commentary file's text into a value, adding to `faults` what is wrong with it.

    What it is about is in the file's path: a day below `days/`, an asset's slug below `assets/`.
    """
    before = len(faults)
    day = _day(file, faults)
    match = _FRONT_MATTER.match(text)
    if match is None:
        message = "expected front matter (title and author between two lines of ---), found none"
        faults.append(Fault(file, 1, "", message))
        return None
    values, lines = parse_front_matter(match[1], file, faults)
    body = text[match.end() :]
    start = match.end() + len(body) - len(body.lstrip("\n"))
    line = text.count("\n", 0, start) + 1
    if not body.strip():
        message = "expected a text below the front matter, found none"
        faults.append(Fault(file, text.count("\n", 0, match.end()) + 1, "", message))
    if len(faults) > before:
        return None
    return Commentary(
        day=day,
        slug="" if day else PurePosixPath(file).stem,
        body=body.strip("\n").rstrip(),
        file=file,
        line=line,
        lines=lines,
        source=text,
        **values,
    )


def _day(file: str, faults: list[Fault]) -> date | None:
    path = PurePosixPath(file)
    if path.parts[0] != DAYS:
        return None
    try:
        return parse_day(path.stem)
    except ValueError as error:
        faults.append(Fault(file, 0, "file name", str(error)))
        return None


def _rivals(texts: list[Commentary]) -> Iterator[Fault]:
    first: dict[date | str, str] = {}
    for text in texts:
        about = text.day or text.slug
        if first.setdefault(about, text.file) != text.file:
            message = f"expected one text about {about}, found another in {first[about]}"
            yield Fault(text.file, 0, "", message)
