from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.market.faults import Fault
from builder.market.history import History
from builder.story.commentary.front_matter import KEYS, parse_front_matter
from builder.story.commentary.reading import parse_commentary
from builder.story.commentary.text import Commentary, Image
from tests.story.commentary.texts import FRONT, NAME, faults_in, prepared, text_of


def parsed(front: str) -> tuple[Commentary | None, list[str]]:
    """Read a file with some front matter; gives the text, and what is wrong with it."""
    faults: list[Fault] = []
    text = parse_commentary(text_of("Text.", FRONT + front), NAME, faults)
    return text, [str(fault) for fault in faults]


def sound(front: str) -> Commentary:
    """Read a file whose front matter has no fault."""
    text, faults = parsed(front)
    assert faults == []
    assert text is not None
    return text


def test_every_key_is_read() -> None:
    """Headline, summary, tags, draft, time and image are read as they are written."""
    text = sound(
        "headline: A headline\nsummary: In short.\ntags: [open interest, leverage]\n"
        "draft: true\npublish_at: 2025-10-25T08:00:00+09:00\n"
        "image: {file: a.png, alt: A curve that falls, credit: The desk}\n"
        "corrections: [{date: 2025-10-26, old: fell, new: rose, note: A slip}]\n"
    )
    assert (text.headline, text.summary) == ("A headline", "In short.")
    assert text.tags == ("open interest", "leverage")
    assert text.draft
    zone = timezone(timedelta(hours=9))
    assert text.publish_at == datetime(2025, 10, 25, 8, tzinfo=zone)
    assert text.image == Image("a.png", "A curve that falls", "The desk")
    assert [found.new for found in text.corrections] == ["rose"]


def test_a_key_left_empty_is_one_that_is_not_there() -> None:
    """A new text shows keys that its author has not needed, an image among them."""
    empty = "".join(f"{name}:\n" for name, key in KEYS.items() if not key.required)
    for front in (empty, "image:\n  file:\n  alt: ~\n  credit: null\n", "image: {}\n"):
        text = sound(front)
        assert (text.headline, text.summary, text.tags, text.draft) == ("", "", (), False)
        assert (text.publish_at, text.image, text.corrections) == (None, None, ())


def test_texts_over_several_lines_are_one_line() -> None:
    """A summary may be folded, as editors do with long lines."""
    assert sound("summary: >\n  One\n  two\n\n  three\n").summary == "One two three"


@pytest.mark.parametrize("said", ["true", "false"])
def test_a_draft_says_so_plainly(said: str) -> None:
    """Only true and false are taken: what YAML makes of yes and on is no one's intent."""
    assert sound(f"draft: {said}\n").draft == (said == "true")


@pytest.mark.parametrize(
    ("front", "faults"),
    [
        ("draft: yes\n", ["4: draft: expected true or false, found 'yes'"]),
        ("draft: [true]\n", ["4: draft: expected true or false, found a list"]),
        (
            "publish_at: tomorrow\n",
            ["4: publish_at: expected a time as YYYY-MM-DDTHH:MM:SS+HH:MM, found 'tomorrow'"],
        ),
        (
            "publish_at: 2025-10-25T08:00:00\n",
            [
                "4: publish_at: expected a time with its offset from UTC, "
                "found '2025-10-25T08:00:00'"
            ],
        ),
        ("tags: leverage\n", ["4: tags: expected a list of words, found 'leverage'"]),
        (
            "tags:\n  - one\n  - [two]\n  - one\n",
            [
                "6: tags.2: expected text, found a list",
                "7: tags.3: expected each tag once, found 'one' again",
            ],
        ),
        (f"tags: [{'x' * 41}]\n", ["4: tags.1: expected at most 40 characters, found 41"]),
        ("image: a.png\n", ["4: image: expected file, alt, credit, found 'a.png'"]),
        (
            "image:\n  file: a.png\n  credit: Us\n",
            ["5: image.alt: expected alt, words for those who cannot see it, found none"],
        ),
        (
            "image:\n  alt: A curve\n",
            ["5: image.file: expected file, the image's path, found none"],
        ),
        (
            "image:\n  file: /etc/passwd.png\n  alt: A\n",
            ["5: image.file: expected a path beside the text, found '/etc/passwd.png'"],
        ),
        (
            "image:\n  file: a.png\n  alt: A\n  credits: Us\n",
            ["7: image.credits: expected one of file, alt, credit; did you mean credit?"],
        ),
        ("headline: [A]\n", ["4: headline: expected text, found a list"]),
        ("headline: {a: b}\n", ["4: headline: expected text, found a mapping"]),
        (
            "headlines: A\n",
            [f"4: headlines: expected one of {', '.join(KEYS)}; did you mean headline?"],
        ),
        (
            "corrections:\n  - {date: 2025-13-01, old: a, new: b, note: c}\n"
            "  - {date: 2025-10-01, field: BTC.prize_usd, old: 1, new: 2}\n  - none\n",
            [
                "5: corrections.date: expected a date that exists, found 2025-13-01",
                "6: corrections.note: expected the key note, found none",
                "6: corrections.field: expected a figure such as market.liquidations_24h_usd, "
                "found 'BTC.prize_usd'; did you mean price_usd?",
                "7: corrections.item: expected date, field, old, new, note, found 'none'",
            ],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_faulty_key_is_named_with_its_line(front: str, faults: list[str]) -> None:
    """What is wrong with a value is told with its own line and key, all of it at once."""
    assert parsed(front) == (None, [f"{NAME}:{fault}" for fault in faults])


def test_braces_that_yaml_takes_for_its_own_are_explained() -> None:
    """A value that begins with a placeholder must stand in quotes, and the fault says so."""
    _, faults = parsed("headline: {{ market.fear_greed }} and rising\n")
    assert len(faults) == 1
    assert faults[0].startswith(f"{NAME}:4: expected valid YAML")
    assert 'stands in quotes: "{{ … }}"' in faults[0]
    assert sound('headline: "{{ market.fear_greed }} and rising"\n').headline.startswith("{{")


@pytest.mark.parametrize(("name", "longest"), [("title", 120), ("headline", 89), ("summary", 300)])
def test_a_text_is_measured_as_it_prints(history: History, name: str, longest: int) -> None:
    """A title, headline or summary is as long as its words with their figures printed."""
    figure = "{{ market.long_liquidations_24h_usd | headline }}"
    printed = "$627 million"
    front = "author: A\n" if name == "title" else FRONT
    fits = f"{figure}{'x' * (longest - len(printed))}"
    assert faults_in(history, text_of("Text.", f'{front}{name}: "{fits}"\n')) == []
    line = front.count("\n") + 2
    assert faults_in(history, text_of("Text.", f'{front}{name}: "{fits}x"\n')) == [
        f"{NAME}:{line}: {name}: expected at most {longest} characters as printed, "
        f"found {longest + 1}"
    ]


def test_faults_of_titles_and_images_name_their_lines(history: History, tmp_path: Path) -> None:
    """A wrong figure in a title and a missing image are told where they stand."""
    front = 'author: A\ntitle: "{{ BTC.prise_usd }}"\nimage:\n  alt: Something\n  file: gone.png\n'
    found = faults_in(history, text_of("Text.", front), tmp_path)
    assert [fault.split(": expected")[0] for fault in found] == [
        f"{NAME}:3: title",
        f"{NAME}:6: image.file",
    ]


def test_a_corrected_figure_must_be_of_something_on_file(history: History) -> None:
    """A correction of an asset that no snapshot knows is a fault, with the nearest ticker."""
    front = f"{FRONT}corrections:\n- {{date: 2025-10-26, field: %s, old: 1, new: 2, note: n}}\n"
    assert faults_in(history, text_of("T.", front % "ETHH.price_usd")) == [
        f"{NAME}:5: corrections.field: expected a figure of an asset on file, "
        "found ETHH.price_usd; did you mean ETH?"
    ]
    for known in ("ETH.price_usd", "market.long_share_24h_pct", "assets.open_interest_usd", '""'):
        assert faults_in(history, text_of("T.", front % known)) == []


@given(st.text(max_size=200))
def test_no_front_matter_breaks_the_reader(text: str) -> None:
    """Whatever stands there is read or refused with a place; the reader itself never fails."""
    faults: list[Fault] = []
    values, lines = parse_front_matter(text, NAME, faults)
    assert set(values) <= set(KEYS)
    assert set(values) <= set(lines)
    assert faults or {"title", "author"} <= set(values)
    assert all(fault.line <= text.count("\n") + 2 for fault in faults)


def test_what_is_read_is_what_is_shown(history: History) -> None:
    """A text without faults is made ready with all that its front matter says."""
    ready, faults = prepared(history, text_of("Text.", f"{FRONT}summary: In short.\n"))
    assert faults == []
    assert ready is not None
    assert ready.summary.html == "In short."
