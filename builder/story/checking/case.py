"""A sentence on its way through the checks: what was read in it, and what was found so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from builder.story.checking.claims.claim import Claim, Context
from builder.story.checking.figures.book import Book, Truth
from builder.story.checking.findings import Kind
from builder.story.checking.wording import Wording
from builder.story.checking.words.grammar import Grammar
from builder.story.checking.words.reading import Sentence


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a claim: the figure that states it, or what contradicts it.

    `kind` is None where it stands; `truth` is the figure it was held against, `owner` the figure
    whose number it is instead; `reason` says why it could not be held against any.
    """

    claim: Claim
    kind: Kind | None
    truth: Truth | None = None
    owner: Truth | None = None
    reason: str = ""

    @property
    def stands(self) -> bool:
        """Whether nothing is wrong with it."""
        return self.kind is None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to say of a place of a sentence; `figure` is the id of what it was held against."""

    start: int
    kind: Kind
    message: str
    figure: str = ""


@dataclass
class Case:
    """One sentence, its claims and their verdicts; settled claims need no other check."""

    sentence: Sentence
    context: Context
    claims: list[Claim]
    book: Book
    wording: Wording
    verdicts: list[Verdict] = field(default_factory=list)
    _settled: set[int] = field(default_factory=set)

    @property
    def text(self) -> str:
        """The sentence's words."""
        return self.sentence.text

    @property
    def grammar(self) -> Grammar:
        """How words stand to each other in its language."""
        return self.sentence.language.grammar

    def settle(self, claims: Iterable[Claim]) -> None:
        """Say that claims need no other check."""
        self._settled.update(id(claim) for claim in claims)

    def is_settled(self, claim: Claim) -> bool:
        """Tell whether a claim needs no other check."""
        return id(claim) in self._settled

    def verdict_of(self, claim: Claim) -> Verdict | None:
        """Return what came of a claim, if it has been judged."""
        return next((verdict for verdict in self.verdicts if verdict.claim is claim), None)

    def stands(self, claim: Claim) -> bool:
        """Tell whether a claim has been found to be true."""
        verdict = self.verdict_of(claim)
        return verdict is not None and verdict.stands

    def fails(self, claim: Claim) -> bool:
        """Tell whether a claim has been found to be wrong."""
        verdict = self.verdict_of(claim)
        return verdict is not None and verdict.kind not in (None, Kind.UNVERIFIED)
