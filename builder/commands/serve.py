"""`daybook serve`: a live preview."""

from __future__ import annotations

import socket
import time
from concurrent.futures.process import BrokenProcessPool
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
from builder.publish.cache import refuse_overlap, use_cache
from builder.publish.errors import SiteError
from builder.publish.folders import Folders
from builder.publish.kept.account import refused_in
from builder.publish.preview import Preview
from builder.publish.preview import serve as serve_preview
from builder.publish.release.locks import sole_build
from builder.publish.release.release import refuse_foreign
from builder.story.telling import FOLDER as STORY_TEMPLATES
from builder.terminal import KILLED, complain, counted, disk_words

TEMPLATE_FOLDERS = (PAGE_TEMPLATES, *STORY_TEMPLATES.glob("[a-z][a-z]/"))


@click.command()
@input_options
@folder_option("--site", None, "Folder to preview in; by default one within the cache.")
@site_options
@click.option("--drafts", is_flag=True, help="Show what is not published yet too.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default=True,
    help="Port to listen on.",
)
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
    _refuse_taken(host, port)
    work = cache / "preview"
    if site is not None:
        refuse_overlap(site, (data, content), "--site")
    refuse_foreign(site or work / "site")
    use_cache(cache, (data, content))
    folders = Folders(data, content, config, site or work / "site", work / "docs", cache / "charts")
    look = [config, config.parent / "overrides"]
    theme = [path for path in look if path.exists()]
    preview = Preview(folders, jobs, theme, drafts, tells=site is None)
    with sole_build(folders.docs, folders.site, _say_waiting):
        preview.build(now or clock())
        _tell_errors(preview)
        click.echo(f"Serving http://{host}:{port}/ until you press Ctrl+C.")
        watched = [data, content, *preview.watched, *TEMPLATE_FOLDERS]
        serve_preview(preview, watched, host, port, lambda: rebuild(preview, now))


def _refuse_taken(host: str, port: int) -> None:
    """Raise UsageError if nothing can listen at an address, before anything is built for it."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(address)
    except FileNotFoundError as error:
        # As editors save: the file is there again in a moment, and that is a change.
        click.echo(f"{error.filename}: was gone when it was to be read; save it again.", err=True)
    except BrokenProcessPool:
        click.echo(KILLED, err=True)
    except OSError as error:
        raise click.UsageError(
            f"nothing can listen at {host}:{port} ({error.strerror}): "
            "choose another --port or --host"
        ) from error


def _say_waiting(folder: Path) -> None:
    click.echo(
        f"{folder}: another preview or build uses it; waiting until it ends. "
        "For two previews at once, give each its own --cache.",
        err=True,
    )


def rebuild(preview: Preview, now: datetime | None) -> None:
    """Build a preview again and tell what came of it; what went wrong never ends the preview."""
    started = time.monotonic()
    try:
        changed = preview.build(now or clock())
    except InputFaults as error:
        complain(error.faults)
        click.echo("The preview stays as it was until this is mended.", err=True)
    except (SiteError, TemplateError) as error:
        click.echo(f"{error}\nThe preview stays as it was until this is mended.", err=True)
    except FileNotFoundError as error:
        # As editors save: the file is there again in a moment, and that is a change.
        click.echo(f"{error.filename}: was gone when it was to be read; save it again.", err=True)
    except BrokenProcessPool:
        click.echo(KILLED, err=True)
    except OSError as error:
        click.echo(f"{disk_words(error)}\nThe preview stays as it was until then.", err=True)
    else:
        _tell_errors(preview)
        click.echo(f"{counted(changed, 'page')} changed, {time.monotonic() - started:.1f} seconds")


def _tell_errors(preview: Preview) -> None:
    """Print why texts are withheld, as their authors write them."""
    if preview.inputs is not None:
        complain(withheld(refused_in(preview.inputs)))
