"""What a release holds: pages and all beside them, made anew or taken over."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from builder.charts.pictures import Pictures
from builder.pages.settings import Settings
from builder.publish.beside_pages import BesidePages
from builder.publish.folders import Folders
from builder.publish.found.hosting import write_hosting
from builder.publish.html.assets import files_of_theme, remove_unused_assets
from builder.publish.html.cards import write_cards
from builder.publish.html.embeds import embed_address, place_embeds
from builder.publish.html.html import write_html
from builder.publish.inputs import Inputs
from builder.publish.kept.pages import MadePages
from builder.publish.meanwhile import meanwhile
from builder.publish.release.publication import Publication
from builder.publish.release.sharing import share_unchanged, start_anew, start_from


@dataclass(frozen=True)
class Contents:
    """What a release is written from, and which of its pages are taken over.

    `theme` are the folders of templates and styles that the site brings; `jobs` processes write.
    """

    folders: Folders
    settings: Settings
    inputs: Inputs
    made: MadePages
    publication: Publication
    theme: tuple[str, ...]
    jobs: int


def write_contents(contents: Contents, staging: Path, pictures: Pictures) -> list[str]:
    """Write a release into a folder: what changed is made, the rest is taken over.

    Returns the addresses of which the HTML was made. Raises SiteError or SearchError.
    """
    folders, made, jobs = contents.folders, contents.made, contents.jobs
    kept: set[str] = set()
    if taken := contents.publication.kept:
        kept = start_from(folders.site, staging, taken, files_of_theme(contents.theme))
    else:
        start_anew(staging)
    rendered = [page.address for page in made.pages if page.address not in kept]
    catalogue = made.catalogue(folders.places)
    beside = BesidePages(
        staging, folders, contents.settings, contents.inputs, catalogue, frozenset(rendered)
    )
    if kept:
        with meanwhile(partial(beside.write_found, jobs), jobs):
            write_html(folders.config, folders.docs, staging, rendered, jobs, theme=False)
            beside.write_data()
            write_cards(staging, folders.places.twins, pictures, rendered)
    else:
        # MkDocs is at work in all processes.
        write_html(folders.config, folders.docs, staging, None, jobs)
        place_embeds(folders.places.twins, staging, made.examples)
        embeds = [embed_address(page) for page in made.examples]
        remove_unused_assets(staging, [*made.examples, *embeds])
        with meanwhile(partial(beside.write_found, jobs), jobs):
            beside.write_data()
            write_cards(staging, folders.places.twins, pictures, rendered)
    # Under former names of assets stands what is taken away of them, and what they are followed by.
    write_hosting(staging, contents.settings, contents.inputs.history.assets)
    share_unchanged(staging, folders.site)
    return rendered
