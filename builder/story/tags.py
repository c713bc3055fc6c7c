"""Tags of a day: what kind of day it was, by rules over its figures."""

from __future__ import annotations

from collections.abc import Callable

from builder.market.figures import Figure
from builder.story.facts import DayFacts
from builder.story.plan import Plan
from builder.story.statements.liquidations import LargestSince
from builder.story.statements.open_interest import Breadth, Course, Divergence, Leverage

ONE_SIDED_PCT = 75
"""The share of one side from which on a day was a squeeze of it."""

LEVERAGE_PCT = 3
"""The change of open interest, in percent, from which on leverage was plainly cut or built."""

SWING_PCT = 8
"""The price move of an asset, in percent, from which on a day saw a price swing."""

RECORD_DAYS = 90
"""Comparable days on file behind a day that was the largest since."""

Rule = Callable[[Plan], bool]


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
    change = plan.facts.open_interest.change_pct
    if change is not None:
        return change.number <= -LEVERAGE_PCT
    return any(
        one.falling.value == one.assets.value
        for one in _said(plan, "open_interest", Breadth)
        if isinstance(one, Breadth)
    ) or _course(plan, Course.CUT_FURTHER)


def _leverage_built(plan: Plan) -> bool:
    change = plan.facts.open_interest.change_pct
    if change is not None:
        return change.number >= LEVERAGE_PCT
    return _course(plan, Course.BUILT_FURTHER)


def _leverage_rebuilt(plan: Plan) -> bool:
    return _course(plan, Course.REBUILT)


def _course(plan: Plan, course: Course) -> bool:
    said = _said(plan, "open_interest", Leverage)
    return any(isinstance(one, Leverage) and one.course is course for one in said)


def _divergence(plan: Plan) -> bool:
    return bool(_said(plan, "open_interest", Divergence))


def _swing(plan: Plan) -> bool:
    return any(abs(change.number) >= SWING_PCT for change in plan.facts.price_changes)


def _shorts_pay(plan: Plan) -> bool:
    funding = plan.facts.funding
    return len(funding.rates) > 1 and funding.paid_by_shorts.value == funding.assets.value


def _record(plan: Plan) -> bool:
    said = _said(plan, "liquidations", LargestSince)
    return any(
        isinstance(one, LargestSince) and one.behind.on_file.number >= RECORD_DAYS for one in said
    )


def _label(word: str) -> Rule:
    def rule(plan: Plan) -> bool:
        label = _label_of(plan.facts)
        return label is not None and str(label.value).casefold() == word

    return rule


def _label_of(facts: DayFacts) -> Figure | None:
    return facts.sentiment.label


def _said(plan: Plan, section: str, kind: type) -> list[object]:
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
