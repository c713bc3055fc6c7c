import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.pages.citation import cite
from builder.pages.settings import Licence, Settings

CC = Licence("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
SETTINGS = Settings("Daybook", "https://daybook.example/", licence=CC)
DAY = date(2025, 10, 24)

_TEX = re.compile(r"\\textbackslash\{\}|\\textasciitilde\{\}|\\textasciicircum\{\}|\\([&%$#_{}])")
_NAMES = {"\\textbackslash{}": "\\", "\\textasciitilde{}": "~", "\\textasciicircum{}": "^"}


def typeset(tex: str) -> str:
    """Return the letters that TeX sets for some text; a bare special character fails the test."""
    plain = _TEX.sub(lambda match: match[1] or _NAMES[match[0]], tex)
    assert not re.search(r"[&%$#_{}~^\\]", _TEX.sub("", tex)), tex
    return plain


def fields_of(bibtex: str) -> dict[str, str]:
    """Read the fields of an entry, one on a line."""
    return dict(re.findall(r"^  (\w+) = (.*?),?$", bibtex, re.MULTILINE))


def test_a_citation_says_who_what_when_and_where() -> None:
    """In plain words and as BibTeX: publisher, headline, date, permanent address, licence."""
    found = cite(SETTINGS, "2025/10/24/", "$735 million liquidated", DAY, "24 October 2025")
    assert found.plain == (
        "Daybook: “$735 million liquidated”, 24 October 2025. "
        "https://daybook.example/2025/10/24/ (CC BY 4.0)"
    )
    assert found.address == "https://daybook.example/2025/10/24/"
    assert found.bibtex.splitlines() == [
        "@misc{daybook-2025-10-24,",
        '  author = "{Daybook}",',
        '  title = "{\\$735 million liquidated}",',
        "  year = {2025},",
        "  month = oct,",
        "  day = {24},",
        "  url = {https://daybook.example/2025/10/24/},",
        "  note = {CC BY 4.0}",
        "}",
    ]


def test_an_update_is_cited() -> None:
    """What changed later is cited with that day, as others may have read other numbers."""
    found = cite(SETTINGS, "x/", "T", DAY, "24 October 2025", "2 November 2025")
    assert "24 October 2025, updated 2 November 2025." in found.plain
    assert fields_of(found.bibtex)["note"] == "{Updated 2 November 2025. CC BY 4.0}"


def test_without_a_licence_none_is_cited() -> None:
    """A site that states no terms has none in its citations."""
    found = cite(Settings("Daybook", "https://daybook.example/"), "x/", "T", DAY, "24 October 2025")
    assert found.plain.endswith("https://daybook.example/x/")
    assert "note" not in fields_of(found.bibtex)


@pytest.mark.parametrize("name", ["데이북", "Ünï Cödé", "A & B_C"])
def test_the_key_of_an_entry_is_one_for_every_name(name: str) -> None:
    """Whatever a site is called, its entries have keys that BibTeX takes."""
    found = cite(Settings(name, "https://daybook.example/"), "2025/10/24/", "T", DAY, "x")
    assert re.match(r"@misc\{[a-z0-9]+(-[a-z0-9]+)*-2025-10-24,$", found.bibtex.splitlines()[0])


@given(
    st.text(
        st.characters(codec="utf-8", exclude_characters="\n\r\x85\u2028\u2029\x0b\x0c\x1c\x1d\x1e")
    )
)
def test_any_title_survives_bibtex(title: str) -> None:
    """What TeX reads as more than a letter is written as one, and the braces stay in pairs."""
    found = cite(SETTINGS, "x/", title, DAY, "x")
    written = re.search(r'^  title = "\{(.*)\}",$', found.bibtex, re.MULTILINE)
    assert written is not None
    assert typeset(written[1]) == title
