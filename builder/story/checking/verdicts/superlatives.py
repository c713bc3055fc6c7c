"""Finds who is said to lead, to come last, or to hold a place: "the steepest fall", "third"."""

from __future__ import annotations

from collections.abc import Iterator

from builder.market.fields import MARKET
from builder.story.checking.case import Case
from builder.story.checking.claims.frame import groups_of
from builder.story.checking.verdicts.placed import (
    Placed,
    Relation,
    clause_of,
    direction_of,
    excluded_in,
    noun_of,
    owner_of_sides,
)
from builder.story.checking.words.language import What
from builder.story.checking.words.lexicon import Mention

RELATIONS = {
    "led": Relation.LED,
    "top": Relation.LED,
    "worst": Relation.LED,
    "best": Relation.LED,
    "bottom": Relation.LAST,
}
_OF_TIME_WITHIN = 50


def ranks_in(case: Case) -> list[Mention]:
    """Return the ordinals that are places: "ranked third", "the second-largest"."""
    return [mention for mention in case.sentence.of(What.RANK) if _is_place(case, mention)]


def ranked(case: Case, mention: Mention) -> Iterator[Placed]:
    """Yield who is said to hold a place."""
    names, of_sides = _whose(case, mention)
    if len(names) == 1 and not of_sides:
        yield Placed(
            mention.start,
            mention.end,
            Relation.RANK,
            names,
            rank=int(mention.meaning),
            direction=direction_of(case, mention),
            excluded=excluded_in(case),
        )


def superlative(case: Case, mention: Mention) -> Iterator[Placed]:
    """Yield who is said to lead or to come last."""
    if not _ranks(case, mention) or _is_of_time(case, mention):
        return
    names, of_sides = _whose(case, mention)
    if names:
        yield Placed(
            mention.start,
            mention.end,
            RELATIONS.get(mention.meaning, Relation.LED),
            names,
            direction=direction_of(case, mention),
            of_sides=of_sides,
            subject=owner_of_sides(case, *clause_of(case, mention)) if of_sides else MARKET,
            excluded=excluded_in(case),
        )


def _is_place(case: Case, mention: Mention) -> bool:
    before = case.text[: mention.start].rstrip()
    if any(
        other.start - mention.end in (0, 1) and other.meaning in RELATIONS
        for other in case.sentence.of(What.ORDER)
    ):
        return True
    lead = case.grammar.rank_before.search(before)
    numbered = any(q.end == len(before.rstrip(")")) for q in case.sentence.quantities)
    ends = case.grammar.rank_after.match(case.text, mention.end)
    return bool((lead or numbered) and ends)


def _ranks(case: Case, mention: Mention) -> bool:
    """Tell whether a word really ranks: "most" does behind a verb, "top" before a noun."""
    grammar, text = case.grammar, case.text
    word = text[mention.start : mention.end].lower()
    if word in grammar.noun_superlatives:
        return noun_of(case, mention) is not None
    if word not in grammar.bare_superlatives:
        return True
    verbs = case.sentence.of(What.MOVE, What.LOSS, What.HINT, end=mention.start)
    direct = verbs and (
        grammar.verb_to_superlative.fullmatch(text, verbs[-1].end, mention.start)
        or _follows_number(case, mention)
    )
    if direct:
        return grammar.bare_behind.match(text, mention.end) is not None
    article = grammar.with_article.search(text[: mention.end]) or grammar.with_article.search(
        text[: mention.start]
    )
    return bool(article and grammar.bare_among.match(text, mention.end))


def _follows_number(case: Case, mention: Mention) -> bool:
    """Tell whether a word stands right behind a number: "every coin fell, TRON (2.16%) least"."""
    before = case.text[: mention.start].rstrip(" )")
    return any(quantity.end == len(before) for quantity in case.sentence.quantities)


def _is_of_time(case: Case, mention: Mention) -> bool:
    """Tell whether a superlative ranks days rather than assets: "the largest since", "ever"."""
    end = min(clause_of(case, mention)[1], mention.end + _OF_TIME_WITHIN)
    of_days = case.sentence.of(What.SINCE, What.RECORD, start=mention.end, end=end)
    return bool(of_days or case.grammar.period.search(case.text, mention.end, end))


def _whose(case: Case, mention: Mention) -> tuple[tuple[str, ...], bool]:
    """Return who is meant, and whether it is a side: the nearest name before, else one behind."""
    sentence = case.sentence
    start, end = clause_of(case, mention)
    by = case.grammar.leaders.fullmatch(case.text, mention.start, mention.end) is not None
    out = excluded_in(case)
    ahead = [] if by else groups_of(sentence, start, mention.start)
    ahead = [
        group
        for group in ahead
        if group[0].meaning not in out
        and not case.grammar.denied_name.search(case.text[: group[0].start])
    ]
    sides = [] if by else sentence.of(What.SIDE, start=start, end=mention.start)
    behind = groups_of(sentence, mention.end, end)
    if ahead:
        group = _with_list(case, ahead)
        side = sides[-1] if sides else None
        if side is None or side.start < group[0].start or _belongs(case, group[-1], side):
            return tuple(m.meaning for m in group), False
    if sides and (not behind or not ahead):
        return (sides[-1].meaning,), True
    if behind:
        return tuple(m.meaning for m in behind[0]), False
    sides = sentence.of(What.SIDE, start=mention.end, end=end) if by else []
    return ((sides[0].meaning,), True) if sides else ((), False)


def _with_list(case: Case, groups: list[list[Mention]]) -> list[Mention]:
    """Return the last assets, and those that numbers alone part from them: "A ($5), B ($3) led"."""
    found = list(groups[-1])
    for group in groups[-2::-1]:
        start, end = group[-1].end, found[0].start
        numbered = any(start <= q.start < end for q in case.sentence.quantities)
        if not numbered or not case.grammar.numbered_list.fullmatch(case.text, start, end):
            break
        found = [*group, *found]
    return found


def _belongs(case: Case, asset: Mention, side: Mention) -> bool:
    """Tell whether a side is said of an asset: "ETH longs", "longs in ETH"."""
    one, other = sorted((asset, side), key=lambda mention: mention.start)
    numbered = any(one.end <= q.start < other.start for q in case.sentence.quantities)
    return numbered or case.grammar.of_name.fullmatch(case.text, one.end, other.start) is not None
