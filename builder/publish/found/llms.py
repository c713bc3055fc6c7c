"""llms.txt: the site in brief for machines that read (https://llmstxt.org)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from builder.pages.plain_markdown import in_markdown, link_target
from builder.pages.settings import Settings
from builder.publish.catalogue import Catalogue, Listed
from builder.publish.data.api_schemas import DAYS, LATEST
from builder.publish.files import write_text

MOST_DAYS = 30
"""Days that it names; all others follow from how addresses are made."""

_DATA = (
    (LATEST, "the latest day with all its figures, derived ones with their formulas, as JSON"),
    (DAYS, "every day on file with its headline and its totals, as JSON"),
    ("data/archive.csv", "every reported figure, a row for each day and subject"),
    ("datapackage.json", "the columns, units, sources and licences of the data"),
)
"""The addresses of what programs read, and what it is."""


def llms_txt(settings: Settings, catalogue: Catalogue) -> str:
    """Return the file: a heading, what the site is, and lists of its texts in Markdown.

    Of a demonstration it says that it is one and lists nothing: its figures are no facts.
    """
    days = catalogue.of_kind("day")
    parts = [
        f"# {in_markdown(settings.name)}",
        "> An archive of market summary pages in which every number can be proven: each page is "
        "written from reported figures, and its ledger traces each number to its cell.",
    ]
    if not catalogue.pages:
        return "\n\n".join([*parts, "The figures here are a demonstration, made up."]) + "\n"
    day = settings.absolute(days[-1].address) if days else settings.absolute("")
    parts += [
        f"A day stands at its date, such as {day}. Beside its page stand the same in Markdown "
        "(index.md), its figures (data.csv, data.json), and what each number rests on "
        "(ledger.json). Days marked as disputed are kept as published and compared with no "
        "other; figures that contradict each other are withheld.",
        _section(settings, "Latest days", reversed(days[-MOST_DAYS:])),
        _section(settings, "Assets", catalogue.of_kind("asset")),
        _section(settings, "Years", reversed(catalogue.of_kind("year"))),
        _section(
            settings,
            "About",
            catalogue.of_kind(
                "archive", "records", "tags", "data", "methodology", "corrections", "about"
            ),
        ),
        "\n".join(
            [
                "## Data",
                "",
                *(
                    f"- [{path}]({link_target(settings.absolute(path))}): {what}"
                    for path, what in _DATA
                ),
            ]
        ),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def write_llms_txt(site: Path, settings: Settings, catalogue: Catalogue) -> None:
    """Write llms.txt at the top of the site."""
    write_text(site / "llms.txt", llms_txt(settings, catalogue))


def _section(settings: Settings, title: str, pages: Iterable[Listed]) -> str:
    lines = [_link(settings, page) for page in pages]
    return "\n".join([f"## {title}", "", *lines]) if lines else ""


def _link(settings: Settings, page: Listed) -> str:
    address = settings.absolute(f"{page.address}{'index.md' if page.has_twin else ''}")
    summary = page.digest.summary if page.digest else page.description
    disputed = "Disputed. " if page.digest and page.digest.disputed else ""
    title, words = in_markdown(page.title), in_markdown(f"{disputed}{summary}")
    return f"- [{title}]({link_target(address)}): {words}"
