"""Who says so, row by row: the provenance that goes along with the figures people take away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

import numpy as np

from builder.market.attribution import Attribution, Provider
from builder.market.history import History
from builder.market.long_table import Column, Kind
from builder.market.table import COLUMN, MISSING
from builder.market.vocabulary import REPORTED


class Credit(NamedTuple):
    """The attribution of one subject's figures of one topic on one day.

    `fields` is empty where that covers all of them; where a topic's figures have more than one
    source, or some have none, it names those that this one covers.
    """

    day: date
    subject: str
    topic: str
    attribution: Attribution
    fields: tuple[str, ...]


CREDIT_COLUMNS: tuple[Column, ...] = (
    Column("date", Kind.DATE, "Day", "The day that the figures are of.", required=True),
    Column(
        "subject", Kind.TEXT, "Subject", "Whose figures they are, as in the archive.", required=True
    ),
    Column("topic", Kind.TEXT, "Topic", "What the figures are about.", required=True),
    Column("provider", Kind.TEXT, "Provider", "Who measured them; empty where it is not stated."),
    Column("publisher", Kind.TEXT, "Publisher", "Who published them; empty where it is the same."),
    Column("url", Kind.TEXT, "Address", "Where they were published."),
    Column(
        "fields",
        Kind.TEXT,
        "Fields",
        "Empty where this source covers every figure of the topic in that row; else the columns "
        "that it covers, with spaces between them.",
    ),
)
"""The columns of a table of credits: a row for each day, subject, topic and source."""


def credits_of(history: History, keys: Iterable[tuple[date, str]]) -> Iterator[Credit]:
    """Yield the credits of the figures that stand, for days and subjects on file in their order.

    Topics come in the vocabulary's order. A figure that nobody is named for has no credit.
    """
    for day, subject in keys:
        for topic, found in _attributed(history, day, subject).items():
            for attribution, fields in found.items():
                if attribution is not None:
                    covered = tuple(fields) if len(found) > 1 else ()
                    yield Credit(day, subject, topic, attribution, covered)


def providers_of(history: History) -> list[Provider]:
    """Return all providers by name: those of `sources.yml`, and others that figures name."""
    table, known = history.table, history.sources.providers
    numbers = np.unique(table.attributions[table.origins >= 0]).tolist()
    credited = [*(table.credits[n] for n in numbers if n >= 0), *table.text_credits.values()]
    named = {credit.provider for credit in credited if credit.provider}
    return [history.sources.provider(name) for name in sorted({*known, *named})]


def _attributed(
    history: History, day: date, subject: str
) -> dict[str, dict[Attribution | None, list[str]]]:
    """Return the fields that stand in a row, by topic and by attribution."""
    table = history.table
    row = table.index[day, subject]
    origins, numbers = table.origins[row].tolist(), table.attributions[row].tolist()
    topics: dict[str, dict[Attribution | None, list[str]]] = {}
    for name, field in REPORTED.items():
        attribution: Attribution | None
        if name in COLUMN:
            column = COLUMN[name]
            if origins[column] < 0:
                continue
            number = numbers[column]
            attribution = None if number == MISSING else table.credits[number]
        else:
            if (day, subject, name) not in table.texts:
                continue
            attribution = table.text_credits.get((day, subject, name))
        topics.setdefault(field.topic, {}).setdefault(attribution, []).append(name)
    return topics
