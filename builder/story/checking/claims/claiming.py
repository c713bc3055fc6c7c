"""Puts the phrases around each number of a sentence together to a claim."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from builder.market.fields import MARKET, ON_FILE
from builder.story.checking.claims.claim import Claim, Context, Slot, Subject
from builder.story.checking.claims.frame import Frame, unique
from builder.story.checking.claims.metrics import metrics_of
from builder.story.checking.claims.moments import days_of, windows_of
from builder.story.checking.claims.moves import move_and_part
from builder.story.checking.claims.phrases import Phrase
from builder.story.checking.claims.relations import is_set_against, is_whole, pairs
from builder.story.checking.claims.subjects import subjects_of
from builder.story.checking.figures.columns import Part
from builder.story.checking.words.language import What
from builder.story.checking.words.lexicon import Mention
from builder.story.checking.words.quantities import Measure
from builder.story.checking.words.reading import Sentence

OTHER_SIDE = {"long": "short", "short": "long"}


def claims_of(sentence: Sentence, context: Context, today: date) -> list[Claim]:
    """Return what a sentence of a text about `today` says of its numbers, in their order."""
    frame = Frame(sentence, context, today)
    assets, sides = pairs(frame, What.ASSET), pairs(frame, What.SIDE)
    for place in range(len(frame.phrases)):
        frame.claims.append(_claim(frame, place, assets, sides))
    return _with_their_beginnings(frame)


def _with_their_beginnings(frame: Frame) -> list[Claim]:
    """Mark changes by the level they begin at: "fell 12% from $6 billion", "12% larger than"."""
    found = list(frame.claims)
    for place, claim in enumerate(found):
        quantity = claim.quantity
        beside = found[max(0, place - 1) : place] + found[place + 1 : place + 2]
        begun = any(other.part is Part.BEFORE for other in beside)
        percent = quantity.measure is Measure.PERCENT
        size = frame.grammar.sized.match(frame.sentence.text, quantity.end) if percent else None
        if size and (begun or claim.baselines):
            move = 1 if size["up"] else -1
            found[place] = replace(claim, part=Part.CHANGE, move=move, from_level=begun)
        elif begun and claim.part in (Part.CHANGE, None):
            part = Part.CHANGE if percent else claim.part
            found[place] = replace(claim, part=part, from_level=True)
    return found


def _claim(frame: Frame, place: int, assets: dict[int, str], sides: dict[int, str]) -> Claim:
    phrase = frame.phrases[place]
    move, part = move_and_part(frame, place)
    side = _sides(frame, place, sides)
    metrics, basis = metrics_of(frame, place, part, bool(side.values[0]))
    subjects, stranger = subjects_of(frame, place, assets)
    days, baselines = days_of(frame, phrase, part)
    if is_whole(frame, place):
        # "$24 million of the $30 million that ...": what follows may speak of either.
        side = Slot(unique(("", *side.values)))
        subjects = Slot(unique((MARKET, *subjects.values)))
    return Claim(
        phrase,
        subjects,
        metrics,
        basis,
        side,
        windows_of(frame, phrase),
        days,
        part,
        move,
        baselines,
        stranger or _aloof(frame, phrase),
        _is_summed(frame, subjects, side),
    )


def _is_summed(frame: Frame, subjects: Slot[Subject], sides: Slot[str]) -> bool:
    """Tell whether a number is said to be of several assets, or of both sides, together."""
    first = subjects.values[0]
    both_sides = sides.stated and not sides.values[0] and frame.sentence.of(What.SUM)
    return isinstance(first, tuple) or first == ON_FILE or bool(both_sides)


def _sides(frame: Frame, place: int, paired: dict[int, str]) -> Slot[str]:
    """Return which side of the market a number is of; empty for both together."""
    phrase, sentence, before = frame.phrases[place], frame.sentence, frame.before
    quantity = phrase.quantity
    if place in paired:
        return Slot((paired[place],), stated=True)
    right = frame.phrases[place + 1].right if is_whole(frame, place + 1) else phrase.right
    behind = sentence.of(What.SIDE, start=quantity.end, end=right)
    if place + 1 < len(frame.phrases):
        # "... to the bulls' $60 million": theirs is the number that follows.
        following = frame.phrases[place + 1].quantity.whole_start
        behind = [side for side in behind if not _owns(frame, side, following)]
    ahead = sentence.of(What.SIDE, start=phrase.inner, end=quantity.whole_start)
    own = behind[:1] or ahead[-1:]
    if len(unique(m.meaning for m in behind or ahead)) > 1 and _are_listed(frame, behind or ahead):
        # "Longs and shorts lost $5 million together."
        return Slot(("",), stated=True)
    if own:
        side = own[0].meaning
        return Slot((OTHER_SIDE[side] if quantity.all_but else side,), stated=True)
    last = frame.phrases[-1].quantity.end
    at_end = unique(m.meaning for m in sentence.of(What.SIDE, start=max(last, phrase.right)))
    if len(at_end) == 1 and not sentence.of(What.SIDE, end=last):
        # Numbers first, their side last: "ETH ($5 million) and SOL ($3 million) led long ..."
        return Slot((at_end[0], ""))
    outer = sentence.of(What.SIDE, start=phrase.left, end=phrase.inner)
    near = [mention.meaning for mention in outer[::-1]]
    if before is not None and before.sides.stated and is_set_against(frame, phrase, before):
        near = [OTHER_SIDE[before.sides.values[0]], *near]
    metric = sentence.of(What.METRIC, start=quantity.end, end=phrase.right)
    if before is not None and (quantity.measure is Measure.PERCENT or not metric):
        near += [side for side in before.sides.values if side]
    context = (frame.context.side,) if frame.context.side else ()
    return Slot(unique((*near, "", *context)))


def _owns(frame: Frame, side: Mention, start: int) -> bool:
    """Tell whether a side stands right before a number that is said to be its own."""
    match = frame.grammar.owner.match(frame.sentence.text, side.end)
    return match is not None and not frame.gap(match.end(), start).strip()


def _are_listed(frame: Frame, sides: list[Mention]) -> bool:
    one, other = sides[0], sides[-1]
    return frame.grammar.listed.fullmatch(frame.sentence.text, one.end, other.start) is not None


def _aloof(frame: Frame, phrase: Phrase) -> str:
    """Say why a number may speak of something that no snapshot holds; empty if nothing does."""
    quantity, sentence = phrase.quantity, frame.sentence
    for mention in sentence.of(What.ELSEWHERE, start=phrase.inner, end=phrase.right):
        return f"{sentence.text[mention.start : mention.end]} is not on file"
    if quantity.measure is Measure.OTHER:
        return "no figure is in this currency"
    passing = sentence.of(What.INTRADAY, start=phrase.left, end=phrase.right)
    for mention in (*sentence.of(What.SPECULATION, end=phrase.right), *passing):
        return f"“{sentence.text[mention.start : mention.end]}” is no statement of the day"
    return ""
