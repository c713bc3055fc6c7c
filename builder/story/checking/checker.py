"""Checks a text: every sentence of it against the figures of its day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from builder.market.history import History
from builder.story.checking.case import Case, Problem, Verdict
from builder.story.checking.claims.claim import Basis, Context
from builder.story.checking.claims.claiming import claims_of
from builder.story.checking.en import ENGLISH
from builder.story.checking.figures.book import Book
from builder.story.checking.findings import Finding, Kind
from builder.story.checking.messages import message
from builder.story.checking.prose.passages import Passage, Role
from builder.story.checking.prose.sentences import sentences_of
from builder.story.checking.prose.text import passages_of
from builder.story.checking.verdicts.differences import check_differences
from builder.story.checking.verdicts.directions import check_directions
from builder.story.checking.verdicts.labels import check_labels
from builder.story.checking.verdicts.majorities import check_majorities
from builder.story.checking.verdicts.orders import check_orders
from builder.story.checking.verdicts.portions import check_portions
from builder.story.checking.verdicts.rates import check_rates
from builder.story.checking.verdicts.ratios import check_ratios
from builder.story.checking.verdicts.records import check_records
from builder.story.checking.verdicts.sums import check_sums
from builder.story.checking.verdicts.values import judge
from builder.story.checking.verdicts.weekdays import check_weekdays
from builder.story.checking.wording import Wording
from builder.story.checking.words.language import What
from builder.story.checking.words.leftovers import leftover_in
from builder.story.checking.words.quantities import Measure
from builder.story.checking.words.reading import Reader, Sentence
from builder.story.checking.words.sources import names_other_source
from builder.story.printing import Printer

_COUNTED = 1000
"""A bare number below it counts something at hand rather than something of the market."""

Check = Callable[[Case], Iterator[Problem]]

BEFORE: tuple[Check, ...] = (check_rates, check_ratios, check_portions, check_differences)
"""What settles numbers among each other, before they are held against figures one by one."""

AFTER: tuple[Check, ...] = (
    check_weekdays,
    check_labels,
    check_majorities,
    check_directions,
    check_orders,
    check_records,
)
"""What rests on numbers that stand."""


class Checker:
    """Checks texts of one language against one history."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._language = ENGLISH
        self._reader = Reader(self._language, history.assets)
        self._printer = Printer(self._language.code)

    def check(self, text: str, file: str, day: date) -> list[Finding]:
        """Return what is wrong with a text about a day, in the order of the places in the file."""
        return self.check_against(Book(self._history, day), text, file)

    def check_against(self, book: Book, text: str, file: str) -> list[Finding]:
        """Check a text against a book, which can tell afterwards whether it looked back."""
        found: dict[tuple[int, Kind], Finding] = {}
        context = Context()
        for passage in passages_of(text):
            if passage.role is Role.HEADING:
                context = Context()
            for part in sentences_of(passage, self._language):
                problems, context = self._check_sentence(part, book, context)
                for problem in problems:
                    place = part.places[min(problem.start, len(part.places) - 1)]
                    finding = _finding(problem, text, file, place)
                    found.setdefault((place, problem.kind), finding)
        return sorted(found.values())

    def _check_sentence(
        self, part: Passage, book: Book, context: Context
    ) -> tuple[list[Problem], Context]:
        leftover = leftover_in(part.text, self._language)
        if leftover is not None:
            words = f"“{leftover[0].strip()}” is left over from a draft or a chatbot"
            return [Problem(leftover.start(), Kind.LEFTOVER, words)], context
        sentence = self._reader.read(part, book.day, book.sources)
        if names_other_source(sentence, book.sources):
            return [], context
        claims = claims_of(sentence, context, book.day)
        case = Case(sentence, context, claims, book, Wording(self._printer, book.day))
        problems = [problem for check in BEFORE for problem in check(case)]
        case.verdicts = [judge(book, claim) for claim in claims if not case.is_settled(claim)]
        problems += check_sums(case)
        for verdict in case.verdicts:
            if (
                verdict.kind is not None
                and not _is_idle(verdict)
                and not case.is_settled(verdict.claim)
            ):
                problems.append(_problem(verdict, case.wording))
        for check in AFTER:
            problems += check(case)
        return _one_for_each(problems), _context_after(sentence, case)


def _problem(verdict: Verdict, wording: Wording) -> Problem:
    held = verdict.truth or verdict.owner
    assert verdict.kind is not None, "a claim that stands is no problem"
    start, figure = verdict.claim.quantity.start, held.figure.id if held else ""
    return Problem(start, verdict.kind, message(verdict, wording), figure)


def _is_idle(verdict: Verdict) -> bool:
    """Tell whether a number is no matter for a note: a bare count such as "12 reasons"."""
    quantity = verdict.claim.quantity
    bare = quantity.measure is Measure.PLAIN and not quantity.scaled
    known = verdict.claim.basis >= Basis.HINT and not verdict.claim.aloof
    return verdict.kind is Kind.UNVERIFIED and bare and not known and quantity.value < _COUNTED


def _one_for_each(problems: list[Problem]) -> list[Problem]:
    """Keep the first problem of each place."""
    found: dict[int, Problem] = {}
    for problem in problems:
        found.setdefault(problem.start, problem)
    return list(found.values())


def _context_after(sentence: Sentence, case: Case) -> Context:
    """Return what the next sentence may leave unsaid."""
    context = case.context
    metrics = [m.meaning for m in sentence.of(What.METRIC)]
    stated = [v.truth.column.metric for v in case.verdicts if v.stands and v.truth is not None]
    assets = tuple(dict.fromkeys(m.meaning for m in sentence.of(What.ASSET)))
    sides = {m.meaning for m in sentence.of(What.SIDE)}
    windows = [w.hours for w in sentence.windows if w.hours]
    metric = (metrics or stated or [context.metric])[-1]
    return replace(
        context,
        metric=metric,
        subjects=assets or context.subjects,
        side=next(iter(sides)) if len(sides) == 1 else "" if sides else context.side,
        window=windows[-1] if windows else context.window,
    )


def _finding(problem: Problem, text: str, file: str, place: int) -> Finding:
    line = text.count("\n", 0, place) + 1
    column = place - text.rfind("\n", 0, place)
    return Finding(file, line, column, problem.kind, problem.message, problem.figure)
