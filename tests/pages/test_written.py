"""What people write, as pages show it: commentary, headlines, corrections, authors."""

import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from builder.charts.drawing import Drawings
from tests.market.folders import Files
from tests.market.snapshots import FULL_DAY, as_yaml
from tests.pages.rendering import Archive, render_files
from tests.story.commentary.pictures import png
from tests.story.commentary.texts import FRONT, NAME, text_of

DAY = "2025/10/24/"
DATA: Files = {
    "2025-10-23.yml": "market: {liquidations_24h_usd: 5000000, fear_greed: 50}\n",
    "2025-10-24.yml": "as_of: 2025-10-24T12:30:00+09:00\n" + as_yaml(FULL_DAY),
}


def archive_of(
    folder: Path, drawings: Drawings, text: str = "", data: Files = DATA, **others: str | bytes
) -> Archive:
    """Render an archive with a text about DAY, if there is one, and other files of its folder."""
    files: Files = {name.replace("__", "/"): content for name, content in others.items()}
    return render_files(folder, drawings, data, {**files, **({NAME: text} if text else {})})


def ledger_of(archive: Archive, address: str) -> dict[str, dict]:
    """Return the figures of a page's ledger by name and day."""
    ledger = archive[address].page.ledger
    assert ledger is not None
    read = json.loads(ledger.json())
    for figure in read["figures"]:
        if "source" in figure:
            figure["source"] |= read["sources"][figure["source"]["from"]]
    return {f"{f['id']} {f['day']}": f for f in read["figures"]}


def test_figures_of_a_text_are_in_the_ledger_of_its_page(
    tmp_path: Path, drawings: Drawings
) -> None:
    """Each figure that an author printed is in the ledger: value, words, and the cell it is of."""
    body = (
        "{{ BTC.price_usd | cell }}, {{ BTC.open_interest_change_24h_usd | won }} at "
        '{{ market.usd_krw }}, {{ figure("market.fear_greed", "2025-10-23") | told }}'
    )
    front = f'{FRONT}summary: "{{{{ ETH.price_usd | headline }}}}"\n'
    archive = archive_of(tmp_path, drawings, text_of(body, front))
    figures = ledger_of(archive, DAY)
    assert "$110,342.50" in figures["BTC.price_usd 2025-10-24"]["texts"]
    assert "$3,900" in figures["ETH.price_usd 2025-10-24"]["texts"]
    assert figures["market.fear_greed 2025-10-23"]["source"]["file"] == "2025-10-23.yml"
    won = figures["BTC.open_interest_change_24h_krw 2025-10-24"]
    assert won["value"] == -1530000000 * 1431.5
    assert won["formula"] == "open_interest_change_24h_usd × market.usd_krw"
    assert [given["id"] for given in won["inputs"]] == [
        "BTC.open_interest_change_24h_usd",
        "market.usd_krw",
    ]
    for data in archive[DAY].tree.one("section", "commentary").all("data"):
        day = data.attributes.get("data-day", "2025-10-24")
        assert data.text in figures[f"{data.attributes['data-figure']} {day}"]["texts"]


def test_a_byline_names_author_time_and_tags(tmp_path: Path, drawings: Drawings) -> None:
    """Title, author, the moment of publication in the site's zone, and the tags as plain words."""
    front = f"{FRONT}tags: [open interest, <b>]\npublish_at: 2025-10-25T00:30:00+00:00\n"
    archive = archive_of(tmp_path, drawings, text_of("Text.", front))
    byline = archive[DAY].tree.one("section", "commentary").one("p", "byline")
    assert byline.text == ("by Ada Byron · 09:30 KST (00:30 UTC), 25 Oct 2025 · open interest, <b>")
    assert byline.one("time").attributes["datetime"] == "2025-10-25T00:30:00+00:00"


def test_a_summary_stands_above_the_text(tmp_path: Path, drawings: Drawings) -> None:
    """The text in short comes first, with its figures."""
    front = f'{FRONT}summary: "Index at {{{{ market.fear_greed }}}}, *not* more."\n'
    page = archive_of(tmp_path, drawings, text_of("Text.", front))[DAY]
    standfirst = page.tree.one("section", "commentary").one("p", "standfirst")
    assert standfirst.text == "Index at 52, *not* more."
    assert standfirst.one("data").attributes["data-figure"] == "market.fear_greed"


def test_a_headline_of_an_author_stands_wherever_the_day_s_does(
    tmp_path: Path, drawings: Drawings
) -> None:
    """It is the page's h1, and the day's line on the home page, in months and in years."""
    front = f'{FRONT}headline: "Longs lost {{{{ market.long_liquidations_24h_usd | headline }}}}"\n'
    archive = archive_of(tmp_path, drawings, text_of("Text.", front))
    assert archive[DAY].tree.one("h1").text == "Longs lost $627 million"
    assert archive[DAY].tree.one("h1").one("data").attributes["value"] == "627380000"
    for address in ("", "2025/10/", "2025/"):
        assert "Longs lost $627 million" in archive[address].tree.text, address
    texts = ledger_of(archive, DAY)["market.long_liquidations_24h_usd 2025-10-24"]["texts"]
    assert "$627 million" in texts


def test_a_text_may_be_about_a_disputed_day(tmp_path: Path, drawings: Drawings) -> None:
    """What is disputed can be written about: notice and commentary stand on one page."""
    data = {**DATA, "2025-10-24.yml": f"disputed: Odd.\n{DATA['2025-10-24.yml']}"}
    page = archive_of(tmp_path, drawings, text_of("{{ BTC.price_usd }}"), data)[DAY]
    assert "Odd." in page.tree.one("aside", "notice--disputed").text
    assert "$110,342.5" in page.tree.one("section", "commentary").text


def test_a_text_on_an_asset_stands_on_its_page(tmp_path: Path, drawings: Drawings) -> None:
    """With its figures of the latest day, in that page's ledger, and with its images."""
    files = {"assets__btc.md": text_of("{{ BTC.price_usd }} ![x](a.png)"), "assets__a.png": png()}
    archive = archive_of(tmp_path, drawings, **files)
    section = archive["assets/btc/"].tree.one("section", "commentary")
    assert "$110,342.5" in section.text
    assert section.one("img").attributes["src"] == "images/a.png"
    assert [image.name for image in archive["assets/btc/"].page.images] == ["images/a.png"]
    assert archive["assets/eth/"].tree.all("section", "commentary") == []


CORRECTED = """\
corrections:
  - date: 2025-10-27
    field: market.long_liquidations_24h_usd
    old: 672380000
    new: 627380000
    note: Digits <swapped> by *hand*.
  - {date: 2025-10-26, field: ETH.funding_rate, old: 0.0005, new: -5e-05, note: Sign lost.}
"""


def test_a_correction_stands_on_top_with_old_and_new(tmp_path: Path, drawings: Drawings) -> None:
    """Above all figures stand date, figure, both values to the last digit, and the reason."""
    data = {**DATA, "2025-10-24.yml": CORRECTED + str(DATA["2025-10-24.yml"])}
    archive = archive_of(tmp_path, drawings, data=data)
    notice = archive[DAY].tree.one("aside", "notice--corrected")
    assert [item.text for item in notice.all("li")] == [
        "27 October 2025: All assets, long liquidations, 24h: $627,380,000 instead of "
        "$672,380,000. Digits <swapped> by *hand*.",
        "26 October 2025: ETH, funding rate: −0.005% instead of 0.05%. Sign lost.",
    ]
    html = archive[DAY].html
    assert html.index("notice--corrected") < html.index("keyfigures")
    assert html.index("<h1>") < html.index("notice--corrected")


def test_the_page_of_corrections_lists_them_all(tmp_path: Path, drawings: Drawings) -> None:
    """Of figures and of words, the latest first, each with a link to its page."""
    data = {**DATA, "2025-10-24.yml": CORRECTED + str(DATA["2025-10-24.yml"])}
    words = f"{FRONT}corrections: [{{date: 2025-10-28, old: fell, new: rose, note: A slip.}}]\n"
    files = {"assets__btc.md": text_of("Text.", words.replace("2025-10-28", "2025-10-25"))}
    archive = archive_of(tmp_path, drawings, text_of("Text.", words), data, **files)
    items = archive["corrections/"].tree.all("ul")[0].all("li")
    assert [item.all("time")[0].attributes["datetime"] for item in items] == [
        "2025-10-28",
        "2025-10-27",
        "2025-10-26",
        "2025-10-25",
    ]
    assert items[0].text == "28 October 2025 24 October 2025: “rose” instead of “fell”. A slip."
    links = [item.one("a").attributes["href"] for item in items]
    assert links == [*["../2025/10/24/"] * 3, "../assets/btc/"]
    assert "“rose” instead of “fell”" in archive[DAY].tree.one("aside", "notice--corrected").text
    asset = archive["assets/btc/"]
    assert "“rose” instead of “fell”" in asset.tree.one("aside", "notice--corrected").text
    assert asset.html.index("notice--corrected") < asset.html.index("keyfigures")


def test_without_corrections_the_page_says_so(tmp_path: Path, drawings: Drawings) -> None:
    """Nothing was corrected, nothing is claimed."""
    archive = archive_of(tmp_path, drawings)
    assert "Nothing has been corrected so far." in archive["corrections/"].tree.text
    assert archive[DAY].tree.all("aside", "notice--corrected") == []


@pytest.mark.parametrize(
    ("front", "corrections", "modified"),
    [
        ("", "", "2025-10-24T12:30:00+09:00"),
        ("publish_at: 2025-10-24T20:00:00Z\n", "", "2025-10-25T05:00:00+09:00"),
        ("publish_at: 2025-10-20T20:00:00Z\n", "", "2025-10-24T12:30:00+09:00"),
        ("", CORRECTED, "2025-10-27T23:59:00+09:00"),
        (
            "corrections: [{date: 2025-10-28, old: a, new: b, note: c}]\n",
            CORRECTED,
            "2025-10-28T23:59:00+09:00",
        ),
    ],
)
def test_a_page_says_when_its_content_last_changed(
    tmp_path: Path, drawings: Drawings, front: str, corrections: str, modified: str
) -> None:
    """By its figures, its text and its corrections, never by the time of the build."""
    data = {**DATA, "2025-10-24.yml": corrections + str(DATA["2025-10-24.yml"])}
    page = archive_of(tmp_path, drawings, text_of("Text.", FRONT + front), data)[DAY]
    assert page.page.meta["published"] == "2025-10-24T12:30:00+09:00"
    assert page.page.meta["modified"] == modified
    moved = datetime.fromisoformat(modified).day > 24
    found = re.search(r"updated (\d+) October 2025", page.tree.one("p", "asof").text)
    assert (found is not None) == moved
    assert found is None or int(found[1]) == datetime.fromisoformat(modified).day


def test_an_asset_s_page_changes_with_its_days_and_its_text(
    tmp_path: Path, drawings: Drawings
) -> None:
    """It was published with its first day on file, and changed with its latest day or text."""
    front = f"{FRONT}publish_at: 2025-10-26T00:00:00+09:00\n"
    data = {**DATA, "2025-10-22.yml": "assets: {BTC: {price_usd: 5}, ETH: {price_usd: 5}}\n"}
    ether = archive_of(tmp_path, drawings, data=data)["assets/eth/"].page.dates
    assert ether is not None
    assert ether.published.isoformat() == "2025-10-22T23:59:00+09:00"
    assert ether.modified.isoformat() == "2025-10-24T12:30:00+09:00"
    with_text = archive_of(
        tmp_path / "text", drawings, data=data, **{"assets__btc.md": text_of("T.", front)}
    )
    bitcoin = with_text["assets/btc/"].page.dates
    assert bitcoin is not None
    assert bitcoin.modified.isoformat() == "2025-10-26T00:00:00+09:00"


AUTHORS = """\
Ada Byron:
  role: Analyst <of> *funding*
  about: Writes about _markets_.
  url: https://example.org/ada?a=1&b=2
Bea:
"""


def test_an_author_has_a_page_with_all_that_is_published(
    tmp_path: Path, drawings: Drawings
) -> None:
    """Name, role, words and link, then each text with its day or asset, the latest day first."""
    figure = 'author: Ada Byron\ntitle: "Index {{ market.fear_greed }} & more"\n'
    archive = archive_of(
        tmp_path,
        drawings,
        text_of("Text.", figure),
        **{
            "authors.yml": AUTHORS,
            "days__2025-10-23.md": text_of("Text."),
            "assets__btc.md": text_of("Text."),
        },
    )
    page = archive["authors/ada-byron/"]
    assert page.tree.one("h1").text == "Ada Byron"
    assert page.tree.one("p", "kicker").text == "Author · Analyst <of> *funding*"
    assert page.tree.one("p", "lede").text == "Writes about _markets_."
    links = [(a.attributes["href"], a.text) for a in page.tree.one("ol", "texts").all("a")]
    assert links == [
        ("../../2025/10/24/#commentary", "24 Oct 2025 Index 52 & more"),
        ("../../2025/10/23/#commentary", "23 Oct 2025 A title"),
        ("../../assets/btc/#commentary", "BTC A title"),
    ]
    byline = archive[DAY].tree.one("p", "byline").one("a", rel="author")
    assert byline.attributes["href"] == "../../../authors/ada-byron/"
    assert page.tree.one("a", rel="me").attributes["href"] == "https://example.org/ada?a=1&b=2"
    assert 30 <= len(page.page.title) <= 60
    assert 70 <= len(page.page.description) <= 155


def test_an_author_of_nothing_published_has_no_page(tmp_path: Path, drawings: Drawings) -> None:
    """A page without a text of its own would be an empty one for search engines."""
    archive = archive_of(tmp_path, drawings, text_of("Text."), **{"authors.yml": AUTHORS})
    assert "authors/bea/" not in archive.pages
    assert "authors/ada-byron/" in archive.pages


@pytest.mark.parametrize("name", ["A", "Dr. " + "Ada-" * 20 + "Byron"])
def test_an_author_s_page_has_a_title_that_fits(
    tmp_path: Path, drawings: Drawings, name: str
) -> None:
    """Title and description are shown whole, however long name and role are."""
    front = f"title: T\nauthor: {name}\n"
    registry = f"{name}: {{role: {'of many things ' * 20}}}\n"
    archive = archive_of(tmp_path, drawings, text_of("T.", front), **{"authors.yml": registry})
    (page,) = [one.page for address, one in archive.pages.items() if "authors/" in address]
    assert 30 <= len(page.title) <= 60, page.title
    assert 70 <= len(page.description) <= 155, page.description


def test_without_a_registry_an_author_is_a_name(tmp_path: Path, drawings: Drawings) -> None:
    """Names link nowhere, and no page of an author is made."""
    archive = archive_of(tmp_path, drawings, text_of("Text."))
    assert archive[DAY].tree.one("p", "byline").all("a") == []
    assert [address for address in archive.pages if address.startswith("authors/")] == []
