"""Pages rendered from data folders, and turned into HTML as the site's configuration says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from markdown import Markdown

from builder.charts.drawing import Drawings
from builder.market.digests import history_digests
from builder.market.history import History
from builder.pages.data import DataFile
from builder.pages.days import planned_days
from builder.pages.overviews import Overviews
from builder.pages.page import Page
from builder.pages.renderer import Renderer
from builder.pages.settings import Settings
from builder.publish.data.archive_files import write_archive
from builder.publish.inputs import read_inputs
from builder.story.commentary.written import Written
from tests.market.folders import NOW, Files, write_files
from tests.pages.html import Element, parse
from tests.site.reading import comparable

SETTINGS = Settings("Daybook", "https://daybook.example/", "en", "Asia/Seoul")


def render_site(
    history: History,
    written: Written,
    settings: Settings,
    drawings: Drawings,
    files: Sequence[DataFile],
) -> Iterator[Page]:
    """Yield every page of a site, days first; drawings are made as they are needed.

    `files` are those of the whole archive.
    """
    renderer = Renderer(history, settings, drawings.svg, written.authors)
    digests = history_digests(history)
    summaries = []
    for planned in planned_days(history, written, settings, digests):
        page = planned.page(renderer)
        if page.summary is not None:
            summaries.append(page.summary)
        yield page
    overviews = Overviews(history, written, settings, files, digests, summaries)
    for planned in overviews.planned():
        yield planned.page(renderer)


_CONFIG = Path(__file__).resolve().parents[2] / "mkdocs.yml"
_BUILT_IN = ["fenced_code"]  # MkDocs adds it whatever the configuration says


@dataclass(frozen=True)
class Shown:
    """A figure as a page shows it; `day` is empty for a figure of the page's own day."""

    id: str
    value: str
    text: str
    day: str


@dataclass(frozen=True)
class Rendered:
    """A page, and what a reader gets of it."""

    page: Page

    @cached_property
    def html(self) -> str:
        """The page's body as HTML."""
        return _markdown().convert(self.page.body)

    @cached_property
    def tree(self) -> Element:
        """The page's body as a tree."""
        return parse(self.html)

    @cached_property
    def figures(self) -> list[Shown]:
        """Every figure of the page, in order."""
        return figures_in(self.tree)

    @property
    def own_figures(self) -> dict[str, set[str]]:
        """The values shown for each figure of the page's own day."""
        found: dict[str, set[str]] = {}
        for figure in self.figures:
            if not figure.day:
                found.setdefault(figure.id, set()).add(figure.value)
        return found


@dataclass(frozen=True)
class Archive:
    """What a data folder says, and all its pages by their addresses."""

    history: History
    pages: dict[str, Rendered]

    def __getitem__(self, address: str) -> Rendered:
        """Return the page at an address."""
        return self.pages[address]


def render(data: Path, content: Path, drawings: Drawings) -> Archive:
    """Render every page of a data folder."""
    inputs = read_inputs(data, content, NOW)
    with TemporaryDirectory() as folder:
        files = write_archive(inputs.history, SETTINGS, Path(folder))
    pages = render_site(inputs.history, inputs.written, SETTINGS, drawings, files)
    return Archive(inputs.history, {page.address: Rendered(page) for page in pages})


def render_files(
    folder: Path, drawings: Drawings, data: Files, content: Files | None = None
) -> Archive:
    """Write data and content, and render their pages."""
    texts = folder / "content"
    texts.mkdir(parents=True)
    return render(write_files(folder / "data", data), write_files(texts, content or {}), drawings)


def figures_in(element: Element) -> list[Shown]:
    """Return the figures below an element, in order."""
    return [
        Shown(
            data.attributes["data-figure"],
            data.attributes["value"],
            data.text,
            data.attributes.get("data-day", ""),
        )
        for data in element.all("data")
        if "data-figure" in data.attributes
    ]


def table_rows(table: Element) -> list[tuple[str, list[Element]]]:
    """Return the rows of a table's body: the first word of its heading, and its cells."""
    rows = []
    for row in table.one("tbody").all("tr"):
        heading = row.one("th", scope="row")
        rows.append((heading.text, row.all("td")))
    return rows


def same(first: str, second: str) -> bool:
    """Tell whether two written values are the same number, or the same text."""
    return comparable(first) == comparable(second)


def _markdown() -> Markdown:
    # The file may hold tags of MkDocs that a plain YAML reader refuses; its extensions hold none.
    lines = _CONFIG.read_text(encoding="utf-8").split("\n")
    start = lines.index("markdown_extensions:")
    end = next(n for n in range(start + 1, len(lines)) if lines[n] and not lines[n].startswith(" "))
    listed = yaml.safe_load("\n".join(lines[start:end]))["markdown_extensions"]
    names = [one if isinstance(one, str) else next(iter(one)) for one in listed]
    options = {name: one[name] for one in listed if isinstance(one, dict) for name in one}
    return Markdown(extensions=[*_BUILT_IN, *names], extension_configs=options)
