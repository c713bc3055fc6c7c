"""All that a site has beside its pages."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from builder.pages.page import day_address
from builder.pages.settings import Settings
from builder.publish.catalogue import Catalogue
from builder.publish.data.api import write_api
from builder.publish.data.archive_files import copy_archive
from builder.publish.data.downloads import write_downloads
from builder.publish.folders import Folders
from builder.publish.found.feeds import feeds_of, write_feeds
from builder.publish.found.llms import write_llms_txt
from builder.publish.found.sitemap import write_sitemaps
from builder.publish.html.embeds import place_embeds
from builder.publish.html.interactive import write_interactive
from builder.publish.html.twins import place_twins
from builder.publish.inputs import Inputs
from builder.publish.search.kept import write_search


@dataclass(frozen=True)
class BesidePages:
    """All that stands beside the pages of a site.

    What stands beside one page alone is written for those that were `rendered`.
    """

    site: Path
    folders: Folders
    settings: Settings
    inputs: Inputs
    catalogue: Catalogue
    rendered: Collection[str]

    def write_data(self) -> None:
        """Write what a site is taken away by.

        It needs nothing of `write_found`, and may be done at the same time.
        """
        history = self.inputs.history
        days = [day for day in history.days if day_address(day.date) in self.rendered]
        write_downloads(history, self.site, days)
        copy_archive(self.folders.archive, self.site)
        write_api(history, self.catalogue.headlines, self.settings, self.site)

    def write_found(self, jobs: int = 1) -> None:
        """Write what a site is found, followed, searched and asked by.

        Raises SearchError or SiteError.
        """
        site, settings, catalogue = self.site, self.settings, self.catalogue
        history, twins = self.inputs.history, self.folders.places.twins
        place_twins(twins, site, catalogue, self.rendered)
        place_embeds(twins, site, self.rendered)
        write_sitemaps(site, settings, catalogue)
        write_feeds(site, settings, feeds_of(settings, history, self.inputs.written, catalogue))
        write_llms_txt(site, settings, catalogue)
        write_search(site, self.folders.search, settings, catalogue, history.assets, jobs)
        write_interactive(site, self.folders.interactive)
