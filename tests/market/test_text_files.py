from pathlib import Path

import pytest

from builder.market.faults import InputFaults
from builder.market.history import read_history
from tests.market.folders import DAY, faults_of, figures_on, history_of, values_on

YAML = "date: 2025-10-24\nmarket:\n  fear_greed: 52\nassets:\n  BTC: {price_usd: 110342.5}\n"
CSV = "date,asset,price_usd,fear_greed\n2025-10-24,,,52\n2025-10-24,BTC,110342.5,\n"


@pytest.mark.parametrize("content", [YAML, CSV], ids=["YAML", "CSV"])
@pytest.mark.parametrize(
    ("mark", "ending"),
    [(b"\xef\xbb\xbf", b"\n"), (b"", b"\r\n"), (b"", b"\r"), (b"\xef\xbb\xbf", b"\r\n")],
    ids=["byte order mark", "CRLF", "lone CR", "byte order mark and CRLF"],
)
def test_marks_and_line_endings_change_nothing(
    tmp_path: Path, content: str, mark: bytes, ending: bytes
) -> None:
    """A byte order mark and any kind of line ending give the same figures on the same lines."""
    name = "a.yml" if content is YAML else "a.csv"
    expected = history_of(tmp_path / "plain", {name: content})
    encoded = mark + content.encode().replace(b"\n", ending)
    assert figures_on(history_of(tmp_path / "encoded", {name: encoded})) == figures_on(expected)


@pytest.mark.parametrize(
    ("name", "content", "place", "byte"),
    [
        ("a.yml", "disputed: señor\n".encode("latin-1"), "a.yml:1", "0xF1"),
        ("a.yml", "date: 2025-10-24\ndisputed: é\n".encode("latin-1"), "a.yml:2", "0xE9"),
        ("a.csv", "date,asset\n2025-10-24,é\n".encode("latin-1"), "a.csv:2", "0xE9"),
        ("a.yml", YAML.encode("utf-16"), "a.yml:1", "0xFF"),
        ("a.csv", CSV.encode("utf-16"), "a.csv:1", "0xFF"),
        ("a.yml", b"date: 2025-10-24\ndisputed: \xed\xa0\x80\n", "a.yml:2", "0xED"),
    ],
)
def test_other_encodings_are_refused(
    tmp_path: Path, name: str, content: bytes, place: str, byte: str
) -> None:
    """Latin-1, UTF-16 and surrogates are refused at the first byte that is not UTF-8."""
    assert faults_of(tmp_path, {name: content}) == [
        f"{place}: expected UTF-8 text, found the byte {byte}; save the file as UTF-8"
    ]


def test_the_line_of_another_encoding_counts_any_ending(tmp_path: Path) -> None:
    """A byte that is not UTF-8 is placed on its line, whatever ends the lines before it."""
    faults = faults_of(tmp_path, {"a.csv": b"date,asset\r2025-10-24,\xe9\r"})
    assert faults == ["a.csv:2: expected UTF-8 text, found the byte 0xE9; save the file as UTF-8"]


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("a.yml", "date: 2025-10-24\nmarket: {fear_greed: 5\0}\n", 2),
        ("a.csv", "date,asset,price_usd\n2025-10-24,BTC,1\n2025-10-24,ETH\0,1\n", 3),
    ],
)
def test_a_nul_byte_is_refused(tmp_path: Path, name: str, content: str, line: int) -> None:
    """A NUL byte is refused with its line."""
    assert faults_of(tmp_path, {name: content}) == [
        f"{name}:{line}: expected text, found a NUL byte"
    ]


@pytest.mark.parametrize("name", ["a.yml", "a.csv", "assets.yml", "sources.yml"])
def test_merge_conflicts_are_refused(tmp_path: Path, name: str) -> None:
    """Each marker of an unresolved merge is named with its line, in every kind of file."""
    content = "<<<<<<< ours\nx\n||||||| base\ny\n=======\nz\n>>>>>>> theirs\n"
    faults = faults_of(tmp_path, {name: content, "2025-10-24.yml": "market: {fear_greed: 5}"})
    expected = "expected one version of the file, found an unresolved merge conflict"
    assert faults == [
        f"{name}:1: {expected} (<<<<<<<)",
        f"{name}:3: {expected} (|||||||)",
        f"{name}:5: {expected} (=======)",
        f"{name}:7: {expected} (>>>>>>>)",
    ]


def test_what_only_looks_like_a_conflict_is_text(tmp_path: Path) -> None:
    """A row of signs that does not begin its line is no conflict marker."""
    disputed = "disputed: |\n  =======\n  <<<<<<< quoted\n"
    history = history_of(tmp_path, {"a.yml": disputed + YAML})
    assert history.days[0].disputed == "=======\n<<<<<<< quoted"


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        ("a.yml", "1,000,000"),
        ("a.json", "1,000,000"),
        ("a.csv", "256,000,000"),
        ("assets.yml", "4,000,000"),
        ("sources.yml", "4,000,000"),
    ],
)
def test_a_huge_file_is_refused_unread(tmp_path: Path, name: str, limit: str) -> None:
    """A file of a terabyte is refused by its size, without being read."""
    with (tmp_path / name).open("wb") as file:
        file.truncate(10**12)
    (tmp_path / "2025-10-25.yml").write_text("market: {fear_greed: 5}")
    with pytest.raises(InputFaults) as raised:
        read_history(tmp_path)
    assert str(raised.value) == (f"{name}: expected at most {limit} bytes, found 1,000,000,000,000")


def test_a_file_of_the_largest_size_reads(tmp_path: Path) -> None:
    """A snapshot may have a million bytes."""
    content = YAML + "#" + "x" * (1_000_000 - len(YAML) - 1)
    assert values_on(history_of(tmp_path, {"a.yml": content}))["market.fear_greed"] == 52


def test_unicode_line_separators_do_not_end_a_row(tmp_path: Path) -> None:
    """A line separator of Unicode inside a cell of a table is part of its text."""
    table = "asset,disputed,price_usd\nBTC,one\u2028reason,1\nETH,one\u2028reason,2\n"
    history = history_of(tmp_path, {f"{DAY}.csv": table})
    assert history.days[0].disputed == "one\u2028reason"
    assert values_on(history)["ETH.price_usd"] == 2


@pytest.mark.parametrize("separator", ["\u0085", "\u2028", "\u2029"])
def test_unicode_line_separators_are_refused_in_yaml(tmp_path: Path, separator: str) -> None:
    """A character that ends a line for YAML alone is refused: it would shift the lines below."""
    text = f'as_of:\ndisputed: "one{separator}reason"\nmarket:\n  fear_greed: 52\n'
    assert faults_of(tmp_path, {f"{DAY}.yml": text}) == [
        f"{DAY}.yml:2: expected plain line ends, found the character U+{ord(separator):04X}"
    ]
