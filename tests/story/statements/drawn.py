"""Archives whose days report all there is, some of it, or next to nothing, as hypothesis draws."""

from datetime import date

from hypothesis import strategies as st

from tests.story.days import NAMES, drawn_days
from tests.story.statements.archives import TICKERS, Cells, Noted, archives

_PLAIN = dict(zip(NAMES, (*TICKERS, "AVAX", "LINK", "TON"), strict=True))
"""Ordinary assets in the place of those whose names are no words: these sentences are read."""


def _plain(cells: Cells) -> Cells:
    return {_PLAIN.get(subject, subject): row for subject, row in cells.items()}


def drawn_archives(most: int = 6) -> st.SearchStrategy[dict[date, Noted]]:
    """Draw archives of any days, each with any fields of up to five assets and of the market."""
    return archives(drawn_days().map(lambda day: _plain(day.cells)), fewest=1, most=most)
