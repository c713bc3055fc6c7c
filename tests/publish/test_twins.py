import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.pages.html import Element, parse
from tests.publish.small_site import DATA, UGLY, URL, build, without
from tests.site.found import exists, head_of

PAGES = ["2024/12/31/", "2025/10/20/", "2025/10/21/", "2025/10/22/", "2025/10/23/"]
PAGES += ["assets/bitcoin/", "assets/eth/"]


def read(site: Path, address: str) -> Element:
    """Parse a twin as CommonMark with tables, and return it as HTML."""
    text = (site / address / "index.md").read_text(encoding="utf-8")
    return parse(MarkdownIt().enable("table").render(text))


@pytest.mark.parametrize("address", PAGES)
def test_a_twin_says_what_its_page_says(small: Path, address: str) -> None:
    """Every heading and number of the page's text and tables stands in its twin."""
    page = parse((small / address / "index.html").read_text(encoding="utf-8")).one("main")
    twin = read(small, address)
    assert len(twin.all("h1")) == 1
    numbers = {
        data.text
        for tag in ("p", "li", "table", "dd")
        for part in page.all(tag)
        for data in part.all("data")
    }
    missing = {number for number in numbers if number not in twin.text}
    # A card's change stands on the page alone: it is told in words where it matters.
    assert missing <= {
        data.text for c in page.all("dd", "keyfigure__change") for data in c.all("data")
    }
    tables = [table for table in page.all("table") if "figures" in table.attributes["class"]]
    assert len(twin.all("table")) == len(tables)
    for shown, told in zip(tables, twin.all("table"), strict=True):
        assert [cell.text for cell in told.all("td")][:1]
        rows = [[cell.text for cell in row.all("td")] for row in shown.one("tbody").all("tr")]
        found = [[cell.text for cell in row.all("td")][1:] for row in told.one("tbody").all("tr")]
        assert found == rows


@pytest.mark.parametrize("address", PAGES)
def test_every_link_of_a_twin_is_whole_and_leads_somewhere(small: Path, address: str) -> None:
    """A twin can be read away from its site."""
    links = [link.attributes["href"] for link in read(small, address).all("a")]
    assert f"{URL}{address}" in links
    assert [link for link in links if not link.startswith(("https://", "mailto:"))] == []
    own = [link for link in links if link.startswith(URL)]
    assert [link for link in own if not exists(small, URL, link)] == []


@pytest.mark.parametrize("address", PAGES)
def test_a_page_names_its_twin(small: Path, address: str) -> None:
    """The page's head links the Markdown beside it."""
    links = head_of(small / address / "index.html").links("alternate")
    twins = [link for link in links if link.attributes["type"] == "text/markdown"]
    assert [link.attributes["href"] for link in twins] == ["index.md"]


def test_foreign_words_stay_words(small: Path) -> None:
    """What a day's reason or an author's title holds is read as it was written, and no markup."""
    twin = read(small, "2025/10/22/")
    assert " ".join(UGLY.split()) in twin.text
    assert {element.tag for element in twin.walk()} & {"script", "b", "em", "code", "del"} == set()
    assert "Commentary: What happened: Ends </script><!-- &" in read(small, "2025/10/23/").text


def test_notices_stand_in_twins_too(small: Path) -> None:
    """A twin says what was corrected, disputed and withheld, and what its index rests on."""
    assert "$400,000,000 instead of $500,000,000" in read(small, "2025/10/20/").text
    assert "This day is disputed." in read(small, "2025/10/22/").text
    assert "Some figures are withheld," in read(small, "2025/10/21/").text
    assert "25 Extreme Fear (CoinGlass, via The Wire)" in read(small, "2025/10/23/").text
    assert "“days” instead of “weeks”. A slip." in read(small, "assets/bitcoin/").text


def test_no_line_of_a_twin_is_blank_twice(small: Path) -> None:
    """Twins are tidy: one blank line between parts, one line end at the end."""
    for path in small.rglob("index.md"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\n{3}| $", text, re.MULTILINE), path
        assert text.endswith("\n")
        assert not text.endswith("\n\n")


def test_a_day_that_is_no_more_loses_its_twin(project: Path, tmp_path: Path) -> None:
    """A second build leaves no twin of a day that is not on file any more."""
    build(tmp_path, project)
    (tmp_path / "data" / "2025-10-21.yml").unlink()
    site = build(tmp_path, project, without(DATA, "2025-10-21.yml"))
    assert not (site / "2025/10/21").exists()
    assert (site / "2025/10/22/index.md").is_file()
