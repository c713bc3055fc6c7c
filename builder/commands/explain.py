"""`daybook explain`: where the numbers of a page come from."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from builder.commands.options import (
    FAULTS,
    cache_option,
    clock,
    config_option,
    input_options,
    jobs_option,
    reports_errors,
)
from builder.pages.ledger import Ledger, source_words, trace, value_words
from builder.pages.one_page import page_about
from builder.publish.cache import use_cache
from builder.publish.folders import MARKET
from builder.publish.html.html import read_settings
from builder.publish.inputs import read_inputs
from builder.terminal import echo_table


@click.command()
@click.argument("what", metavar="DAY|ASSET")
@click.argument("text", required=False)
@input_options
@config_option
@cache_option
@jobs_option
@reports_errors
def explain(
    what: str,
    text: str | None,
    data: Path,
    content: Path,
    now: datetime | None,
    config: Path,
    cache: Path,
    jobs: int,
) -> None:
    """Say where the numbers of a page come from.

    Without TEXT, lists every figure that the page of a DAY (2025-10-24) or an ASSET (BTC) prints.
    With TEXT, such as 735.07, traces the figures printed so down to their cells.
    """
    use_cache(cache, (data, content))
    settings = read_settings(config, cache / "docs")
    inputs = read_inputs(
        data, content, now or clock(), settings.language, jobs=jobs, kept=cache / MARKET
    )
    try:
        page = page_about(inputs.history, inputs.written, settings, what)
    except LookupError as error:
        raise click.UsageError(str(error.args[0])) from error
    assert page.ledger is not None, "pages of days and assets have one"
    if text is None:
        _list_figures(page.ledger)
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


def _list_figures(ledger: Ledger) -> None:
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
            for entry in ledger.entries
        ],
    )
