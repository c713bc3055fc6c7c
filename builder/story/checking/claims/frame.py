"""A sentence while its claims are put together: its phrases, and the claims made so far."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from builder.story.checking.claims.claim import Claim, Context
from builder.story.checking.claims.phrases import Phrase, phrases_of
from builder.story.checking.words.grammar import Grammar
from builder.story.checking.words.language import What
from builder.story.checking.words.lexicon import Mention
from builder.story.checking.words.reading import Sentence

T = TypeVar("T", bound=Hashable)


@dataclass
class Frame:
    """One sentence of a text about `today`; a later claim may rest on those before it."""

    sentence: Sentence
    context: Context
    today: date
    claims: list[Claim] = field(default_factory=list)

    @cached_property
    def phrases(self) -> list[Phrase]:
        """The words that belong to each number."""
        return phrases_of(self.sentence)

    @property
    def grammar(self) -> Grammar:
        """How words stand to each other in the sentence's language."""
        return self.sentence.language.grammar

    @property
    def before(self) -> Claim | None:
        """The last claim made."""
        return self.claims[-1] if self.claims else None

    def gap(self, start: int, end: int) -> str:
        """Return the words between two places."""
        return self.sentence.text[start:end]


def groups_of(sentence: Sentence, start: int, end: int) -> list[list[Mention]]:
    """Return the assets named between two places, those of one list together."""
    listed = sentence.language.grammar.listed
    groups: list[list[Mention]] = []
    for mention in sentence.of(What.ASSET, start=start, end=end):
        before = groups[-1][-1] if groups else None
        if before is not None and mention.start < before.end:
            continue
        if before is not None and listed.fullmatch(sentence.text, before.end, mention.start):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups


def unique(values: Iterable[T]) -> tuple[T, ...]:
    """Return values without repetition, in their order."""
    return tuple(dict.fromkeys(values))
