"""`daybook serve`: a live preview."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

import click
from jinja2 import TemplateError

from builder.commands.options import (
    clock,
    folder_option,
    input_options,
    reports_errors,
    site_options,
)
from builder.commands.texts import withheld
from builder.market.faults import InputFaults
from builder.pages.environment import TEMPLATES as PAGE_TEMPLATES
from builder.publish.folders import Folders
from builder.publish.html.html import SiteError
from builder.publish.kept.account import refused_in
from builder.publish.preview import Preview
from builder.publish.preview import serve as serve_preview
from builder.publish.release.locks import sole_build
from builder.publish.release.release import refuse_foreign
from builder.story.telling import FOLDER as STORY_TEMPLATES
from builder.terminal import complain, counted, disk_words

TEMPLATE_FOLDERS = (PAGE_TEMPLATES, *STORY_TEMPLATES.glob("[a-z][a-z]/"))


@click.command()
@input_options
@folder_option("--site", None, "Folder to preview in; by default one within the cache.")
@site_options
@click.option("--drafts", is_flag=True, help="Show what is not published yet too.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=int, default=8000, show_default=True, help="Port to listen on.")
@reports_errors
def serve(
    data: Path,
    content: Path,
    now: datetime | None,
    site: Path | None,
    config: Path,
    cache: Path,
    jobs: int,
    drafts: bool,
    host: str,
    port: int,
) -> None:
    """Preview the site in a browser; pages reload as their inputs are saved.

    Changes to data, content, templates and styles are shown; a change of the program needs a new
    start. The published site is not touched, unless you name its folder. A text that contradicts
    the figures is withheld as in a build; its page and the terminal say what is wrong.
    """
    if drafts and site is not None:
        raise click.UsageError(
            "drafts are shown in a folder of the preview's own: leave out --site"
        )
    work = cache / "preview"
    refuse_foreign(site or work / "site")
    folders = Folders(data, content, config, site or work / "site", work / "docs", cache / "charts")
    look = [config, config.parent / "overrides"]
    theme = [path for path in look if path.exists()]
    preview = Preview(folders, jobs, theme, drafts, tells=site is None)
    with sole_build(folders.docs, folders.site, _say_waiting):
        preview.build(now or clock())
        _tell_errors(preview)
        click.echo(f"Serving http://{host}:{port}/ until you press Ctrl+C.")
        watched = [data, content, *preview.watched, *TEMPLATE_FOLDERS]
        serve_preview(preview, watched, host, port, lambda: _rebuild(preview, now))


def _say_waiting(folder: Path) -> None:
    click.echo(
        f"{folder}: another preview or build uses it; waiting until it ends. "
        "For two previews at once, give each its own --cache.",
        err=True,
    )


def _rebuild(preview: Preview, now: datetime | None) -> None:
    started = time.monotonic()
    try:
        changed = preview.build(now or clock())
    except InputFaults as error:
        complain(error.faults)
        click.echo("The preview stays as it was until this is mended.", err=True)
    except (SiteError, TemplateError) as error:
        click.echo(f"{error}\nThe preview stays as it was until this is mended.", err=True)
    except OSError as error:
        click.echo(f"{disk_words(error)}\nThe preview stays as it was until then.", err=True)
    else:
        _tell_errors(preview)
        click.echo(f"{counted(changed, 'page')} changed, {time.monotonic() - started:.1f} seconds")


def _tell_errors(preview: Preview) -> None:
    """Print why texts are withheld, as their authors write them."""
    if preview.inputs is not None:
        complain(withheld(refused_in(preview.inputs)))
