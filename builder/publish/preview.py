"""A live preview: the site as it will be, built anew as its inputs are saved."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from builder.publish.beside_pages import BesidePages
from builder.publish.data.archive_files import write_archive
from builder.publish.folders import Folders
from builder.publish.found.hosting import write_hosting
from builder.publish.html.html import read_settings, write_html
from builder.publish.inputs import Inputs, read_inputs
from builder.publish.kept.kept_pages import read_kept_pages, write_kept_pages
from builder.publish.kept.pages import make_pages
from builder.publish.kept.program import program_digest
from builder.publish.kept.writers import PageWriter, WriterPool


class Preview:
    """A preview of a site in folders of its own; the published site is never touched.

    With `drafts` it shows what is not published yet too. `watched` are the files and folders of the
    theme and the settings, which all pages depend on; `inputs` is what the last build was made
    from. A page says what is wrong with a text that is withheld from it, if it `tells`.
    """

    def __init__(
        self,
        folders: Folders,
        jobs: int,
        watched: Iterable[Path],
        drafts: bool = False,
        tells: bool = True,
    ) -> None:
        self.folders = folders
        self._jobs = jobs
        self.watched = tuple(watched)
        self._drafts, self._tells = drafts, tells
        self.inputs: Inputs | None = None
        self._look: dict[Path, float] | None = None
        self._removed: list[str] = []

    def build(self, now: datetime) -> int:
        """Build what changed since the last time; returns the number of pages that did.

        Raises InputFaults or SiteError, and leaves the preview as it was.
        """
        settings = read_settings(self.folders.config, self.folders.docs)
        inputs = read_inputs(
            self.folders.data,
            self.folders.content,
            now,
            settings.language,
            self._drafts,
            self.folders.checked,
            self._jobs,
            self.folders.market,
        )
        shown = inputs.told() if self._tells else inputs.written
        program, places = program_digest(), self.folders.places
        earlier = read_kept_pages(self.folders.pages, program)
        writer = PageWriter(inputs.history, settings, shown.authors, self.folders.charts, places)
        with WriterPool(writer, self._jobs) as pool:
            files = write_archive(inputs.history, settings, self.folders.archive)
            made = make_pages(
                pool, inputs.history, shown, settings, files, earlier, places, lambda _: None
            )
        write_kept_pages(self.folders.pages, program, made.pages, made.rewritten)
        # Until they are gone from the site as well, which a fault in another page may put off.
        self._removed += made.removed
        # A page's HTML depends on its own Markdown, the theme and the settings, and nothing else:
        # unless one of the latter two changed, the rest of the pages stand.
        look = _modified(self.watched)
        anew = look != self._look
        every = {page.address for page in made.pages}
        addresses = None if anew else sorted(self._older_than_docs(every))
        write_html(
            self.folders.config,
            self.folders.docs,
            self.folders.site,
            addresses,
            self._jobs,
            theme=anew,
            preview=True,
        )
        self._look = look
        for path in self._removed:
            if (self.folders.docs / path).exists():
                continue  # It has come back since.
            # Only a page's own folder: a stray file at the top has none.
            if path.endswith("/index.md"):
                shutil.rmtree((self.folders.site / path).parent, ignore_errors=True)
            else:
                (self.folders.site / path).unlink(missing_ok=True)
        self._removed.clear()
        self.inputs = inputs
        site, catalogue = self.folders.site, made.catalogue(places)
        beside = BesidePages(site, self.folders, settings, inputs, catalogue, every)
        beside.write_data()
        beside.write_found(self._jobs)
        write_hosting(site, settings, inputs.history.assets)
        return len(made.changed)

    def _older_than_docs(self, addresses: Iterable[str]) -> Iterator[str]:
        """Yield the pages that are older than a file of their folder among the generated pages."""
        for address in addresses:
            page = self.folders.site / address / "index.html"
            made = page.stat().st_mtime_ns if page.is_file() else 0
            with os.scandir(self.folders.docs / address) as beside:
                if any(file.is_file() and file.stat().st_mtime_ns >= made for file in beside):
                    yield address


def serve(preview: Preview, watch: Iterable[Path], host: str, port: int,
          rebuild: Callable[[], None]) -> None:  # fmt: skip
    """Serve a preview and reload the browser when a watched path changes, until interrupted.

    Uses MkDocs's own development server, which tells open pages to reload.
    """
    from mkdocs.livereload import LiveReloadServer

    settings = read_settings(preview.folders.config, preview.folders.docs)
    server = LiveReloadServer(
        rebuild,
        host=host,
        port=port,
        root=str(preview.folders.site),
        mount_path=urlsplit(settings.url).path or "/",
        polling_interval=0.2,
    )
    for path in watch:
        server.watch(str(path))
    try:
        server.serve()
    except KeyboardInterrupt:
        # How a preview is meant to end.
        pass
    finally:
        server.shutdown()


def _modified(paths: Iterable[Path]) -> dict[Path, float]:
    files = (
        file
        for path in paths
        for file in (path.rglob("*") if path.is_dir() else [path])
        if file.is_file()
    )
    return {file: file.stat().st_mtime for file in files}
