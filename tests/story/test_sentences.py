import re
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, example, given, settings

from builder.market.fields import Unit
from builder.market.figures import Formula
from builder.market.history import History
from builder.market.vocabulary import FIELDS
from builder.story.day_story import Story, day_story
from builder.story.plan import plan_day
from builder.story.telling import Teller
from tests.market.folders import DAY, figures_of, history_of
from tests.market.snapshots import FULL_DAY, Snapshot, as_yaml
from tests.story.days import Drawn, drawn_days, tell
from tests.story.printed import read_printed, states
from tests.story.reading import (
    headings_of,
    is_in_order,
    pieces_of,
    sentences_of,
    without_what_is_no_figure,
)

DRAWN = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])

ZEROS = Drawn({
    "BTC": {"funding_rate": 0.0, "price_change_24h_pct": 0.0, "open_interest_change_24h_usd": 0},
})  # fmt: skip
SUMS = Drawn({
    "BTC": {"open_interest_usd": 5e9, "open_interest_change_24h_usd": 1e6,
            "liquidations_24h_usd": 5},
    "BAT": {"open_interest_usd": 3e9, "open_interest_change_24h_usd": 0, "liquidations_24h_usd": 3},
})  # fmt: skip


def story_of(drawn: Drawn) -> Story:
    """Write a drawn day into files, read them and tell it."""
    with TemporaryDirectory() as folder:
        return tell(history_of(Path(folder), drawn.files()))


def story_in(folder: Path, snapshot: str) -> Story:
    """Tell the day of one snapshot."""
    return tell(history_of(folder, {"a.yml": snapshot}))


@DRAWN
@given(drawn_days())
@example(ZEROS)
@example(SUMS)
def test_no_sentence_shows_that_something_is_missing(drawn: Drawn) -> None:
    """A missing figure is silence: no "None", "nan" or "n/a" stands in a story."""
    story = story_of(drawn)
    for name, piece in pieces_of(story).items():
        left = re.search(
            r"\b(None|nan|n/a|inf|null|undefined|True|False)\b", piece.text, re.IGNORECASE
        )
        assert left is None, f"{name}: {piece.text}"
    for text in (story.title, story.description):
        assert re.search(r"\b(None|nan|n/a|inf|undefined)\b", text) is None


@DRAWN
@given(drawn_days())
@example(ZEROS)
@example(SUMS)
def test_sentences_are_whole(drawn: Drawn) -> None:
    """Each sentence begins like one, says something, and ends with a full stop."""
    for name, piece in pieces_of(story_of(drawn)).items():
        for sentence in piece.sentences:
            said = f"{name}: {piece.plain(sentence)}"
            assert re.match(r"[A-Z⟦⟨]", sentence), said
            assert len(sentence.split()) >= 3 or name == "headline", said
            last = re.sub(r"[.]$", "", sentence).split()[-1].strip("⟦⟧⟨⟩")
            assert last not in {"and", "of", "by", "to", "at", "in", "which", "the", "from"}, said
            assert re.search(r"\(\)|[,:;(]\s*[.,;)]|\s[.,;:)]|\(\s", sentence) is None, said
            assert sentence.endswith(".") is (name != "headline"), said


@DRAWN
@given(drawn_days())
@example(ZEROS)
@example(SUMS)
def test_headings_are_for_those_who_search(drawn: Drawn) -> None:
    """Each heading names its topic first, in the words that people search for, and ends open."""
    story = story_of(drawn)
    for name, piece in headings_of(story).items():
        said = piece.plain(piece.text)
        assert said.startswith(SEARCHED[name]), said
        assert re.search(r"[.,:;]$|[,:;]\s*[,:;]|  ", said) is None, said
        assert set(story.sections) <= set(story.headings)


SEARCHED = {
    "liquidations": "Crypto liquidations",
    "open_interest": "Open interest",
    "prices": "Crypto prices",
    "funding": "Funding rates",
    "sentiment": "Fear & Greed index",
    "changes": "What changed since",
}


@DRAWN
@given(drawn_days())
def test_no_word_or_space_is_doubled(drawn: Drawn) -> None:
    """No word stands twice in a row, and one space stands between two."""
    story = story_of(drawn)
    texts = {name: piece.text for name, piece in pieces_of(story).items()}
    for name, text in {**texts, "title": story.title, "description": story.description}.items():
        assert re.search(r"\b([A-Za-z]+)\s+\1\b", text, re.IGNORECASE) is None, f"{name}: {text}"
        assert "  " not in text
        assert text == text.strip()


RISING = "rose|climbed|edged up|up|gained|gain of|rise of|largest rise of the day was"
FALLING = "fell|dropped|edged down|down|fall of|loss of"


@DRAWN
@given(drawn_days())
@example(ZEROS)
@example(Drawn({"BTC": {"price_change_24h_pct": -0.004, "price_usd": 4}}))
@example(Drawn({"market": {"open_interest_usd": 1e9, "open_interest_change_24h_pct": 0.0}}))
def test_verbs_agree_with_their_numbers(drawn: Drawn) -> None:
    """What rises is printed above zero, what falls below; what is neither has no direction."""
    story = story_of(drawn)
    for name, piece in {**pieces_of(story), **headings_of(story)}.items():
        said = f"{name}: {piece.plain(piece.text)}"
        moved = rf"\b({RISING}|{FALLING})(?: most,)?(?: by)? ⟦(\d+)⟧"
        compared = r"⟦(\d+)⟧ (larger|smaller) than"
        for word, number in (
            *re.findall(moved, piece.text),
            *((word, number) for number, word in re.findall(compared, piece.text)),
        ):
            figure = piece.figures[int(number)]
            assert "change" in figure.field, said
            rising = word == "larger" or re.fullmatch(RISING, word) is not None
            assert (figure.number > 0) is rising, said
            assert read_printed(figure.text).value != 0, said


@DRAWN
@given(drawn_days())
@example(ZEROS)
def test_no_move_is_told_without_its_direction(drawn: Drawn) -> None:
    """A change is printed with its sign, or after a word for its direction that fits it."""
    signless = rf"(?:{RISING}|{FALLING}|lost|rise of the|{LARGEST})"
    for name, piece in pieces_of(story_of(drawn)).items():
        for number, figure in enumerate(piece.figures):
            if "change_" not in figure.field or figure.text[0] in "+\N{MINUS SIGN}":
                continue
            before, after = piece.text.split(f"⟦{number}⟧")
            clause = re.split(r"[.;]", before)[-1]
            nothing = read_printed(figure.text).value == 0
            told = re.search(signless, clause) or re.match(r" (?:larger|smaller)", after)
            assert told or nothing, f"{name}: {piece.plain(piece.text)}"


LARGEST = "largest (?:rise|fall|gain|loss)|the largest gain|gain|loss"


@DRAWN
@given(drawn_days())
def test_every_list_is_in_the_order_of_its_numbers(drawn: Drawn) -> None:
    """Assets that are listed with their numbers stand in their order; changes by size."""
    for name, piece in pieces_of(story_of(drawn)).items():
        for sentence in piece.sentences if name in ("liquidations", "open_interest") else ():
            of_assets = [f for f in piece.figures_in(sentence) if not f.id.startswith("market.")]
            for field in {figure.field for figure in of_assets}:
                listed = [figure for figure in of_assets if figure.field == field]
                if name == "open_interest" and field.endswith("_pct"):
                    continue  # in brackets beside the dollars that set the order, or a divergence
                by_size = "change" in field
                numbers = [abs(f.number) if by_size else f.number for f in listed]
                assert is_in_order(numbers), f"{name}: {piece.plain(sentence)}"


@DRAWN
@given(drawn_days())
def test_percents_stand_in_order_where_no_dollars_are_on_file(drawn: Drawn) -> None:
    """Open interest changes that are known in percent alone are listed by their size."""
    piece = pieces_of(story_of(drawn)).get("open_interest")
    dollars = any("open_interest_change_24h_usd" in row for row in drawn.cells.values())
    for sentence in piece.sentences if piece is not None and not dollars else ():
        listed = [
            abs(f.number) for f in piece.figures_in(sentence)
            if f.field == "open_interest_change_24h_pct" and not f.id.startswith("market.")
        ]  # fmt: skip
        assert is_in_order(listed), piece.plain(sentence)


@DRAWN
@given(drawn_days())
def test_extremes_are_those_of_all_assets(drawn: Drawn) -> None:
    """Price moves and funding rates that are told of single assets are the extremes of all."""
    pieces = pieces_of(story_of(drawn))
    for name, field in (("prices", "price_change_24h_pct"), ("funding", "funding_rate")):
        values = [float(row[field]) for row in drawn.cells.values() if field in row]
        for figure in pieces[name].figures if name in pieces else ():
            if figure.field == field:
                assert figure.number in (min(values), max(values)), pieces[name].text


GAINS = "rose|gained|rise|gain|up"
LOSSES = "fell|lost|fall|loss|down"


@DRAWN
@given(drawn_days())
@example(Drawn({"BTC": {"price_change_24h_pct": 2.5}, "BAT": {"price_change_24h_pct": -2.5}}))
@example(
    Drawn(
        {t: {"price_change_24h_pct": m} for t, m in (("1", 0.001), ("BTC", 0.001), ("BAT", -0.004))}
    )
)
def test_who_gained_and_who_lost_is_not_mixed_up(drawn: Drawn) -> None:
    """In a sentence on gains and losses, each number stands with the word of its own sign."""
    piece = pieces_of(story_of(drawn)).get("prices")
    for sentence in piece.sentences if piece is not None else ():
        words = [
            word in GAINS.split("|") for word in re.findall(rf"\b({GAINS}|{LOSSES})\b", sentence)
        ]
        unsigned = [f for f in piece.figures_in(sentence) if f.text[0] not in "+\N{MINUS SIGN}"]
        moves = [f.number > 0 for f in unsigned if "change" in f.field and f.number]
        # Moves that all print as 0% have no sign to a reader, and no word.
        if len(moves) > 1 and any(re.search("[1-9]", f.text) for f in unsigned):
            assert words == moves, piece.plain(sentence)


def test_extremes_are_told_of_a_full_day(tmp_path: Path) -> None:
    """Where several assets have prices and rates, their extremes are named with their assets."""
    pieces = pieces_of(tell(history_of(tmp_path, {"a.yml": as_yaml({
        **FULL_DAY, "L2": {"price_change_24h_pct": "3.5"},
    })})))  # fmt: skip
    moves = {f.id: f.text for f in pieces["prices"].figures if "change" in f.id}
    assert moves == {"L2.price_change_24h_pct": "3.5%", "ETH.price_change_24h_pct": "2.1%"}
    rates = {f.id: f.text for f in pieces["funding"].figures if "rate" in f.id}
    assert rates == {"ETH.funding_rate": "\N{MINUS SIGN}0.005%", "BTC.funding_rate": "0.01%"}


@DRAWN
@given(drawn_days())
@example(ZEROS)
def test_one_asset_is_not_compared_with_itself(drawn: Drawn) -> None:
    """That an asset moved most, or was hit hardest, is said only of several with the figure."""
    story = story_of(drawn)
    told = " ".join(piece.text for piece in pieces_of(story).values())
    for words, field in (
        (
            r"moved most|led with|at the top of the list|largest (?:rise|gain)",
            "price_change_24h_pct",
        ),
        (r"hit hardest|largest (?:long |short )?liquidations", "liquidations_24h_usd"),
        (r"most open interest|head of open interest", "open_interest_usd"),
    ):
        having = [
            s
            for s, row in drawn.cells.items()
            if s != "market" and any(field in name for name in row)
        ]
        if re.search(words, told, re.IGNORECASE):
            assert len(having) > 1, told


LONGS_PAY = r"\blong positions pay|longs pay|longs are|from longs|holding a long|positive|by longs"
SHORTS_PAY = (
    r"\bshort positions pay|shorts pay|shorts are|from shorts|holding a short|negative"
    r"|by shorts|short ones pay in|other way round|shorts in"
)


@DRAWN
@given(drawn_days())
@example(ZEROS)
@example(Drawn({"BTC": {"funding_rate": 0.0}, "BAT": {"funding_rate": -0.0001}}))
def test_who_pays_funding_follows_from_the_signs(drawn: Drawn) -> None:
    """It is said in how many assets longs pay, and in how many shorts, as the rates' signs say."""
    rates = [float(row["funding_rate"]) for row in drawn.cells.values() if "funding_rate" in row]
    piece = pieces_of(story_of(drawn)).get("funding")
    assert (piece is not None) is bool(rates)
    if piece is None:
        return
    told = piece.sentences[0]
    longs, shorts = sum(rate > 0 for rate in rates), sum(rate < 0 for rate in rates)
    counts = {f.id: f.number for f in piece.figures_in(told) if f.id.startswith("market.")}
    for name, expected in (("longs", longs), ("shorts", shorts)):
        assert counts.get(f"market.assets_where_{name}_pay", expected) == expected
    said = [re.search(words, told, re.IGNORECASE) for words in (LONGS_PAY, SHORTS_PAY)]
    if longs and not shorts:
        assert said[0], told
    if shorts and not longs:
        assert said[1], told
    if longs and shorts:
        assert all(said), told


@DRAWN
@given(drawn_days())
@example(ZEROS)
@example(SUMS)
@example(Drawn({"BAT": {"open_interest_usd": 123_456_789_012}}))
@example(Drawn({"BAT": {"price_usd": 0.000006763}}))
@example(Drawn({"market": {"fear_greed": 5}}))
@example(Drawn({"L2": {"price_usd": 1}}))
@example(Drawn({"L2": {"volume_24h_usd": 1}}))
def test_title_and_description_have_the_length_that_search_engines_show(drawn: Drawn) -> None:
    """A title has 30 to 60 characters, a description 70 to 155."""
    story = story_of(drawn)
    assert 30 <= len(story.title) <= 60, story.title
    assert 70 <= len(story.description) <= 155, story.description


@pytest.mark.parametrize("field", [
    "liquidations_24h_usd", "long_liquidations_24h_usd", "open_interest_usd", "price_usd",
    "open_interest_change_24h_usd", "price_change_24h_pct",
])  # fmt: skip
def test_a_long_name_fits_a_title(tmp_path: Path, field: str) -> None:
    """Where an asset's name is longer than a title has room for, the title is still shown whole."""
    registry = "FET: {name: Artificial Superintelligence Alliance, slug: fet}\n"
    day = f"assets:\n  FET: {{{field}: 12.25}}\n"
    history = history_of(tmp_path, {"assets.yml": registry, f"{DAY}.yml": day})
    story = day_story(Teller("en", history.assets), plan_day(history, history.days[0]))
    assert 30 <= len(story.title) <= 60, story.title
    assert 70 <= len(story.description) <= 155, story.description


@DRAWN
@given(drawn_days())
@example(SUMS)
def test_every_numeral_is_a_figure(drawn: Drawn) -> None:
    """Dates, windows and counts of days and assets aside, each numeral is in a `data` element."""
    for name, piece in pieces_of(story_of(drawn)).items():
        rest = without_what_is_no_figure(piece.text)
        assert re.search(r"\d", rest) is None, f"{name}: {piece.plain(piece.text)}"


@DRAWN
@given(drawn_days())
def test_each_figure_states_its_value(drawn: Drawn) -> None:
    """The text of a figure and the value in its element are the same number, rounding aside."""
    for name, piece in pieces_of(story_of(drawn)).items():
        for figure in piece.figures:
            base = FIELDS.get(figure.field)
            if base is not None and base.unit is Unit.TEXT:
                assert figure.text.casefold() == figure.value.casefold()
            elif name == "headline" and not figure.text.isalpha():
                size, said = abs(Decimal(figure.value)), abs(read_printed(figure.text).value)
                slack = Decimal("0.5") if "_share_" in figure.field else size / 200
                assert abs(said - size) <= max(slack, Decimal("0.5")), figure
            else:
                rate = base is not None and base.unit is Unit.RATE
                assert states(figure.text, figure.value, rate), figure


@DRAWN
@given(drawn_days())
@example(Drawn({"market": {"fear_greed": 52, "fear_greed_label": "Neutral"}}))
def test_each_figure_has_the_value_of_its_cell(drawn: Drawn) -> None:
    """A figure that a file reports carries exactly the reported value."""
    for piece in pieces_of(story_of(drawn)).values():
        for figure in piece.figures:
            subject, _, field = figure.id.partition(".")
            cell = drawn.cells.get(subject, {}).get(field)
            if cell is not None and not figure.day:
                same = figure.value == cell if isinstance(cell, str) else figure.number == cell
                assert same, f"{figure.id}: {cell!r} is marked up as {figure.value!r}"


@DRAWN
@given(drawn_days())
def test_a_window_says_where_it_ends(drawn: Drawn) -> None:
    """Four hours are the last ones, or end at a time that is stated."""
    for name, piece in pieces_of(story_of(drawn)).items():
        if name != "headline":
            for found in re.findall(r"(?:\w+ )?four hours(?: to \d\d:\d\d)?", piece.text):
                assert found.startswith("last ") or re.search(r"to \d\d:\d\d", found), found


@DRAWN
@given(drawn_days())
@example(Drawn({"market": {"liquidations_24h_usd": 9e6}}, ((0.5, 50),) * 8, gap=40))
@example(Drawn({"market": {"liquidations_24h_usd": 9e6, "usd_krw": 1400.0}}))
def test_no_section_begins_in_the_middle(drawn: Drawn) -> None:
    """The first sentence of a section says what it speaks of: no "it" or "that" points above it."""
    for name, piece in pieces_of(story_of(drawn)).items():
        if piece.sentences:
            first = piece.sentences[0]
            assert re.match(r"(It|That|This|They) ", first) is None, f"{name}: {piece.plain(first)}"
            assert ", that is " not in first, f"{name}: {piece.plain(first)}"


@pytest.mark.parametrize("field", ["liquidations_24h_usd", "open_interest_usd"])
def test_a_sum_over_assets_is_not_told_as_the_market_s_total(tmp_path: Path, field: str) -> None:
    """Where the market's total is not on file, each text that states the assets' sum says so."""
    rows = "".join(f"  {ticker}: {{{field}: {number}}}\n" for ticker, number in
                   (("BTC", 5_000_000_000), ("BAT", 3_000_000_000), ("L2", 2_120_000_000),
                    ("ON", 1_000_000_000)))  # fmt: skip
    story = story_in(tmp_path, f"date: {DAY}\nassets:\n{rows}")
    told = [piece.plain(s) for piece in pieces_of(story).values() for s in piece.sentences]
    stating = [text for text in (*told, story.title, story.description) if "$11.1" in text]
    assert len(stating) >= 3
    assert [text for text in stating if not re.search("(4|four) assets", text)] == []


@pytest.mark.parametrize("field", ["liquidations_24h_usd", "open_interest_usd"])
def test_the_market_s_total_is_told_where_it_is_on_file(tmp_path: Path, field: str) -> None:
    """The market's own total goes before any sum over assets."""
    text = f"date: {DAY}\nmarket: {{{field}: 20000000000}}\nassets:\n"
    text += f"  BTC: {{{field}: 5000000000}}\n  BAT: {{{field}: 3000000000}}\n"
    story = story_in(tmp_path, text)
    assert f'value="20000000000" data-figure="market.{field}"' in story.headline
    assert "assets" not in story.headline
    assert "$20B" in story.title
    assert "assets" not in story.title


CELLS = [(subject, field) for subject, row in FULL_DAY.items() for field in row]


def inputs_of(history: History) -> dict[str, set[str]]:
    """Map each figure of the day to the ids of all that went into it, its own included."""
    found: dict[str, set[str]] = {}
    for subject in ("market", "assets", *history.subjects_on(DAY)):
        for figure in figures_of(history, DAY, subject):
            behind, queue = set(), [figure]
            while queue:
                one = queue.pop()
                behind.add(one.id)
                queue.extend(one.source.inputs if isinstance(one.source, Formula) else ())
            found[figure.id] = behind
    return found


def full_day_without(subject: str, field: str) -> Snapshot:
    """Return the full day without one of its cells."""
    return {s: {f: t for f, t in row.items() if (s, f) != (subject, field)}
            for s, row in FULL_DAY.items()}  # fmt: skip


@pytest.mark.parametrize(("subject", "field"), CELLS)
def test_removing_a_field_removes_its_sentences_only(
    tmp_path: Path, subject: str, field: str
) -> None:
    """A sentence that speaks of other fields stays as it was; none tells the figure any more."""
    whole = history_of(tmp_path / "whole", {"a.yml": as_yaml(FULL_DAY)})
    behind = inputs_of(whole)
    before = [sentence for sentence in sentences_of(tell(whole)) if sentence[1]]
    part = history_of(tmp_path / "part", {"a.yml": as_yaml(full_day_without(subject, field))})
    after = sentences_of(tell(part))
    removed = f"{subject}.{field}"
    remaining = {text for text, _ in after}
    for text, figures in before:
        inputs = {name for figure in figures for name in behind.get(figure.id, ())}
        # A list, an extreme or a count speaks of all assets that have the field.
        if inputs and field not in {name.partition(".")[2] for name in inputs}:
            assert text in remaining, f"{removed} took with it: {text}"
    if part.figure(DAY, subject, field) is None:
        assert removed not in {figure.id for _, figures in after for figure in figures}


def test_every_field_of_a_full_day_but_volume_is_told(tmp_path: Path) -> None:
    """The full day's story has all its sections, and each draws on its own figures."""
    story = story_in(tmp_path, as_yaml(FULL_DAY))
    assert list(story.sections) == [
        "liquidations",
        "open_interest",
        "prices",
        "funding",
        "sentiment",
    ]
    topics = {
        "liquidations": "liquidations",
        "open_interest": "open_interest",
        "prices": "price",
        "funding": "funding",
        "sentiment": "fear_greed",
    }
    for name, piece in pieces_of(story).items():
        if name in topics:
            assert any(topics[name] in figure.field for figure in piece.figures)
