"""All that a site has beside its pages."""

from __future__ import annotations

from collections.abc import Collection
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


def write_data(
    site: Path,
    folders: Folders,
    settings: Settings,
    inputs: Inputs,
    catalogue: Catalogue,
    rendered: Collection[str],
) -> None:
    """Write what a site is taken away by; a day's own files if its page was `rendered`.

    It needs nothing of `write_found`, and may be done at the same time.
    """
    history = inputs.history
    days = [day for day in history.days if day_address(day.date) in rendered]
    write_downloads(history, site, days)
    copy_archive(folders.archive, site)
    write_api(history, catalogue.headlines, settings, site)


def write_found(
    site: Path,
    folders: Folders,
    settings: Settings,
    inputs: Inputs,
    catalogue: Catalogue,
    rendered: Collection[str],
    jobs: int = 1,
) -> None:
    """Write what a site is found, followed, searched and asked by.

    What stands beside one page alone is written for those that were `rendered`. Raises SearchError
    or SiteError.
    """
    history = inputs.history
    place_twins(folders.places.twins, site, catalogue, rendered)
    place_embeds(folders.places.twins, site, rendered)
    write_sitemaps(site, settings, catalogue)
    write_feeds(site, settings, feeds_of(settings, history, inputs.written, catalogue))
    write_llms_txt(site, settings, catalogue)
    write_search(site, folders.search, settings, catalogue, history.assets, jobs)
    write_interactive(site, folders.interactive)
