"""The plugin that gives a run of MkDocs its pages, and shows Markdown only what it must read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from builder.publish.html.rendering import Run
from builder.publish.html.verbatim import put_back, set_aside

ERROR_PAGE = "404.html"


class ChosenPages(BasePlugin):
    """Makes MkDocs render the pages of a run, whatever else the docs folder holds."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._aside: dict[str, list[str]] = {}

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Return the pages of the run with what lies beside them, and the theme's files."""
        chosen = {file.src_uri: file for file in files} if self._run.theme else {}
        for address in self._run.addresses:
            for path in _of_page(self._run.docs, address):
                chosen[path] = self._file(path, config)
        # Its other template is a sitemap; the builder writes that, with true dates.
        config.theme.static_templates &= {ERROR_PAGE} if self._run.theme else set()
        written = [file.abs_dest_path for file in chosen.values()]
        written += [str(self._run.site / name) for name in config.theme.static_templates]
        for name in written:
            # MkDocs writes in place, and the file may have a second name in another release.
            Path(name).unlink(missing_ok=True)
        for path in _pages_of(config.nav):
            if path not in chosen and (self._run.docs / path).is_file():
                chosen[path] = self._file(path, config, InclusionLevel.EXCLUDED)
        return Files(chosen.values())

    def on_page_markdown(self, markdown: str, *, page: Page, **_: Any) -> str:
        """Set the page's large HTML aside."""
        shown, self._aside[page.file.src_uri] = set_aside(markdown)
        return shown

    def on_page_content(self, html: str, *, page: Page, **_: Any) -> str:
        """Put it back."""
        return put_back(html, self._aside.pop(page.file.src_uri))

    def _file(
        self, path: str, config: MkDocsConfig, level: InclusionLevel = InclusionLevel.UNDEFINED
    ) -> File:
        docs, site = str(self._run.docs), config.site_dir
        return File(path, docs, site, config.use_directory_urls, inclusion=level)


def _of_page(docs: Path, address: str) -> Iterator[str]:
    """Yield the files of a page: those of its folder, and of folders below that are no pages."""
    for entry in os.scandir(docs / address):
        if not entry.is_dir():
            yield f"{address}{entry.name}"
        elif not Path(entry.path, "index.md").exists():
            yield from _of_page(docs, f"{address}{entry.name}/")


def _pages_of(nav: Any) -> Iterator[str]:
    """Yield the pages that the settings name as sections of the site."""
    if isinstance(nav, str):
        yield nav.lstrip("/")
    for part in nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ():
        yield from _pages_of(part)
