"""How commands speak of what authors wrote: what waits, what is withheld, and what was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from builder.publish.build import Inputs
from builder.story.checking.findings import Finding, findings_json
from builder.terminal import counted

FORMATS = ("text", "github", "json")


def waiting(inputs: Inputs, content: Path | None = None) -> Iterator[str]:
    """Yield a line for each text that is not published yet, below `content` if it is given."""
    reason = "there is no snapshot for that day"
    if inputs.history.sources.demonstration:
        reason = "the figures are a demonstration"
    for text in inputs.waiting:
        file = (content / text.file).as_posix() if content else text.file
        yield f"{file}: not published: {reason}"


def withheld(inputs: Inputs) -> Iterator[str]:
    """Yield a line for each text that is withheld because it contradicts its day's figures."""
    for text in inputs.wrong:
        found = [f for f in inputs.findings if f.is_error and f.file.endswith(text.file)]
        errors = counted(len(found), "error")
        yield f"{text.file}: commentary withheld: {errors}, see `daybook check`"


def echo_findings(findings: Sequence[Finding], form: str) -> None:
    """Print findings: as lines, as workflow commands of GitHub Actions, or as a JSON list."""
    if form == "json":
        click.echo(findings_json(findings))
        return
    for finding in findings:
        click.echo(finding.workflow_command() if form == "github" else str(finding))


def summary(findings: Iterable[Finding], texts: int) -> str:
    """Count what was found: `3 texts, 1 error, 2 notes.`."""
    kinds = [finding.is_error for finding in findings]
    errors, notes = kinds.count(True), kinds.count(False)
    parts = (counted(texts, "text"), counted(errors, "error"), counted(notes, "note"))
    return f"{', '.join(parts)}."
