"""The command line: the only place that reads arguments, prints and sets the exit code.

Exit codes: 0 done, 1 the inputs have faults, 2 wrong usage, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click
from jinja2 import TemplateError

from builder import __version__
from builder.commands.new import new
from builder.commands.rollback import rollback, say_waiting
from builder.commands.schema import schema
from builder.market.faults import InputFaults
from builder.pages.environment import TEMPLATES as PAGE_TEMPLATES
from builder.pages.ledger import source_words, trace, value_words
from builder.pages.site import page_about
from builder.publish.build import Folders, Progress, build_site
from builder.publish.docs import WrittenDocs
from builder.publish.html import SiteError, read_settings
from builder.publish.inputs import Inputs, read_inputs
from builder.publish.preview import Preview
from builder.publish.preview import serve as serve_preview
from builder.publish.release import NotASite, refuse_foreign
from builder.story.telling import FOLDER as STORY_TEMPLATES
from builder.terminal import STOPPED, Bar, complain, counted, disk_words, echo_table

FAULTS, USAGE, INTERRUPTED = 1, 2, 130

TEMPLATE_FOLDERS = (PAGE_TEMPLATES, *STORY_TEMPLATES.glob("[a-z][a-z]/"))

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


def _input_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option("--now", type=click.DateTime(["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M%z"]),
                     default=None, show_default="the clock", metavar="TIME",
                     help="The moment, such as 2025-10-24T12:30+09:00: what is to appear later "
                     "stays out."),
        click.option("--content", type=_FOLDER, default="content", show_default=True,
                     help="Folder of what authors wrote."),
        click.option("--data", type=_FOLDER, default="data", show_default=True,
                     help="Folder of snapshots, at any depth."),
    ):  # fmt: skip
        command = option(command)
    return command


def _site_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option("--jobs", type=click.IntRange(min=1), default=os.cpu_count() or 1,
                     show_default="cores", help="Processes that draw charts."),
        click.option("--cache", type=click.Path(file_okay=False, path_type=Path),
                     default=".cache", show_default=True,
                     help="Folder kept between builds: generated Markdown, drawn charts."),
        click.option("--config", type=click.Path(exists=True, dir_okay=False, path_type=Path),
                     default="mkdocs.yml", show_default=True, help="MkDocs configuration."),
    ):  # fmt: skip
        command = option(command)
    return command


def _reports_errors(command: Callable[..., Any]) -> Callable[..., Any]:
    """Turn what people can mend into messages and exit codes."""

    @wraps(command)
    def run(*args: Any, **options: Any) -> Any:
        try:
            return command(*args, **options)
        except InputFaults as error:
            complain(error.faults)
            number = len(error.faults)
            noun = "fault" if number == 1 else "faults"
            click.echo(f"{number} {noun} in the inputs; nothing was published.", err=True)
            sys.exit(FAULTS)
        except SiteError as error:
            click.echo(str(error), err=True)
            sys.exit(FAULTS)
        except NotASite as error:
            click.echo(str(error), err=True)
            sys.exit(USAGE)
        except OSError as error:
            click.echo(disk_words(error), err=True)
            sys.exit(FAULTS)
        except KeyboardInterrupt:
            click.echo(STOPPED, err=True)
            sys.exit(INTERRUPTED)

    return run


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="daybook")
def main() -> None:
    """Publish an archive of market summary pages from daily snapshots.

    Every number on every page comes from a cell of a snapshot, or from a formula over such cells.
    """


@main.command()
@_input_options
@click.option("--site", type=click.Path(file_okay=False, path_type=Path), default="site",
              show_default=True, help="Folder to publish into.")  # fmt: skip
@_site_options
@click.option("--strict", is_flag=True, help="Let withheld cells stop the build.")
@click.option("--allow-shrink", is_flag=True,
              help="Publish even if half of the published days or assets are gone.")  # fmt: skip
@_reports_errors
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

    Faults in the inputs are listed all at once, and leave the published site as it was. `daybook
    rollback` goes back to the release before.
    """
    started = time.monotonic()
    now = now or _clock()
    if strict:
        _stop_if_withheld(read_inputs(data, content, now), data)
    with Bar() as bar:
        # A link to a site stays a link: what it points at is published anew.
        folders = Folders(data, content, config, site.resolve(), cache / "docs", cache / "charts")
        progress = Progress(bar.set_total, bar.advance, say_waiting)
        inputs, written = build_site(folders, now, jobs, progress, allow_shrink)
    _summarise(inputs, written, time.monotonic() - started)


@main.command()
@_input_options
@click.option("--strict", is_flag=True, help="Let withheld cells fail the check.")
@_reports_errors
def check(data: Path, content: Path, now: datetime | None, strict: bool) -> None:
    """Check data and content without building.

    Lists every fault, every cell that is withheld with its reason, and every text that waits, with
    what is wrong with it.
    """
    inputs = read_inputs(data, content, now or _clock())
    for cell in inputs.history.withheld:
        click.echo(f"{data.as_posix()}/{cell}")
    for text in inputs.waiting:
        click.echo(f"{content.as_posix()}/{text.commentary.file}: not published: {text.reason}")
    complain(inputs.later)
    days, withheld = len(inputs.history.days), len(inputs.history.withheld)
    faults = f"{counted(len(inputs.later), 'fault')} in what waits" if inputs.later else "no faults"
    click.echo(f"{counted(days, 'day')}, {counted(withheld, 'withheld cell')}, {faults}.")
    if inputs.later or (strict and withheld):
        sys.exit(FAULTS)


@main.command()
@click.argument("what", metavar="DAY|ASSET")
@click.argument("text", required=False)
@_input_options
@click.option("--config", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              default="mkdocs.yml", show_default=True, help="MkDocs configuration.")  # fmt: skip
@_reports_errors
def explain(
    what: str, text: str | None, data: Path, content: Path, now: datetime | None, config: Path
) -> None:
    """Say where the numbers of a page come from.

    Without TEXT, lists every figure that the page of a DAY (2025-10-24) or an ASSET (BTC) prints.
    With TEXT, such as 735.07, traces the figures printed so down to their cells.
    """
    settings = read_settings(config, config.parent / ".cache" / "docs")
    inputs = read_inputs(data, content, now or _clock(), settings.language)
    try:
        page = page_about(inputs.history, inputs.written, settings, what)
    except LookupError as error:
        raise click.UsageError(str(error.args[0])) from error
    assert page.ledger is not None, "pages of days and assets have one"
    if text is None:
        echo_table(
            ("figure", "day", "value", "printed as", "source"),
            [
                (
                    entry.figure.id,
                    entry.figure.day.isoformat(),
                    value_words(entry.figure),
                    ", ".join(entry.texts) or "(input)",
                    source_words(entry.figure),
                )
                for entry in page.ledger.entries
            ],
        )
        return
    found = page.ledger.printed_as(text)
    for entry in found:
        click.echo(f"{text} on the page of {what}:")
        for depth, figure in trace(entry.figure):
            words = f"{figure.id} on {figure.day} is {value_words(figure)}: {source_words(figure)}"
            click.echo(f"{'  ' * (depth + 1)}{words}")
    if not found:
        click.echo(f"No figure on the page of {what} is printed as {text}.", err=True)
        sys.exit(FAULTS)


@main.command()
@_input_options
@click.option("--site", type=click.Path(file_okay=False, path_type=Path), default=None,
              help="Folder to preview in; by default one within the cache.")  # fmt: skip
@_site_options
@click.option("--drafts", is_flag=True, help="Show what is not published yet too.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=int, default=8000, show_default=True, help="Port to listen on.")
@_reports_errors
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
    start. The published site is not touched, unless you name its folder.
    """
    if drafts and site is not None:
        raise click.UsageError(
            "drafts are shown in a folder of the preview's own: leave out --site"
        )
    work = cache / "preview"
    refuse_foreign(site or work / "site")
    folders = Folders(data, content, config, site or work / "site", work / "docs", cache / "charts")
    look = [config, config.parent / "overrides"]
    preview = Preview(folders, jobs, [path for path in look if path.exists()], drafts)
    preview.build(now or _clock())
    click.echo(f"Serving http://{host}:{port}/ until you press Ctrl+C.")
    watched = [data, content, *preview.watched, *TEMPLATE_FOLDERS]
    serve_preview(preview, watched, host, port, lambda: _rebuild(preview, now))


def _rebuild(preview: Preview, now: datetime | None) -> None:
    started = time.monotonic()
    try:
        changed = preview.build(now or _clock())
    except InputFaults as error:
        complain(error.faults)
        click.echo("The preview stays as it was until this is mended.", err=True)
    except (SiteError, TemplateError) as error:
        click.echo(f"{error}\nThe preview stays as it was until this is mended.", err=True)
    else:
        click.echo(f"{counted(changed, 'page')} changed, {time.monotonic() - started:.1f} seconds")


@main.command()
@click.argument("directory", type=click.Path(path_type=Path))
@click.option(
    "--days", type=click.IntRange(min=1), default=1000, show_default=True, help="Days on file."
)
@click.option("--assets", type=click.IntRange(min=1), default=10, show_default=True, help="Assets.")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True,
              help="The same seed writes the same archive.")  # fmt: skip
@_reports_errors
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


main.command()(_reports_errors(new))
main.command()(_reports_errors(rollback))
main.command()(schema)


def _stop_if_withheld(inputs: Inputs, data: Path) -> None:
    cells = inputs.history.withheld
    if cells:
        complain(f"{data.as_posix()}/{cell}" for cell in cells)
        click.echo(f"{counted(len(cells), 'withheld cell')}; nothing was published.", err=True)
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


def _clock() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    main(prog_name="daybook")
