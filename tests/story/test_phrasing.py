import pkgutil
import re
from collections.abc import Iterator
from datetime import date, timedelta
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, TemplateNotFound, TemplateSyntaxError

import builder.story.statements as modules
from builder.story import plan
from builder.story.phrasing import Phrasings, turn
from builder.story.plan import SECTIONS
from builder.story.statements.statement import Statement
from tests.story.statements.spoken import ENGLISH, phrasings_in

DAYS = st.dates(date(2010, 1, 1), date(2100, 1, 1))
SLOTS = st.text("abcdefgh/_.j2", min_size=1, max_size=30)

PAGE_PARTS = {"title.j2", "description.j2", "headline.j2", "_phrases.j2"}
"""Templates of no single statement."""


@given(DAYS, SLOTS, st.integers(1, 9))
def test_no_phrasing_comes_again_before_all_others(day: date, slot: str, number: int) -> None:
    """In any run of as many days as there are phrasings, each of them has its turn once."""
    turns = [turn(day + timedelta(days=n), slot, number) for n in range(number)]
    assert sorted(turns) == list(range(number))


@pytest.mark.parametrize(("slot", "number", "expected"), [
    ("lede/liquidated.j2", 3, 2), ("sections/by_asset.j2", 7, 5), ("spans/price_moved.j2BTC", 3, 2),
])  # fmt: skip
def test_a_turn_is_the_same_on_every_machine(slot: str, number: int, expected: int) -> None:
    """A page that is built again reads as it did: its phrasings rest on day and slot alone."""
    assert turn(date(2025, 10, 24), slot, number) == expected


def test_slots_do_not_go_in_step() -> None:
    """On one day, sections of as many phrasings do not all use the one of the same number."""
    names = [f"sections/{path.stem}.j2" for path in (ENGLISH / "sections").glob("*.j2")]
    turns = [turn(date(2025, 10, 24), name, 7) for name in names]
    assert len(set(turns)) > 3
    assert max(turns.count(place) for place in set(turns)) < len(turns) / 2


def phrasings_of(**templates: str) -> Phrasings:
    """Return the phrasings of some templates."""
    texts = {name.replace("_", "."): text for name, text in templates.items()}
    return Phrasings(Environment(loader=DictLoader(texts), autoescape=True))


def spoken(phrasings: Phrasings, name: str, days: int, about: str = "") -> list[str]:
    """Return what a template says on some days in a row."""
    first = date(2025, 10, 24)
    chosen = (phrasings.chosen(name, first + timedelta(days=n), about) for n in range(days))
    return [template.render().strip() for template in chosen]


def test_phrasings_are_told_apart_by_a_line_of_three_dashes() -> None:
    """A line that is `---` and nothing else stands between two phrasings; other dashes do not."""
    said = spoken(phrasings_of(a_j2="one ---\n --- two\n---\nthree\n---\nfour\n"), "a.j2", 3)
    assert sorted(said) == ["four", "one ---\n --- two", "three"]


def test_a_template_without_dashes_has_one_phrasing() -> None:
    """Where there is no choice, every day says the same."""
    assert set(spoken(phrasings_of(a_j2="only\n"), "a.j2", 5)) == {"only"}


def test_pages_of_one_day_need_not_read_alike() -> None:
    """What a page is about sets where its turns begin, so that pages of one day differ."""
    phrasings = phrasings_of(a_j2="one\n---\ntwo\n---\nthree\n")
    assert len({tuple(spoken(phrasings, "a.j2", 3, about)) for about in "ABCDEFGH"}) > 1


def test_a_template_that_is_missing_is_named() -> None:
    """A statement without words fails with the name of the template that has none."""
    with pytest.raises(TemplateNotFound, match=r"b\.j2"):
        phrasings_of(a_j2="one").chosen("b.j2", date(2025, 10, 24))


def test_a_fault_in_a_phrasing_is_found_in_its_file() -> None:
    """A syntax error names its template, and the line as an editor counts it."""
    phrasings = phrasings_of(a_j2="one\n---\ntwo\n\n{% if %}\n---\nthree\n")
    with pytest.raises(TemplateSyntaxError) as raised:
        spoken(phrasings, "a.j2", 3)
    assert (raised.value.name, raised.value.lineno) == ("a.j2", 5)


def kinds() -> Iterator[tuple[str, str]]:
    """Yield each kind of statement that a finder can find, with the folder of its words."""
    for module in pkgutil.iter_modules(modules.__path__):
        import_module(f"{modules.__name__}.{module.name}")
    found: list[type[Statement]] = [Statement]
    while found:
        kind = found.pop()
        found += kind.__subclasses__()
        name = kind.__module__.rpartition(".")[2]
        if kind.__module__.startswith(modules.__name__) and not kind.__subclasses__():
            yield name if name in ("changes", "spans") else "sections", kind_name(kind)


def kind_name(kind: type[Statement]) -> str:
    """Return the name that a kind of statement has among templates."""
    return re.sub("(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()


def written(where: str) -> set[str]:
    """Return the kinds that a folder of templates has words for."""
    return {path.stem for path in (ENGLISH / where).glob("*.j2")}


@pytest.mark.parametrize("where", ["sections", "changes", "spans"])
def test_each_kind_of_statement_has_its_words_and_no_other(where: str) -> None:
    """Each kind that can be found for a place has a template there, and each template its kind."""
    assert written(where) == {kind for folder, kind in kinds() if folder == where}


def test_each_statement_of_a_lede_has_its_words_there() -> None:
    """The templates of the lede are those of the kinds that a plan may put there."""
    assert written("lede") == {kind_name(kind) for kind in plan.IN_LEDE}


def test_each_statement_of_a_headline_has_its_words_there() -> None:
    """What may stand beside the first figure of a headline is what the templates ask for."""
    texts = [path.read_text(encoding="utf-8") for path in ENGLISH.glob("*.j2")]
    asked = {kind for text in texts for kind in re.findall(r'beside\.kind == "(\w+)"', text)}
    assert asked == {kind_name(kind) for kind in plan._IN_HEADLINE}


CAPTIONS = {
    *("liquidations_by_asset", "pace_by_asset", "day_among_days", "fear_greed", "funding_rates"),
    *("open_interest_changes", "price_changes", "level_history", "liquidation_history"),
    *("funding_history", "ranked_days", "coverage"),
}
"""What charts say: each drawn, with its words, by the tests of charts and of pages."""


def test_no_template_is_out_of_reach() -> None:
    """Every file among the words is a statement's, a heading's or a part's that pages have."""
    reached = {f"{where}/{kind}.j2" for where, kind in kinds()}
    reached |= {f"lede/{kind}.j2" for kind in written("lede")}
    reached |= {f"headings/{name}.j2" for name in (*SECTIONS, "changes")}
    files = {path.relative_to(ENGLISH).as_posix() for path in ENGLISH.rglob("*.j2")}
    reached |= {f"charts/{name}.j2" for name in CAPTIONS}
    assert files == reached | PAGE_PARTS


@pytest.mark.parametrize("where", ["sections", "lede", "changes", "spans"])
def test_each_statement_has_several_phrasings(where: str) -> None:
    """A statement can be told in two ways or more, and none of them is empty or there twice."""
    for path in (ENGLISH / where).glob("*.j2"):
        texts = phrasings_in(path)
        assert len(texts) >= 2, path.name
        assert all(texts), path.name
        assert len(set(texts)) == len(texts), path.name


@pytest.mark.parametrize("kind", sorted({
    "liquidated", "one_side", "by_asset", "one_asset", "four_hours", "level", "changes_over_day",
    "changes_over_four_hours", "levels_by_asset", "price_moves", "price_move", "price_levels",
    "funding_sides", "one_rate", "sentiment",
}))  # fmt: skip
def test_what_each_day_tells_has_a_phrasing_for_each_day_of_a_week(kind: str) -> None:
    """What a paragraph begins with is told in seven ways or more: in a week no two begin alike."""
    assert len(phrasings_in(ENGLISH / "sections" / f"{kind}.j2")) >= 7
