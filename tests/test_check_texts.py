"""`daybook check` and `daybook build` on texts that agree with their day's figures, or do not."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.__main__ import main
from tests.market.folders import write_files
from tests.market.snapshots import FULL_DAY, as_yaml
from tests.story.commentary.pictures import png

pytestmark = pytest.mark.usefixtures("drawn_once")

FRONT = "---\ntitle: Leverage was cut\nauthor: Ada\n---\n\n"
SOUND = f"{FRONT}Liquidations came to $735.07 million.\n"
WRONG = f"{FRONT}Liquidations came to $753.07 million.\n\nIn *all*, bitcoin rose 1.5%.\n"
NOTED = f"{FRONT}Some 200,000 traders were liquidated.\n"
DAY, OTHER = "content/days/2025-10-24.md", "content/days/2025-10-23.md"


@pytest.fixture
def workshop(tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the working directory of a command: two days on file, and the project's settings."""
    files = {
        "data/2025-10-23.yml": "market: {liquidations_24h_usd: 500000000}\n",
        "data/2025-10-24.yml": as_yaml(FULL_DAY, None),
    }
    write_files(tmp_path, files)
    (tmp_path / "content").mkdir()
    (tmp_path / "mkdocs.yml").symlink_to(project / "mkdocs.yml")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def daybook(*arguments: str) -> Result:
    """Run a command as from a shell."""
    return CliRunner().invoke(main, list(arguments), prog_name="daybook")


def test_errors_in_texts_are_listed_and_fail_the_check(workshop: Path) -> None:
    """Each error is a line with its place; the texts are counted, and the exit code is 1."""
    write_files(workshop, {DAY: WRONG, OTHER: f"{FRONT}Nothing to add.\n"})
    result = daybook("check")
    assert result.exit_code == 1
    first, second, *summary = result.stdout.splitlines()
    assert first == (
        f"{DAY}:6:22: error: Liquidations over 24 hours were $735.07 million, not $753.07 million "
        "[value]"
    )
    assert (
        second
        == f"{DAY}:8:24: error: BTC price fell 1.5% over 24 hours, it did not rise [direction]"
    )
    assert summary == ["2 texts, 2 errors, 0 notes.", "2 days, 0 withheld cells, no faults."]


def test_notes_alone_are_no_failure(workshop: Path) -> None:
    """What could not be checked is told, and the exit code is 0."""
    write_files(workshop, {DAY: NOTED})
    result = daybook("check")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{DAY}:6:6: note: 200,000 was not checked: ")
    assert result.stdout.splitlines()[1] == "1 text, 0 errors, 1 note."


@pytest.mark.parametrize(("text", "code"), [(SOUND, 0), (WRONG, 1), (NOTED, 0)])
@pytest.mark.parametrize("form", ["github", "json"])
def test_other_programs_are_told_findings_alone(
    workshop: Path, form: str, text: str, code: int
) -> None:
    """As workflow commands or as JSON, nothing but the findings is on the output."""
    write_files(workshop, {DAY: text})
    result = daybook("check", "--format", form)
    assert result.exit_code == code
    if form == "json":
        severities = [row["severity"] for row in json.loads(result.stdout)]
        assert severities == {SOUND: [], WRONG: ["error", "error"], NOTED: ["note"]}[text]
    else:
        assert all(line.startswith(("::error", "::notice")) for line in result.stdout.splitlines())


def test_texts_on_invented_figures_are_not_checked(workshop: Path) -> None:
    """A demonstration archive proves nothing about a text, and says that the text waits."""
    write_files(workshop, {DAY: WRONG, "data/sources.yml": "demonstration: Made up.\n"})
    result = daybook("check")
    assert result.exit_code == 0
    assert f"{DAY}: not published: the figures are a demonstration" in result.stdout


@pytest.mark.parametrize(
    ("source", "code", "place"),
    [
        ("Liquidations came to $735.07 million.\n", 0, ""),
        ("Liquidations came to $753.07 million.\n", 1, "draft.txt:1:22: error: "),
        (WRONG, 1, "draft.txt:6:22: error: "),
        (NOTED, 0, "draft.txt:6:6: note: "),
    ],
)
def test_one_file_can_be_checked_before_it_is_content(
    workshop: Path, source: str, code: int, place: str
) -> None:
    """With --date and --text, plain sentences or Markdown anywhere are checked the same way."""
    write_files(workshop, {"draft.txt": source, DAY: WRONG})
    result = daybook("check", "--date", "2025-10-24", "--text", "draft.txt")
    assert result.exit_code == code
    assert result.stdout.startswith(place)
    assert DAY not in result.stdout


def test_one_file_is_held_against_its_own_day(workshop: Path) -> None:
    """The day that is named decides which figures a file is held against."""
    write_files(workshop, {"draft.md": "Liquidations came to $500 million.\n"})
    arguments = ("check", "--text", "draft.md", "--format", "json", "--date")
    assert json.loads(daybook(*arguments, "2025-10-23").stdout) == []
    (finding,) = json.loads(daybook(*arguments, "2025-10-24").stdout)
    assert (finding["file"], finding["kind"]) == ("draft.md", "value")
    assert finding["figure"] == "market.liquidations_24h_usd"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--text", "draft.md"), 2),
        (("--date", "2025-10-24"), 2),
        (("--date", "24/10/2025", "--text", "draft.md"), 2),
        (("--date", "2025-10-24", "--text", "nonesuch.md"), 2),
        (("--date", "2025-10-25", "--text", "draft.md"), 1),
        (("--format", "xml"), 2),
    ],
)
def test_what_cannot_be_checked_is_said(
    workshop: Path, arguments: tuple[str, ...], code: int
) -> None:
    """Half an order, no date, no file or a day that is not on file are refused in words."""
    write_files(workshop, {"draft.md": "Text.\n"})
    result = daybook("check", *arguments)
    assert result.exit_code == code
    assert result.stderr
    assert "Traceback" not in result.output


def test_a_file_that_is_no_text_is_a_fault(workshop: Path) -> None:
    """A file in another encoding is named with the line of the first wrong byte."""
    write_files(workshop, {"draft.md": b"One.\n\xe9\n"})
    result = daybook("check", "--date", "2025-10-24", "--text", "draft.md")
    assert result.exit_code == 1
    assert result.stderr.startswith("draft.md:2: expected UTF-8 text")


def test_what_was_found_is_kept_in_the_cache(workshop: Path) -> None:
    """A second check tells the same, from what the first has kept in the folder that is named."""
    write_files(workshop, {DAY: WRONG})
    first = daybook("check", "--cache", "kept")
    assert len(list((workshop / "kept" / "checked").iterdir())) == 1
    assert daybook("check", "--cache", "kept").output == first.output


def built(project: Path, *arguments: str) -> Result:
    """Build in the working directory with the project's settings."""
    return daybook("build", "--config", str(project / "mkdocs.yml"), "--jobs", "1", *arguments)


def test_a_build_withholds_the_wrong_text_and_publishes_the_day(
    workshop: Path, project: Path
) -> None:
    """A text with an error is left out of its page, which says so; the other text is published."""
    write_files(workshop, {DAY: WRONG, OTHER: f"{FRONT}Nothing to add.\n"})
    result = built(project)
    assert result.exit_code == 0, result.output
    assert "days/2025-10-24.md: commentary withheld: 2 errors:" in result.stdout
    assert f"  {DAY}:6:22: error: Liquidations over 24 hours were" in result.stdout
    page = (workshop / "site/2025/10/24/index.html").read_text(encoding="utf-8")
    assert "Commentary is withheld" in page
    assert "753.07" not in page
    assert "Leverage was cut" not in page
    for file in (workshop / "site").rglob("*"):
        if file.is_file():
            assert b"753.07" not in file.read_bytes(), file
    other = (workshop / "site/2025/10/23/index.html").read_text(encoding="utf-8")
    assert "Nothing to add." in other
    assert "Commentary is withheld" not in other
    write_files(workshop, {DAY: SOUND})
    assert built(project).exit_code == 0
    page = (workshop / "site/2025/10/24/index.html").read_text(encoding="utf-8")
    assert "is withheld" not in page
    assert "Liquidations came to" in page


@pytest.mark.slow
def test_a_strict_build_publishes_nothing_beside_a_wrong_text(
    workshop: Path, project: Path
) -> None:
    """With --strict one wrong text leaves the published site as it was."""
    write_files(workshop, {DAY: WRONG})
    result = built(project, "--strict")
    assert result.exit_code == 1
    assert f"{DAY}:6:22: error: " in result.stderr
    assert "2 errors in texts; nothing was published." in result.stderr
    assert not (workshop / "site").exists()
    write_files(workshop, {DAY: NOTED})
    assert built(project, "--strict").exit_code == 0


def test_an_own_number_is_published_as_such(workshop: Path, project: Path) -> None:
    """A number that is marked as an opinion passes, and its mark is not seen on the page."""
    write_files(workshop, {DAY: f"{FRONT}We expect moves of [5%]{{.opinion}} in bitcoin.\n"})
    assert daybook("check").exit_code == 0
    assert built(project).exit_code == 0
    page = (workshop / "site/2025/10/24/index.html").read_text(encoding="utf-8")
    assert 'moves of <span class="opinion">5%</span> in bitcoin' in page


@pytest.mark.parametrize(
    ("front", "place"),
    [
        ("title: Wrong\nheadline: Liquidations of $753 million", "3:27"),
        ("title: Wrong\nsummary: >-\n  A summary:\n  liquidations were $753 million", "5:21"),
        ("title: Wrong\nimage:\n  file: chart.png\n  alt: Liquidations at $753 million", "5:24"),
        ("title: Liquidations of $753 million", "2:24"),
    ],
    ids=["headline", "summary", "alt text", "title"],
)
def test_what_stands_above_a_text_is_held_against_figures_too(
    workshop: Path, front: str, place: str
) -> None:
    """Headlines, summaries and alt texts are read where they are written, to the column."""
    write_files(workshop, {DAY: f"---\n{front}\nauthor: Ada\n---\n\nNothing to add.\n"})
    (workshop / "content/days/chart.png").write_bytes(png())
    result = daybook("check")
    assert f"{DAY}:{place}: error: " in result.stdout, result.output


def test_figures_in_double_braces_are_right(workshop: Path) -> None:
    """A figure that the text asks for is printed from the data, above the text and in it."""
    front = FRONT.replace("Leverage was cut", '"{{ market.liquidations_24h_usd }} in a day"')
    write_files(workshop, {DAY: f"{front}In all, {{{{ BTC.price_usd }}}} was paid.\n"})
    result = daybook("check")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (
        0,
        "2 days, 0 withheld cells, no faults.",
    ), result.output


def test_a_draft_is_checked_as_it_is_written(workshop: Path) -> None:
    """What is wrong with a text that waits is told before its time comes, and stops no build."""
    write_files(workshop, {DAY: WRONG.replace("author: Ada", "author: Ada\ndraft: true")})
    result = daybook("check")
    assert result.exit_code == 1
    assert f"{DAY}: not published: it is a draft" in result.stdout
    assert f"{DAY}:7:22: error: " in result.stdout


def test_a_text_about_an_asset_is_held_against_its_latest_day(
    workshop: Path, project: Path
) -> None:
    """A wrong text is withheld from the page of its asset, which says so."""
    text = f"{FRONT}Bitcoin rose 1.5% over 24 hours.\n"
    write_files(workshop, {"content/assets/btc.md": text})
    result = daybook("check")
    assert result.exit_code == 1
    assert "content/assets/btc.md:6:14: error: " in result.stdout
    assert built(project).exit_code == 0
    page = (workshop / "site/assets/btc/index.html").read_text(encoding="utf-8")
    assert "Commentary is withheld" in page
    assert "Bitcoin rose 1.5%" not in page
