"""`daybook check`: what is wrong with data and content, without building."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import click

from builder.commands.options import (
    FAULTS,
    FILE,
    cache_option,
    clock,
    input_options,
    jobs_option,
    reports_errors,
)
from builder.commands.texts import FORMATS, echo_findings, summary
from builder.market.days import parse_day
from builder.market.faults import InputFaults
from builder.market.history import History
from builder.market.text_files import read_text
from builder.publish.cache import use_cache
from builder.publish.folders import CHECKED, MARKET
from builder.publish.inputs import Inputs, read_figures, read_inputs
from builder.story.checking.checker import Checker
from builder.story.commentary.reading import MAX_BYTES
from builder.terminal import complain, counted


@click.command()
@input_options
@cache_option
@jobs_option
@click.option("--date", "day", metavar="DAY", help="Day that a text given with --text is about.")
@click.option("--text", type=FILE, help="Check this file alone, outside of the content folder.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True,
              help="How findings in texts are printed.")  # fmt: skip
@click.option("--strict", is_flag=True, help="Let withheld cells fail the check.")
@reports_errors
def check(
    data: Path, content: Path, now: datetime | None, cache: Path, jobs: int,
    day: str | None, text: Path | None, form: str, strict: bool,
) -> None:  # fmt: skip
    """Check data and content without building.

    Lists every fault, every cell that is withheld with its reason, every text that waits with what
    is wrong with it, and everything in texts that contradicts the figures of their days. With
    --date and --text, checks one file of sentences or Markdown against that day's figures.
    """
    if (day is None) != (text is None):
        raise click.UsageError("--date and --text go together")
    use_cache(cache, (data, content))
    if day is not None and text is not None:
        _check_text(read_figures(data, cache / MARKET, jobs), day, text, form)
        return
    checked, kept = cache / CHECKED, cache / MARKET
    inputs = read_inputs(data, content, now or clock(), checked=checked, jobs=jobs, kept=kept)
    if form == "text":
        for cell in inputs.history.withheld:
            click.echo(f"{data.as_posix()}/{cell}")
        for waiting in inputs.waiting:
            file = f"{content.as_posix()}/{waiting.commentary.file}"
            click.echo(f"{file}: not published: {waiting.reason}")
    complain(inputs.later)
    echo_findings(inputs.findings, form)
    if form == "text":
        _summarise(inputs)
    wrong = inputs.later or any(finding.is_error for finding in inputs.findings)
    if wrong or (strict and inputs.history.withheld):
        sys.exit(FAULTS)


def _summarise(inputs: Inputs) -> None:
    if inputs.findings:
        click.echo(summary(inputs.findings, len(inputs.held)))
    days, withheld = len(inputs.history.days), len(inputs.history.withheld)
    faults = f"{counted(len(inputs.later), 'fault')} in what waits" if inputs.later else "no faults"
    click.echo(f"{counted(days, 'day')}, {counted(withheld, 'withheld cell')}, {faults}.")


def _check_text(history: History, name: str, path: Path, form: str) -> None:
    """Check one file against one day's figures."""
    day = _day_on_file(history, name)
    source, faults = read_text(path, path.as_posix(), MAX_BYTES)
    if faults:
        raise InputFaults(faults)
    findings = Checker(history).check(source, path.as_posix(), day)
    echo_findings(findings, form)
    if form == "text":
        click.echo(summary(findings, 1))
    if any(finding.is_error for finding in findings):
        sys.exit(FAULTS)


def _day_on_file(history: History, name: str) -> date:
    try:
        day = parse_day(name)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--date") from None
    if day not in history.by_date:
        click.echo(f"There is no snapshot for {day}.", err=True)
        sys.exit(FAULTS)
    return day
