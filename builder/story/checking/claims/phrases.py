"""Which words of a sentence belong to which of its numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from builder.story.checking.words.language import What
from builder.story.checking.words.lexicon import Mention
from builder.story.checking.words.quantities import Quantity
from builder.story.checking.words.reading import Sentence

_SIGNS = re.compile(r"[,;:()\[\]—–|]|\s-\s|\.\.\.|…")
_TELLING = (
    What.ASSET,
    What.STRANGER,
    What.METRIC,
    What.SIDE,
    What.MOVE,
    What.LOSS,
    What.WHOLE,
    What.ELSEWHERE,
)


@dataclass(frozen=True, slots=True)
class Cut:
    """A word or a sign at which what belongs to one number may end."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of one number: from `left` to the number, from the number to `right`.

    `inner` is where the clause begins that the number stands in; `left` may reach further back.
    """

    quantity: Quantity
    left: int
    inner: int
    right: int


def phrases_of(sentence: Sentence) -> list[Phrase]:
    """Share out the words of a sentence among its numbers."""
    cuts = cuts_of(sentence)
    numbers = sentence.quantities
    found: list[Phrase] = []
    left = 0
    for place, quantity in enumerate(numbers):
        following = numbers[place + 1] if place + 1 < len(numbers) else None
        end = following.whole_start if following else len(sentence.text)
        right = _end_of(sentence, cuts, quantity, end, following is None)
        found.append(
            Phrase(quantity, left, _clause_start(sentence, cuts, left, quantity.whole_start), right)
        )
        left = right
    return found


def cuts_of(sentence: Sentence) -> list[Cut]:
    """Return the places where what belongs to one number may end, in their order."""
    text = sentence.text
    taken = [(q.whole_start, q.end) for q in sentence.quantities]
    taken += [(n.start, n.end) for n in (*sentence.days, *sentence.windows)]
    taken += [(m.start, m.end) for m in sentence.of(What.ASSET)]
    signs = [Cut(m.start(), m.end(), m[0].strip()) for m in _SIGNS.finditer(text)]
    orders = [m for m in sentence.of(What.ORDER) if m.meaning in ("ahead", "behind", "followed")]
    words = [
        Cut(m.start, m.end, text[m.start : m.end].lower())
        for m in (*sentence.of(What.CUT), *orders)
    ]
    found = [
        cut for cut in (*signs, *words) if not any(s < cut.end and cut.start < e for s, e in taken)
    ]
    return sorted(found, key=lambda cut: cut.start)


def _end_of(
    sentence: Sentence, cuts: list[Cut], quantity: Quantity, end: int, is_last: bool
) -> int:
    """Return where the words behind a number end: at a cut, unless a list goes on there."""
    grammar = sentence.language.grammar
    here = [cut for cut in cuts if quantity.end <= cut.start < end]
    follows = bool(here) and not sentence.text[quantity.end : here[0].start].strip()
    inserted = sentence.text[: quantity.whole_start].rstrip().endswith(",")
    if follows and inserted and here[0].text == ",":
        # "a third of it, $362 million, was in Bitcoin": what follows the comma is still of it.
        del here[0]
    elif follows and here[0].text == "(":
        # "3.73% (BTC)": the name in parentheses is that of the number before it.
        close = sentence.text.find(")", here[0].end)
        if 0 <= close < end and _names(sentence, here[0].end, close):
            return close
    for number, cut in enumerate(here):
        next_cut = here[number + 1].start if number + 1 < len(here) else end
        closed = number + 1 < len(here) or is_last
        before = _names(sentence, quantity.end, cut.start)
        after = _names(sentence, cut.end, next_cut)
        moves = sentence.of(What.MOVE, What.LOSS, start=cut.end, end=next_cut)
        goes_on = closed and cut.text in grammar.joins and before and after and not moves
        if goes_on and after[0].start - cut.end <= 2:
            continue
        return cut.start
    if is_last:
        return end
    # "... on Thursday to $5 million", "from Monday's $5 million": what stands right before a number
    # is that number's.
    for words in sentence.of(What.METRIC, What.ROLE, start=quantity.end, end=end):
        if not sentence.text[words.end : end].strip():
            return words.start
    trailing = grammar.number_lead.search(sentence.text[quantity.end : end])
    return quantity.end + trailing.start() if trailing else end


def _names(sentence: Sentence, start: int, end: int) -> list[Mention]:
    return sentence.of(What.ASSET, What.SIDE, start=start, end=end)


def _clause_start(sentence: Sentence, cuts: list[Cut], left: int, end: int) -> int:
    """Return where the clause before a number begins: the closest one that says anything."""
    joins = sentence.language.grammar.joins
    for cut in reversed(cuts):
        if not left <= cut.start < end or (
            cut.text in (":", "[") or (cut.text in joins and cut.text not in (",", ")"))
        ):
            continue
        if sentence.of(*_TELLING, start=cut.end, end=end):
            return cut.end
    return left
