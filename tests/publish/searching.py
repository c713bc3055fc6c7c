"""What the search is told of a data folder, without a site around it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from markupsafe import Markup

from builder.market.history import History
from builder.pages.asset import render_asset
from builder.pages.day import render_day
from builder.pages.page import Page
from builder.pages.renderer import Renderer
from builder.pages.settings import Settings
from builder.publish.catalogue import Catalogue, listed_of
from builder.publish.inputs import Inputs, read_inputs
from builder.publish.search.records import Record, records_of
from builder.story.day_story import day_story
from builder.story.plan import plan_day
from builder.story.telling import Teller
from tests.market.folders import Files, write_files

NOW = datetime(2030, 1, 1, tzinfo=UTC)
SETTINGS = Settings("Daybook", "https://daybook.example/", "en", "Asia/Seoul")


@dataclass(frozen=True)
class Searched:
    """A data folder as the search sees it: its days and assets."""

    history: History
    catalogue: Catalogue
    records: list[Record]

    def __getitem__(self, address: str) -> Record:
        """Return the record of a page."""
        return next(record for record in self.records if record.address == address)


def teller_of(history: History) -> Teller:
    """Return who puts a history into words."""
    return Teller(SETTINGS.language, history.assets, SETTINGS.timezone)


def catalogue_of(inputs: Inputs) -> Catalogue:
    """Return the catalogue of all pages of days and assets, made without drawings."""
    return catalogue_with(_pages(inputs))


def catalogue_with(pages: Iterable[Page]) -> Catalogue:
    """Return the catalogue of pages, taken one by one as in a build."""
    catalogue = Catalogue()
    for page in pages:
        text = page.digest.text if page.digest is not None else Markup("")
        catalogue.note(listed_of(page), page.indexable, lambda text=text: text)
    return catalogue


def _pages(inputs: Inputs) -> Iterator[Page]:
    history, written = inputs.history, inputs.written
    renderer = Renderer(history, SETTINGS, lambda _: "", written.authors)
    for day in history.days:
        plan, text = plan_day(history, day), written.on_days.get(day.date)
        story = renderer.headed(day_story(renderer.teller, plan), text, day.date)
        yield render_day(renderer, plan, story, {}, text, (None, None))
    for asset in history.assets:
        yield render_asset(renderer, asset, (), written.on_assets.get(asset.ticker))


def searched(data: Path, content: Path, now: datetime = NOW) -> Searched:
    """Read a data folder and what was written beside it."""
    inputs = read_inputs(data, content, now)
    catalogue = catalogue_of(inputs)
    teller = teller_of(inputs.history)
    records = list(records_of(catalogue, inputs.history.assets, teller))
    return Searched(inputs.history, catalogue, records)


def searched_files(folder: Path, data: Files, content: Files | None = None) -> Searched:
    """Write data and content, and read them."""
    texts = folder / "content"
    texts.mkdir(parents=True, exist_ok=True)
    return searched(write_files(folder / "data", data), write_files(texts, content or {}))
