import pytest

from builder.market.history import History
from builder.story.commentary.quotes import EXPECTED
from tests.pages.html import parse
from tests.story.commentary.texts import NAME, faults_in, shown, text_of

SPEAKER = "> — The desk, derivatives research, [Weekly note](https://example.org/note?a=1&b=2)"


def test_a_quote_stands_apart_with_speaker_role_and_source(history: History) -> None:
    """A quote becomes a figure: what was said, who said it in which role, and where."""
    tree = parse(shown(history, f"Text.\n\n> We expect a *quiet* week.\n>\n{SPEAKER}\n\nMore."))
    quote = tree.one("figure", "quote")
    said = quote.one("blockquote")
    assert said.text == "We expect a quiet week."
    assert said.one("em").text == "quiet"
    assert said.attributes["cite"] == "https://example.org/note?a=1&b=2"
    caption = quote.one("figcaption")
    assert caption.text == "The desk, derivatives research, Weekly note"
    assert caption.one("strong", itemprop="name").text == "The desk"
    assert caption.one("span", itemprop="jobTitle").text == "derivatives research"
    source = caption.one("a", itemprop="citation")
    assert source.attributes["href"] == "https://example.org/note?a=1&b=2"
    assert tree.text.endswith("More.")


def test_a_quote_is_data_of_its_own(history: History) -> None:
    """Microdata says that it is a quotation, of whom and from where, apart from the report."""
    quote = parse(shown(history, f"> Said.\n>\n{SPEAKER}")).one("figure")
    assert quote.attributes["itemtype"] == "https://schema.org/Quotation"
    assert [e.attributes["itemprop"] for e in quote.walk() if "itemprop" in e.attributes] == [
        "text",
        "creator",
        "name",
        "jobTitle",
        "citation",
    ]
    person = quote.one("span", itemprop="creator")
    assert person.attributes["itemtype"] == "https://schema.org/Person"


@pytest.mark.parametrize(
    ("last", "speaker", "role"),
    [
        ("— A, b, [c](https://d/)", "A", "b"),
        ("– A, b, [c](https://d/)", "A", "b"),
        ("-- A , b , [c](https://d/).", "A", "b"),
        ("— **A. Ö**, head of *research*, Example Inc., [c](http://d/)", "A. Ö",
         "head of research, Example Inc."),
        ("— A,\n> b,\n> [c *d*](https://d/)", "A", "b"),
        ("— 김, 연구원, [c](https://d/)", "김", "연구원"),
    ],
)  # fmt: skip
def test_the_last_line_says_who_speaks(
    history: History, last: str, speaker: str, role: str
) -> None:
    """Any dash begins it; the name ends at the first comma, the source is the link at the end."""
    quote = parse(shown(history, f"> Said.\n>\n> {last}")).one("figure", "quote")
    assert quote.one("strong").text == speaker
    assert quote.one("span", itemprop="jobTitle").text == role


def test_a_quote_may_hold_another(history: History) -> None:
    """What is quoted within a quote needs no speaker of its own."""
    body = f"> They wrote:\n>\n> > All is well.\n>\n> So they say.\n>\n{SPEAKER}"
    quote = parse(shown(history, body)).one("figure", "quote")
    assert [e.text for e in quote.all("blockquote")] == [
        "They wrote: All is well. So they say.",
        "All is well.",
    ]


def test_several_quotes_stand_each_by_itself(history: History) -> None:
    """Quotes one after another, and in a list, keep their own speakers."""
    other = SPEAKER.replace("The desk", "Another desk")
    body = f"> One.\n>\n{SPEAKER}\n\n- > Two.\n  >\n  {other}\n"
    names = [e.text for e in parse(shown(history, body)).all("strong", itemprop="name")]
    assert names == ["The desk", "Another desk"]


def test_a_quote_prints_figures_too(history: History) -> None:
    """A placeholder prints within a quote as anywhere else."""
    quote = parse(shown(history, f"> At {{{{ market.fear_greed }}}}.\n>\n{SPEAKER}")).one("figure")
    assert quote.one("data").text == "52"


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        ("> Nobody said.", 6, f"{EXPECTED}, found “Nobody said.”"),
        ("One.\n\n> Nobody\n> said.", 8, f"{EXPECTED}, found “Nobody said.”"),
        ("> Said.\n>\n> — A", 6, f"{EXPECTED}, found “— A”"),
        ("> Said.\n>\n> — A, b", 6, f"{EXPECTED}, found “— A, b”"),
        ("> Said.\n>\n> — A, [c](https://d/)", 6, f"{EXPECTED}, found “— A, c”"),
        ("> Said.\n>\n> A, b, [c](https://d/)", 6, f"{EXPECTED}, found “A, b, c”"),
        ("> Said.\n>\n> — A, b, [c](https://d/) later", 6, f"{EXPECTED}, found “— A, b, c later”"),
        ("> Said.\n>\n> — A, b, [](https://d/)", 6, f"{EXPECTED}, found “— A, b,”"),
        ("> Said.\n> — A, b, [c](https://d/)", 6, f"{EXPECTED}, found “Said. — A, b, c”"),
        ("> - A\n> - b", 6, f"{EXPECTED}, found none"),
        (">", 6, f"{EXPECTED}, found none"),
        ("> — A, b, [c](https://d/)", 6, "expected what was said above the line that says who"),
        ("> Said.\n>\n> — A, b, [c](note.pdf)", 6, "expected the address of the source"),
        ("> Said.\n>\n> — A, b, [c](mailto:a@b.c)", 6, "expected the address of the source"),
        ("One.\n\n<blockquote>\nSaid.</blockquote>", 8, f"{EXPECTED}, found none"),
        ("One <blockquote lang=ko id=x>Said.</blockquote>", 6, f"{EXPECTED}, found none"),
    ],
)
def test_a_quote_without_its_speaker_is_a_fault(
    history: History, body: str, line: int, message: str
) -> None:
    """Each quote that lacks speaker, role or source is told with the line on which it begins."""
    found = [fault for fault in faults_in(history, text_of(body)) if ": quote: " in fault]
    assert len(found) == 1
    assert found[0].startswith(f"{NAME}:{line}: quote: {message}"), found


def test_every_nameless_quote_is_told(history: History) -> None:
    """Of several, each is a fault of its own."""
    places = [
        f.split(": expected")[0] for f in faults_in(history, text_of("> a\n\nb\n\n> c\n\n> d"))
    ]
    assert places == [f"{NAME}:6: quote", f"{NAME}:10: quote", f"{NAME}:12: quote"]
