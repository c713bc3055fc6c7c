"""`daybook rollback`: publishes the previous release again."""

from __future__ import annotations

from pathlib import Path

import click

from builder.commands.options import folder_option, reports_errors
from builder.publish.release.locks import sole_release
from builder.publish.release.published import read_published
from builder.publish.release.release import NoPrevious, refuse_foreign, roll_back


@click.command()
@folder_option("--site", "site", "Folder that is published.", exists=True)
@reports_errors
def rollback(site: Path) -> None:
    """Publish the previous release again, in one step.

    The release that was published is kept in its place: a second rollback comes back to it.
    """
    # A link to a site stays a link: what it points at is rolled back.
    site = site.resolve()
    refuse_foreign(site)
    try:
        with sole_release(site, say_waiting):
            before = read_published(site)
            roll_back(site)
            published = read_published(site)
    except NoPrevious as error:
        raise click.ClickException(str(error)) from error
    newer = before is not None and published is not None and published.made > before.made
    this, other = ("newer", "older") if newer else ("previous", "newer")
    click.echo(f"{site} is back at the {this} release: {published}.")
    click.echo(
        f"`daybook rollback` again goes to the {other} one; the next build publishes the inputs "
        "as they are then."
    )


def say_waiting(folder: Path) -> None:
    """Say that another build is using a folder."""
    click.echo(f"{folder}: another build is at work here; waiting until it is done.", err=True)
