"""Runs MkDocs, by its Python API, over the generated docs folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from builder.charts.palette import read_palette
from builder.pages.settings import Licence, Settings
from builder.processes import helpers
from builder.publish.errors import SiteError
from builder.publish.html.rendering import Run, render, render_and_forget, shares
from builder.story.telling import FOLDER as STORIES

PALETTE = "assets/stylesheets/palette.css"
"""The one file of all colours, in the theme."""

CONVENTIONS = ("western", "eastern")
"""What `extra.direction_colours` may say: a rise is green and a fall red, or red and blue."""


def read_settings(config: Path, docs: Path) -> Settings:
    """Read what pages need to know from `mkdocs.yml`.

    Raises SiteError if the file is missing or not understood.
    """
    loaded = _load(config, docs, docs.with_name("site"))
    extra = loaded["extra"]
    if not loaded["site_url"]:
        raise SiteError(f"{config.name}: site_url: expected the site's address, found none")
    language, timezone = loaded["theme"].get("language"), extra.get("timezone", "UTC")
    # YAML takes some codes for something else: `no` is false.
    if not isinstance(language, str) or not (STORIES / language).is_dir():
        expected = ", ".join(sorted(folder.name for folder in STORIES.glob("[a-z][a-z]")))
        raise SiteError(f"{config.name}: theme.language: expected {expected}, found {language!r}")
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, TypeError) as error:
        raise SiteError(
            f"{config.name}: extra.timezone: expected a name such as Asia/Seoul, found {timezone!r}"
        ) from error
    return Settings(
        name=loaded["site_name"],
        url=loaded["site_url"],
        language=language,
        timezone=timezone,
        licence=_licence(extra.get("licence"), config.name),
        direction_colours=str(extra.get("direction_colours", "western")),
    )


def read_colours(config: Path, docs: Path) -> dict[str, str]:
    """Read the light colours of the theme that `mkdocs.yml` names, by their names.

    A rise and a fall are coloured as `extra.direction_colours` says. Raises SiteError.
    """
    loaded = _load(config, docs, docs.with_name("site"))
    convention = loaded["extra"].get("direction_colours", CONVENTIONS[0])
    if convention not in CONVENTIONS:
        raise SiteError(
            f"{config.name}: extra.direction_colours: expected {' or '.join(CONVENTIONS)}, "
            f"found {convention!r}"
        )
    for folder in loaded["theme"].dirs:
        if (path := Path(folder) / PALETTE).is_file():
            try:
                return read_palette(path, convention)
            except LookupError as error:
                raise SiteError(f"{PALETTE}: expected a colour {error}, found none") from error
    raise SiteError(f"{config.name}: theme.custom_dir: expected {PALETTE} in it, found none")


def read_theme(config: Path, docs: Path) -> list[str]:
    """Return the folders of templates and styles that `mkdocs.yml` puts over its theme.

    Raises SiteError if the file is missing or not understood.
    """
    custom = _load(config, docs, docs.with_name("site"))["theme"].custom_dir
    return [str(Path(custom).resolve())] if custom else []


def _licence(stated: object, file: str) -> Licence | None:
    """Return the licence of the pages, which a site need not state."""
    if stated is None:
        return None
    expected = f"{file}: extra.licence: expected a name and a url that begins with https://"
    if not isinstance(stated, dict) or set(stated) != {"name", "url"}:
        raise SiteError(f"{expected}, found {stated!r}")
    name, url = (str(stated[key] or "").strip() for key in ("name", "url"))
    if not name or not url.startswith("https://"):
        raise SiteError(f"{expected}, found {stated!r}")
    return Licence(name, url)


def write_html(
    config: Path,
    docs: Path,
    site: Path,
    addresses: Iterable[str] | None = None,
    jobs: int = 1,
    theme: bool = True,
    preview: bool = False,
) -> None:
    """Render the pages at some addresses of a docs folder into the site folder, or all of them.

    All of them are the whole site: what else lay in its folder goes. Of some, the rest of the
    folder stays; without `theme` its files and the error page do as well. A page is the same bytes
    whichever others are rendered with it. Files that are written anew replace those that were there
    and never change them in place.

    Pages of a `preview` let the script run that its server puts into them. Raises SiteError with
    all that MkDocs says, warnings too.
    """
    if addresses is None:
        addresses = sorted(f"{path.parent.relative_to(docs)}/" for path in docs.rglob("index.md"))
        addresses = ["" if address == "./" else address for address in addresses]
        _empty(site)
    runs = [
        Run(config, docs.resolve(), site.resolve(), share, theme and number == 0, preview)
        for number, share in enumerate(shares(list(addresses), jobs))
    ]
    complaints: dict[str, None] = {}
    if len(runs) == 1:
        complaints |= dict.fromkeys(render(runs[0]))
    elif jobs == 1:
        for said in map(render_and_forget, runs):
            complaints |= dict.fromkeys(said)
    else:
        with helpers(min(jobs, len(runs))) as pool:
            for said in pool.map(render_and_forget, runs):
                complaints |= dict.fromkeys(said)
    if complaints:
        raise SiteError("\n".join(f"MkDocs: {complaint}" for complaint in complaints))


def _empty(site: Path) -> None:
    from mkdocs.utils import clean_directory

    clean_directory(str(site))


def _load(config: Path, docs: Path, site: Path) -> Any:
    # Importing MkDocs takes a third of a second: only a build needs it, a check does not.
    docs.mkdir(parents=True, exist_ok=True)
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    try:
        return load_config(
            str(config), docs_dir=str(docs.resolve()), site_dir=str(site.resolve()), strict=True
        )
    except MkDocsException as error:
        raise SiteError(f"{config.name}: {error}") from error
