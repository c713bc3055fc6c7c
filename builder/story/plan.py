"""The plan of a day's story: which statements are told, where, and in which order.

It knows no language. Each choice depends on its own figures alone: when a figure is missing, what
it would have said is missing, and the rest stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from builder.market.history import History
from builder.market.snapshots import Day
from builder.story.facts.day import DayFacts, day_facts
from builder.story.statements.changes import ChangeStatement, change_statements
from builder.story.statements.funding import FundingExtreme, funding_statements
from builder.story.statements.leverage import Breadth, Leverage
from builder.story.statements.liquidations import (
    LargestSince,
    Liquidated,
    OneSide,
    Pace,
    liquidation_statements,
)
from builder.story.statements.open_interest import (
    Divergence,
    Level,
    OpenInterestStreak,
    open_interest_statements,
)
from builder.story.statements.prices import PriceMove, PriceMoves, price_statements
from builder.story.statements.sentiment import SentimentStreak, sentiment_statements
from builder.story.statements.statement import Paragraph, Statement

SECTIONS = ("liquidations", "open_interest", "prices", "funding", "sentiment")
"""The parts of a day's story that are about one topic, in the order in which a page tells them."""

WORTH_TELLING = 0.3
"""The score from which on a statement that is not the core of its paragraph, or list, is told."""

WORTH_A_HEADLINE = 0.6
"""The score from which on a statement beside the day's total stands in the headline."""

MOST_FURTHER = 3
"""Statements that are told in a paragraph beside its core, the highest scores first."""

LEDE_SENTENCES = 2

IN_LEDE = (
    Liquidated,
    OneSide,
    LargestSince,
    Leverage,
    Breadth,
    Level,
    Divergence,
    OpenInterestStreak,
    Pace,
    PriceMove,
    PriceMoves,
    FundingExtreme,
    SentimentStreak,
)
"""What has words of its own for the summary."""

_IN_HEADLINE = (LargestSince, Level, PriceMove, PriceMoves)


@dataclass(frozen=True)
class Plan:
    """What a day's story tells.

    `headline` are what may stand beside the day's first figure, the most telling first; `lede` are
    the statements of the summary; `sections` hold their paragraphs by name. `changes` are against
    the day `changed_since`, or an earlier one, which they name.
    """

    facts: DayFacts
    headline: tuple[Statement, ...]
    lede: tuple[Statement, ...]
    sections: dict[str, tuple[Paragraph, ...]]
    changes: tuple[ChangeStatement, ...]
    changed_since: date | None


def plan_day(history: History, day: Day) -> Plan:
    """Find what a day's figures say, and choose what is told."""
    facts = day_facts(history, day)
    found = {
        "liquidations": liquidation_statements(facts.liquidations),
        "open_interest": open_interest_statements(
            history, facts.open_interest, facts.price_changes
        ),
        "prices": price_statements(facts.prices, facts.price_changes),
        "funding": funding_statements(history, facts.funding),
        "sentiment": sentiment_statements(history, facts.sentiment),
    }
    statements = [s for paragraphs in found.values() for paragraph in paragraphs for s in paragraph]
    lede = _best(statements, IN_LEDE, WORTH_TELLING)[:LEDE_SENTENCES]
    changes = tuple(
        change
        for change in change_statements(history, facts)
        if change.core or change.score >= WORTH_TELLING
    )
    return Plan(
        facts,
        tuple(_best(statements, _IN_HEADLINE, WORTH_A_HEADLINE)),
        # On a quiet day the summary is what the first section is about.
        tuple(lede or [statement for statement in statements if statement.core][:1]),
        {name: told for name in SECTIONS if (told := _told(found[name]))},
        changes,
        max((change.since for change in changes), default=None),
    )


def _best(
    statements: list[Statement], kinds: tuple[type[Statement], ...], least: float
) -> list[Statement]:
    """Return the statements of some kinds that score enough, highest first, then as they stand."""
    chosen = [s for s in statements if isinstance(s, kinds) and s.score >= least]
    return sorted(chosen, key=lambda statement: -statement.score)


def _told(paragraphs: list[Paragraph]) -> tuple[Paragraph, ...]:
    chosen = (
        (
            *(s for s in paragraph if s.core),
            *_best([s for s in paragraph if not s.core], (Statement,), WORTH_TELLING)[
                :MOST_FURTHER
            ],
        )
        for paragraph in paragraphs
    )
    return tuple(paragraph for paragraph in chosen if paragraph)
