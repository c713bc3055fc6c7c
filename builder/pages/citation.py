"""How to cite a page: in plain words, and as BibTeX."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_SPECIAL = re.compile(r"([&%$#_{}])")


@dataclass(frozen=True, slots=True)
class Citation:
    """A page's citation, in plain words and as a BibTeX entry; `address` is permanent."""

    plain: str
    bibtex: str
    address: str


def cite(publisher: str, title: str, day: date, day_words: str, address: str) -> Citation:
    """Return the citation of a page about a day; `address` is its whole address."""
    key = f"{re.sub(r'[^a-z0-9]+', '', publisher.lower())}-{day}"
    # `month` in BibTeX is a macro of three letters, whatever the page's language.
    month = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
    fields = (
        ("author", f"{{{{{_escaped(publisher)}}}}}"),
        ("title", f"{{{{{_escaped(title)}}}}}"),
        ("year", f"{{{day.year}}}"),
        ("month", month[day.month - 1]),
        ("day", f"{{{day.day}}}"),
        ("url", f"{{{address}}}"),
    )
    body = ",\n".join(f"  {name} = {value}" for name, value in fields)
    return Citation(
        f"{publisher}: “{title}”, {day_words}. {address}", f"@misc{{{key},\n{body}\n}}", address
    )


def _escaped(text: str) -> str:
    """Escape what TeX reads as more than a letter."""
    return _SPECIAL.sub(r"\\\1", text)
