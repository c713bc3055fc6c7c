"""How to cite a page: in plain words, and as BibTeX."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from slugify import slugify

from builder.pages.settings import Settings

_TEX = str.maketrans(
    {
        **{character: f"\\{character}" for character in "&%$#_{}"},
        "\\": "\\textbackslash{}",
        "~": "\\textasciitilde{}",
        "^": "\\textasciicircum{}",
    }
)
"""What TeX reads as more than a letter, and how it is written as one."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""BibTeX's own names of months, whatever the language of the page."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A page's citation, in plain words and as a BibTeX entry; `address` is permanent."""

    plain: str
    bibtex: str
    address: str


def cite(
    settings: Settings, address: str, title: str, day: date, day_words: str, updated_words: str = ""
) -> Citation:
    """Return the citation of a page about a day, which was perhaps updated on a later one."""
    whole = settings.absolute(address)
    updated = f", updated {updated_words}" if updated_words else ""
    licence = f" ({settings.licence.name})" if settings.licence else ""
    fields = {
        # In braces of their own: BibTeX is to take no name apart and to change no letter.
        "author": f'"{{{_escaped(settings.name)}}}"',
        "title": f'"{{{_escaped(title)}}}"',
        "year": f"{{{day.year}}}",
        "month": _MONTHS[day.month - 1],
        "day": f"{{{day.day}}}",
        "url": f"{{{whole}}}",
    }
    notes = [f"Updated {updated_words}"] if updated_words else []
    notes += [settings.licence.name] if settings.licence else []
    if notes:
        fields["note"] = f"{{{_escaped('. '.join(notes))}}}"
    body = ",\n".join(f"  {name} = {value}" for name, value in fields.items())
    return Citation(
        f"{settings.name}: “{title}”, {day_words}{updated}. {whole}{licence}",
        f"@misc{{{slugify(settings.name)}-{slugify(address)},\n{body}\n}}",
        whole,
    )


def _escaped(text: str) -> str:
    return text.translate(_TEX)
