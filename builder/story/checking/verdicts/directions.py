"""Holds verbs that move up or down against how the figures moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from builder.market.fields import MARKET, ON_FILE
from builder.story.checking.case import Case, Problem
from builder.story.checking.claims.claim import Claim
from builder.story.checking.claims.frame import groups_of
from builder.story.checking.figures.book import Truth
from builder.story.checking.figures.columns import COLUMNS, Column, Part
from builder.story.checking.findings import Kind
from builder.story.checking.words.language import What
from builder.story.checking.words.lexicon import Mention

_HIDES = (What.METRIC, What.SIDE, What.SHARE, What.RECORD, What.MAKES)
_DOUBTS = (
    What.NEGATION,
    What.SPECULATION,
    What.INTRADAY,
    What.ELSEWHERE,
    What.STRANGER,
)
_SINCE_YESTERDAY = ("liquidations", "volume", "fear_greed", "usd_krw")
"""Metrics without a change of their own: theirs is since an earlier day."""

_NEAR, _FURTHEST = 32, 60
_MOST_BETWEEN = 90


@dataclass(frozen=True, slots=True)
class _Moved:
    """What a verb moves: which metric, whose, of which side, over which windows, since when."""

    metric: str
    subjects: tuple[str, ...]
    side: str
    windows: frozenset[str] = frozenset()
    baselines: tuple[date, ...] = ()


def check_directions(case: Case) -> Iterator[Problem]:
    """Yield a move that goes the other way: in the text's own numbers, or in the figures."""
    own = _from_and_to(case)
    if own is not None:
        yield own
        return
    for mention in case.sentence.of(What.MOVE, What.SIGN):
        if not _is_hidden(case, mention):
            problem = _against_figures(case, mention)
            if problem is not None:
                yield problem
                return


def _from_and_to(case: Case) -> Problem | None:
    """Return a move whose own two numbers contradict it: "fell from 5 to 6"."""
    if case.sentence.of(What.RANGE):
        return None
    for one in (claim for claim in case.claims if claim.part is Part.BEFORE):
        for other in (claim for claim in case.claims if claim.part is Part.LEVEL):
            begin, end, move = one.quantity, other.quantity, one.move or other.move
            near = abs(begin.start - end.start) <= _MOST_BETWEEN
            if near and begin.measure is end.measure and (end.value - begin.value) * move < 0:
                case.settle((one, other))
                moved = "a rise" if move < 0 else "a fall"
                words = f"from {begin.text} to {end.text} is {moved}"
                return Problem(min(begin.start, end.start), Kind.DIRECTION, words)
    return None


def _is_hidden(case: Case, mention: Mention) -> bool:
    """Tell whether a word is part of a longer phrase that moves nothing: "bets on a rise"."""
    length = mention.end - mention.start
    return any(
        other.start <= mention.start
        and mention.end <= other.end
        and other.end - other.start > length
        for other in case.sentence.of(*_HIDES)
    )


def _against_figures(case: Case, mention: Mention) -> Problem | None:
    start, end = _clause(case, mention)
    if case.grammar.some_of.search(case.text, start, end):
        # "Rose in six of eight assets" says nothing of their sum.
        return None
    if case.sentence.of(*_DOUBTS, start=start, end=end):
        return None
    claims = [claim for claim in case.claims if start <= claim.quantity.start < end]
    if any(case.is_settled(c) or case.fails(c) or _has_moved(case, c) for c in claims):
        return None
    if any(claim.part is Part.BEFORE for claim in claims):
        # The text names what it moved from, and was held to that.
        return None
    days = [named for named in case.sentence.days if start <= named.start < end]
    if any(not named.baseline and not named.holds(case.book.day) for named in days):
        return None
    moved = _moved(case, mention, claims, start, end)
    if moved is None:
        return None
    truths = [truth for truth in _changes(case, moved) if truth.value]
    wanted = 1 if mention.meaning == "up" else -1
    if not truths or any(truth.value * wanted > 0 for truth in truths):
        return None
    statement = case.wording.statement(truths[0])
    words = f"{statement}; “{case.text[mention.start : mention.end]}” says the opposite"
    return Problem(mention.start, Kind.DIRECTION, words, truths[0].figure.id)


def _clause(case: Case, mention: Mention) -> tuple[int, int]:
    breaks = [match.span() for match in case.grammar.predicate.finditer(case.text)]
    start = max((e for _, e in breaks if e <= mention.start), default=0)
    end = min((s for s, _ in breaks if s >= mention.end), default=len(case.text))
    return start, end


def _has_moved(case: Case, claim: Claim) -> bool:
    """Tell whether a claim is a change that has been found to be right: its verb is, then, too."""
    verdict = case.verdict_of(claim)
    if verdict is None or not verdict.stands or verdict.truth is None:
        return False
    return (
        claim.part is Part.CHANGE and verdict.truth.column.part is Part.CHANGE and claim.move != 0
    )


def _moved(
    case: Case, mention: Mention, claims: list[Claim], start: int, end: int
) -> _Moved | None:
    """Return what moves: by a level right behind the verb, else by the words of the clause."""
    sentence = case.sentence
    inner = {w.hours for w in sentence.windows if start <= w.start < end}
    windows = frozenset(inner or {w.hours for w in sentence.windows})
    named = (n.day for n in sentence.days if start <= n.start < end)
    baselines = tuple(day for day in named if day is not None and day != case.book.day)
    for claim in claims:
        verdict = case.verdict_of(claim)
        near = 0 <= claim.quantity.whole_start - mention.end < _NEAR
        if near and claim.part is Part.LEVEL and verdict is not None and verdict.truth is not None:
            figure, column = verdict.truth.figure, verdict.truth.column
            windows = frozenset({column.window} if column.window else windows)
            return _Moved(column.metric, (figure.subject,), column.side, windows, baselines)
    metrics = [
        m for m in sentence.of(What.METRIC, start=start, end=end) if _is_near(case, m, mention)
    ]
    groups = groups_of(sentence, start, end)
    sides = {m.meaning for m in sentence.of(What.SIDE, start=start, end=end)}
    if not metrics or len(groups) > 1 or len(sides) > 1:
        return None
    metric = (metrics[-1] if metrics[-1].end <= mention.start else metrics[0]).meaning
    if metric == "price" and not groups and sentence.of(What.ASSET):
        return None
    subjects = tuple(m.meaning for m in groups[0]) if groups else (MARKET,)
    return _Moved(metric, subjects, next(iter(sides), ""), windows, baselines)


def _is_near(case: Case, metric: Mention, move: Mention) -> bool:
    if metric.start > move.start:
        # "Traders added open interest", "a rise in open interest".
        return case.grammar.moved_in.fullmatch(case.text, move.end, metric.start) is not None
    gap = case.text[metric.end : move.start]
    return len(gap) < _FURTHEST and "," not in gap


def _changes(case: Case, moved: _Moved) -> Iterator[Truth]:
    """Yield how the figures moved that a verb can mean; a funding rate stands for its sign."""
    for column in COLUMNS:
        other_window = moved.windows and column.window and column.window not in moved.windows
        if column.metric != moved.metric or other_window:
            continue
        for subject in moved.subjects:
            absent = subject == MARKET and case.book.figure(MARKET, column.field) is None
            truth = case.book.truth(ON_FILE if absent else subject, column)
            if truth is None:
                continue
            if column.part is Part.CHANGE or column.metric == "funding_rate":
                yield truth
            elif _is_level(column, moved.side):
                yield from _since(case, truth, column, moved.baselines)


def _is_level(column: Column, side: str) -> bool:
    level = column.part is Part.LEVEL and column.side == side
    return level and column.metric in _SINCE_YESTERDAY


def _since(
    case: Case, truth: Truth, column: Column, baselines: tuple[date, ...]
) -> Iterator[Truth]:
    for day in baselines or case.book.days_before(truth.figure.subject, column.field):
        before = case.book.figure(truth.figure.subject, column.field, day)
        if before is not None and before.origin == truth.figure.origin:
            change = case.book.change(truth.figure, before, column, percent=True)
            if change is not None:
                yield change
