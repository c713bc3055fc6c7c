"""Whose number it is: an asset's, several assets' together, or the market's."""

from __future__ import annotations

from builder.market.fields import MARKET, ON_FILE
from builder.story.checking.claims.claim import Claim, Slot, Subject
from builder.story.checking.claims.frame import Frame, groups_of, unique
from builder.story.checking.claims.phrases import Phrase
from builder.story.checking.claims.relations import is_apposition, is_whole
from builder.story.checking.words.language import What
from builder.story.checking.words.lexicon import Mention
from builder.story.checking.words.quantities import Measure, Quantity

Group = list[Mention]

_NEAR = 24
"""So close behind a name, a verb or a metric is said of it."""

_METRICS = (What.METRIC, What.SIDE, What.LOSS)


def subjects_of(frame: Frame, place: int, paired: dict[int, str]) -> tuple[Slot[Subject], str]:
    """Return whose number it is, and why it may be about something else ("" if nothing says so)."""
    phrase = frame.phrases[place]
    counted = _counted(frame, phrase.quantity)
    if counted:
        return Slot((MARKET,)), counted
    behind, ahead = _groups(frame, place)
    stranger = _stranger(frame, phrase, [*behind[:1], *ahead[-1:]])
    if stranger:
        return Slot((MARKET,)), stranger
    if place in paired:
        return Slot((paired[place],), stated=True), ""
    if behind or ahead:
        return _of_group(frame, behind[0] if behind else ahead[-1], phrase.quantity), ""
    return _unnamed(frame, place, frame.before), ""


def _groups(frame: Frame, place: int) -> tuple[list[Group], list[Group]]:
    """Return the assets behind a number and before it, by list."""
    phrase, sentence = frame.phrases[place], frame.sentence
    quantity = phrase.quantity
    behind = groups_of(sentence, quantity.end, phrase.right)
    behind = [group for group in behind if not _is_left_out(frame, group[0])]
    if not behind and (is_whole(frame, place + 1) or is_apposition(frame, place + 1)):
        # "Half of the $361 million was bitcoin", "a third, $362 million, was in bitcoin".
        behind = groups_of(sentence, quantity.end, frame.phrases[place + 1].right)
    return behind, groups_of(sentence, phrase.left, quantity.whole_start)


def _is_left_out(frame: Frame, mention: Mention) -> bool:
    """Tell whether an asset is named to be left out: "outside bitcoin"."""
    return any(
        not frame.gap(aside.end, mention.start).strip()
        for aside in frame.sentence.of(What.ASIDE, end=mention.start)
    )


def _of_group(frame: Frame, group: Group, quantity: Quantity) -> Slot[Subject]:
    tickers = unique(mention.meaning for mention in group)
    if len(tickers) == 1:
        return Slot((tickers[0],), stated=True)
    if frame.sentence.of(What.EACH):
        return Slot((*tickers, tickers), stated=True)
    if frame.sentence.of(What.SUM):
        return Slot((tickers,), stated=True)
    amounts = quantity.measure in (Measure.USD, Measure.KRW)
    return Slot((tickers, *tickers) if amounts else (*tickers, tickers), stated=True)


def _unnamed(frame: Frame, place: int, before: Claim | None) -> Slot[Subject]:
    """Return whose number it can be where no asset stands with it."""
    sentence, phrase = frame.sentence, frame.phrases[place]
    earlier = before.subjects.values if before else ()
    named = unique(m.meaning for m in sentence.of(What.ASSET))
    if sentence.of(What.SUM) and len(named) > 1 and place == len(frame.phrases) - 1:
        return Slot((named, ON_FILE, MARKET))
    if sentence.of(What.TOGETHER):
        return Slot(unique((*earlier, ON_FILE, MARKET)))
    wholes = sentence.of(What.WHOLE, start=phrase.inner, end=phrase.right)
    if sentence.of(What.SUM) and not wholes:
        rest = earlier if named else ()
        return Slot(unique((*rest, MARKET, ON_FILE, *frame.context.subjects)))
    if wholes:
        return Slot(unique((MARKET, *earlier)))
    if earlier:
        return Slot(unique((*earlier, MARKET)))
    later = groups_of(sentence, phrase.right, len(sentence.text))
    if later and len(frame.phrases) == 1:
        if _names_its_metric(frame, phrase, later[0]):
            return _of_group(frame, later[0], phrase.quantity)
        return Slot(unique((MARKET, *(m.meaning for m in later[0]))))
    if sentence.of(What.RANGE):
        # "Rates range from 0.01% to 0.03%": over assets, and not of the one before.
        return Slot((MARKET,))
    return Slot(unique((MARKET, *frame.context.subjects)))


def _names_its_metric(frame: Frame, phrase: Phrase, group: Group) -> bool:
    """Tell whether assets own a number's metric behind it: "At $67 billion, bitcoin's OI"."""
    sentence = frame.sentence
    if sentence.of(*_METRICS, start=phrase.left, end=phrase.right):
        return False
    owns = frame.grammar.owns.match(sentence.text, group[-1].end)
    for metric in sentence.of(*_METRICS, start=phrase.right):
        lead = frame.gap(metric.end, group[0].start).strip()
        if metric.end <= group[0].start and frame.grammar.leads_to_name.fullmatch(lead):
            return True
        if owns and metric.start >= owns.end():
            return not frame.gap(owns.end(), metric.start).strip()
    return False


def _counted(frame: Frame, quantity: Quantity) -> str:
    """Say what a bare number counts: "7 assets", "49 comparable days"."""
    if quantity.measure is not Measure.PLAIN or quantity.scaled:
        return ""
    text, sentence = frame.sentence.text, frame.sentence
    words = frame.grammar.counted.match(text, quantity.end)
    assets = sentence.of(What.ASSET, start=quantity.end, end=quantity.end + _NEAR)
    named = [m for m in assets if not text[quantity.end : m.start].strip()]
    end = words.end() if words else named[0].end if named else 0
    if not end or sentence.of(What.LINK, start=quantity.end, end=end):
        return ""
    return f"{text[quantity.end : end].strip()} are not counted on file"


def _stranger(frame: Frame, phrase: Phrase, groups: list[Group]) -> str:
    """Name something that is not on file, if it is closer to the number than any asset."""
    quantity, sentence = phrase.quantity, frame.sentence
    assets = [mention for group in groups for mention in group]
    for mention in sentence.of(What.STRANGER, start=phrase.left, end=phrase.right):
        behind = mention.start >= quantity.end
        same_way = [m.start for m in assets if (m.start >= quantity.end) == behind]
        closer = all(mention.start < m if behind else mention.start > m for m in same_way)
        if closer and _is_subject(frame, mention, quantity):
            return f"{sentence.text[mention.start : mention.end]} is no asset on file"
    return ""


def _is_subject(frame: Frame, mention: Mention, quantity: Quantity) -> bool:
    """Tell whether a name is what a number is about: it owns, moves, or follows an "in"."""
    text, sentence = frame.sentence.text, frame.sentence
    owns = frame.grammar.owns.match(text, mention.end)
    after = owns.end() if owns else mention.end
    said = (What.SIDE, What.METRIC, What.MOVE, What.LOSS, What.ROLE)
    following = sentence.of(*said, start=after, end=after + _NEAR)
    if following and not text[after : following[0].start].strip():
        return True
    if mention.end <= quantity.start:
        return not text[after : quantity.start].strip(" (:")
    lead = text[quantity.end : mention.start].strip()
    return frame.grammar.leads_to_name.fullmatch(lead) is not None
