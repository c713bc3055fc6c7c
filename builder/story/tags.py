"""Tags of a day: what kind of day it was, by rules over its figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from builder.market.figures import Figure
from builder.story.plan import Plan
from builder.story.statements.leverage import FEWEST_ASSETS, Course, Leverage
from builder.story.statements.liquidations import LargestSince
from builder.story.statements.open_interest import Divergence
from builder.story.statements.statement import Statement

ONE_SIDED_PCT = 75
"""The share of one side from which on a day was a squeeze of it."""

LEVERAGE_PCT = 3
"""The change of open interest, in percent, from which on leverage was plainly cut or built."""

SWING_PCT = 8
"""The price move of an asset, in percent, from which on a day saw a price swing."""

RECORD_DAYS = 90
"""Comparable days on file behind a day that was the largest since."""

Rule = Callable[[Plan], bool]
Kind = TypeVar("Kind", bound=Statement)


def tags_of(plan: Plan) -> tuple[str, ...]:
    """Return the tags of a day, in the order of TAGS."""
    return tuple(name for name, rule in TAGS.items() if rule(plan))


def _at_least(figure: Figure | None, size: float) -> bool:
    return figure is not None and figure.number >= size


def _long_squeeze(plan: Plan) -> bool:
    return _at_least(plan.facts.liquidations.long_share, ONE_SIDED_PCT)


def _short_squeeze(plan: Plan) -> bool:
    return _at_least(plan.facts.liquidations.short_share, ONE_SIDED_PCT)


def _deleveraging(plan: Plan) -> bool:
    return _leverage_went(plan, -1)


def _leverage_built(plan: Plan) -> bool:
    return _leverage_went(plan, 1)


def _leverage_went(plan: Plan, way: int) -> bool:
    """Tell whether leverage plainly went up (1) or down (-1): in all, or else in every asset."""
    interest = plan.facts.open_interest
    if interest.change_pct is not None:
        return interest.change_pct.number * way >= LEVERAGE_PCT
    changes = interest.changes_24h or tuple(interest.changes_24h_pct.values())
    return len(changes) >= FEWEST_ASSETS and all(change.number * way > 0 for change in changes)


def _leverage_rebuilt(plan: Plan) -> bool:
    return any(said.course is Course.REBUILT for said in _said(plan, "open_interest", Leverage))


def _divergence(plan: Plan) -> bool:
    return bool(_said(plan, "open_interest", Divergence))


def _swing(plan: Plan) -> bool:
    return any(abs(change.number) >= SWING_PCT for change in plan.facts.price_changes)


def _shorts_pay(plan: Plan) -> bool:
    funding = plan.facts.funding
    return len(funding.rates) > 1 and funding.paid_by_shorts.value == funding.assets.value


def _record(plan: Plan) -> bool:
    said = _said(plan, "liquidations", LargestSince)
    return any(one.behind.on_file.number >= RECORD_DAYS for one in said)


def _label(word: str) -> Rule:
    def rule(plan: Plan) -> bool:
        label = plan.facts.sentiment.label
        return label is not None and str(label.value).casefold() == word

    return rule


def _said(plan: Plan, section: str, kind: type[Kind]) -> list[Kind]:
    """Return the statements of a kind that a section tells."""
    paragraphs = plan.sections.get(section, ())
    return [one for paragraph in paragraphs for one in paragraph if isinstance(one, kind)]


TAGS: dict[str, Rule] = {
    "long-squeeze": _long_squeeze,
    "short-squeeze": _short_squeeze,
    "largest-liquidations": _record,
    "deleveraging": _deleveraging,
    "leverage-built": _leverage_built,
    "leverage-rebuilt": _leverage_rebuilt,
    "price-against-open-interest": _divergence,
    "price-swing": _swing,
    "shorts-pay": _shorts_pay,
    "extreme-fear": _label("extreme fear"),
    "extreme-greed": _label("extreme greed"),
}
"""The rules by their tags. A tag is part of addresses, so its name is permanent."""
