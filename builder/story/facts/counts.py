"""Counts that a story states, as figures: days on file, days missing, assets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from builder.market.fields import MARKET, ON_FILE
from builder.market.figures import Figure, Formula, count
from builder.market.records import Coverage


@dataclass(frozen=True)
class Behind:
    """How many comparable days on file stand behind a statement, and how many are missing."""

    on_file: Figure
    missing: Figure


def behind(figure: Figure, span: str, covered: Coverage) -> Behind:
    """Return the coverage of a statement about a figure as figures; `span` names the statement."""
    name, days = figure.field.name, f"from {covered.first} to {covered.last}"
    return Behind(
        count(
            figure.subject,
            f"{name}_days_on_file_{span}",
            "Comparable days on file",
            covered.on_file,
            figure.day,
            f"days on file {days} with a comparable {figure.id}",
        ),
        count(
            figure.subject,
            f"{name}_days_missing_{span}",
            "Days missing",
            covered.missing,
            figure.day,
            f"days {days} without a comparable {figure.id}",
        ),
    )


def days_counted(figure: Figure, name: str, label: str, days: int) -> Figure:
    """Return the length of a run of days, the last of them a figure's, as a figure."""
    first = figure.day - timedelta(days=days - 1)
    what = f"days in a row from {first} to {figure.day}, by {figure.id}"
    return count(figure.subject, name, label, days, figure.day, what)


def assets_counted(day: date, name: str, figures: Sequence[Figure], what: str) -> Figure:
    """Return in how many assets there is a figure; `what` says which were counted."""
    return count(MARKET, name, "Assets", len(figures), day, what, tuple(figures))


def summed_figures(whole: Figure | None) -> tuple[Figure, ...]:
    """Return the figures that a sum over the assets on file was taken over; none for another."""
    if whole is None or whole.subject != ON_FILE or not isinstance(whole.source, Formula):
        return ()
    return whole.source.inputs
