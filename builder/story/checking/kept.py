"""Keeps what was found in texts, so that one that has not changed is not read again.

A text's findings follow from its words, the figures of its day, where it looked back those of the
days before, the assets and sources, and the program. All of that is in what they are kept under.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path

import babel
import markdown_it
import numpy as np

from builder import __version__
from builder.market.history import History
from builder.market.kept.sealed import read_sealed, remove_others, write_sealed
from builder.story.checking.findings import Finding, Kind
from builder.story.checking.texts import Text, read_texts

_PACKAGE = Path(__file__).parents[2]
_PROGRAM = ("story/checking/**/*.py", "story/printing.py", "market/*.py", "market/*.yml")
"""What findings depend on besides texts and figures."""


class KeptFindings:
    """Checks texts against one history and keeps what it finds in a folder; in none, without one.

    What the folder holds of other texts is removed; what cannot be read in it is checked anew.
    Many texts are read by `jobs` processes.
    """

    def __init__(self, history: History, folder: Path | None, jobs: int = 1) -> None:
        self._history, self._folder, self._jobs = history, folder, jobs

    def check(self, texts: Sequence[Text]) -> list[list[Finding]]:
        """Return for each text what is wrong with it, in the order of the places."""
        kept = [self._kept(text) for text in texts]
        changed = [text for text, known in zip(texts, kept, strict=True) if known is None]
        anew = iter(self._anew(changed))
        found = [next(anew) if known is None else known for known in kept]
        if self._folder is not None:
            remove_others(self._folder, {_entry(text) for text in texts})
        return found

    def _anew(self, texts: Sequence[Text]) -> list[list[Finding]]:
        found = []
        for text, (looked_back, findings) in zip(
            texts, read_texts(self._history, texts, self._jobs), strict=True
        ):
            if self._folder is not None:
                entry = {
                    "key": self._key(text, looked_back),
                    "looked_back": looked_back,
                    "findings": [
                        [f.line, f.column, str(f.kind), f.message, f.figure] for f in findings
                    ],
                }
                write_sealed(self._folder / _entry(text), text.name, json.dumps(entry).encode())
            found.append(findings)
        return found

    def _kept(self, text: Text) -> list[Finding] | None:
        """Return the findings of a text that has not changed; None if they have to be found."""
        if self._folder is None:
            return None
        try:
            sealed = read_sealed(self._folder / _entry(text), text.name)
            if sealed is None:
                return None
            entry = json.loads(bytes(sealed))
            if entry["key"] != self._key(text, bool(entry["looked_back"])):
                return None
            return [
                Finding(text.file, int(line), int(column), Kind(kind), str(message), str(figure))
                for line, column, kind, message, figure in entry["findings"]
            ]
        except (ValueError, LookupError, TypeError):
            return None

    def _key(self, text: Text, looked_back: bool) -> str:
        own, with_earlier = self._digests[text.day]
        parts = (self._program, str(text.day), text.source, with_earlier if looked_back else own)
        return _digest(*parts)

    @cached_property
    def _program(self) -> str:
        """What is the same for all texts: the program, its libraries, the assets and sources."""
        return _digest(_code(), repr(self._history.assets), repr(self._history.sources))

    @cached_property
    def _digests(self) -> dict[date, tuple[str, str]]:
        """A digest of each day's figures, and one of them and those of all days before."""
        table = self._history.table
        said: dict[date, list[str]] = {day.date: [day.disputed] for day in self._history.days}
        # The last stands for no credit, which has the number -1.
        origins = [sha256(credit.origin.encode()).digest()[:8] for credit in table.credits]
        credits = np.array([*origins, bytes(8)], dtype="S8").view(np.uint64)[table.attributions]
        for (day, subject), values, credited in zip(table.keys, table.values, credits, strict=True):
            said[day].append(f"{subject} {values.tobytes().hex()} {credited.tobytes().hex()}")
        for (day, subject, field), cell in table.texts.items():
            said[day].append(f"{subject} {field} {cell.value}")
        for day in self._history.days:
            said[day.date].append(repr(day.attributions))
        digests: dict[date, tuple[str, str]] = {}
        chain = ""
        for day, parts in said.items():
            own = _digest(str(day), *parts)
            chain = _digest(chain, own)
            digests[day] = (own, chain)
        return digests


@cache
def _code() -> str:
    """Return a digest of the program as this process began with it, and of its libraries."""
    files = sorted(path for pattern in _PROGRAM for path in _PACKAGE.glob(pattern))
    versions = (__version__, babel.__version__, markdown_it.__version__)
    return _digest(*versions, *(path.read_text(encoding="utf-8") for path in files))


def _entry(text: Text) -> str:
    """Return the name of the file that keeps what was found in a text."""
    return f"{_digest(text.name)[:32]}.findings"


def _digest(*parts: str) -> str:
    """Return a digest of texts, which tells apart where one ends and the next begins."""
    found = sha256()
    for part in parts:
        data = part.encode()
        found.update(len(data).to_bytes(8, "big"))
        found.update(data)
    return found.hexdigest()
