"""Cards say what their pages say, in full, and nothing else."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.charts.drawing import Drawings
from builder.charts.palette import coloured
from builder.charts.type import SERIF, text_width, wrapped
from builder.pages.card_layout import LEFT, RIGHT, fitted_headline
from tests.charts.palette import contrast, declared, palette
from tests.charts.svg import parsed
from tests.pages.rendering import Archive, Rendered, render_files
from tests.publish.small_site import CONTENT, DATA, WITHHELD
from tests.site.numerals import numerals_in

SVG = "{http://www.w3.org/2000/svg}"
DISPUTED, DEMONSTRATION = "Disputed: not to be relied on", "Demonstration: invented figures"
WORDS = st.lists(st.text("aWil.$8%—", min_size=1, max_size=14), min_size=1, max_size=30)


def texts_of(page: Rendered, *classes: str) -> list[str]:
    """Return the texts of a card, of some classes; `drawing` are the numbers in its chart."""
    assert page.page.card is not None
    root = parsed(page.page.card.drawing)
    drawn = root.find(f".//{SVG}g[@class='drawing']")
    texts = [
        "".join(text.itertext()).replace("\N{NO-BREAK SPACE}", " ")
        for text in root.iter(f"{SVG}text")
        if not classes or text.get("class") in classes
    ]
    if drawn is not None and "drawing" in classes:
        texts += [
            mark.attrib["aria-label"]
            for mark in drawn.iter()
            if mark.get("role") == "graphics-symbol"
        ]
        texts += [
            "".join(text.itertext()) for text in drawn.iter() if text.get("font-weight") == "600"
        ]
    return texts


def cards_of(archive: Archive) -> list[Rendered]:
    """Return the pages of days and assets, all of which have a card."""
    return [page for page in archive.pages.values() if page.page.kind in ("day", "asset")]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, drawings: Drawings) -> Archive:
    """Give the pages of a small archive with a disputed day and a withheld figure."""
    return render_files(tmp_path_factory.mktemp("small"), drawings, DATA, CONTENT)


def test_each_numeral_of_a_card_is_in_the_ledger(archive: Archive) -> None:
    """Headline, key figures, changes and the numbers of a chart are figures of the page."""
    checked = 0
    for page in cards_of(archive):
        assert page.page.ledger is not None
        figures = [(e.figure.value, e.figure.field.unit.value) for e in page.page.ledger.entries]
        for text in texts_of(page, "headline", "figure", "change", "drawing"):
            for numeral in numerals_in(text):
                assert any(numeral.may_be(*figure) for figure in figures), (page.page.address, text)
                checked += 1
    assert checked > 300


def test_a_day_s_chart_is_one_of_its_page(archive: Archive) -> None:
    """A card's chart stands in the page too, so that it costs nothing to draw."""
    charts = 0
    for page in cards_of(archive):
        found = re.search(r'<g class="drawing"[^>]*>(<svg.*?</svg>)</g>', page.page.card.drawing)
        if found and page.page.kind == "day":
            assert found[1] in page.page.body
            charts += 1
    assert charts > 20


def test_every_card_says_whose_figures_it_shows(archive: Archive) -> None:
    """The site, the date or the asset, who measured, and the hour where it is reported."""
    texts = texts_of(archive["2025/10/24/"])
    assert {"Daybook", "Friday, 24 October 2025", "Source: CoinGlass, Alternative.me"} <= set(texts)
    assert "Figures as of 12:30 KST (03:30 UTC)" in texts
    assert "Bitcoin at $89,500 on 21 January 2026" in texts_of(archive["assets/btc/"])
    assert "Daybook" in texts_of(archive[""])


def test_a_disputed_day_says_so(archive: Archive, small: Archive) -> None:
    """Its card is marked, in words too, and compares it with no other day; no other is marked."""
    for page in (*cards_of(archive), *cards_of(small)):
        disputed = page.page.digest is not None and bool(page.page.digest.disputed)
        assert (texts_of(page, "label") == [DISPUTED]) == disputed
        assert page.page.card.description.startswith(DISPUTED) == disputed
        if disputed:
            assert texts_of(page, "change") == []


def test_a_withheld_figure_is_not_shown(small: Archive) -> None:
    """A total that its own sides contradict stands on no card."""
    for page in cards_of(small):
        assert WITHHELD[:3] not in page.page.card.drawing.replace(",", "")


def test_an_asset_without_figures_to_rely_on_says_so(archive: Archive) -> None:
    """Where all that is on file of an asset is disputed, its card shows no number."""
    assert texts_of(archive["assets/sui/"], "label") == [
        "All figures on file are disputed or withheld"
    ]
    assert texts_of(archive["assets/sui/"], "figure") == []


def test_a_demonstration_is_labelled(tmp_path: Path, drawings: Drawings) -> None:
    """Every card of invented figures says that they are, the site's own too."""
    data = {**DATA, "sources.yml": "demonstration: Invented.\n"}
    for page in render_files(tmp_path, drawings, data).pages.values():
        if page.page.card is not None:
            assert texts_of(page, "label")[0].startswith(DEMONSTRATION)


def test_names_that_the_typefaces_lack_are_replaced(tmp_path: Path, drawings: Drawings) -> None:
    """No card depends on the fonts of a machine, whatever an asset is called."""
    data = {
        "assets.yml": "币安人生: {name: 币安人生, slug: bianrensheng}\n"
        "BTC: {name: Bitcoin, slug: btc}\n",
        "2025-10-24.yml": "assets: {币安人生: {price_usd: 0.5}, BTC: {open_interest_usd: 7}}\n",
    }
    pages = render_files(tmp_path, drawings, data)
    assert "bianrensheng at $0.5" in texts_of(pages["assets/bianrensheng/"], "headline")[0]
    for page in cards_of(pages):
        assert page.page.card.drawing.isascii() or "币" not in page.page.card.drawing


@given(WORDS)
def test_a_headline_is_whole_and_within_its_card(words: list[str]) -> None:
    """Each line fits, words are whole, and only a text that no size has room for is shortened."""
    headline = fitted_headline(" ".join(words))
    for line in headline.lines:
        assert text_width(line, headline.size, SERIF) <= RIGHT - LEFT + 1
    shown = " ".join(headline.lines).split()
    assert shown == words or (shown[-1] == "…" and shown[:-1] == words[: len(shown) - 1])
    assert headline.bottom < 330


@given(WORDS, st.integers(50, 900))
def test_lines_are_broken_between_words(words: list[str], width: int) -> None:
    """No word is lost or cut, and a line that is too wide is one word."""
    lines = wrapped(" ".join(words), width, 20)
    assert " ".join(lines).split(" ") == words
    assert all(" " not in line for line in lines if text_width(line, 20) > width)


def test_nothing_leaves_a_card(archive: Archive, small: Archive) -> None:
    """Each text of a card, as wide as it is set, keeps to the margins."""
    for page in (*cards_of(archive), *cards_of(small)):
        root = parsed(page.page.card.drawing)
        for text in root.findall(f"{SVG}text"):
            face = SERIF if text.get("font-family") else "Inter-Regular"
            face = "Inter-SemiBold" if text.get("font-weight") and face != SERIF else face
            width = text_width("".join(text.itertext()), float(text.attrib["font-size"]), face)
            left = float(text.attrib["x"]) - (width if text.get("text-anchor") else 0)
            assert left >= LEFT - 1, page.page.address
            assert left + width <= RIGHT + 1, (page.page.address, "".join(text.itertext()))


@pytest.mark.parametrize("convention", ["western", "eastern"])
def test_a_card_s_colours_are_the_palette_s_and_can_be_read(
    archive: Archive, convention: str
) -> None:
    """Every colour is named in the palette; words have a contrast of 4.5 to what they stand on."""
    colours = palette("light", convention)
    for page in cards_of(archive):
        drawing = page.page.card.drawing
        own = re.sub(r'<g class="drawing".*?</svg></g>', "", drawing, flags=re.DOTALL)
        assert not re.search(r'(fill|stroke)="#', drawing)
        assert set(re.findall(r"var\(--([a-z0-9-]+)\)", drawing)) <= colours.keys()
        for name in re.findall(r'<t(?:ext|span)[^>]*fill="var\(--([a-z-]+)\)"', own):
            ground = "red" if name == "paper" else "paper"
            assert contrast(colours[name], colours[ground]) >= 4.5
    assert "var(" not in coloured(drawing, dict.fromkeys(colours, "#000"))
    assert declared(":root")["--red"]
