from pathlib import Path

import pytest

from builder.story.commentary.authors import Author, read_authors, unknown_author
from tests.market.folders import write_files


def authors_in(folder: Path, text: str) -> tuple[list[Author], list[str]]:
    """Read a registry; gives the authors in their order, and what is wrong with it."""
    authors, faults = read_authors(write_files(folder, {"authors.yml": text}))
    return list(authors.values()), [str(fault) for fault in faults]


def test_authors_are_read_in_their_order(tmp_path: Path) -> None:
    """Each has a name and an address; role, words and a link are optional."""
    text = (
        "Zoë Byron:\n  role: Analyst\n  about: >\n    Writes about\n    funding.\n"
        "  url: https://example.org/zoe\n김:\nAda: {role: , about: ~}\n"
    )
    assert authors_in(tmp_path, text) == (
        [
            Author(
                "Zoë Byron", "zoe-byron", "Analyst", "Writes about funding.",
                "https://example.org/zoe",
            ),
            Author("김", "gim"),
            Author("Ada", "ada"),
        ],
        [],
    )  # fmt: skip


def test_without_a_registry_there_is_no_author(tmp_path: Path) -> None:
    """The registry may be absent: then any name may stand above a text."""
    assert read_authors(tmp_path) == ({}, [])
    assert unknown_author("Anyone", {}) == ""


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Ada: {roll: x}\n", ":1: Ada.roll: expected one of role, about, url; did you mean role?"),
        ("Ada: [x]\n", ":1: Ada: expected role, about, url, found a list"),
        ("Ada: {role: [x]}\n", ":1: Ada.role: expected text, found a list"),
        ("Ada:\n  url: javascript:alert(1)\n", ":2: Ada.url: expected an http or https address"),
        ("Ada:\n  url: example.org\n", ":2: Ada.url: expected an http or https address"),
        ("Ada:\nada:\n", ":2: ada: expected an address of its own, found 'ada', which Ada has"),
        ("'!':\n", ":1: !: expected a name with letters or digits, found '!'"),
        ("Ada:\nAda:\n", ":2: Ada: expected each key once"),
        ("- Ada\n", ":1: expected a mapping of keys, found a list"),
        ("", ": expected a mapping of keys, found an empty file"),
    ],
)
def test_a_faulty_registry_is_told(tmp_path: Path, text: str, fault: str) -> None:
    """What is wrong with the registry is told with its line and key."""
    _, faults = authors_in(tmp_path, text)
    assert len(faults) == 1
    assert faults[0].startswith(f"authors.yml{fault}")


def test_a_name_that_is_not_registered_is_told_with_the_nearest() -> None:
    """Where there is a registry, a text's author must be in it."""
    known = {"Ada Byron": Author("Ada Byron", "ada-byron")}
    assert unknown_author("Ada Byron", known) == ""
    assert unknown_author("Ada Biron", known) == (
        "expected a name of authors.yml, found 'Ada Biron'; did you mean Ada Byron?"
    )
