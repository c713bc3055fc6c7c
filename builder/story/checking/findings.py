"""What the checker found: a place in a file, what is wrong there, and the figure that says so."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is wrong with a claim."""

    VALUE = "value"
    UNIT = "unit"
    SHARE = "share"
    SUM = "sum"
    ORDER = "order"
    DIRECTION = "direction"
    DATE = "date"
    FX = "fx"
    RECORD = "record"
    LABEL = "label"
    LEFTOVER = "leftover"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that the checker found.

    `line` and `column` count from 1 and are those of the file, front matter included. `figure` is
    the id of the figure that the claim was held against, or empty.
    """

    file: str
    line: int
    column: int
    kind: Kind
    message: str
    figure: str = ""

    @property
    def is_error(self) -> bool:
        """Tell whether it fails the text: a number that no figure speaks of does not."""
        return self.kind is not Kind.UNVERIFIED

    @property
    def severity(self) -> str:
        """Return `error` or `note`."""
        return "error" if self.is_error else "note"

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}"
        return f"{place}: {self.severity}: {self.message} [{self.kind}]"

    def workflow_command(self) -> str:
        """Return it as a line that GitHub Actions shows beside the changed lines of a file."""
        command = "error" if self.is_error else "notice"
        place = f"file={_property(self.file)},line={self.line},col={self.column}"
        return f"::{command} {place},title={self.kind}::{_escaped(self.message)}"


def findings_json(findings: Iterable[Finding]) -> str:
    """Return findings as a JSON list of objects.

    Each has `file`, `line`, `column`, `severity`, `kind`, `message`, and `figure` (an id, or null).
    """
    rows = [
        {
            "file": finding.file,
            "line": finding.line,
            "column": finding.column,
            "severity": finding.severity,
            "kind": str(finding.kind),
            "message": finding.message,
            "figure": finding.figure or None,
        }
        for finding in findings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _escaped(text: str) -> str:
    """Escape the text of a workflow command, as GitHub's runner reads it back."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
