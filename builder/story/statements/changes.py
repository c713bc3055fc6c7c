"""What changed since the previous day on file."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta

from builder.market.comparisons import (
    Change,
    change_since_previous,
    previous_comparable,
    ranked,
)
from builder.market.figures import Figure
from builder.market.history import History
from builder.story.facts.day import DayFacts
from builder.story.moves import significance_of
from builder.story.statements.statement import Statement

RELABELLED = 0.5
"""What it says at least that the label of Fear & Greed is another one."""


@dataclass(frozen=True, kw_only=True)
class ChangeStatement(Statement):
    """Something that differs from the last earlier day on file that can be compared."""

    since: date


@dataclass(frozen=True, kw_only=True)
class LiquidationsChanged(ChangeStatement):
    """The total against the day before."""

    change: Change


@dataclass(frozen=True, kw_only=True)
class LongShareChanged(ChangeStatement):
    """The long share against the day before, in points."""

    change: Change


@dataclass(frozen=True, kw_only=True)
class OpenInterestChanged(ChangeStatement):
    """The level of open interest against the day before."""

    change: Change


@dataclass(frozen=True, kw_only=True)
class PriceChanged(ChangeStatement):
    """A price against the day before: the `largest` change of several, or the only one on file."""

    change: Change
    largest: bool


@dataclass(frozen=True, kw_only=True)
class SentimentChanged(ChangeStatement):
    """The Fear & Greed index against the day before, and its labels."""

    change: Change
    label: Figure | None
    label_before: Figure | None


@dataclass(frozen=True, kw_only=True)
class Overtaken(ChangeStatement):
    """An asset passed another that was ahead of it; `leads` where it is now the first of all."""

    figure: Figure
    passed: Figure
    leads: bool


@dataclass(frozen=True, kw_only=True)
class FundingFlipped(ChangeStatement):
    """An asset's funding changed sides: those who paid are paid."""

    rate: Figure
    before: Figure


def change_statements(history: History, facts: DayFacts) -> list[ChangeStatement]:
    """Return what changed since the previous day on file, in the order of the page's sections."""
    liquidations, interest = facts.liquidations, facts.open_interest
    found: list[ChangeStatement | None] = [
        _changed(LiquidationsChanged, liquidations.change, core=True),
        _changed(LongShareChanged, change_since_previous(history, liquidations.long_share)),
        _overtaken(history, liquidations.by_asset),
        _changed(OpenInterestChanged, change_since_previous(history, interest.level), core=True),
        _overtaken(history, interest.by_asset),
        _price(history, facts.prices, {change.subject for change in facts.price_changes}),
        _flipped(history, facts.funding.rates),
        _sentiment(history, facts),
    ]
    return [statement for statement in found if statement is not None]


def _changed(kind: type, change: Change | None, core: bool = False) -> ChangeStatement | None:
    if change is None:
        return None
    return kind(score=significance_of(change.figure), core=core, since=change.since, change=change)


def _price(history: History, prices: Sequence[Figure], told: Set[str]) -> ChangeStatement | None:
    """Return the price that moved most, among those that are compared with the same day.

    What an asset's price did since yesterday is `told` where its change over 24 hours is.
    """
    found = [
        change
        for price in prices
        if (change := change_since_previous(history, price)) is not None
        and (price.subject not in told or price.day - change.since > timedelta(days=1))
    ]
    if not found:
        return None
    since = max(change.since for change in found)
    sizes = sorted(
        (change for change in found if change.since == since),
        key=lambda change: (-abs(change.figure.number), change.figure.subject),
    )
    first = sizes[0]
    if len(sizes) > 1 and abs(sizes[1].figure.number) == abs(first.figure.number):
        return None
    # Of prices that are compared with other days it cannot be said which moved more.
    return PriceChanged(
        score=significance_of(first.figure),
        since=since,
        change=first,
        largest=len(sizes) > 1 and len(sizes) == len(prices),
    )


def _sentiment(history: History, facts: DayFacts) -> ChangeStatement | None:
    change = facts.sentiment.change
    if change is None:
        return None
    label = facts.sentiment.label
    before = history.figure(change.since, change.before.subject, "fear_greed_label")
    # Another word for the mood is told, however few points it took.
    moved = change.figure.number and label and before and label.value != before.value
    significance = significance_of(change.figure)
    return SentimentChanged(
        score=max(significance, RELABELLED) if moved else significance,
        since=change.since,
        change=change,
        label=label,
        label_before=before,
    )


def _overtaken(history: History, now: Sequence[Figure]) -> ChangeStatement | None:
    """Return the highest place that changed hands between assets that stood on both days."""
    changes = [change_since_previous(history, figure) for figure in now]
    pairs = {
        change.figure.subject: (figure, change.before)
        for figure, change in zip(now, changes, strict=True)
        if change is not None
    }
    if len(pairs) < 2 or len({before.day for _, before in pairs.values()}) > 1:
        return None
    # Assets without a figure on both days could stand anywhere between the others.
    leads = len(pairs) == len(now) and now[0].number > now[1].number
    order = [figure.subject for figure, _ in pairs.values()]
    order_before = [f.subject for f in ranked(before for _, before in pairs.values())]
    for place, (subject, was) in enumerate(zip(order, order_before, strict=True)):
        if subject == was:
            continue
        figure, passed = pairs[subject][0], pairs[was][0]
        if figure.number == passed.number or pairs[subject][1].number == pairs[was][1].number:
            return None
        return Overtaken(
            score=0.6 if place == 0 else 0.4 / place,
            since=pairs[subject][1].day,
            figure=figure,
            passed=passed,
            leads=leads and place == 0,
        )
    return None


def _flipped(history: History, rates: Sequence[Figure]) -> ChangeStatement | None:
    """Return the asset whose funding changed sides by most, if any did."""
    flips = []
    for rate in rates:
        before = previous_comparable(history, rate)
        if before is not None and before.number * rate.number < 0:
            flips.append((rate, before))
    if not flips:
        return None
    rate, before = max(flips, key=lambda pair: abs(pair[0].number - pair[1].number))
    return FundingFlipped(score=0.5, since=before.day, rate=rate, before=before)
