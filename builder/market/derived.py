"""Metrics derived from reported figures: which formula, over which fields, goes where."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from string import ascii_lowercase

import numpy as np

from builder.market.fields import MARKET, ON_FILE
from builder.market.formulas import (
    annualised_pct,
    change_pct,
    complement,
    implied_level,
    in_won,
    pace_pct,
    share_pct,
    total,
)
from builder.market.sums import SUMS, add_sums, summed_rows
from builder.market.table import COLUMN, Table
from builder.market.vocabulary import FIELDS

FIRST_DERIVATION = -3
"""Origin of the first derivation; the second has one less, and so on."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """A field, computed from others of the same row where no cell gives it.

    `inputs` are field names; `market.FIELD` takes the market row of the same day. `formula` says
    it in the vocabulary's words. Nothing is computed where the field `unless` has a value.
    """

    field: str
    inputs: tuple[str, ...]
    compute: Callable[..., float]
    formula: str
    unless: str = ""

    @property
    def expression(self) -> str:
        """The formula over `a`, `b` and so on, for its inputs in their order."""
        text = self.formula.replace("×", "*")
        # Longer names first: one field's name can be the end of another's.
        for name in sorted(self.inputs, key=len, reverse=True):
            text = text.replace(name, ascii_lowercase[self.inputs.index(name)])
        return text


def _complements(window: str) -> list[Derivation]:
    whole, long, short = (f"{side}liquidations_{window}_usd" for side in ("", "long_", "short_"))
    return [
        Derivation(whole, (long, short), total, f"{long} + {short}"),
        Derivation(long, (whole, short), complement, f"{whole} - {short}"),
        Derivation(short, (whole, long), complement, f"{whole} - {long}"),
    ]


def _shares(window: str) -> list[Derivation]:
    whole = f"liquidations_{window}_usd"
    return [
        Derivation(
            f"{side}_share_{window}_pct",
            (f"{side}_{whole}", whole),
            share_pct,
            f"100 × {side}_{whole} / {whole}",
        )
        for side in ("long", "short")
    ]


def _open_interest_changes(window: str) -> Derivation:
    change = f"open_interest_change_{window}_usd"
    return Derivation(
        f"open_interest_change_{window}_pct",
        (change, "open_interest_usd"),
        change_pct,
        f"100 × {change} / (open_interest_usd - {change})",
    )


COMPLEMENTS: tuple[Derivation, ...] = (*_complements("24h"), *_complements("4h"))

FURTHER: tuple[Derivation, ...] = (
    *_shares("24h"),
    *_shares("4h"),
    _open_interest_changes("4h"),
    _open_interest_changes("24h"),
    Derivation(
        "implied_open_interest_usd",
        ("open_interest_change_24h_usd", "open_interest_change_24h_pct"),
        implied_level,
        "open_interest_change_24h_usd / (open_interest_change_24h_pct / 100)"
        " + open_interest_change_24h_usd",
        unless="open_interest_usd",
    ),
    Derivation(
        "liquidations_pace_4h_pct",
        ("liquidations_4h_usd", "liquidations_24h_usd"),
        pace_pct,
        "100 × 6 × liquidations_4h_usd / liquidations_24h_usd",
    ),
    Derivation(
        "liquidations_share_of_open_interest_24h_pct",
        ("liquidations_24h_usd", "open_interest_usd"),
        share_pct,
        "100 × liquidations_24h_usd / open_interest_usd",
    ),
    Derivation(
        "annualised_funding_pct",
        ("funding_rate", "funding_interval_hours"),
        annualised_pct,
        "100 × funding_rate × (24 / funding_interval_hours) × 365",
    ),
    Derivation("price_krw", ("price_usd", "market.usd_krw"), in_won, "price_usd × market.usd_krw"),
    Derivation(
        "liquidations_24h_krw",
        ("liquidations_24h_usd", "market.usd_krw"),
        in_won,
        "liquidations_24h_usd × market.usd_krw",
    ),
    Derivation(
        "open_interest_krw",
        ("open_interest_usd", "market.usd_krw"),
        in_won,
        "open_interest_usd × market.usd_krw",
    ),
)

DERIVATIONS: tuple[Derivation, ...] = (*COMPLEMENTS, *FURTHER)


def derivation_of(origin: int) -> Derivation | None:
    """Return the derivation that an origin names, or None for a file, a sum or nothing."""
    return DERIVATIONS[FIRST_DERIVATION - origin] if origin <= FIRST_DERIVATION else None


def derive(table: Table, withheld: Collection[tuple[date, str, str]] = ()) -> Table:
    """Fill in all derived metrics, and add a row of sums over the assets on file to each day.

    `withheld` are the days, subjects and fields of cells that are not published: what they would
    say is not computed from others either.
    """
    table = _apply(table, COMPLEMENTS, FIRST_DERIVATION, withheld)
    table = add_sums(table)
    return _apply(table, FURTHER, FIRST_DERIVATION - len(COMPLEMENTS), withheld)


def _apply(
    table: Table,
    derivations: tuple[Derivation, ...],
    first_origin: int,
    withheld: Collection[tuple[date, str, str]],
) -> Table:
    values, origins = table.values.copy(), table.origins.copy()
    attributions = table.attributions.copy()
    market_rows = np.array([table.index.get((day, MARKET), -1) for day, _ in table.keys], dtype=int)
    for step, derivation in enumerate(derivations):
        column = COLUMN[derivation.field]
        inputs = [_input(values, name, market_rows) for name in derivation.inputs]
        here = np.isnan(values[:, column]) & np.all(np.isfinite(inputs), axis=0)
        if derivation.unless:
            here &= np.isnan(values[:, COLUMN[derivation.unless]])
        here &= _of_one_count(table, attributions, derivation)
        for day, subject, field in withheld:
            if field == derivation.field and (day, subject) in table.index:
                here[table.index[day, subject]] = False
        if not here.any():
            continue
        with np.errstate(over="ignore"):
            results = np.asarray(derivation.compute(*(array[here] for array in inputs)))
        # Rounding may leave less than nothing of a total: that is no figure.
        band = FIELDS[derivation.field].band
        sound = np.isfinite(results)
        if band is not None:
            sound &= (results >= band.low) & (results <= band.high)
        rows = np.flatnonzero(here)[sound]
        values[rows, column] = results[sound]
        origins[rows, column] = first_origin - step
        # Whose figure a derived one is follows from the first input, the quantity it measures.
        attributions[rows, column] = attributions[rows, COLUMN[derivation.inputs[0]]]
    return table.with_arrays(values=values, origins=origins, attributions=attributions)


def _of_one_count(table: Table, attributions: np.ndarray, derivation: Derivation) -> np.ndarray:
    """Mark the rows whose inputs may be computed with each other.

    Counts of one topic must be of one origin, and sums over assets must be over the same assets.
    """
    topic = FIELDS[derivation.inputs[0]].topic
    same_topic = [n for n in derivation.inputs if n in COLUMN and FIELDS[n].topic == topic]
    codes: dict[str, int] = {}
    code_of = np.array([*(codes.setdefault(c.origin, len(codes)) for c in table.credits), -1])
    origins = [code_of[attributions[:, COLUMN[name]]] for name in same_topic]
    mark = np.all([origin == origins[0] for origin in origins], axis=0)
    leads = {lead for lead, _ in SUMS if lead in derivation.inputs}
    if len(leads) > 1:
        members: dict[date, list[int]] = {}
        for row, (day, subject) in enumerate(table.keys):
            if subject not in (MARKET, ON_FILE):
                members.setdefault(day, []).append(row)
        for row, (day, subject) in enumerate(table.keys):
            if subject == ON_FILE:
                sets = {tuple(summed_rows(table, members[day], lead)) for lead in leads}
                mark[row] &= len(sets) == 1
    return mark


def _input(values: np.ndarray, name: str, market_rows: np.ndarray) -> np.ndarray:
    if not name.startswith(f"{MARKET}."):
        return values[:, COLUMN[name]]
    column = values[:, COLUMN[name.removeprefix(f"{MARKET}.")]]
    return np.where(market_rows >= 0, column[market_rows], np.nan)
