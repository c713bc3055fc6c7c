"""A statement: something true that is worth a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, kw_only=True)
class Statement:
    """Something true that is worth a sentence; `score`, from 0 to 1, says how much it is worth.

    A `core` statement is what its paragraph is about: it is always told there, and first. The other
    fields are the figures it is about, and what its words depend on.
    """

    score: float
    core: bool = False

    @property
    def kind(self) -> str:
        """Its name in templates: `LargestSince` is told by `largest_since.j2`."""
        return _WORDS.sub("_", type(self).__name__).lower()

    @property
    def parts(self) -> dict[str, Any]:
        """Its fields by name, as templates see them."""
        return dict(vars(self))


Paragraph = tuple[Statement, ...]
