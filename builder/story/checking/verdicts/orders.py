"""Holds orders among assets, and between longs and shorts, against the order of the figures."""

from __future__ import annotations

from collections.abc import Iterator

from builder.story.checking.case import Case, Problem
from builder.story.checking.claims.claim import Claim
from builder.story.checking.findings import Kind
from builder.story.checking.verdicts.comparatives import NEXT, compared, more_sides, parted
from builder.story.checking.verdicts.comparatives import RELATIONS as COMPARATIVES
from builder.story.checking.verdicts.ladders import Ladder, columns_for, ladder_of
from builder.story.checking.verdicts.placed import Placed
from builder.story.checking.verdicts.superlatives import RELATIONS as SUPERLATIVES
from builder.story.checking.verdicts.superlatives import ranked, ranks_in, superlative
from builder.story.checking.words.language import What
from builder.story.checking.words.lexicon import Mention

_DENIED_WITHIN = 14
_SHORT = 4


def check_orders(case: Case) -> Iterator[Problem]:
    """Yield an order that the figures contradict, whichever of their columns is meant."""
    for placed in _placed_in(case):
        named = {*placed.names, *placed.others}
        claims = [claim for claim in case.claims if named & set(_tickers(claim))]
        if any(case.fails(claim) or case.is_settled(claim) for claim in claims):
            continue
        problem = _against_figures(case, placed)
        if problem is not None:
            yield problem
            return


def _placed_in(case: Case) -> Iterator[Placed]:
    """Yield every order that a sentence claims."""
    places = ranks_in(case)
    for mention in places:
        yield from ranked(case, mention)
    for mention in case.sentence.of(What.ORDER):
        of_place = any(
            0 <= mention.start - place.end <= 2 or place.start == mention.start for place in places
        )
        if of_place or _is_doubted(case, mention):
            continue
        if mention.meaning in SUPERLATIVES:
            yield from superlative(case, mention)
        elif mention.meaning in COMPARATIVES or mention.meaning == NEXT:
            found = list(compared(case, mention))
            yield from found
            if not found and mention.meaning == "beats":
                yield from superlative(case, mention)
    yield from more_sides(case)
    for mention in parted(case):
        yield from compared(case, mention)


def _is_doubted(case: Case, mention: Mention) -> bool:
    """Tell whether an order is denied, or said of what may be."""
    if mention.meaning in COMPARATIVES and mention.end - mention.start < _SHORT:
        return False
    start = max(0, mention.start - _DENIED_WITHIN)
    denied = case.sentence.of(What.NEGATION, start=start, end=mention.start)
    return bool(denied or case.sentence.of(What.SPECULATION, end=mention.start))


def _tickers(claim: Claim) -> tuple[str, ...]:
    first = claim.subjects.values[0]
    return first if isinstance(first, tuple) else (first,)


def _against_figures(case: Case, placed: Placed) -> Problem | None:
    wrong: Ladder | None = None
    for column in columns_for(case, placed):
        ladder = ladder_of(case.book, column, placed)
        holds = ladder.holds(placed) if ladder is not None else None
        if holds:
            return None
        if holds is False and wrong is None:
            wrong = ladder
    if wrong is None:
        return None
    rungs = ", ".join(
        f"{rung.name} {case.wording.signed(rung.truth.figure)}" for rung in wrong.rungs
    )
    figure = next(rung.truth.figure for rung in wrong.rungs if rung.name in placed.names)
    words = f"{case.wording.series('', wrong.column).strip()} in order: {rungs}"
    return Problem(placed.start, Kind.ORDER, words, figure.id)
