"""Every phrasing of every statement, over all its branches, read by rules of the tests' own."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

import pytest

from builder.story.plan import SECTIONS
from builder.story.statements.spans import asset_statements, period_statements
from tests.story.statements.archives import read_archive
from tests.story.statements.cases import cases, span_cases
from tests.story.statements.rules import (
    Reading,
    agreement_faults,
    causes_and_hype,
    direction_faults,
    order_faults,
    read,
    side_faults,
    whole_faults,
)
from tests.story.statements.spoken import ENGLISH, Said, Speaker, phrasings_in

LISTS = ("by_asset", "changes_over_day", "changes_over_four_hours", "four_hours", "levels_by_asset")
"""The statements that list assets in the order of their numbers."""


@dataclass(frozen=True)
class Heard:
    """A statement of a case in one phrasing, as it is read."""

    case: str
    said: Said
    reading: Reading

    def __str__(self) -> str:
        said = self.said
        place = f"{said.where}/{said.statement.kind}.j2, phrasing {said.phrasing}"
        return f"{place} ({self.case}): {self.reading.text}"


@cache
def everything() -> tuple[tuple[Heard, ...], dict[str, str], frozenset[str], frozenset[str]]:
    """Say all cases; return what is heard, the frames, the templates' branches, and those taken.

    Frames are headlines, headings, titles and descriptions, by template and case.
    """
    speaker = Speaker()
    heard, frames = [], {}
    for case, archive in cases().items():
        history = read_archive(archive)
        assert "withheld" in case or history.withheld == (), f"{case}: {history.withheld}"
        heard += [(case, said) for said in speaker.of_day(history, history.days[-1])]
        frame = speaker.frame_of(history, history.days[-1])
        frames.update({f"{name} ({case})": text for name, text in frame.items()})
    for case, archive in span_cases().items():
        history = read_archive(archive)
        days = [day.date for day in history.days]
        statements = period_statements(history, days)
        for asset in history.assets:
            statements += asset_statements(history, asset.ticker, days)
        heard += [(case, said) for said in speaker.of_span(statements, days[-1])]
    environment = speaker.environment
    return (
        tuple(Heard(case, said, read(said.markup)) for case, said in heard),
        frames,
        frozenset(environment.branches),
        frozenset(environment.taken),
    )


def all_heard() -> tuple[Heard, ...]:
    """Return every statement of every case in every phrasing."""
    return everything()[0]


def first_of_each(faults: list[tuple[Heard, str]]) -> list[str]:
    """Return one fault of each phrasing, with what is wrong."""
    found: dict[tuple[str, str, int, str], str] = {}
    for heard, fault in faults:
        said = heard.said
        key = (said.where, said.statement.kind, said.phrasing, fault[:20])
        found.setdefault(key, f"{fault} in {heard}")
    return sorted(found.values())


def test_every_phrasing_of_every_template_is_said() -> None:
    """The cases below hear each phrasing of each statement at least once."""
    heard = {(h.said.where, h.said.statement.kind, h.said.phrasing) for h in all_heard()}
    written = {
        (where, path.stem, number)
        for where in ("sections", "lede", "changes", "spans")
        for path in (ENGLISH / where).glob("*.j2")
        for number in range(1, len(phrasings_in(path)) + 1)
    }
    assert heard == written


def test_no_branch_of_a_template_is_dead() -> None:
    """Each branch of each phrasing, heading, title, description and turn of phrase is taken."""
    _, _, branches, taken = everything()
    dead = [branch for branch in sorted(branches - taken) if not is_grammar_of_one(branch)]
    assert dead == []


def is_grammar_of_one(branch: str) -> bool:
    """Tell whether a branch is what a shared turn of phrase has for a count of one, needed or not.

    "day" beside "days" belongs to the turn of phrase, whoever uses it.
    """
    file, line = re.findall(r"^(.*?),.* in line (\d+)", branch)[0]
    text = (ENGLISH / file).read_text(encoding="utf-8").splitlines()[int(line) - 1]
    return file.endswith("_phrases.j2") and re.search("[=!]= 1 ", text) is not None


def test_every_sentence_is_whole() -> None:
    """Each begins like a sentence, ends with a full stop, and has nothing missing or doubled."""
    faults = [(h, fault) for h in all_heard() for fault in whole_faults(h.reading.text)]
    assert first_of_each(faults) == []


def test_nouns_and_verbs_agree() -> None:
    """Grammar is right for one, two, many and none: of days, assets, points and sums of money."""
    faults = [(h, fault) for h in all_heard() for fault in agreement_faults(h.reading)]
    assert first_of_each(faults) == []


def test_no_sentence_claims_a_cause_or_cries() -> None:
    """What happened is said, not why, and in plain words."""
    frames = [f"{name}: {text}" for name, text in everything()[1].items()]
    assert [text for text in frames if causes_and_hype(text)] == []
    faults = [(h, fault) for h in all_heard() for fault in causes_and_hype(h.reading.text)]
    assert first_of_each(faults) == []


def test_every_number_is_printed_as_its_value() -> None:
    """In each phrasing, each figure's text is the value that its element carries, rounded."""
    faults = [(h, f"{n.text} for {n.value}") for h in all_heard()
              for n in h.reading.numbers if not n.states_itself]  # fmt: skip
    assert first_of_each(faults) == []


def test_every_direction_is_that_of_its_number() -> None:
    """Where a change has no sign, the word before it says which way it went, and says it right."""
    faults = [(h, fault) for h in all_heard() for fault in direction_faults(h.reading)]
    assert first_of_each(faults) == []


def test_every_side_is_that_of_its_number() -> None:
    """What was long is called long and what was short is called short, wherever it stands."""
    faults = [(h, fault) for h in all_heard() for fault in side_faults(h.reading)]
    assert first_of_each(faults) == []


def test_every_list_is_in_order() -> None:
    """Assets are listed by the size of their numbers, the largest first, in each phrasing."""
    listing = [h for h in all_heard() if h.said.statement.kind in LISTS]
    faults = [(h, fault) for h in listing for fault in order_faults(h.reading)]
    assert first_of_each(faults) == []


def together() -> list[list[Heard]]:
    """Return the phrasings of each statement together."""
    found: dict[tuple[str, str, int], list[Heard]] = defaultdict(list)
    for heard in all_heard():
        found[heard.case, heard.said.where, id(heard.said.statement)].append(heard)
    return list(found.values())


_SAME = {
    "long_liquidations_24h_usd": "long_share_24h_pct",
    "short_liquidations_24h_usd": "short_share_24h_pct",
}
"""A side may be told in dollars or as a share: beside the total, one says the other."""


def figures_of(heard: Heard) -> frozenset[str]:
    """Return which figures a sentence tells; that of a move is told by both of its ends as well."""
    names = {f"{n.subject}.{_SAME.get(n.field, n.field)}" for n in heard.reading.numbers}
    return frozenset(name for name in names if not name.endswith("_change_points"))


@pytest.mark.parametrize("what", ["figures", "dates"])
def test_all_phrasings_of_a_statement_tell_the_same(what: str) -> None:
    """Whichever phrasing has its turn, a reader learns of the same figures and the same dates."""
    apart = []
    for phrasings in together():
        told = {figures_of(h) if what == "figures" else frozenset(h.reading.dates): h
                for h in phrasings}  # fmt: skip
        if len(told) > 1:
            heard = phrasings[0]
            apart.append((heard, f"{len(told)} different sets of {what}"))
    assert first_of_each(apart) == []


def test_phrasings_of_a_statement_differ() -> None:
    """No two phrasings of a statement are the same sentence."""
    same = [
        str(first)
        for phrasings in together()
        for number, first in enumerate(phrasings)
        for second in phrasings[number + 1 :]
        if first.reading.text == second.reading.text
    ]
    assert same == []


def test_unchanged_is_not_told_as_a_way_from_here_to_there() -> None:
    """What is unchanged goes nowhere: no "unchanged, to", no "unchanged, from", no "up to"."""
    texts = [str(h) for h in all_heard()] + [f"{k}: {v}" for k, v in everything()[1].items()]
    wrong = (
        "unchanged, to",
        "unchanged, from",
        "unchanged to",
        "and it was none",
        "moved most: it was unchanged",
    )
    assert [text for text in texts if any(words in text for words in wrong)] == []


def test_what_stayed_is_not_dated_as_if_it_were_then() -> None:
    """A value that is as it was on an earlier day is not said to be "at" itself on that day."""
    dated = r"(?:stayed at|still at|unchanged at|did not move from|as much as) "
    heard = [h for h in all_heard() if h.said.where == "changes"]
    wrong = [h for h in heard if re.search(dated + r"# on \d", h.reading.masked)]
    assert first_of_each([(h, "dated") for h in wrong]) == []


def test_headings_belong_to_their_sections() -> None:
    """There is a heading for each section and for the changes, and for nothing else."""
    names = {path.stem for path in (ENGLISH / "headings").glob("*.j2")}
    assert names == {*SECTIONS, "changes"}
