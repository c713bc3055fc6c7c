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
    folder_option,
    input_options,
    reports_errors,
    site_options,
)
from builder.commands.rollback import say_waiting
from builder.commands.texts import withheld
from builder.publish.build import Built, Progress, build_site
from builder.publish.cache import refuse_overlap, use_cache
from builder.publish.folders import Folders
from builder.publish.inputs import Withholding
from builder.publish.kept.explanation import explained
from builder.publish.release.release import refuse_foreign
from builder.terminal import Bar, complain, counted


@click.command()
@input_options
@folder_option("--site", "site", "Folder to publish into.")
@site_options
@click.option("--strict", is_flag=True, help="Let withheld cells and texts stop the build.")
@click.option("--allow-shrink", is_flag=True,
              help="Publish even if half of the published days or assets are gone.")  # fmt: skip
@click.option("--explain", is_flag=True, help="Say of each page that was rendered why.")
@click.option("--clean", is_flag=True, help="Forget all that is kept in the cache, and start over.")
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
    explain: bool,
    clean: bool,
) -> None:
    """Build the site and publish it.

    Faults in the inputs are listed all at once, and leave the published site as it was; `daybook
    rollback` goes back to the release before. A text that contradicts its day's figures is
    withheld; the rest is published. Only pages whose inputs changed are rendered.
    """
    started = time.monotonic()
    now = now or clock()
    # Before anything is written, be it a lock.
    refuse_overlap(site, (data, content), "--site")
    refuse_foreign(site)
    use_cache(cache, (data, content), clean)
    try:
        with Bar() as bar:
            # A link to a site stays a link: what it points at is published anew.
            folders = Folders(
                data, content, config, site.resolve(), cache / "docs", cache / "charts"
            )
            progress = Progress(bar.set_total, bar.advance, say_waiting)
            built = build_site(folders, now, jobs, progress, allow_shrink, clean, strict)
    except Withholding as error:
        _tell_withheld(error, data)
        sys.exit(FAULTS)
    if explain and built.made is not None and built.publication is not None:
        for line in explained(built.made, built.publication):
            click.echo(line)
    _summarise(built, time.monotonic() - started)


def _tell_withheld(error: Withholding, data: Path) -> None:
    complain(f"{data.as_posix()}/{cell}" for cell in error.cells)
    complain(error.errors)
    parts = [counted(len(error.cells), "withheld cell")] if error.cells else []
    parts += [f"{counted(len(error.errors), 'error')} in texts"] if error.errors else []
    click.echo(f"{', '.join(parts)}; nothing was published.", err=True)


def _summarise(built: Built, seconds: float) -> None:
    account = built.account
    parts = [
        counted(account.days, "day"),
        counted(account.assets, "asset"),
        counted(account.pages, "page"),
        counted(account.withheld, "withheld cell"),
        f"{seconds:.1f} seconds",
    ]
    click.echo(", ".join(parts))
    if built.made is None:
        click.echo("Nothing has changed: the published site stands as it is.")
    if account.withheld:
        click.echo("Run `daybook check` to see which cells are withheld, and why.")
    for file, reason in account.waiting:
        click.echo(f"{file}: not published: {reason}.")
    for line in withheld(account.refused):
        click.echo(line)
