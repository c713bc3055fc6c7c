"""What is wrong with the inputs, said so that a person can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One structural fault of the inputs: it stops the build.

    `file` is relative to the folder given, `line` counts from 1 (0 when the whole file is meant),
    `field` names the column, key or figure.
    """

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return (
            f"{place}: {self.field}: {self.message}" if self.field else f"{place}: {self.message}"
        )


@dataclass(frozen=True, slots=True, order=True)
class Withheld:
    """A cell that contradicts another or lies outside its band: it is not published.

    `day` is an ISO date, `subject` is `market` or a ticker, `value` the cell as it was reported.
    `rule` is the rule it breaks, in words that readers see; `reason` says how, with the numbers,
    for those who mend it.
    """

    day: str
    file: str
    line: int
    subject: str
    field: str
    value: str
    rule: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.subject}.{self.field}: withheld: {self.reason}"


class InputFaults(Exception):
    """The inputs have structural faults; `faults` holds all of them, sorted by place."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the known word closest to a mistaken one, or nothing."""
    names = {name.casefold(): name for name in known}
    matches = get_close_matches(word.casefold(), names, n=1, cutoff=0.6)
    return f"; did you mean {names[matches[0]]}?" if matches else ""
