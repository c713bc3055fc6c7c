"""`daybook demo`: an invented archive."""

from __future__ import annotations

from pathlib import Path

import click

from builder.commands.options import reports_errors
from builder.terminal import counted


@click.command()
@click.argument("directory", type=click.Path(path_type=Path))
@click.option(
    "--days", type=click.IntRange(min=1), default=1000, show_default=True, help="Days on file."
)
@click.option("--assets", type=click.IntRange(min=1), default=10, show_default=True, help="Assets.")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True,
              help="The same seed writes the same archive.")  # fmt: skip
@reports_errors
def demo(directory: Path, days: int, assets: int, seed: int) -> None:
    """Write an invented, clearly labelled archive into DIRECTORY, to see Daybook at work."""
    # The generator is not needed for anything else.
    from builder.demo import DemoRefused, write_demo

    try:
        written = write_demo(directory, days, assets, seed)
    except DemoRefused as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"{counted(len(written), 'file')} in {directory}: {counted(days, 'day')} on file.")
    click.echo(f"Build it with: daybook build --data {directory} --site DIR")
