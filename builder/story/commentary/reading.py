"""Reads what authors wrote beside the data."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from builder.market.days import parse_day
from builder.market.faults import Fault
from builder.market.text_files import read_text
from builder.story.commentary.front_matter import parse_front_matter
from builder.story.commentary.text import Commentary

MAX_BYTES = 500_000
DAYS, ASSETS = "days", "assets"

_FRONT_MATTER = re.compile(r"---\n(.*?\n)---\n", re.DOTALL)


def read_commentary(content: Path) -> tuple[list[Commentary], list[Fault]]:
    """Read `days/YYYY-MM-DD.md` and `assets/SLUG.md` below the content folder.

    Returns the texts in the order of their files, and the faults: a file name that is no date,
    front matter that is missing or not understood, an empty text.
    """
    texts: list[Commentary] = []
    faults: list[Fault] = []
    for folder in (DAYS, ASSETS):
        for path in sorted((content / folder).glob("*.md")):
            file = path.relative_to(content).as_posix()
            text, found = read_text(path, file, MAX_BYTES)
            faults.extend(found)
            if not found and path.stem != "README":
                commentary = parse_commentary(text, file, faults)
                if commentary is not None:
                    texts.append(commentary)
    return texts, faults


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
    values = parse_front_matter(match[1], file, faults)
    body = text[match.end() :]
    if not body.strip():
        faults.append(Fault(file, 0, "", "expected a text below the front matter, found none"))
    if len(faults) > before:
        return None
    start = match.end() + len(body) - len(body.lstrip("\n"))
    return Commentary(
        day=day,
        slug="" if day else Path(file).stem,
        body=body.strip("\n").rstrip(),
        file=file,
        line=text.count("\n", 0, start) + 1,
        **values,
    )


def _day(file: str, faults: list[Fault]) -> date | None:
    path = Path(file)
    if path.parent.name != DAYS:
        return None
    try:
        return parse_day(path.stem)
    except ValueError as error:
        faults.append(Fault(file, 0, "file name", str(error)))
        return None
