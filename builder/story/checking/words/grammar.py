"""How the words of a language stand to each other, as far as the checker must know: patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass

Pattern = re.Pattern[str]


@dataclass(frozen=True)
class Grammar:
    """Patterns over the words between two things of a sentence; matched whole unless said else.

    Between names and numbers:
        `listed` joins names of one list, `article` may stand before a number or a name,
        `owns` (matched at the start) makes a name an owner, `leads_to_name` ties a number to a
        name behind it, `reaches` ties a verb to its number, `restates` says a number in other
        words, `of_whole` ties a part to its whole, `set_against` sets one number against another,
        `then_day` ties an amount to the day behind it, `joins_numbers` joins numbers of a list.
    Searched in a sentence:
        `clause` parts its clauses, `strict_sum` says that parts make a sum and nothing else does,
        `plus` adds numbers up, `coming_record` reads "in three weeks" and "of the year".
    At the end of the words before something:
        `number_lead` is what belongs to the number behind it, `between`, `begins` ("from").
    """

    listed: Pattern
    article: Pattern
    owns: Pattern
    leads_to_name: Pattern
    reaches: Pattern
    restates: Pattern
    of_whole: Pattern
    set_against: Pattern
    then_day: Pattern
    joins_numbers: Pattern
    joins: frozenset[str]
    number_lead: Pattern
    clause: Pattern
    predicate: Pattern
    strict_sum: Pattern
    plus: Pattern
    for_every: Pattern
    by: Pattern
    more_than: Pattern
    adds: Pattern
    small: Pattern
    and_word: str
    to_word: str
    between: Pattern
    begins: Pattern
    counted: Pattern
    moved_in: Pattern
    past_label: Pattern
    filler: Pattern
    of_name: Pattern
    list_goes_on: Pattern
    numbered_list: Pattern
    after_name: Pattern
    more_of: Pattern
    than: Pattern
    rank_before: Pattern
    rank_after: Pattern
    bare_superlatives: frozenset[str]
    bare_behind: Pattern
    bare_among: Pattern
    with_article: Pattern
    verb_to_superlative: Pattern
    noun_superlatives: frozenset[str]
    denials: frozenset[str]
    only_behind_leader: frozenset[str]
    denied_name: Pattern
    denial_gap: Pattern
    leaders: Pattern
    span: Pattern
    period: Pattern
    owner: Pattern
    amount_of: Pattern
    earlier: Pattern
    sized: Pattern
    after_level: Pattern
    some_of: Pattern
    units: dict[str, int]
