"""What it is a number of: by the words around it, the sentence, its context, or its unit."""

from __future__ import annotations

from collections.abc import Sequence

from builder.story.checking.claims.claim import Basis, Slot
from builder.story.checking.claims.frame import Frame, unique
from builder.story.checking.claims.phrases import Phrase
from builder.story.checking.figures.columns import COLUMNS, Part
from builder.story.checking.words.language import What
from builder.story.checking.words.lexicon import Mention
from builder.story.checking.words.quantities import Hedge, Measure, Quantity


def metrics_of(frame: Frame, place: int, part: Part | None, sided: bool) -> tuple[Slot[str], Basis]:
    """Return what a number can be of, the likeliest first, and how surely.

    `sided` tells whether a side of the market is named with it.
    """
    phrase, sentence = frame.phrases[place], frame.sentence
    quantity = phrase.quantity

    def fitting(mentions: Sequence[Mention]) -> list[str]:
        return [m.meaning for m in mentions if fits(m.meaning, quantity, part)]

    behind = fitting(sentence.of(What.METRIC, start=quantity.end, end=phrase.right))
    inner = fitting(sentence.of(What.METRIC, start=phrase.inner, end=quantity.whole_start))
    own = unique((*behind, *inner[::-1]))
    if own:
        return Slot(own, stated=True), Basis.PHRASE
    found = [m for m in _of_sentence(frame, phrase, part) if fits(m, quantity, part)]
    if sided and fits("liquidations", quantity, part):
        found.append("liquidations")
    basis = Basis.SENTENCE if found else Basis.NOTHING
    hints = fitting(sentence.of(What.HINT, start=phrase.left, end=phrase.right))
    hints += fitting(sentence.of(What.HINT))
    for more, reason in (
        (hints, Basis.HINT),
        (_of_context(frame, quantity, part), Basis.CONTEXT),
        (_usual(quantity, part, basis), Basis.USUAL),
    ):
        if more:
            found, basis = [*found, *more], max(basis, reason)
    return Slot(unique(found)), basis


def _of_sentence(frame: Frame, phrase: Phrase, part: Part | None) -> list[str]:
    """Return the metrics named elsewhere in the sentence, those before the number first."""
    sentence, quantity = frame.sentence, phrase.quantity
    outer = [m.meaning for m in sentence.of(What.METRIC, end=phrase.inner)][::-1]
    rest = [m.meaning for m in sentence.of(What.METRIC, start=phrase.right)]
    found = [*outer, *rest]
    moves = sentence.of(What.MOVE, What.LOSS, start=phrase.inner, end=phrase.right)
    assets = sentence.of(What.ASSET, start=phrase.inner, end=phrase.right)
    if part is Part.CHANGE and quantity.measure is Measure.PERCENT and moves and assets:
        # A clause of its own that moves an asset: its price, unless a neighbour says more.
        found = [metric for metric in found if metric != "liquidations"]
    before = frame.before
    if before is not None and before.basis >= Basis.SENTENCE:
        found = [*before.metrics.values, *found]
    return found


def _of_context(frame: Frame, quantity: Quantity, part: Part | None) -> list[str]:
    metric = frame.context.metric
    return [metric] if metric and fits(metric, quantity, part) else []


def _usual(quantity: Quantity, part: Part | None, basis: Basis) -> list[str]:
    """Return what a number in its unit usually is where nothing says so."""
    if quantity.scaled and basis >= Basis.SENTENCE:
        return []
    if quantity.measure is Measure.PERCENT and part is Part.SHARE:
        return ["liquidations", "open_interest"]
    if quantity.measure is Measure.PERCENT and not quantity.fraction:
        return ["price", "open_interest"]
    if quantity.measure is Measure.KRW and quantity.scaled:
        return ["price", "liquidations", "open_interest"]
    if quantity.measure in (Measure.USD, Measure.KRW):
        return ["liquidations", "open_interest"] if quantity.scaled else ["price"]
    return ["liquidations"] if quantity.fraction else []


def fits(metric: str, quantity: Quantity, part: Part | None) -> bool:
    """Tell whether a number in its unit can be one of a metric."""
    measure, scaled = quantity.measure, quantity.scaled
    if measure is Measure.TIMES:
        return metric in ("liquidations", "open_interest", "volume", "price", "funding_rate")
    if measure is Measure.POINTS:
        return metric in ("fear_greed", "liquidations", "open_interest", "price")
    if measure is Measure.PERCENT:
        return metric != "usd_krw" or part is Part.CHANGE
    if measure is Measure.PLAIN:
        large = ("liquidations", "open_interest", "volume")
        return metric in (large if scaled else ("fear_greed", "usd_krw", "price", "funding_rate"))
    if measure is Measure.OTHER:
        return False
    if metric == "usd_krw":
        return not scaled
    if metric == "price":
        return not scaled or measure is Measure.KRW or quantity.hedge is Hedge.EXACT
    return any(c.metric == metric and c.measure is Measure.USD for c in COLUMNS)
