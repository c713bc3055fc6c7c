"""Filters that turn a figure into another: `| won` and `| percent`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from builder.market.fields import MARKET, Unit
from builder.market.figures import Figure, Formula
from builder.market.formulas import in_won
from builder.market.history import History
from builder.market.vocabulary import FIELDS


def won(figure: Figure, history: History) -> Figure:
    """Return an amount in dollars as won, at the rate of its day.

    Raises ValueError for another figure, or where no rate is on file.
    """
    if figure.field.unit is not Unit.USD:
        raise ValueError(f"expected an amount in dollars for won, found {figure.id}")
    rate = history.figure(figure.day, MARKET, "usd_krw")
    if rate is None:
        raise ValueError(f"expected a USD/KRW rate on file on {figure.day} for won, found none")
    name = figure.field.name.removesuffix("_usd") + "_krw"
    known = history.figure(figure.day, figure.subject, name) if name in FIELDS else None
    if known is not None:
        return known
    field = replace(
        figure.field,
        name=name,
        label=f"{figure.field.label} in won",
        unit=Unit.KRW,
        meaning=f"{figure.field.meaning.removesuffix('.')}; at the day's USD/KRW rate, in won.",
        band=None,
        derived=True,
    )
    return Figure(
        figure.subject,
        field,
        in_won(figure.number, rate.number),
        figure.day,
        Formula(f"{figure.field.name} × {rate.id}", (figure, rate), "a * b"),
        figure.origin,
    )


def percent(figure: Figure, history: History) -> Figure:
    """Return the same change in percent; one that is in percent already stays as it is.

    Raises ValueError where none is on file.
    """
    if figure.field.unit in (Unit.PERCENT, Unit.RATE):
        return figure
    name = figure.field.name.removesuffix("_usd") + "_pct"
    found = history.figure(figure.day, figure.subject, name) if name in FIELDS else None
    if found is None:
        raise ValueError(
            f"expected a figure that is on file in percent too, on {figure.day}, found {figure.id}"
        )
    return found


CONVERSIONS: dict[str, Callable[[Figure, History], Figure]] = {"won": won, "percent": percent}
"""The filters that turn a figure into another, by name."""
