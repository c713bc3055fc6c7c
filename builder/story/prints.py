"""Which figures a text printed, and as what: the raw material of a page's ledger."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from builder.market.figures import Figure


class Prints:
    """The figures that were printed, each with every text it was printed as, first use first."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, date], tuple[Figure, dict[str, None]]] = {}

    def add(self, figure: Figure, text: str) -> None:
        """Note that a figure was printed as a text."""
        self._found.setdefault(figure.key, (figure, {}))[1].setdefault(text)

    def add_all(self, other: Prints) -> None:
        """Note all that another text printed."""
        for figure, texts in other:
            for text in texts:
                self.add(figure, text)

    def __iter__(self) -> Iterator[tuple[Figure, tuple[str, ...]]]:
        """Yield each figure with its texts."""
        for figure, texts in self._found.values():
            yield figure, tuple(texts)
