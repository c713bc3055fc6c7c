"""What a number says of its metric, a level, a change or a share, and which way it moved."""

from __future__ import annotations

from builder.story.checking.claims.claim import Claim
from builder.story.checking.claims.frame import Frame
from builder.story.checking.claims.phrases import Phrase
from builder.story.checking.claims.relations import is_whole, restates
from builder.story.checking.figures.columns import Part
from builder.story.checking.words.language import What
from builder.story.checking.words.lexicon import Mention
from builder.story.checking.words.quantities import Hedge, Measure, Quantity

_WAYS = {"up": 1, "down": -1}
_NEAR = 24
_BREAKS = frozenset(";()")


def move_and_part(frame: Frame, place: int) -> tuple[int, Part | None]:
    """Return the direction that is claimed, 0 for none, and what the number is, if that is said."""
    phrase, sentence, before = frame.phrases[place], frame.sentence, frame.before
    quantity = phrase.quantity
    percent = quantity.measure in (Measure.PERCENT, Measure.POINTS)
    role = _role(frame, quantity)
    moves = sentence.of(What.MOVE, What.LOSS, start=phrase.inner, end=quantity.whole_start)
    nearest = moves[-1] if moves else None
    move = _WAYS.get(nearest.meaning, 0) if nearest else 0
    direct = nearest is not None and _reaches(frame, nearest, quantity)
    noun = _noun_behind(frame, quantity)
    if noun is not None:
        return _WAYS[noun.meaning], Part.CHANGE
    if role == "before" or _is_earlier(frame, phrase):
        return move, Part.BEFORE
    if quantity.measure is Measure.PERCENT and _is_share(frame, place, role, nearest, direct):
        return 0, Part.SHARE
    if quantity.sign:
        return quantity.sign, Part.CHANGE if percent else None
    if role == "change":
        return move or _last_move(frame, quantity), Part.CHANGE
    if role == "level" and not (percent and nearest):
        return move, Part.LEVEL
    if direct:
        # "Fell below $92,000" names where it fell to, not by how much.
        bound = quantity.hedge in (Hedge.OVER, Hedge.UNDER, Hedge.NEARLY) and not percent
        return move, Part.LEVEL if bound and not quantity.scaled and role != "of" else Part.CHANGE
    if percent and nearest:
        return move, Part.CHANGE
    listed = _listed_with(frame, phrase) if percent else None
    if listed is not None:
        return listed.move, listed.part
    if before is not None and restates(frame, phrase, before):
        return before.move, before.part
    return 0, None


def _is_earlier(frame: Frame, phrase: Phrase) -> bool:
    """Tell whether a number is what was before: "the $5 million before", "52%, after 47%"."""
    quantity, grammar, text = phrase.quantity, frame.grammar, frame.sentence.text
    if grammar.earlier.match(text, quantity.end):
        return True
    last = frame.before
    if last is None or last.quantity.measure is not quantity.measure or quantity.scaled:
        return False
    return bool(
        quantity.measure in (Measure.PERCENT, Measure.PLAIN)
        and grammar.after_level.fullmatch(text, last.quantity.end, quantity.whole_start)
    )


def _role(frame: Frame, quantity: Quantity) -> str:
    """Return what the preposition before a number makes of it."""
    found = [
        mention.meaning
        for mention in frame.sentence.of(What.ROLE, end=quantity.whole_start)
        if frame.grammar.article.fullmatch(frame.sentence.text, mention.end, quantity.whole_start)
    ]
    return found[-1] if found else ""


def _reaches(frame: Frame, move: Mention, quantity: Quantity) -> bool:
    """Tell whether nothing but an adverb or a preposition parts a move from a number."""
    text = frame.sentence.text
    return frame.grammar.reaches.fullmatch(text, move.end, quantity.whole_start) is not None


def _last_move(frame: Frame, quantity: Quantity) -> int:
    """Return the move of an earlier clause: "Both fell, ETH by 4.58% and BTC by 4.1%"."""
    moves = frame.sentence.of(What.MOVE, What.LOSS, end=quantity.whole_start)
    return _WAYS.get(moves[-1].meaning, 0) if moves else 0


def _noun_behind(frame: Frame, quantity: Quantity) -> Mention | None:
    """Return the move right behind a number: "a 3.35% drop", "12% higher"."""
    if quantity.measure is Measure.PLAIN:
        return None
    for noun in frame.sentence.of(
        What.NOUN, What.MOVE, start=quantity.end, end=quantity.end + _NEAR
    ):
        if noun.meaning in _WAYS and frame.gap(quantity.end, noun.start) in (" ", "-"):
            return noun
    left = _flow_of_metric(frame, quantity)
    if left is not None:
        return left
    flows = frame.sentence.of(What.FLOW, start=quantity.end, end=quantity.end + _NEAR)
    assets = frame.sentence.of(What.ASSET, start=quantity.end, end=quantity.end + 2 * _NEAR)
    if flows and assets and quantity.scaled and not frame.gap(quantity.end, flows[0].start).strip():
        return flows[0]
    return None


def _flow_of_metric(frame: Frame, quantity: Quantity) -> Mention | None:
    """Return what an amount of a metric did: "$5 million of open interest left"."""
    if not quantity.scaled:
        return None
    start = quantity.end
    for metric in frame.sentence.of(What.METRIC, start=start, end=start + 2 * _NEAR):
        if frame.grammar.amount_of.fullmatch(frame.sentence.text, start, metric.start):
            gone = frame.sentence.of(What.MOVED, start=metric.end, end=metric.end + _NEAR)
            if gone and not frame.gap(metric.end, gone[0].start).strip():
                return gone[0]
    return None


def _is_share(frame: Frame, place: int, role: str, nearest: Mention | None, direct: bool) -> bool:
    phrase, sentence = frame.phrases[place], frame.sentence
    quantity = phrase.quantity
    wholes = sentence.of(What.OF_WHOLE, What.SIDE, start=quantity.end, end=quantity.end + 40)
    wholes = [whole for whole in wholes if whole.meaning != "own"]
    if wholes and not frame.gap(quantity.end, wholes[0].start).strip():
        return True
    shares = sentence.of(What.SHARE, start=phrase.inner, end=phrase.right)
    if shares and not (nearest and nearest.start > shares[0].start):
        return True
    if is_whole(frame, place + 1):
        return True
    return quantity.fraction and role not in ("change", "before") and not direct


def _listed_with(frame: Frame, phrase: Phrase) -> Claim | None:
    """Return the claim that a list goes on from: "SOL fell 3% to $180 and XRP 2% to $2"."""
    quantity, sentence = phrase.quantity, frame.sentence
    same = [c for c in frame.claims if c.quantity.measure is quantity.measure]
    if not same:
        return None
    last = same[-1]
    if last.part is not Part.SHARE and not (last.part is Part.CHANGE and last.move):
        return None
    start, end = last.quantity.end, quantity.whole_start
    neighbours = last is frame.claims[-1] and last.part is Part.CHANGE
    roles = (What.ROLE,) if neighbours else ()
    others = sentence.of(What.MOVE, What.SHARE, *roles, start=start, end=end)
    return None if others or _breaks(frame, start, end) else last


def _breaks(frame: Frame, start: int, end: int) -> bool:
    """Tell whether a list ends between two places; what is set in parentheses is no end."""
    depth = 0
    for place in range(start, end):
        character = frame.sentence.text[place]
        if character == "(":
            depth += 1
        elif character == ")":
            if not depth:
                return True
            depth -= 1
        elif character in _BREAKS and not depth:
            return True
    return depth > 0
