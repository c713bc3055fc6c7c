"""Holds what authors wrote against the figures, and withholds what contradicts them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from builder.market.history import History
from builder.story.checking.findings import Finding
from builder.story.checking.kept import KeptFindings
from builder.story.checking.texts import Text
from builder.story.commentary.prepared import Prepared
from builder.story.commentary.text import Commentary
from builder.story.commentary.written import Refused


@dataclass(frozen=True, slots=True)
class Held:
    """A commentary held against the figures of a day: its own, or the latest of its asset.

    `about` is the day or the ticker whose page it belongs to, `findings` say what was found.
    """

    commentary: Commentary
    about: date | str
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What contradicts the figures; notes do not."""
        return tuple(finding for finding in self.findings if finding.is_error)

    def refused(self) -> Refused:
        """Return what its page says of it to its authors."""
        return Refused(
            tuple(f"Line {f.line}, column {f.column}: {f.message} [{f.kind}]" for f in self.errors)
        )


def hold(
    texts: Sequence[tuple[date | str, date, Commentary]],
    history: History,
    content: Path,
    checked: Path | None,
    jobs: int,
) -> tuple[Held, ...]:
    """Hold texts, each with its page and day, against the figures of their days.

    Many texts are read by `jobs` processes. What is found is kept in the folder `checked`, if there
    is one; findings name files as the user
    does, below `content`.
    """
    named = [
        Text(day, (content / text.file).as_posix(), text.source, text.file)
        for _, day, text in texts
    ]
    found = KeptFindings(history, checked, jobs).check(named)
    return tuple(
        Held(text, about, tuple(findings))
        for (about, _, text), findings in zip(texts, found, strict=True)
    )


Page = TypeVar("Page")


def without(texts: dict[Page, Prepared], refused: Sequence[Held]) -> dict[Page, Prepared]:
    """Return the texts that are not among those refused."""
    files = {held.commentary.file for held in refused}
    return {page: text for page, text in texts.items() if text.commentary.file not in files}
