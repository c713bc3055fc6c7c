"""The pages of a site: those that changed are rendered, the others taken as they were kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from markupsafe import Markup

from builder.charts.kept import NAME_BYTES
from builder.charts.pictures import Pictures
from builder.market.digests import history_digests
from builder.market.history import History
from builder.pages.data import DataFile
from builder.pages.days import planned_days
from builder.pages.overviews import Overviews
from builder.pages.planned import Planned
from builder.pages.settings import Settings
from builder.publish.catalogue import Catalogue
from builder.publish.kept.kept_pages import KeptPage, KeptPages
from builder.publish.kept.page_files import (
    PageFolders,
    State,
    entry_path,
    remove_others,
    standing,
    states_of,
)
from builder.publish.kept.reasons import Reasons
from builder.publish.kept.writers import WriterPool
from builder.story.commentary.written import Written


@dataclass(frozen=True)
class MadePages:
    """All pages of a site as they are kept, in their order, and what happened to them.

    `reasons` say why each of some addresses was rendered, `changed` which of them came out with
    other Markdown, `gone` which are no more. `rewritten` are those that are kept otherwise than
    before.
    """

    pages: tuple[KeptPage, ...]
    reasons: dict[str, str]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    removed: tuple[str, ...]
    rewritten: tuple[str, ...]

    @property
    def examples(self) -> tuple[str, ...]:
        """The address of one page of each form."""
        first: dict[str, str] = {}
        for page in self.pages:
            first.setdefault(page.form, page.address)
        return tuple(first.values())

    def drawings(self, pictures: Pictures) -> set[bytes]:
        """Return the short names of all drawings that the site has, and of its cards' pictures."""
        return pictures.names(page.card for page in self.pages if page.card) | {
            page.drawings[start : start + NAME_BYTES]
            for page in self.pages
            for start in range(0, len(page.drawings), NAME_BYTES)
        }

    def catalogue(self, places: PageFolders) -> Catalogue:
        """Return what feeds, sitemaps and machines need to know of the pages."""
        catalogue = Catalogue()
        for page in self.pages:
            catalogue.note(page.listed, page.indexable, _Text(places.twins, page.address))
        return catalogue


@dataclass(frozen=True)
class _Text:
    """Reads the text that feeds take of a page."""

    folder: Path
    address: str

    def __call__(self) -> Markup:
        text = (self.folder / entry_path(self.address)).read_text(encoding="utf-8")
        return Markup(text)  # noqa: S704 - written from the page's own HTML


@dataclass
class _Pages:
    """Pages as they are made or taken over."""

    pool: WriterPool
    earlier: KeptPages
    places: PageFolders
    reasons: Reasons
    docs: dict[str, State]
    twins: dict[str, State]
    on_page: Callable[[int], None]
    why: dict[str, str] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    rewritten: list[str] = field(default_factory=list)

    def made(self, planned: Sequence[Planned]) -> list[KeptPage]:
        found: dict[str, KeptPage] = {}
        anew = []
        for one in planned:
            kept = self._kept(one)
            if kept is None:
                self.why[one.address] = self.reasons.why(one)
                anew.append(one)
            else:
                found[one.address] = kept
        self.on_page(len(found))
        for page, changed in self.pool.make(anew):
            found[page.address] = page
            self.rewritten.append(page.address)
            if changed:
                self.changed.append(page.address)
            self.on_page(1)
        return [found[one.address] for one in planned]

    def _kept(self, planned: Planned) -> KeptPage | None:
        kept = self.earlier.pages.get(planned.address)
        if kept is None or kept.depends != planned.depends:
            return None
        page_files = standing(kept.page_files, self.places, self.docs, self.twins)
        if page_files is None:
            return None
        if page_files != kept.page_files:
            self.rewritten.append(kept.address)
            return replace(kept, page_files=page_files)
        return kept


def make_pages(
    pool: WriterPool,
    history: History,
    written: Written,
    settings: Settings,
    files: Sequence[DataFile],
    earlier: KeptPages,
    places: PageFolders,
    on_page: Callable[[int], None],
) -> MadePages:
    """Make the folders hold the pages of a site and nothing else; only what changed is rendered.

    `earlier` is what was kept of the pages before, `files` are those of the whole archive.
    """
    digests = history_digests(history)
    docs, twins = states_of(places.docs), states_of(places.twins)
    pages = _Pages(pool, earlier, places, Reasons(earlier, digests), docs, twins, on_page)
    days = pages.made(planned_days(history, written, settings, digests))
    summaries = [page.summary for page in days if page.summary is not None]
    overviews = Overviews(history, written, settings, files, digests, summaries)
    found = (*days, *pages.made(overviews.planned()))
    gone = earlier.pages.keys() - {page.address for page in found}
    return MadePages(
        found,
        pages.why,
        tuple(pages.changed),
        tuple(sorted(gone)),
        _clear(places, found, docs, twins),
        (*pages.rewritten, *gone),
    )


def _clear(
    places: PageFolders, pages: Iterable[KeptPage], docs: Iterable[str], twins: Iterable[str]
) -> tuple[str, ...]:
    """Remove what no page is made of; returns what that was among the pages."""
    wanted: tuple[set[str], set[str]] = (set(), set())
    for page in pages:
        for page_file in page.page_files:
            wanted[page_file.apart].add(page_file.path)
    remove_others(places.twins, wanted[True], twins)
    return remove_others(places.docs, wanted[False], docs)
