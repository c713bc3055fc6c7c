import re
from pathlib import Path

import pytest

from builder.market.faults import InputFaults
from builder.publish.build import Inputs, read_inputs
from builder.story.commentary import commentary_html, read_commentary
from tests.market.folders import DAY, write_files

FRONT = "---\ntitle: Leverage was cut\nauthor: Ada Byron\n---\n"
TEXT = f"{FRONT}\nTwo windows point in *opposite* directions.\n"
NAME = f"days/{DAY}.md"


def faults_of(content: Path) -> list[str]:
    """Return the faults of a content folder as they are printed."""
    return [str(fault) for fault in read_commentary(content)[1]]


def inputs_of(folder: Path, data: dict[str, str], content: dict[str, str | bytes]) -> Inputs:
    """Write both folders and read them as the command line does."""
    return read_inputs(write_files(folder / "data", data), write_files(folder / "content", content))


def test_a_commentary_has_its_day_author_title_and_text(tmp_path: Path) -> None:
    """A file named for a day, with title and author above its text, is read as written."""
    write_files(tmp_path, {NAME: TEXT})
    texts, faults = read_commentary(tmp_path)
    assert faults == []
    assert list(texts) == [DAY]
    commentary = texts[DAY]
    assert (commentary.title, commentary.author) == ("Leverage was cut", "Ada Byron")
    assert commentary.body == "Two windows point in *opposite* directions."
    assert commentary.file == NAME


@pytest.mark.parametrize(
    "content",
    [
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode(),
    ],
    ids=["CRLF", "CR", "byte order mark", "both"],
)
def test_line_endings_and_a_byte_order_mark_say_nothing(tmp_path: Path, content: bytes) -> None:
    """A commentary reads the same, whatever system it was saved on."""
    plain, _ = read_commentary(write_files(tmp_path / "plain", {NAME: TEXT}))
    other, faults = read_commentary(write_files(tmp_path / "other", {NAME: content}))
    assert faults == []
    assert other == plain


def test_text_in_another_script_is_kept(tmp_path: Path) -> None:
    """Names and texts beyond ASCII are read as they are."""
    text = "---\ntitle: 레버리지 — “cut”\nauthor: 김 Ü\n---\n한국어\n"
    texts, faults = read_commentary(write_files(tmp_path, {NAME: text}))
    assert faults == []
    assert (texts[DAY].title, texts[DAY].author, texts[DAY].body) == (
        "레버리지 — “cut”",
        "김 Ü",
        "한국어",
    )


@pytest.mark.parametrize(
    ("file", "content", "fault"),
    [
        (
            "days/24-10-2025.md",
            TEXT,
            "days/24-10-2025.md: file name: expected a date as YYYY-MM-DD",
        ),
        ("days/2025-02-30.md", TEXT, "days/2025-02-30.md: file name: expected a date that exists"),
        ("days/notes.md", TEXT, "days/notes.md: file name: expected a date as YYYY-MM-DD"),
        (NAME, "Only a text.\n", f"{NAME}:1: expected front matter"),
        (NAME, "---\ntitle: Never closed\n", f"{NAME}:1: expected front matter"),
        (NAME, f"\n{TEXT}", f"{NAME}:1: expected front matter"),
        (NAME, "", f"{NAME}:1: expected front matter"),
        (NAME, FRONT, f"{NAME}: expected a text below the front matter, found none"),
        (NAME, f"{FRONT}\n \n", f"{NAME}: expected a text below the front matter, found none"),
        (NAME, "---\nauthor: A\n---\nText.\n", f"{NAME}:1: title: expected a title, found none"),
        (NAME, "---\ntitle: A\n---\nText.\n", f"{NAME}:1: author: expected a"),
        (NAME, "---\n---\nText.\n", f"{NAME}:1: "),
        (NAME, "---\n\n---\nText.\n", f"{NAME}:1: "),
        (
            NAME,
            "---\ntitle: A\nauthor: B\nautor: C\n---\nText.\n",
            f"{NAME}:4: autor: expected one of title, author; did you mean author?",
        ),
        (
            NAME,
            "---\ntitle: A\nauthor: [B, C]\n---\nText.\n",
            f"{NAME}:3: author: expected text, found a list",
        ),
        (NAME, "---\ntitle: ''\nauthor: B\n---\nText.\n", f"{NAME}:2: title: expected text"),
        (NAME, "---\ntitle: A\ntitle: B\nauthor: C\n---\nText.\n", f"{NAME}:3: "),
        (NAME, "---\ntitle: &a A\nauthor: *a\n---\nText.\n", f"{NAME}:"),
        (NAME, "---\ntitle: [A\nauthor: B\n---\nText.\n", f"{NAME}:"),
        (NAME, TEXT.encode() + b"\xe9\n", f"{NAME}:7: expected UTF-8 text, found the byte 0xE9"),
        (NAME, f"{TEXT}<<<<<<< ours\n", f"{NAME}:7: expected one version of the file"),
        (NAME, FRONT + "x" * 500_001, f"{NAME}: expected at most 500,000 bytes"),
    ],
)
def test_a_faulty_commentary_is_named_with_its_place(
    tmp_path: Path, file: str, content: str | bytes, fault: str
) -> None:
    """What is wrong with a commentary is told with file, line and what was expected."""
    faults = faults_of(write_files(tmp_path, {file: content}))
    assert any(found.startswith(fault) for found in faults), faults


def test_all_faults_of_all_texts_are_told_at_once(tmp_path: Path) -> None:
    """One reading tells every fault, so that nobody mends them one by one."""
    content = {
        "days/2025-10-23.md": "---\nautor: A\ntitel: B\n---\n",
        "days/notes.md": TEXT,
        NAME: "No front matter.\n",
    }
    faults = faults_of(write_files(tmp_path, content))
    assert [fault.partition(": ")[0] for fault in faults] == [
        "days/2025-10-23.md:2",
        "days/2025-10-23.md:3",
        "days/2025-10-23.md:1",
        "days/2025-10-23.md:1",
        "days/2025-10-23.md",
        "days/2025-10-24.md:1",
        "days/notes.md",
    ]


def test_faults_of_data_and_content_are_told_together(tmp_path: Path) -> None:
    """A reading of both folders names the faults of both, below the folders that were given."""
    with pytest.raises(InputFaults) as raised:
        inputs_of(
            tmp_path,
            {f"{DAY}.yml": "market: {fear_greed: many}\n"},
            {NAME: "No front matter.\n", "about.md": b"\xff"},
        )
    files = [fault.file for fault in raised.value.faults]
    assert files == [
        (tmp_path / "content" / "about.md").as_posix(),
        (tmp_path / "content" / NAME).as_posix(),
        (tmp_path / "data" / f"{DAY}.yml").as_posix(),
    ]


def test_a_readme_beside_the_texts_is_none(tmp_path: Path) -> None:
    """`days/README.md` explains the folder and is no commentary."""
    texts, faults = read_commentary(write_files(tmp_path, {"days/README.md": "How to write.\n"}))
    assert (texts, faults) == ({}, [])


def test_a_commentary_waits_for_its_day(tmp_path: Path) -> None:
    """A text about a day that is not on file is kept back, and named."""
    inputs = inputs_of(
        tmp_path,
        {"2025-10-23.yml": "market: {fear_greed: 50}\n"},
        {NAME: TEXT, "days/2025-10-23.md": TEXT},
    )
    assert [day.isoformat() for day in inputs.commentary] == ["2025-10-23"]
    assert [text.file for text in inputs.waiting] == [NAME]


def test_no_commentary_is_published_on_invented_figures(tmp_path: Path) -> None:
    """In a demonstration archive every text waits, also one whose day is there."""
    inputs = inputs_of(
        tmp_path,
        {f"{DAY}.yml": "market: {fear_greed: 50}\n", "sources.yml": "demonstration: Made up.\n"},
        {NAME: TEXT},
    )
    assert inputs.commentary == {}
    assert [text.file for text in inputs.waiting] == [NAME]


def headings(html: str) -> list[tuple[int, str]]:
    """Return the headings of a text as they stand in the page: (level, words)."""
    found = re.findall(r"<h([1-6])[^>]*>(.*?)</h", html)
    return [(int(level), words) for level, words in found]


@pytest.mark.parametrize(
    ("body", "moved"),
    [
        ("# One\n\n## Two", [(3, "One"), (4, "Two")]),
        ("## One\n\n### Two", [(3, "One"), (4, "Two")]),
        ("### One\n\n#### Two", [(3, "One"), (4, "Two")]),
        ("#### Deep", [(4, "Deep")]),
        ("# One\n\n##### Five\n\n###### Six", [(3, "One"), (6, "Five"), (6, "Six")]),
        ("One\n===\n\nTwo\n---", [(3, "One"), (4, "Two")]),
        ("No heading, #1 of many", []),
    ],
)
def test_headings_move_below_those_of_the_page(body: str, moved: list[tuple[int, str]]) -> None:
    """The highest heading of a text becomes an h3, the others keep their distance to it."""
    assert headings(commentary_html(body, below=2)) == moved


@pytest.mark.parametrize(
    "fence",
    [
        "```\n# comment\n```",
        "~~~ sh\n# comment\n~~~",
        "````\n```\n# comment\n```\n````",
        "```\n~~~\n# comment\n```",
    ],
)
def test_code_in_a_text_is_left_alone(fence: str) -> None:
    """A line of code that begins with # is no heading, whatever fence stands around it."""
    html = commentary_html(f"# One\n\n{fence}\n\n## Two\n", below=2)
    assert headings(html) == [(3, "One"), (4, "Two")]
    assert "# comment" in html


@pytest.mark.parametrize(
    "body",
    [
        "# Marked",
        "#Tight",
        "Underlined\n===\n\nText.",
        "Underlined\n---\n\nText.",
        "Text.\n# Right below",
        "> # Quoted",
        "- # In a list",
        "# Closed #",
        "   # Set in",
    ],
)
def test_no_heading_of_a_text_reaches_the_page_s_own(body: str) -> None:
    """However an author marks a heading, the page's h1 and h2 stay its own."""
    assert re.findall("<h[12]", commentary_html(body, below=2)) == []
