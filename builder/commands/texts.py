"""How commands speak of what authors wrote: what is withheld, and what was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import click

from builder.story.checking.findings import Finding, findings_json
from builder.terminal import counted

FORMATS = ("text", "github", "json")


def withheld(refused: Iterable[tuple[str, Sequence[str]]]) -> Iterator[str]:
    """Yield each text that is withheld, and what in it contradicts the figures."""
    for file, errors in refused:
        yield f"{file}: commentary withheld: {counted(len(errors), 'error')}:"
        for error in errors:
            yield f"  {error}"


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
