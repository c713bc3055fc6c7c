"""Texts that have not changed are not read again, and whatever they depend on is a change."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from builder.market.history import read_history
from builder.story.checking import kept, texts
from builder.story.checking.checker import Checker
from builder.story.checking.figures.book import Book
from builder.story.checking.findings import Finding
from builder.story.checking.kept import KeptFindings
from builder.story.checking.texts import Text
from tests.market.folders import write_files

DAY = date(2025, 10, 24)
DATA = {
    "2025-10-22.yml": "market: {liquidations_24h_usd: 900000000}\n",
    "2025-10-23.yml": "market: {liquidations_24h_usd: 600000000}\n",
    "2025-10-24.yml": "market: {liquidations_24h_usd: 700000000, fear_greed: 50}\n",
}
SOUND = "Liquidations came to $700 million."
WRONG = "Liquidations came to $800 million."
LOOKS_BACK = "Liquidations rose from $600 million the day before."


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give a list of the texts that are really read."""
    found: list[str] = []

    class Counting(Checker):
        def check_against(self, book: Book, text: str, file: str) -> list[Finding]:
            found.append(text)
            return super().check_against(book, text, file)

    monkeypatch.setattr(texts, "Checker", Counting)
    return found


def check(folder: Path, text: str, data: Mapping[str, str] = DATA, day: date = DAY) -> list[str]:
    """Check one text as a command does, each time from the files; return what is found."""
    written = folder / "data"
    for old in written.glob("*") if written.is_dir() else []:
        old.unlink()
    history = read_history(write_files(written, data))
    named = [Text(day, "content/text.md", text, "text.md")]
    (findings,) = KeptFindings(history, folder / "checked").check(named)
    return [str(finding) for finding in findings]


@pytest.mark.parametrize("text", [SOUND, WRONG, LOOKS_BACK])
def test_an_unchanged_text_is_read_once(tmp_path: Path, readings: list[str], text: str) -> None:
    """The second time the same is found without reading the text."""
    assert check(tmp_path, text) == check(tmp_path, text)
    assert readings == [text]


def test_a_changed_text_is_read_again(tmp_path: Path, readings: list[str]) -> None:
    """Other words are other findings."""
    assert check(tmp_path, SOUND) == []
    assert len(check(tmp_path, WRONG)) == 1
    assert readings == [SOUND, WRONG]


def changed(file: str, old: str, new: str) -> dict[str, str]:
    """Return the data with something replaced."""
    assert old in DATA[file]
    return {**DATA, file: DATA[file].replace(old, new)}


@pytest.mark.parametrize(
    "data",
    [
        changed("2025-10-24.yml", "700000000", "800000000"),
        changed("2025-10-24.yml", "fear_greed: 50", "fear_greed: 51"),
        {**DATA, "assets.yml": "BTC: {name: Bitcoin, slug: btc}\n"},
        {**DATA, "2025-10-24.yml": f"disputed: Doubtful.\n{DATA['2025-10-24.yml']}"},
    ],
    ids=["its figure", "another figure of its day", "the assets", "a dispute"],
)
def test_another_day_s_figures_are_a_change(
    tmp_path: Path, readings: list[str], data: dict[str, str]
) -> None:
    """Whatever a text was held against, or can be, makes it be read again."""
    if "assets.yml" in data:
        data = {
            **data,
            "2025-10-24.yml": data["2025-10-24.yml"] + "assets: {BTC: {price_usd: 5}}\n",
        }
    check(tmp_path, SOUND)
    check(tmp_path, SOUND, data)
    assert readings == [SOUND, SOUND]


def test_earlier_days_matter_to_a_text_that_looks_back(tmp_path: Path, readings: list[str]) -> None:
    """A text that compares is read again when an earlier day changes; another is not."""
    other = changed("2025-10-22.yml", "900000000", "950000000")
    check(tmp_path, SOUND)
    check(tmp_path, SOUND, other)
    assert readings == [SOUND]
    assert check(tmp_path, LOOKS_BACK) == []
    check(tmp_path, LOOKS_BACK, other)
    assert readings == [SOUND, LOOKS_BACK, LOOKS_BACK]


def test_a_new_day_does_not_make_earlier_texts_be_read(tmp_path: Path, readings: list[str]) -> None:
    """What happens later says nothing about a text."""
    later = {**DATA, "2025-10-25.yml": "market: {liquidations_24h_usd: 5000000000}\n"}
    check(tmp_path, LOOKS_BACK)
    check(tmp_path, LOOKS_BACK, later)
    assert readings == [LOOKS_BACK]


def test_another_program_reads_everything_again(
    tmp_path: Path, readings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new version of the checker trusts nothing that an older one found."""
    check(tmp_path, SOUND)
    monkeypatch.setattr(kept, "_code", lambda: "another")
    check(tmp_path, SOUND)
    assert readings == [SOUND, SOUND]


@pytest.mark.parametrize(
    "damage",
    ["", "{", "[]", "null", "{}", '{"key": 5}', "\x00\x01", '{"key": "x", "findings": 7}'],
)
def test_a_damaged_folder_is_ignored(tmp_path: Path, readings: list[str], damage: str) -> None:
    """What cannot be read is found anew, and mended."""
    expected = check(tmp_path, WRONG)
    (entry,) = (tmp_path / "checked").iterdir()
    entry.write_text(damage, encoding="utf-8")
    assert check(tmp_path, WRONG) == expected
    assert check(tmp_path, WRONG) == expected
    assert readings == [WRONG, WRONG]


def test_a_digit_that_was_changed_is_not_believed(tmp_path: Path, readings: list[str]) -> None:
    """A finding on another line than the one it was kept with is found anew."""
    expected = check(tmp_path, WRONG)
    (entry,) = (tmp_path / "checked").iterdir()
    before = entry.read_bytes()
    entry.write_bytes(before.replace(b'"findings": [[1,', b'"findings": [[7,'))
    assert entry.read_bytes() != before
    assert check(tmp_path, WRONG) == expected
    assert len(readings) == 2


def test_the_folder_holds_no_texts_that_are_gone(tmp_path: Path) -> None:
    """What was kept of a text that is there no more is removed."""
    history = read_history(write_files(tmp_path / "data", DATA))
    folder = tmp_path / "checked"
    both = [Text(date(2025, 10, 23), "a.md", "A.", "a.md"), Text(DAY, "b.md", "B.", "b.md")]
    KeptFindings(history, folder).check(both[1:])
    kept_of_one = [path.name for path in folder.iterdir()]
    KeptFindings(history, folder).check(both)
    assert len(list(folder.iterdir())) == 2
    KeptFindings(history, folder).check(both[1:])
    assert [path.name for path in folder.iterdir()] == kept_of_one


def test_without_a_folder_nothing_is_kept(tmp_path: Path) -> None:
    """Texts can be checked without leaving anything behind."""
    history = read_history(write_files(tmp_path / "data", DATA))
    (found,) = KeptFindings(history, None).check([Text(DAY, "text.md", WRONG, "text.md")])
    assert len(found) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
