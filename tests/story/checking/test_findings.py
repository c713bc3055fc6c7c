"""How findings are told: to people, to GitHub Actions, and to other programs."""

import json

import pytest

from builder.story.checking.findings import Finding, Kind, findings_json

ERROR = Finding(
    "content/days/2025-10-24.md",
    12,
    34,
    Kind.VALUE,
    "BTC long liquidations were $51.73 million, not $83.45 million (XRP's)",
    "BTC.long_liquidations_24h_usd",
)
NOTE = Finding("text, 100%:1.md", 1, 1, Kind.UNVERIFIED, "5%\nwas not checked")


def test_a_line_names_place_severity_message_and_kind() -> None:
    """A finding reads as compilers' messages do, so that editors lead to its place."""
    assert str(ERROR) == (
        "content/days/2025-10-24.md:12:34: error: BTC long liquidations were $51.73 million, "
        "not $83.45 million (XRP's) [value]"
    )


def test_a_workflow_command_names_the_same() -> None:
    """GitHub Actions is told file, line, column and kind; signs that mean something are escaped."""
    assert ERROR.workflow_command() == (
        "::error file=content/days/2025-10-24.md,line=12,col=34,title=value::BTC long liquidations "
        "were $51.73 million, not $83.45 million (XRP's)"
    )
    assert NOTE.workflow_command() == (
        "::notice file=text%2C 100%25%3A1.md,line=1,col=1,title=unverified::5%25%0Awas not checked"
    )


def test_a_list_of_objects_holds_every_part() -> None:
    """As JSON, each finding is an object; one held against no figure has null."""
    first, second = json.loads(findings_json([ERROR, NOTE]))
    assert first == {
        "file": ERROR.file,
        "line": 12,
        "column": 34,
        "severity": "error",
        "kind": "value",
        "message": ERROR.message,
        "figure": "BTC.long_liquidations_24h_usd",
    }
    assert (second["severity"], second["kind"], second["figure"]) == ("note", "unverified", None)
    assert json.loads(findings_json([])) == []


@pytest.mark.parametrize("kind", Kind)
def test_only_the_unverified_is_no_error(kind: Kind) -> None:
    """Every kind of finding fails a text but the note of what could not be checked."""
    finding = Finding("text.md", 1, 1, kind, "…")
    assert finding.is_error == (kind is not Kind.UNVERIFIED)
    assert finding.severity == ("error" if finding.is_error else "note")
