"""Finds who is said to be ahead of, behind or followed by whom: assets, or longs and shorts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from builder.story.checking.case import Case
from builder.story.checking.claims.frame import groups_of
from builder.story.checking.verdicts.placed import (
    Placed,
    Relation,
    clause_of,
    direction_of,
    owner_of_sides,
)
from builder.story.checking.words.language import What
from builder.story.checking.words.lexicon import Mention

RELATIONS = {
    "ahead": Relation.AHEAD,
    "beats": Relation.AHEAD,
    "behind": Relation.BEHIND,
    "followed": Relation.FOLLOWED,
}
NEXT = "next"
_TOGETHER_WITHIN = 24
_THAN_WITHIN = 48


def compared(case: Case, mention: Mention) -> Iterator[Placed]:
    """Yield who is set before or behind whom by a word between them."""
    if mention.meaning == NEXT:
        yield from _next(case, mention)
        return
    relation = RELATIONS[mention.meaning]
    filler, text = case.grammar.filler, case.text
    behind = [
        group
        for group in groups_of(case.sentence, mention.end, len(text))
        if filler.fullmatch(text, mention.end, group[0].start)
    ]
    if not behind:
        yield from _sides(case, mention, relation)
        return
    start = 0 if relation is Relation.FOLLOWED else clause_of(case, mention)[0]
    ahead = groups_of(case.sentence, start, mention.start)
    if not ahead or not _is_said(case, mention, ahead[-1][-1]):
        return
    last = behind[0][-1]
    others = [m.meaning for m in behind[0]]
    if relation is not Relation.BEHIND:
        others += _listed_on(case, last)
    name = ahead[-1][-1] if relation is Relation.FOLLOWED else ahead[-1][0]
    sums = case.sentence.of(What.SUM, start=last.end, end=last.end + _TOGETHER_WITHIN)
    yield Placed(
        mention.start,
        mention.end,
        relation,
        (name.meaning,),
        tuple(dict.fromkeys(others)),
        direction=direction_of(case, mention),
        together=bool(sums),
    )


def _is_said(case: Case, mention: Mention, name: Mention) -> bool:
    """Tell whether a denial stands right between two names: "ether, not bitcoin"."""
    word = case.text[mention.start : mention.end].lower()
    gap = case.grammar.denial_gap.fullmatch(case.text, name.end, mention.start)
    return word not in case.grammar.denials or gap is not None


def _next(case: Case, mention: Mention) -> Iterator[Placed]:
    """Yield "X rose 3%; Y was next": who follows stands before the word."""
    leading = case.sentence.of(What.ORDER, end=mention.start)
    if case.text[
        mention.start : mention.end
    ].lower() in case.grammar.only_behind_leader and not any(
        order.meaning in ("led", "top", "best", "worst") for order in leading
    ):
        return
    ahead = groups_of(case.sentence, clause_of(case, mention)[0], mention.start)
    earlier = groups_of(case.sentence, 0, ahead[-1][0].start) if ahead else []
    if earlier:
        yield Placed(
            mention.start,
            mention.end,
            Relation.FOLLOWED,
            (earlier[-1][-1].meaning,),
            tuple(m.meaning for m in ahead[-1]),
            direction=direction_of(case, mention),
        )


def _listed_on(case: Case, last: Mention) -> list[str]:
    """Return the assets of a list that goes on: "XRP at $83 million and BTC at ..."."""
    found: list[str] = []
    end = last.end
    for group in groups_of(case.sentence, last.end, clause_of(case, last)[1]):
        gap = case.text[end : group[0].start]
        numbered = any(end <= q.start < group[0].start for q in case.sentence.quantities)
        if not numbered or not case.grammar.list_goes_on.search(gap):
            break
        found += [m.meaning for m in group]
        end = group[-1].end
    return found


def _sides(case: Case, mention: Mention, relation: Relation) -> Iterator[Placed]:
    """Yield "longs lost more than shorts"."""
    behind = [
        side
        for side in case.sentence.of(What.SIDE, start=mention.end)
        if case.grammar.filler.fullmatch(case.text, mention.end, side.start)
    ]
    ahead = case.sentence.of(What.SIDE, end=mention.start)
    if relation is Relation.FOLLOWED or not behind or not ahead:
        return
    if ahead[-1].meaning != behind[0].meaning:
        yield _of_sides(case, mention, relation, ahead[-1], behind[0])


def parted(case: Case) -> Iterator[Mention]:
    """Yield comparatives whose "than" stands further on: "lost more in longs than ether"."""
    orders = case.sentence.of(What.ORDER)
    for than in case.sentence.of(What.THAN):
        if any(order.start <= than.start < order.end for order in orders):
            continue
        start = max(clause_of(case, than)[0], than.start - _THAN_WITHIN)
        before = case.sentence.of(What.COMPARATIVE, start=start, end=than.start)
        numbers = [q for q in case.sentence.quantities if start <= q.start < than.start]
        if before and not numbers:
            yield Mention(before[-1].start, than.end, What.ORDER, before[-1].meaning)


def more_sides(case: Case) -> Iterator[Placed]:
    """Yield "more longs than shorts were liquidated"."""
    sides = case.sentence.of(What.SIDE)
    for one, other in pairwise(sides):
        lead = case.grammar.more_of.search(case.text[: one.start])
        between = case.text[one.end : other.start].strip()
        if lead and case.grammar.than.fullmatch(between) and one.meaning != other.meaning:
            more = lead["more"] is not None
            relation = Relation.AHEAD if more else Relation.BEHIND
            mention = Mention(lead.start(), other.end, What.ORDER, "")
            yield _of_sides(case, mention, relation, one, other)


def _of_sides(
    case: Case, mention: Mention, relation: Relation, one: Mention, other: Mention
) -> Placed:
    return Placed(
        mention.start,
        mention.end,
        relation,
        (one.meaning,),
        (other.meaning,),
        of_sides=True,
        subject=owner_of_sides(case, *clause_of(case, mention)),
    )
