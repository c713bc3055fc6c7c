"""`daybook new` and `daybook schema`, on the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.__main__ import main
from tests.market.folders import write_files
from tests.market.snapshots import FULL_DAY, as_yaml
from tests.site.building import fingerprints

AUTHORS = "The desk:\n  role: Desk\nAda Byron:\n"


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the working directory of a command: a day on file, two authors, no text."""
    write_files(tmp_path, {"data/2025-10-24.yml": as_yaml(FULL_DAY)})
    write_files(tmp_path, {"content/authors.yml": AUTHORS})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def daybook(*arguments: str) -> Result:
    """Run a command as from a shell."""
    return CliRunner().invoke(main, list(arguments), prog_name="daybook")


@pytest.mark.parametrize(
    ("arguments", "file"),
    [(("2025-10-24",), "days/2025-10-24.md"), (("--asset", "btc"), "assets/btc.md")],
)
def test_a_text_is_begun_and_checks_at_once(
    workshop: Path, arguments: tuple[str, ...], file: str
) -> None:
    """The draft lies where it belongs, by the first registered author, and has no fault."""
    result = daybook("new", *arguments)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(f"content/{file}: a draft by The desk.")
    text = (workshop / "content" / file).read_text("utf-8")
    assert 'author: "The desk"\n' in text
    checked = daybook("check")
    assert checked.exit_code == 0
    assert checked.stdout.splitlines() == [
        f"content/{file}: not published: it is a draft",
        "1 day, 0 withheld cells, no faults.",
    ]


def test_an_author_can_be_named(workshop: Path) -> None:
    """--author says who writes; where nobody is registered it must, and any name will do."""
    assert daybook("new", "2025-10-24", "--author", "Ada Byron").exit_code == 0
    assert 'author: "Ada Byron"\n' in (workshop / "content/days/2025-10-24.md").read_text("utf-8")
    (workshop / "content/authors.yml").unlink()
    result = daybook("new", "--asset", "btc")
    assert result.exit_code == 2
    assert "expected --author NAME, or a name in content/authors.yml" in result.stderr
    assert daybook("new", "--asset", "btc", "--author", "Any Body").exit_code == 0


@pytest.mark.usefixtures("workshop")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("2025-10-25",), "expected a day on file, found 2025-10-25; did you mean 2025-10-24?"),
        (("24 Oct",), "expected a date as YYYY-MM-DD, found '24 Oct'"),
        (("2025-02-30",), "expected a date that exists, found 2025-02-30"),
        (
            ("--asset", "bct"),
            "expected the slug of an asset on file, found 'bct'; did you mean btc",
        ),
        (
            ("--asset", "BTC"),
            "expected the slug of an asset on file, found 'BTC'; did you mean btc",
        ),
        (("--asset", ""), "expected the slug of an asset on file, found ''"),
        ((), "expected a DAY or --asset SLUG, one of them"),
        (("2025-10-24", "--asset", "btc"), "expected a DAY or --asset SLUG, one of them"),
        (
            ("2025-10-24", "--author", "Ada Biron"),
            "expected a name of authors.yml, found 'Ada Biron'; did you mean Ada Byron?",
        ),
    ],
)
def test_what_is_not_on_file_is_wrong_usage(arguments: tuple[str, ...], message: str) -> None:
    """An unknown day, asset or author is refused with the nearest, and nothing is written."""
    before = fingerprints(Path())
    result = daybook("new", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert fingerprints(Path()) == before


@pytest.mark.parametrize(
    "file", ["days/2025-10-24.md", "days/2025/2025-10-24.md", "days/2025-10-24.MD"]
)
def test_a_text_is_never_written_over(workshop: Path, file: str) -> None:
    """A text about the day is left as it is, wherever it lies."""
    write_files(workshop / "content", {file: "Precious.\n"})
    before = fingerprints(workshop)
    result = daybook("new", "2025-10-24")
    assert result.exit_code == 2
    assert f"expected no text about 2025-10-24 yet, found content/{file}" in result.stderr
    assert fingerprints(workshop) == before


def test_faults_of_the_data_are_told_first(workshop: Path) -> None:
    """A text cannot be begun from figures that cannot be read."""
    write_files(workshop, {"data/2025-10-23.yml": "market: {fear_greed: many}\n"})
    result = daybook("new", "2025-10-24")
    assert result.exit_code == 1
    assert "data/2025-10-23.yml:1: market.fear_greed: expected a number" in result.stderr


def test_faults_of_other_texts_stop_no_new_one(workshop: Path) -> None:
    """What is wrong with another author's text is no hindrance; the registry's own faults are."""
    write_files(workshop, {"content/days/2025-10-23.md": "No front matter.\n"})
    assert daybook("new", "2025-10-24").exit_code == 0
    write_files(workshop, {"content/authors.yml": "The desk: {roll: x}\n"})
    result = daybook("new", "--asset", "btc")
    assert result.exit_code == 1
    assert "content/authors.yml:1: The desk.roll" in result.stderr


def test_schemas_are_written_for_editors(workshop: Path) -> None:
    """Both schemas are JSON in the folder that was named, and named on the output."""
    for _ in range(2):
        result = daybook("schema", "made/for/editors")
        assert result.exit_code == 0
        assert result.stdout.splitlines() == [
            "made/for/editors/commentary.schema.json",
            "made/for/editors/snapshot.schema.json",
        ]
    for path in (workshop / "made/for/editors").iterdir():
        schema = json.loads(path.read_text("utf-8"))
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.usefixtures("workshop")
def test_schemas_are_not_written_into_a_file() -> None:
    """A file of that name is wrong usage."""
    assert daybook("schema", "content/authors.yml").exit_code == 2
    assert daybook("schema").exit_code == 2
