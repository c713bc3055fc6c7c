"""`daybook build`: data and content become a site."""

from __future__ import annotations

import sys
import time
from datetime import datetime
from pathlib import Path

import click

from builder.commands.options import (
    FAULTS,
    clock,
    input_options,
    reports_errors,
    site_options,
)
from builder.commands.rollback import say_waiting
from builder.commands.texts import withheld
from builder.publish.build import CHECKED, MARKET, Folders, Progress, build_site
from builder.publish.docs import WrittenDocs
from builder.publish.inputs import Inputs, read_inputs
from builder.terminal import Bar, complain, counted


@click.command()
@input_options
@click.option("--site", type=click.Path(file_okay=False, path_type=Path), default="site",
              show_default=True, help="Folder to publish into.")  # fmt: skip
@site_options
@click.option("--strict", is_flag=True, help="Let withheld cells and texts stop the build.")
@click.option("--allow-shrink", is_flag=True,
              help="Publish even if half of the published days or assets are gone.")  # fmt: skip
@reports_errors
def build(
    data: Path,
    content: Path,
    now: datetime | None,
    site: Path,
    config: Path,
    cache: Path,
    jobs: int,
    strict: bool,
    allow_shrink: bool,
) -> None:
    """Build the site and publish it.

    Faults in the inputs are listed all at once, and leave the published site as it was; `daybook
    rollback` goes back to the release before. A text that contradicts its day's figures is
    withheld; the rest is published.
    """
    started = time.monotonic()
    now = now or clock()
    if strict:
        checked, kept = cache / CHECKED, cache / MARKET
        inputs = read_inputs(data, content, now, checked=checked, jobs=jobs, kept=kept)
        _stop_if_withheld(inputs, data)
    with Bar() as bar:
        # A link to a site stays a link: what it points at is published anew.
        folders = Folders(data, content, config, site.resolve(), cache / "docs", cache / "charts")
        progress = Progress(bar.set_total, bar.advance, say_waiting)
        inputs, written = build_site(folders, now, jobs, progress, allow_shrink)
    _summarise(inputs, written, time.monotonic() - started)


def _stop_if_withheld(inputs: Inputs, data: Path) -> None:
    cells = inputs.history.withheld
    errors = [finding for held in inputs.refused for finding in held.errors]
    if not cells and not errors:
        return
    complain(f"{data.as_posix()}/{cell}" for cell in cells)
    complain(errors)
    parts = [counted(len(cells), "withheld cell")] if cells else []
    parts += [f"{counted(len(errors), 'error')} in texts"] if errors else []
    click.echo(f"{', '.join(parts)}; nothing was published.", err=True)
    sys.exit(FAULTS)


def _summarise(inputs: Inputs, written: WrittenDocs, seconds: float) -> None:
    history = inputs.history
    parts = [
        counted(len(history.days), "day"),
        counted(len(history.assets), "asset"),
        counted(len(written.addresses), "page"),
        counted(len(history.withheld), "withheld cell"),
        f"{seconds:.1f} seconds",
    ]
    click.echo(", ".join(parts))
    if history.withheld:
        click.echo("Run `daybook check` to see which cells are withheld, and why.")
    for text in inputs.waiting:
        click.echo(f"{text.commentary.file}: not published: {text.reason}.")
    for line in withheld(inputs):
        click.echo(line)
