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
    if own == ("price",) and quantity.scaled and quantity.measure is Measure.USD:
        # "Contracts worth $53 billion changed hands" tells no price.
        own = ("price", "volume")
    if own:
        return Slot(own, stated=True), Basis.PHRASE
    found = [m for m in _of_sentence(frame, phrase, part) if fits(m, quantity, part)]
    goes_on = _goes_on(frame, phrase)
    if goes_on and fits(frame.context.metric, quantity, part):
        found.insert(0, frame.context.metric)
    if sided and fits("liquidations", quantity, part):
        found.append("liquidations")
    basis = Basis.SENTENCE if found else Basis.NOTHING
    hints = fitting(sentence.of(What.HINT, start=phrase.left, end=phrase.right))
    hints += fitting(sentence.of(What.HINT))
    for more, reason in (
        (hints, Basis.HINT),
        (_of_context(frame, quantity, part), _basis_of_context(frame)),
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


def _goes_on(frame: Frame, phrase: Phrase) -> bool:
    """Tell whether a clause takes up the metric before it: "Bitcoin's grew 1.16%"."""
    owns = frame.grammar.owns
    if not frame.context.metric:
        return False
    for asset in frame.sentence.of(What.ASSET, start=phrase.inner, end=phrase.quantity.whole_start):
        match = owns.match(frame.sentence.text, asset.end)
        verbs = (
            frame.sentence.of(What.MOVE, What.LOSS, What.ROLE, start=match.end()) if match else []
        )
        if match and verbs and not frame.gap(match.end(), verbs[0].start).strip():
            return True
    return False


def _basis_of_context(frame: Frame) -> Basis:
    """Return how surely a sentence goes on with the metric before it: a ranking does."""
    sentence = frame.sentence
    ranks = sentence.of(What.ASSET) and sentence.of(What.ORDER, What.RANK)
    return Basis.HINT if ranks else Basis.CONTEXT


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
