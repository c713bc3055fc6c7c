"""Holds "mostly longs" and "the majority were shorts" against the shares of both sides."""

from __future__ import annotations

from collections.abc import Iterator

from builder.market.fields import MARKET, ON_FILE
from builder.story.checking.case import Case, Problem
from builder.story.checking.claims.frame import groups_of
from builder.story.checking.figures.book import column_of
from builder.story.checking.findings import Kind
from builder.story.checking.words.language import What


def check_majorities(case: Case) -> Iterator[Problem]:
    """Yield a side that is said to be the larger part and is not."""
    for mention in case.sentence.of(What.MOSTLY):
        start, end = _clause(case.text, mention.start, mention.end)
        sides = {m.meaning for m in case.sentence.of(What.SIDE, start=start, end=end)}
        doubted = case.sentence.of(
            What.NEGATION, What.SPECULATION, What.ASIDE, start=start, end=end
        )
        if len(sides) != 1 or doubted:
            continue
        groups = groups_of(case.sentence, start, end)
        if len(groups) > 1:
            continue
        subject = groups[0][0].meaning if groups else MARKET
        side = next(iter(sides))
        shares = [
            truth
            for window in _windows(case)
            for whose in ((subject, ON_FILE) if subject == MARKET else (subject,))
            if (truth := case.book.truth(whose, column_of(f"{side}_share_{window}h_pct")))
        ]
        if shares and all(truth.value < 50 for truth in shares):
            truth = shares[0]
            yield Problem(
                mention.start,
                Kind.SHARE,
                f"{case.wording.statement(truth)}, not the larger part",
                truth.figure.id,
            )


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    first = max(text.rfind(sign, 0, start) for sign in ";:,")
    last = min((place for sign in ";:," if (place := text.find(sign, end)) >= 0), default=len(text))
    return first + 1, last


def _windows(case: Case) -> list[str]:
    named = [w.hours for w in case.sentence.windows]
    return [window for window in ("24", "4") if not named or window in named]
