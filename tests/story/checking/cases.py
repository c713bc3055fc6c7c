"""Sentences with the kinds of findings that they must bring, from YAML files."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from builder.story.checking.checker import Checker

FOLDER = Path(__file__).with_name("sentences")


@dataclass(frozen=True)
class Sentence:
    """A sentence about a day; `finds` are the kinds of its findings, none for a true one."""

    day: date
    text: str
    finds: frozenset[str]

    @property
    def is_wrong(self) -> bool:
        """Tell whether it brings an error; a note is none."""
        return bool(self.finds - {"unverified"})


def sentences(name: str) -> list[Sentence]:
    """Read one file of sentences."""
    rows = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    return [Sentence(row["day"], row["text"], frozenset(row["finds"])) for row in rows]


def found(checker: Checker, sentence: Sentence) -> frozenset[str]:
    """Return the kinds of findings that a sentence brings."""
    findings = checker.check(sentence.text, "text.md", sentence.day)
    return frozenset(str(finding.kind) for finding in findings)


def missed(checker: Checker, cases: Iterable[Sentence]) -> list[str]:
    """Return the sentences that bring other kinds of findings than they must."""
    told = ((case, found(checker, case)) for case in cases)
    return [
        f"{case.day}: {case.text} expected {sorted(case.finds)}, found {sorted(kinds)}"
        for case, kinds in told
        if kinds != case.finds
    ]


def false_errors(checker: Checker, cases: Iterable[Sentence]) -> list[str]:
    """Return the sentences without a mistake that bring an error."""
    told = ((case, found(checker, case)) for case in cases if not case.is_wrong)
    return [
        f"{case.day}: {case.text} found {sorted(kinds)}"
        for case, kinds in told
        if kinds - {"unverified"}
    ]
