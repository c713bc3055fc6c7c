from pathlib import Path

import pytest

from builder.market.faults import InputFaults
from builder.story.commentary.reading import read_commentary
from builder.story.commentary.text import Commentary
from tests.market.folders import DAY, write_files
from tests.story.commentary.texts import NAME, inputs_of

FRONT = "---\ntitle: Leverage was cut\nauthor: Ada Byron\n---\n"
TEXT = f"{FRONT}\nTwo windows point in *opposite* directions.\n"


def faults_of(content: Path) -> list[str]:
    """Return the faults of a content folder as they are printed."""
    return [str(fault) for fault in read_commentary(content)[1]]


def only(content: Path) -> Commentary:
    """Return the only text of a folder, in which nothing is wrong."""
    texts, faults = read_commentary(content)
    assert faults == []
    (text,) = texts
    return text


def test_a_commentary_has_its_day_author_title_and_text(tmp_path: Path) -> None:
    """A file named for a day, with title and author above its text, is read as written."""
    commentary = only(write_files(tmp_path, {NAME: TEXT}))
    assert commentary.day == DAY
    assert (commentary.title, commentary.author) == ("Leverage was cut", "Ada Byron")
    assert commentary.body == "Two windows point in *opposite* directions."
    assert (commentary.file, commentary.line) == (NAME, 6)


def test_a_text_named_for_a_slug_is_about_an_asset(tmp_path: Path) -> None:
    """Below `assets/`, a file's name is the last part of the asset's address."""
    commentary = only(write_files(tmp_path, {"assets/btc.md": TEXT}))
    assert (commentary.day, commentary.slug) == (None, "btc")


@pytest.mark.parametrize(
    "file", [NAME, f"days/2025/{DAY}.md", f"days/2025/10/{DAY}.md", f"days/{DAY}.MD"]
)
def test_texts_lie_at_any_depth(tmp_path: Path, file: str) -> None:
    """An archive of years keeps its texts in folders, as it does its snapshots."""
    assert only(write_files(tmp_path, {file: TEXT})).day == DAY


@pytest.mark.parametrize(
    ("files", "about"),
    [
        ((NAME, f"days/2025/{DAY}.md"), "2025-10-24"),
        (("assets/btc.md", "assets/old/btc.md"), "btc"),
        ((NAME, f"days/{DAY}.MD"), "2025-10-24"),
    ],
)
def test_there_is_one_text_about_a_thing(
    tmp_path: Path, files: tuple[str, str], about: str
) -> None:
    """Of two texts about the same day or asset, the second in order of their paths is a fault."""
    faults = faults_of(write_files(tmp_path, dict.fromkeys(files, TEXT)))
    first, second = sorted(files)
    assert faults == [f"{second}: expected one text about {about}, found another in {first}"]


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
    plain = only(write_files(tmp_path / "plain", {NAME: TEXT}))
    assert only(write_files(tmp_path / "other", {NAME: content})) == plain


def test_text_in_another_script_is_kept(tmp_path: Path) -> None:
    """Names and texts beyond ASCII are read as they are."""
    text = "---\ntitle: 레버리지 — “cut”\nauthor: 김 Ü\n---\n한국어\n"
    found = only(write_files(tmp_path, {NAME: text}))
    assert (found.title, found.author, found.body) == ("레버리지 — “cut”", "김 Ü", "한국어")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("blank", [0, 1, 5])
def test_the_line_of_a_body_is_the_file_s_own(tmp_path: Path, end: str, blank: int) -> None:
    """Lines are counted as an editor does, whatever ends them and however many are empty."""
    text = (FRONT + "\n" * blank + "Text.\n").replace("\n", end)
    assert only(write_files(tmp_path, {NAME: text})).line == 5 + blank


@pytest.mark.parametrize(
    "front",
    ["--- \ntitle: A\nauthor: B\n---\t\n", "---\ntitle: A\nauthor: B\n# a note\n\n---\n"],
)
def test_front_matter_may_hold_notes_and_blanks(tmp_path: Path, front: str) -> None:
    """Spaces behind the lines of dashes, empty lines and notes between them say nothing."""
    assert only(write_files(tmp_path, {NAME: f"{front}Text.\n"})).title == "A"


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
        (NAME, FRONT, f"{NAME}:5: expected a text below the front matter, found none"),
        (NAME, f"{FRONT}\n \n", f"{NAME}:5: expected a text below the front matter, found none"),
        (NAME, "---\nauthor: A\n---\nText.\n", f"{NAME}:1: title: expected the title, found none"),
        (NAME, "---\ntitle: A\n---\nText.\n", f"{NAME}:1: author: expected the author"),
        (NAME, FRONT.rstrip(), f"{NAME}:4: expected a text below the front matter, found none"),
        (NAME, "---\n---\nText.\n", f"{NAME}:1: title: expected the title, found none"),
        (NAME, "---\n\n---\nText.\n", f"{NAME}:1: author: expected the author, found none"),
        (
            NAME,
            "---\ntitle: A\nauthor: B\nautor: C\n---\nText.\n",
            f"{NAME}:4: autor: expected one of title, author, headline, summary",
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
        (NAME, FRONT + "x" * 100_001, f"{NAME}: expected at most 100,000 bytes"),
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
        "days/2025-10-23.md:5",
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


@pytest.mark.parametrize(
    "file",
    ["days/README.md", "days/2025/readme.md", "days/.2025-10-24.md", "notes.md", "days/a.txt"],
)
def test_what_is_no_commentary_is_left_alone(tmp_path: Path, file: str) -> None:
    """Explanations, hidden files and what lies elsewhere are not read as texts."""
    assert read_commentary(write_files(tmp_path, {file: "How to write.\n"})) == ([], [])


def test_what_is_no_file_is_left_alone(tmp_path: Path) -> None:
    """A folder called like a text, and what an editor notes in a hidden link, are passed over."""
    (tmp_path / "days" / f"{DAY}.md").mkdir(parents=True)
    (tmp_path / "days" / ".#2025-10-23.md").symlink_to("writer@desk.1234")
    assert read_commentary(tmp_path) == ([], [])


def test_a_text_whose_file_is_gone_is_a_fault(tmp_path: Path) -> None:
    """A link that leads nowhere is named: a published text does not disappear without a word."""
    (tmp_path / "days").mkdir()
    (tmp_path / "days/2025-10-24.md").symlink_to("gone.md")
    texts, faults = read_commentary(tmp_path)
    assert texts == []
    assert [str(fault) for fault in faults] == [
        "days/2025-10-24.md: expected a file, found a link that leads to none"
    ]
