"""`daybook serve`: a live preview."""

from __future__ import annotations

import time
from pathlib import Path

import click
from jinja2 import TemplateError

from builder.commands.options import CHECKED, input_options, reports_errors, site_options
from builder.market.faults import InputFaults
from builder.pages.environment import TEMPLATES as PAGE_TEMPLATES
from builder.publish.build import Folders
from builder.publish.html import SiteError
from builder.publish.preview import Preview
from builder.publish.preview import serve as serve_preview
from builder.publish.release import refuse_foreign
from builder.story.telling import FOLDER as STORY_TEMPLATES
from builder.terminal import complain, counted

TEMPLATE_FOLDERS = (PAGE_TEMPLATES, *STORY_TEMPLATES.glob("[a-z][a-z]/"))


@click.command()
@input_options
@click.option("--site", type=click.Path(file_okay=False, path_type=Path), default=None,
              help="Folder to preview in; by default one within the cache.")  # fmt: skip
@site_options
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=int, default=8000, show_default=True, help="Port to listen on.")
@reports_errors
def serve(
    data: Path,
    content: Path,
    site: Path | None,
    config: Path,
    cache: Path,
    jobs: int,
    host: str,
    port: int,
) -> None:
    """Preview the site in a browser; pages reload as their inputs are saved.

    Changes to data, content, templates and styles are shown; a change of the program needs a new
    start. The published site is not touched, unless you name its folder.
    """
    work = cache / "preview"
    refuse_foreign(site or work / "site")
    folders = Folders(
        data,
        content,
        config,
        site or work / "site",
        work / "docs",
        cache / "charts",
        cache / CHECKED,
    )
    look = [config, config.parent / "overrides"]
    preview = Preview(folders, jobs, [path for path in look if path.exists()])
    preview.build()
    _tell_errors(preview)
    click.echo(f"Serving http://{host}:{port}/ until you press Ctrl+C.")
    watched = [data, content, *preview.watched, *TEMPLATE_FOLDERS]
    serve_preview(preview, watched, host, port, lambda: _rebuild(preview))


def _rebuild(preview: Preview) -> None:
    started = time.monotonic()
    try:
        changed = preview.build()
    except InputFaults as error:
        complain(error.faults)
        click.echo("The preview stays as it was until this is mended.", err=True)
    except (SiteError, TemplateError) as error:
        click.echo(f"{error}\nThe preview stays as it was until this is mended.", err=True)
    else:
        _tell_errors(preview)
        click.echo(f"{counted(changed, 'page')} changed, {time.monotonic() - started:.1f} seconds")


def _tell_errors(preview: Preview) -> None:
    """Print why texts are withheld, as their authors write them."""
    if preview.inputs is not None:
        complain(finding for finding in preview.inputs.findings if finding.is_error)
