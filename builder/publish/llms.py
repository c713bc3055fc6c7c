"""llms.txt: the site in brief for machines that read (https://llmstxt.org)."""

from __future__ import annotations

from pathlib import Path

from builder.pages.settings import Settings
from builder.publish.catalogue import Catalogue, Listed

LATEST = 30


def llms_txt(settings: Settings, catalogue: Catalogue) -> str:
    """Return the file: a heading, what the site is, and lists of its texts in Markdown."""
    parts = [
        f"# {settings.name}",
        "> An archive of market summary pages in which every number can be proven: each page is "
        "written from reported figures, and its ledger traces each number to its cell.",
        "## Latest days\n\n" + _links(settings, catalogue.days[:LATEST]),
        "## Assets\n\n" + _links(settings, catalogue.assets),
        "## About\n\n"
        + "\n".join(
            f"- [{page.title}]({settings.url}{page.address}): {page.description}"
            for page in catalogue.pages
            if page.kind in ("archive", "records", "methodology", "corrections", "about", "tags")
        ),
    ]
    return "\n\n".join(parts) + "\n"


def write_llms_txt(site: Path, settings: Settings, catalogue: Catalogue) -> None:
    """Write llms.txt at the top of the site."""
    text = llms_txt(settings, catalogue)
    (site / "llms.txt").write_text(text, encoding="utf-8", newline="\n")


def _links(settings: Settings, pages: list[Listed]) -> str:
    return "\n".join(
        f"- [{page.title}]({settings.url}{page.address}{'index.md' if page.has_twin else ''}): "
        f"{page.digest.summary if page.digest else page.description}"
        for page in pages
    )
