"""What commands share: the options that name folders, and how errors become exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click
from jinja2 import TemplateError

from builder.market.faults import InputFaults
from builder.publish.errors import SiteError, WrongFolder
from builder.terminal import KILLED, STOPPED, complain, disk_words

FAULTS, USAGE, INTERRUPTED = 1, 2, 130

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def folder_option(
    name: str, default: str | None, words: str, exists: bool = False
) -> Callable[..., Any]:
    """Return an option that takes a folder, with its help in words; one that `exists` already."""
    kind = click.Path(exists=exists, file_okay=False, path_type=Path)
    shown = default is not None
    return click.option(name, type=kind, default=default, show_default=shown, help=words)


cache_option = folder_option(
    "--cache",
    ".cache",
    "Folder kept between builds: what was read, written, drawn and checked, and the search.",
)
config_option = click.option(
    "--config", type=FILE, default="mkdocs.yml", show_default=True, help="MkDocs configuration."
)
data_option = folder_option("--data", "data", "Folder of snapshots, at any depth.", exists=True)
content_option = folder_option("--content", "content", "Folder of what authors wrote.", exists=True)
now_option = click.option(
    "--now",
    type=click.DateTime(["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M%z"]),
    default=None,
    show_default="the clock",
    metavar="TIME",
    help="The moment, such as 2025-10-24T12:30+09:00: what is to appear later stays out.",
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=os.cpu_count() or 1,
    show_default="cores",
    help="Processes that read data and texts, draw charts and render pages.",
)


def input_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that name the folders it reads, and the moment."""
    return data_option(content_option(now_option(command)))


def site_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of building a site."""
    return config_option(cache_option(jobs_option(command)))


def reports_errors(command: Callable[..., Any]) -> Callable[..., Any]:
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
        except (SiteError, TemplateError) as error:
            click.echo(str(error), err=True)
            sys.exit(FAULTS)
        except WrongFolder as error:
            click.echo(str(error), err=True)
            sys.exit(USAGE)
        except OSError as error:
            click.echo(disk_words(error), err=True)
            sys.exit(FAULTS)
        except BrokenProcessPool:
            click.echo(KILLED, err=True)
            sys.exit(FAULTS)
        except KeyboardInterrupt:
            click.echo(STOPPED, err=True)
            sys.exit(INTERRUPTED)

    return run


def clock() -> datetime:
    """Return the moment; nothing but commands ask for it."""
    return datetime.now(UTC)
