"""An order that a sentence claims, among assets or sides, and the words around it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from builder.market.fields import MARKET
from builder.story.checking.case import Case
from builder.story.checking.claims.frame import groups_of
from builder.story.checking.words.language import What
from builder.story.checking.words.lexicon import Mention

_NOUN_WITHIN = 40
_ASIDE_WITHIN = 40


class Relation(Enum):
    """How those named stand to the others."""

    LED = auto()
    LAST = auto()
    AHEAD = auto()
    BEHIND = auto()
    FOLLOWED = auto()
    RANK = auto()


@dataclass(frozen=True, slots=True)
class Placed:
    """Assets (or sides of `subject`) and how they stand to others.

    `start` and `end` are the places of the word that says so. `direction` is `up`, `down` or
    `size` where changes are meant, `worst` or `best` for them all. `excluded` assets take no part.
    `together` adds the others up.
    """

    start: int
    end: int
    relation: Relation
    names: tuple[str, ...]
    others: tuple[str, ...] = ()
    rank: int = 0
    direction: str = ""
    of_sides: bool = False
    subject: str = MARKET
    excluded: tuple[str, ...] = ()
    together: bool = False


def clause_of(case: Case, mention: Mention) -> tuple[int, int]:
    """Return where the clause around a word begins and ends."""
    clause = case.grammar.clause
    starts = [match.end() for match in clause.finditer(case.text, 0, mention.start)]
    following = clause.search(case.text, mention.end)
    return starts[-1] if starts else 0, following.start() if following else len(case.text)


def noun_of(case: Case, mention: Mention) -> Mention | None:
    """Return what a superlative is said of: the "fall" of "the steepest fall"."""
    end = min(clause_of(case, mention)[1], mention.end + _NOUN_WITHIN)
    comma = case.text.find(",", mention.end, end)
    nouns = case.sentence.of(What.NOUN, start=mention.end, end=comma if comma >= 0 else end)
    return nouns[0] if nouns else None


def direction_of(case: Case, mention: Mention) -> str:
    """Return which way those moved that an order is about; empty where none did."""
    if mention.meaning in ("worst", "best"):
        return mention.meaning
    if mention.meaning == "beats":
        return "best"
    superlative = mention.meaning in ("top", "bottom", "led") or mention.what is What.RANK
    noun = noun_of(case, mention) if superlative else None
    if noun is not None:
        return noun.meaning
    start, end = clause_of(case, mention)
    moves = case.sentence.of(What.MOVE, What.LOSS, start=mention.start, end=mention.end)
    moves += case.sentence.of(What.MOVE, What.LOSS, start=start, end=mention.start)[-1:]
    moves += case.sentence.of(What.MOVE, What.LOSS, start=mention.end, end=end)
    return moves[0].meaning if moves else ""


def excluded_in(case: Case) -> tuple[str, ...]:
    """Return the assets that a ranking leaves out: "outside bitcoin", "after ether, ..."."""
    found: list[str] = []
    for aside in case.sentence.of(What.ASIDE):
        for group in groups_of(case.sentence, aside.end, aside.end + _ASIDE_WITHIN):
            if not case.text[aside.end : group[0].start].strip():
                found += [mention.meaning for mention in group]
    after = case.grammar.after_name
    for group in groups_of(case.sentence, 0, len(case.text)):
        if after.search(case.text[: group[0].start]) and case.text[group[-1].end :][:1] == ",":
            found += [mention.meaning for mention in group]
    return tuple(dict.fromkeys(found))


def owner_of_sides(case: Case, start: int, end: int) -> str:
    """Return whose longs and shorts are meant: the market's, unless a clause names one asset."""
    named = case.sentence.of(What.ASSET, start=start, end=end) or case.sentence.of(What.ASSET)
    tickers = {mention.meaning for mention in named}
    return next(iter(tickers)) if len(tickers) == 1 else MARKET
