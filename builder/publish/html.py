"""Runs MkDocs, by its Python API, over the generated docs folder."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from builder.pages.settings import Licence, Settings
from builder.story.telling import FOLDER as STORIES


class SiteError(Exception):
    """`mkdocs.yml` cannot be used, or something is wrong with the pages as they were made."""


def read_settings(config: Path, docs: Path) -> Settings:
    """Read what pages need to know from `mkdocs.yml`.

    Raises SiteError if the file is missing or not understood.
    """
    loaded = _load(config, docs, docs.with_name("site"))
    extra = loaded["extra"]
    if not loaded["site_url"]:
        raise SiteError(f"{config.name}: site_url: expected the site's address, found none")
    language, timezone = loaded["theme"]["language"], extra.get("timezone", "UTC")
    if not (STORIES / language).is_dir():
        expected = ", ".join(sorted(folder.name for folder in STORIES.glob("[a-z][a-z]")))
        raise SiteError(f"{config.name}: theme.language: expected {expected}, found {language!r}")
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError) as error:
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
    config: Path, docs: Path, site: Path, changed_only: bool = False, preview: bool = False
) -> None:
    """Render the docs folder into the site folder; warnings count as errors.

    With `changed_only`, pages whose HTML is newer than their Markdown are kept. Pages of a
    `preview` let the script run that its server puts into them. Raises SiteError with MkDocs's own
    words.
    """
    from mkdocs.commands.build import build
    from mkdocs.exceptions import MkDocsException

    loaded = _load(config, docs, site)
    loaded["strict"] = not changed_only
    loaded["extra"]["preview"] = preview
    log = logging.getLogger("mkdocs.commands.build")
    log.addFilter(_is_of_use)
    try:
        build(loaded, dirty=changed_only)
    except MkDocsException as error:
        raise SiteError(f"MkDocs: {error}") from error
    finally:
        log.removeFilter(_is_of_use)


def _is_of_use(record: logging.LogRecord) -> bool:
    """Leave out what MkDocs says of every dirty build: here no page needs another."""
    return not record.getMessage().startswith("A 'dirty' build")


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
