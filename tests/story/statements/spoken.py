"""Statements in every one of their phrasings, and which branches of the templates that took."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes

from builder.market.history import History
from builder.market.registry import read_registry
from builder.market.snapshots import Day
from builder.story.facts.day import DayFacts, day_facts
from builder.story.phrasing import Phrasings
from builder.story.plan import WORTH_TELLING, Plan, plan_day
from builder.story.prints import Prints
from builder.story.statements.changes import change_statements
from builder.story.statements.funding import funding_statements
from builder.story.statements.liquidations import liquidation_statements
from builder.story.statements.open_interest import open_interest_statements
from builder.story.statements.prices import price_statements
from builder.story.statements.sentiment import sentiment_statements
from builder.story.statements.statement import Statement
from builder.story.telling import FOLDER, Teller
from tests.story.statements.archives import TICKERS, Archive, read_archive

ENGLISH = FOLDER / "en"
"""The folder of the words."""

LEDE_KINDS = frozenset(path.stem for path in (ENGLISH / "lede").glob("*.j2"))
"""The kinds of statements that have words for the summary."""


class Marking(Environment):
    """Templates that note which of their branches were taken; `branches` are all of them."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.branches: set[str] = set()
        self.taken: set[str] = set()
        self.globals["reach"] = self._reach

    def _reach(self, branch: str, value: object = "") -> object:
        self.taken.add(branch)
        return value

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        elsewhere = {id(other) for node in tree.find_all(nodes.If) for other in node.elif_}
        for number, node in enumerate(list(tree.find_all(nodes.If))):
            place = f"{filename or name}, if {number} in line {node.lineno}"
            node.body.insert(0, self._mark(f"{place}: then", node.lineno))
            if id(node) not in elsewhere and (node.else_ or not node.elif_):
                node.else_.insert(0, self._mark(f"{place}: else", node.lineno))
        for number, choice in enumerate(list(tree.find_all(nodes.CondExpr))):
            place = f"{filename or name}, choice {number} in line {choice.lineno}"
            choice.expr1 = self._call(f"{place}: then", choice.lineno, choice.expr1)
            if choice.expr2 is not None:
                choice.expr2 = self._call(f"{place}: else", choice.lineno, choice.expr2)
        return tree

    def _call(self, branch: str, line: int, *values: nodes.Expr) -> nodes.Call:
        self.branches.add(branch)
        called = nodes.Name("reach", "load", lineno=line)
        known = nodes.Const(branch, lineno=line)
        return nodes.Call(called, [known, *values], [], None, None, lineno=line)

    def _mark(self, branch: str, line: int) -> nodes.Output:
        return nodes.Output([self._call(branch, line)], lineno=line)


@dataclass(frozen=True)
class Said:
    """A statement of a day in one of its phrasings; `where` is the folder of its words."""

    where: str
    statement: Statement
    phrasing: int
    markup: str

    def __str__(self) -> str:
        return f"{self.where}/{self.statement.kind}.j2, phrasing {self.phrasing}: {self.markup}"


class Speaker:
    """Says what days and spans say, in every phrasing there is, and marks the branches taken."""

    def __init__(self) -> None:
        self.environment = marking()
        # A folder without a registry has the well-known names, those of the archives too.
        assets = read_registry(ENGLISH)[0].for_tickers(set(TICKERS))
        Teller("en", assets).equip(self.environment)
        self._phrasings = Phrasings(self.environment)

    def of_day(self, history: History, day: Day) -> Iterator[Said]:
        """Yield what a day's page may tell: in its sections, its lede and among its changes."""
        plan = plan_day(history, day)
        told = [s for s in found_in_sections(history, plan.facts) if is_told(s)]
        words = self._words(plan)
        for statement in told:
            yield from self._phrased("sections", statement, day.date, words)
            telling = statement.score >= WORTH_TELLING or statement in plan.lede
            if statement.kind in LEDE_KINDS and telling:
                yield from self._phrased("lede", statement, day.date, words)
        for change in plan.changes:
            yield from self._phrased("changes", change, day.date, words)

    def frame_of(self, history: History, day: Day) -> dict[str, str]:
        """Return headlines, headings, title and description of a day, in each of their phrasings.

        By the names of their templates, and for headlines also what stands beside the first figure.
        """
        plan = plan_day(history, day)
        words = self._words(plan)
        names = [f"headings/{name}.j2" for name in plan.sections]
        names += ["headings/changes.j2"] if plan.changes else []
        said = {}
        for name in (*names, "title.j2", "description.j2"):
            for number, text in self._rendered(name, day.date, words):
                said[f"{name}, phrasing {number}"] = text
        for beside in (*plan.headline, None):
            with_it = self._words(plan, beside=beside)
            for number, text in self._rendered("headline.j2", day.date, with_it):
                what = beside.kind if beside else "nothing"
                said[f"headline.j2, phrasing {number}, {what} beside"] = text
        return said

    def of_span(self, statements: Iterable[Statement], last: date) -> Iterator[Said]:
        """Yield what a span of days says."""
        words = self._given({"page_day": None, "day": None, "changed_since": None})
        for statement in statements:
            yield from self._phrased("spans", statement, last, words)

    def _words(self, plan: Plan, **more: Any) -> dict[str, Any]:
        day = plan.facts.day.date
        about = {"changed_since": plan.changed_since, "page_day": day}
        return self._given({**vars(plan.facts), **about, **more})

    def _given(self, about: Mapping[str, Any]) -> dict[str, Any]:
        given = {**about, "prints": Prints()}
        module = self.environment.get_template("_phrases.j2").make_module(given)
        return {**given, "phrases": module}

    def _phrased(
        self, where: str, statement: Statement, day: date, words: Mapping[str, Any]
    ) -> Iterator[Said]:
        given = {**words, **statement.parts, "it": statement}
        for number, text in self._rendered(f"{where}/{statement.kind}.j2", day, given):
            yield Said(where, statement, number, text)

    def _rendered(
        self, name: str, day: date, words: Mapping[str, Any]
    ) -> Iterator[tuple[int, str]]:
        """Yield each phrasing of a template with its number: their turns come day after day."""
        for later in range(len(phrasings_in(ENGLISH / name))):
            template = self._phrasings.chosen(name, day + timedelta(days=later))
            number = int((template.filename or "").rpartition(" ")[2])
            yield number, _on_one_line(template.render(words))


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def marking() -> Marking:
    """Return an environment for the English templates, as a teller has it, that marks branches."""
    return Marking(
        loader=FileSystemLoader(ENGLISH),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def found_in_sections(history: History, facts: DayFacts) -> list[Statement]:
    """Return all statements about a day that its sections are made of."""
    paragraphs = [
        *liquidation_statements(facts.liquidations),
        *open_interest_statements(history, facts.open_interest, facts.price_changes),
        *price_statements(facts.prices, facts.price_changes),
        *funding_statements(history, facts.funding),
        *sentiment_statements(history, facts.sentiment),
    ]
    return [statement for paragraph in paragraphs for statement in paragraph]


def found_on(history: History, day: date) -> list[Statement]:
    """Return all statements about a day: of its sections, and what changed."""
    facts = day_facts(history, history.by_date[day])
    return [*found_in_sections(history, facts), *change_statements(history, facts)]


@cache
def speaker() -> Speaker:
    """Return a speaker whose templates are compiled once."""
    return Speaker()


def said_of(archive: Archive, kind: str) -> list[Said]:
    """Return all phrasings of a kind of statement about an archive's last day."""
    history = read_archive(archive)
    told = speaker().of_day(history, history.days[-1])
    return [said for said in told if said.statement.kind == kind]


def is_told(statement: Statement) -> bool:
    """Tell whether a statement stands in its paragraph whatever else is found."""
    return statement.core or statement.score >= WORTH_TELLING


@cache
def phrasings_in(path: Path) -> list[str]:
    """Return the phrasings that a template file holds."""
    texts: list[list[str]] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        if line == "---":
            texts.append([])
        else:
            texts[-1].append(line)
    return ["\n".join(lines).strip() for lines in texts]
