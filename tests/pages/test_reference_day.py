"""The day that the project measures itself by, told from its figures alone."""

import re
from pathlib import Path

import pytest

from tests.pages.html import Element
from tests.pages.rendering import Archive, Rendered
from tests.site.reading import Cells, comparable, reported_cells
from tests.story.printed import states

MINUS = "\N{MINUS SIGN}"


@pytest.fixture(scope="module")
def cells(project: Path) -> Cells:
    """Give the cells of the day's file."""
    found = reported_cells(project / "data" / "2025" / "2025-10-24.yml")
    assert len(found) == 24
    return found


@pytest.fixture(scope="module")
def page(archive: Archive) -> Rendered:
    """Give the day's page."""
    return archive["2025/10/24/"]


def paragraphs(page: Rendered, name: str) -> str:
    """Return the sentences of a section."""
    children = [child for child in page.tree.children if isinstance(child, Element)]
    start = next(n for n, child in enumerate(children) if child.attributes.get("id") == name)
    texts = []
    for child in children[start + 1 :]:
        if child.tag == "h2":
            break
        if child.tag == "p":
            texts.append(child.text)
    return " ".join(texts)


def test_the_page_shows_every_cell_of_the_file(page: Rendered, cells: Cells) -> None:
    """Each cell stands on the page as a figure with exactly its value, and never with another."""
    shown = {name: {comparable(v) for v in values} for name, values in page.own_figures.items()}
    assert {name: shown.get(name) for name in cells} == {n: {v} for n, v in cells.items()}


def test_the_words_of_the_page_say_the_values(page: Rendered) -> None:
    """Each printed number of the page is its element's value, rounded once."""
    for figure in page.figures:
        if not figure.id.endswith("_label"):
            assert states(figure.text, figure.value, figure.id.endswith("_rate")), figure


def test_the_headline_says_how_much_and_who_was_hit(page: Rendered) -> None:
    """The headline holds the total in three digits, and the share of the longs."""
    headline = page.tree.one("h1").text
    assert "$735 million" in headline
    assert re.search(r"85% of it long|[Ll]ongs are 85%", headline)
    assert len(headline) < 90


def test_the_sides_add_up_to_the_total(page: Rendered) -> None:
    """Total, longs and shorts are told together, and their parts make the whole."""
    lede = page.tree.one("p", "lede").text
    assert "$735.07 million" in lede
    assert "$627.38 million" in lede or "85.3%" in lede
    section = paragraphs(page, "liquidations")
    found = [section.index(text) for text in ("$735.07 million", "$627.38 million", "85.3%")]
    assert found == sorted(found)
    assert "$107.69 million" in section


def test_the_lede_says_that_leverage_was_cut_and_is_being_rebuilt(page: Rendered) -> None:
    """Open interest of those with both windows fell over the day, and rose in its last hours."""
    lede = page.tree.one("p", "lede").text
    assert "leverage was cut and is being rebuilt" in lede.lower()
    assert "fell in all three assets" in lede
    assert "rose in all three" in lede
    assert len(lede.split()) <= 40


def test_long_liquidations_stand_in_the_order_of_their_size(page: Rendered) -> None:
    """Ethereum comes first, then XRP, Bitcoin, Solana and Dogecoin, as their numbers say."""
    section = paragraphs(page, "liquidations")
    told = re.search(
        r"Ethereum \D*\$127\.87 million, \D*XRP \D*\$83\.45 million, Bitcoin \D*\$51\.73 million, "
        r"Solana \D*\$38\.35 million and Dogecoin \D*\$35\.69 million",
        section,
    )
    assert told, section


def test_the_last_four_hours_are_told_apart(page: Rendered) -> None:
    """Liquidations of four hours, and positions opened again, stand with their window."""
    liquidations = paragraphs(page, "liquidations")
    assert re.search(
        r"\$26\.17 million[^.]*four hours|four hours[^.]*\$26\.17 million", liquidations
    )
    assert "the last four hours ran at 21.4%" in liquidations
    assert liquidations.index("$5.11 million") < liquidations.index("$4.62 million")
    interest = paragraphs(page, "open-interest")
    found = [interest.index(number) for number in ("245.47", "193.64", "173.79", "118.44")]
    assert found == sorted(found)


def test_a_day_of_open_interest_is_told_by_the_size_of_the_change(page: Rendered) -> None:
    """Ethereum, Bitcoin, Solana and Sui fall, in dollars and in percent."""
    interest = paragraphs(page, "open-interest")
    texts = ("-$1.89 billion (-3.35%)", "-$1.53 billion (-1.78%)", "-$456 million (-3.88%)",
             "-$161 million (-7.82%)")  # fmt: skip
    found = [interest.index(text.replace("-", MINUS)) for text in texts]
    assert found == sorted(found)


def test_the_index_stands_beside_its_attribution(page: Rendered) -> None:
    """Fear & Greed reads 52, neutral, with a link to its publisher in the same card."""
    (card,) = (card for card in page.tree.all("div", "keyfigure") if "Fear" in card.one("dt").text)
    assert card.one("dd", "keyfigure__value").text == "52 Neutral"
    links = [link.attributes["href"] for link in card.all("a")]
    assert any("alternative.me" in link for link in links)
    told = paragraphs(page, "sentiment")
    assert "52" in told
    assert "neutral" in told


def test_commentary_stands_apart_with_its_author(page: Rendered) -> None:
    """What people wrote is a section of its own, with a byline and the figures that they named."""
    commentary = page.tree.one("section", "commentary")
    assert "by The Daybook desk" in commentary.one("p", "byline").text
    assert {data.attributes["data-figure"] for data in commentary.all("data")} == {
        "ETH.open_interest_change_24h_usd",
        "ETH.open_interest_change_24h_pct",
        "ETH.open_interest_change_4h_usd",
    }
    assert commentary.one("h2").text == "Commentary"


def test_headings_hold_what_people_search_for(page: Rendered) -> None:
    """Headings name liquidations, open interest and the index."""
    headings = [heading.text for heading in page.tree.all("h2")]
    assert headings == [
        "Crypto liquidations: longs hit, Ethereum $127.87 million, XRP $83.45 million",
        "Open interest: Ethereum down $1.89 billion in a day, "
        "Solana up $245.47 million in four hours",
        "Fear & Greed index at 52, neutral",
        "Commentary",
        "Sources and data",
    ]


def test_the_day_says_why_it_is_disputed(page: Rendered) -> None:
    """The reason stands on top, before any figure."""
    notice = page.tree.one("aside", "notice--disputed")
    assert "54.5 billion dollars" in notice.text
    assert page.html.index("notice--disputed") < page.html.index("keyfigures")


def test_a_disputed_day_is_compared_with_none(page: Rendered) -> None:
    """No change, no "largest" and no earlier day is told."""
    assert page.tree.all("dd", "keyfigure__change") == []
    assert [figure for figure in page.figures if figure.day] == []
    words = page.tree.text
    assert "largest" not in words
    assert "larger than" not in words


def test_no_won_amount_without_a_rate(page: Rendered) -> None:
    """The day states no USD/KRW rate, so nothing is printed in won."""
    assert "₩" not in page.html
    assert [figure for figure in page.figures if "krw" in figure.id] == []


def test_each_source_of_the_file_is_credited(page: Rendered) -> None:
    """The providers and the publisher of the file stand under sources, with their addresses."""
    sources = page.tree.one("ul", "sources")
    assert "CoinGlass" in sources.text
    assert "Alternative.me" in sources.text
    links = [link.attributes["href"] for link in sources.all("a")]
    assert links.count("https://www.unblockmedia.com/en/blockmedia/950807") == 2


def test_the_time_is_given_in_the_site_s_zone_and_in_utc(page: Rendered) -> None:
    """The as-of line has the time in Seoul, in UTC, and for machines."""
    time = page.tree.one("p", "asof").one("time")
    assert time.text == "12:30 KST (03:30 UTC)"
    assert time.attributes["datetime"] == "2025-10-24T12:30:00+09:00"
