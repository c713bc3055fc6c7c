"""Ladders: the order of a day's figures, and what it says to an order that is claimed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from builder.market.fields import MARKET, ON_FILE
from builder.story.checking.case import Case
from builder.story.checking.figures.book import Book, Truth, column_of
from builder.story.checking.figures.columns import COLUMNS, Column, Part
from builder.story.checking.verdicts.placed import Placed, Relation
from builder.story.checking.words.language import What
from builder.story.checking.words.quantities import Measure

_TIE = 1e-12


@dataclass(frozen=True, slots=True)
class Rung:
    """A name, its figure, and the number that it is ranked by."""

    name: str
    key: float
    truth: Truth


@dataclass(frozen=True, slots=True)
class Ladder:
    """The figures of one column, highest first in the sense of what is claimed."""

    column: Column
    rungs: tuple[Rung, ...]

    def holds(self, placed: Placed) -> bool | None:
        """Tell whether an order is that of the figures; None where they do not tell."""
        keys = {rung.name: rung.key for rung in self.rungs}
        if any(name not in keys for name in placed.names):
            return None
        mine = [keys[name] for name in placed.names]
        rest = [key for name, key in keys.items() if name not in placed.names]
        if placed.relation in (Relation.LED, Relation.LAST, Relation.RANK):
            return _holds_among_all(placed, mine, rest) if rest else None
        others = [keys[name] for name in placed.others if name in keys]
        if not others or len(others) < len(placed.others):
            return None
        if placed.relation is Relation.FOLLOWED:
            return _is_chain([mine[0], *others], list(keys.values()))
        if placed.together:
            others = [sum(others)]
        sign = 1 if placed.relation is Relation.AHEAD else -1
        return all(sign * (mine[0] - other) > -_TIE for other in others)


def _holds_among_all(placed: Placed, mine: list[float], rest: list[float]) -> bool:
    if placed.relation is Relation.LED:
        return min(mine) >= max(rest) - _TIE
    if placed.relation is Relation.LAST:
        return max(mine) <= min(rest) + _TIE
    if placed.rank < 0:
        return sum(key < mine[0] - _TIE for key in rest) == -placed.rank - 1
    return sum(key > mine[0] + _TIE for key in rest) == placed.rank - 1


def _is_chain(chain: list[float], keys: list[float]) -> bool:
    """Tell whether each follows right upon the one before it."""
    return all(
        one >= other - _TIE and not any(other + _TIE < key < one - _TIE for key in keys)
        for one, other in pairwise(chain)
    )


def ladder_of(book: Book, column: Column, placed: Placed) -> Ladder | None:
    """Return the figures of a column in the order that a claim is about; None for too few."""
    if placed.of_sides:
        return _of_sides(book, column, placed.subject)
    tickers = (ticker for ticker in book.tickers if ticker not in placed.excluded)
    found = {ticker: book.truth(ticker, column) for ticker in tickers}
    truths = {ticker: truth for ticker, truth in found.items() if truth is not None}
    if len(truths) < 2:
        return None
    direction = placed.direction
    if column.part is Part.CHANGE and direction not in ("worst", "best", "size"):
        own = [truth.value for ticker, truth in truths.items() if ticker in placed.names]
        falling = direction == "down" or (not direction and bool(own) and own[0] < 0)
        direction = "worst" if falling else "best"
        if placed.relation is Relation.LAST:
            # "Fell least" is said among those that fell.
            moved = {t: u for t, u in truths.items() if (u.value < 0) == falling}
            truths = moved or truths
    rungs = [Rung(ticker, _key(truth.value, direction), truth) for ticker, truth in truths.items()]
    return _sorted(column, rungs)


def _key(value: float, direction: str) -> float:
    return {"worst": -value, "size": abs(value)}.get(direction, value)


def _of_sides(book: Book, column: Column, subject: str) -> Ladder | None:
    rungs = []
    for side in ("long", "short"):
        own = column_of(f"{side}_{column.field}")
        absent = subject == MARKET and book.figure(MARKET, own.field) is None
        truth = book.truth(ON_FILE if absent else subject, own)
        if truth is not None:
            rungs.append(Rung(side, truth.value, truth))
    return _sorted(column, rungs) if len(rungs) == 2 else None


def _sorted(column: Column, rungs: list[Rung]) -> Ladder:
    return Ladder(column, tuple(sorted(rungs, key=lambda rung: (-rung.key, rung.name))))


def columns_for(case: Case, placed: Placed) -> Iterator[Column]:
    """Yield the columns that an order can be about: that of its numbers, else by its words."""
    if placed.of_sides:
        yield from _by_words(case, placed, ("",))
        return
    named = (*placed.names, *placed.others)
    stated = [
        verdict.truth.column
        for verdict in case.verdicts
        if verdict.stands and verdict.truth is not None and verdict.truth.column in COLUMNS
        and verdict.truth.figure.subject in named and verdict.truth.column.part is not Part.SHARE
        and verdict.claim.part is not Part.BEFORE
    ]  # fmt: skip
    if not stated and any(claim.from_level for claim in case.claims):
        # Changes since a day that each asset has of its own are in no column.
        return
    if placed.direction in ("up", "down", "worst", "best"):
        moved = [c for c in stated if c.part is Part.CHANGE or c.metric == "liquidations"]
        stated = moved or stated
    if stated:
        yield from dict.fromkeys(stated)
        return
    sides = tuple(dict.fromkeys(m.meaning for m in case.sentence.of(What.SIDE)))
    yield from _by_words(case, placed, sides or ("", "long", "short"))


def _by_words(case: Case, placed: Placed, sides: tuple[str, ...]) -> Iterator[Column]:
    metric = _metric(case, placed)
    windows = {window.hours for window in case.sentence.windows if window.hours}
    for column in COLUMNS:
        if column.metric != metric or column.measure not in (Measure.USD, Measure.PERCENT):
            continue
        if windows and column.window and column.window not in windows:
            continue
        if metric == "liquidations":
            if column.measure is Measure.USD and column.part is Part.LEVEL and column.side in sides:
                yield column
        elif metric == "funding_rate" or column.part is (
            Part.CHANGE if placed.direction else Part.LEVEL
        ):
            yield column


def _metric(case: Case, placed: Placed) -> str:
    sentence = case.sentence
    metrics = sentence.of(What.METRIC)
    if metrics:
        return min(
            metrics, key=lambda m: min(abs(m.start - placed.end), abs(m.end - placed.start))
        ).meaning
    if placed.of_sides or sentence.of(What.SIDE):
        return "liquidations"
    if sentence.of(What.MOVE) or placed.direction in ("best", "worst"):
        return case.context.metric or "price"
    hints = [mention.meaning for mention in sentence.of(What.HINT)]
    return next(iter(hints), case.context.metric)
