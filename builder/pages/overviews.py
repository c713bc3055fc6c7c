"""The pages of many days as they are planned: each from what it takes of them, and no more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import groupby

from builder.market.credits import providers_of
from builder.market.digests import HistoryDigests, digest_of
from builder.market.history import History
from builder.market.registry import Asset
from builder.pages.archive import (
    archive_scale,
    latest_days,
    render_archive,
    render_home,
)
from builder.pages.asset import render_asset, render_assets
from builder.pages.authors import render_author
from builder.pages.calendars import Scale
from builder.pages.charts.asset_charts import asset_charts
from builder.pages.corrections import all_corrected
from builder.pages.data import DataFile, render_data
from builder.pages.moved import render_moved
from builder.pages.page import (
    ABOUT_ADDRESS,
    DATA_ADDRESS,
    Page,
    asset_address,
    author_address,
    month_address,
    tag_address,
    year_address,
)
from builder.pages.periods import render_month, render_year
from builder.pages.planned import Planned
from builder.pages.records import render_records
from builder.pages.renderer import Renderer
from builder.pages.settings import Settings
from builder.pages.summaries import Summary
from builder.pages.tags import MOST_DAYS, days_of_a_kind, render_tag, render_tags, tagged_days
from builder.pages.text_digests import prose_digest, text_digest
from builder.pages.texts import render_about, render_corrections, render_methodology
from builder.story.commentary.prepared import Prepared
from builder.story.commentary.written import Refused, Written
from builder.story.day_story import day_story
from builder.story.plan import plan_day
from builder.story.printing import Printer


@dataclass(frozen=True)
class Overviews:
    """Plans the pages of many days, from the summaries of all days in their order.

    `files` are those of the whole archive.
    """

    history: History
    written: Written
    settings: Settings
    files: Sequence[DataFile]
    digests: HistoryDigests
    summaries: Sequence[Summary] = field(repr=False)

    def planned(self) -> list[Planned]:
        """Return the pages, in the order in which sitemaps name them."""
        return [
            *self._fronts(),
            *self._periods(),
            *self._of_assets(),
            self._page("records/", "records", render_records, history=self.digests.whole),
            *self._tags(),
            *self._texts(),
        ]

    def _page(
        self,
        address: str,
        kind: str,
        render: object,
        given: Iterable[object] = (),
        wide: bool = False,
        **depends: str,
    ) -> Planned:
        # All of them name assets, and some say what the sources ask for.
        common = {
            "settings": digest_of(repr(self.settings)),
            "sources": self.digests.sources,
            "registry": self.digests.assets,
        }
        return Planned(address, kind, {**common, **depends}, render, tuple(given), wide)  # type: ignore[arg-type]

    @cached_property
    def _scale(self) -> Scale:
        return archive_scale(self.summaries)

    @cached_property
    def _marks(self) -> dict[date, str]:
        """A digest for each day of what it says and what lists say of it."""
        own = self.digests.own
        return {
            one.day.date: digest_of(
                own[one.day.date], one.headline, repr(one.tags), repr(one.listed)
            )
            for one in self.summaries
        }

    def _marked(self, summaries: Iterable[Summary]) -> str:
        return digest_of(*(self._marks[one.day.date] for one in summaries))

    def _fronts(self) -> Iterable[Planned]:
        latest = self.history.days[-1].date
        text = self.written.on_days.get(latest)
        recent = latest_days(self.summaries)
        whole, scale = self.digests.whole, repr(self._scale)
        yield self._page(
            "",
            "home",
            home_page,
            (text, recent, self._scale),
            history=whole,
            days=self._marked(recent),
            scale=scale,
            text=text_digest(self.history, self.written, text, None),
        )
        yield self._page(
            "archive/",
            "archive",
            render_archive,
            (self.summaries, self._scale, self.files),
            wide=True,
            history=whole,
            days=self._marked(self.summaries),
            scale=scale,
            files=repr(self.files),
        )

    def _periods(self) -> Iterable[Planned]:
        for kind, render, first_of in (
            ("month", render_month, _first_of_month),
            ("year", render_year, _first_of_year),
        ):
            groups = [
                (first, list(members)) for first, members in groupby(self.summaries, key=first_of)
            ]
            firsts = [first for first, _ in groups]
            around = zip([None, *firsts], [*firsts[1:], None], strict=False)
            for (first, members), neighbours in zip(groups, around, strict=True):
                address = year_address(first.year)
                if kind == "month":
                    address = month_address(first.year, first.month)
                yield self._page(
                    address,
                    kind,
                    render,
                    (members, self._scale, neighbours),
                    days=self._marked(members),
                    scale=repr(self._scale),
                    beside=repr(neighbours),
                )

    def _of_assets(self) -> Iterable[Planned]:
        whole = self.digests.whole
        yield self._page("assets/", "assets", render_assets, history=whole)
        for asset in self.history.assets:
            text = self.written.on_assets.get(asset.ticker)
            refused = self.written.refused.get(asset.ticker)
            yield self._page(
                asset_address(asset.slug),
                "asset",
                asset_page,
                (asset, text, refused),
                history=whole,
                text=text_digest(self.history, self.written, text, refused),
            )
            for alias in asset.aliases:
                yield self._page(asset_address(alias), "moved", render_moved, (asset, alias))

    def _tags(self) -> Iterable[Planned]:
        tagged = tagged_days(self.summaries)
        yield self._page(
            "tags/",
            "tags",
            render_tags,
            (tagged,),
            wide=True,
            days=digest_of(*(self._marked(days) for days in tagged.values())),
        )
        for tag, days in tagged.items():
            listed = days[:MOST_DAYS]
            kind = days_of_a_kind(days)
            yield self._page(
                tag_address(tag),
                "tag",
                render_tag,
                (tag, listed, kind),
                days=f"{self._marked(listed)} {kind!r}",
            )

    def _texts(self) -> Iterable[Planned]:
        history, written = self.history, self.written
        whole = self.digests.whole
        yield self._page(
            DATA_ADDRESS, "data", render_data, (self.files,), history=whole, files=repr(self.files)
        )
        yield self._page(
            "methodology/",
            "methodology",
            render_methodology,
            credits=repr(providers_of(history)),
        )
        corrected = all_corrected(history, written, Printer(self.settings.language))
        doubtful = [
            day.date for day in history.days if day.disputed or history.withheld_on(day.date)
        ]
        yield self._page(
            "corrections/",
            "corrections",
            render_corrections,
            (corrected,),
            corrections=digest_of(repr(corrected), *(self.digests.own[day] for day in doubtful)),
        )
        yield self._page(
            ABOUT_ADDRESS, "about", render_about, (written.about,), text=prose_digest(written.about)
        )
        for author in written.published_authors:
            texts = written.by(author)
            days = [text.commentary.day for text in texts if text.commentary.day is not None]
            yield self._page(
                author_address(author.slug),
                "author",
                render_author,
                (author, written),
                wide=True,
                text=digest_of(
                    repr(author),
                    *(text_digest(history, written, text, None) for text in texts),
                    *(self.digests.own[day] for day in days),
                ),
            )


def home_page(
    renderer: Renderer, text: Prepared | None, recent: Sequence[Summary], scale: Scale
) -> Page:
    """Render the home page, on which the latest day is told."""
    history = renderer.history
    plan = plan_day(history, history.days[-1])
    story = renderer.headed(day_story(renderer.teller, plan), text, history.days[-1].date)
    return render_home(renderer, plan.facts, story, recent, scale)


def asset_page(
    renderer: Renderer, asset: Asset, text: Prepared | None, refused: Refused | None
) -> Page:
    """Render an asset's page with its charts."""
    charts = asset_charts(renderer.history, asset.ticker, renderer.teller)
    return render_asset(renderer, asset, charts, text, refused)


def _first_of_month(summary: Summary) -> date:
    return summary.day.date.replace(day=1)


def _first_of_year(summary: Summary) -> date:
    return summary.day.date.replace(month=1, day=1)
