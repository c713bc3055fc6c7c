"""Markdown twins of pages: the same text and figures, plain, for machines that read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.pages.digest import Digest
from builder.pages.settings import Settings
from builder.pages.tables import FigureTable
from builder.story.markup import plain_text
from builder.story.plan import SECTIONS
from builder.story.telling import Story, Teller

_SPECIAL = re.compile(r"([\\`*_\[\]<>|])")


def day_twin(
    settings: Settings,
    address: str,
    digest: Digest,
    story: Story,
    tables: dict[str, FigureTable],
    teller: Teller,
    credits: Sequence[str],
) -> str:
    """Return a day's page as Markdown: headline, summary, sections with their tables, sources."""
    parts = [
        f"# {_plain(digest.headline)}",
        f"{settings.name}, automated data report. Figures as of "
        f"{digest.dates.published.isoformat()}. {settings.url}{address}",
        _plain(digest.summary),
        "\n".join(f"- {label}: {_plain(text)}" for label, text in digest.key_figures),
    ]
    for name in SECTIONS:
        if name in story.sections or tables.get(name):
            parts.append(f"## {_plain(plain_text(story.headings[name]))}")
            parts += [_plain(plain_text(text)) for text in story.sections.get(name, ())]
            parts.append(table_twin(tables[name], teller) if tables.get(name) else "")
    if story.changes:
        parts.append(f"## {_plain(plain_text(story.headings['changes']))}")
        parts.append("\n".join(f"- {_plain(plain_text(change))}" for change in story.changes))
    parts.append("## Sources")
    parts.append("\n".join(f"- {_plain(credit)}" for credit in credits) or "None named.")
    parts.append(
        f"Every figure down to its cell: {settings.url}{address}ledger.json. Not investment advice."
    )
    return "\n\n".join(part for part in parts if part) + "\n"


def table_twin(table: FigureTable, teller: Teller) -> str:
    """Return a table of figures as Markdown, a row for each subject."""
    return _table("Asset", [row.subject for row in table.rows], table, teller)


def days_twin(table: FigureTable, teller: Teller) -> str:
    """Return a table of figures as Markdown, a row for each day."""
    return _table("Day", [row.day.isoformat() for row in table.rows], table, teller)


def _table(first: str, names: Sequence[str], table: FigureTable, teller: Teller) -> str:
    head = [first, *(f"{field.label} {field.window}".strip() for field in table.columns)]
    rows = [
        [
            _plain(name),
            *("n/a" if f is None else _plain(teller.printer.cell(f)) for f in row.figures),
        ]
        for name, row in zip(names, table.rows, strict=True)
    ]
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
