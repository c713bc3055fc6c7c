from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.market.faults import InputFaults
from builder.market.history import History, read_history
from tests.market.folders import DAY, Files, figures_of, write_files
from tests.market.snapshots import FULL_DAY, as_csv, as_json, as_yaml

NAMES = ["a.yml", f"{DAY}.yml", "a.json", "a.csv", f"{DAY}.csv", "assets.yml", "sources.yml"]

WHOLE = {
    "a.yml": f"sources: [{{provider: X, covers: [price]}}]\ndisputed: why\n{as_yaml(FULL_DAY)}",
    "a.json": as_json(FULL_DAY),
    "a.csv": as_csv(FULL_DAY),
    "assets.yml": "BTC: {name: Bitcoin, slug: btc, colour: '#f7931a', names: {ko: 빗}}\nETH:\n",
    "sources.yml": (
        "demonstration: why\nproviders:\n  X: {url: 'https://x.org', licence: Free, "
        "fear_greed_bands: [[0, 50, Low], [51, 100, High]]}\n"
        'tables:\n  - {files: "**/a.csv", provider: X, covers: [price]}\n'
    ),
}
"""One sound file of each kind."""

SLIPS = [
    "{",
    "}",
    "[",
    "]",
    ":",
    "-",
    "?",
    ",",
    ",,",
    "&a",
    "*a",
    "!!null",
    "!!binary",
    "~",
    '"',
    "'",
    "#",
    "|",
    ">",
    "<<:",
    "@",
    "%",
    "0",
    "-0",
    "1e999",
    "1e-400",
    ".inf",
    "null",
    "ON",
    "market:",
    "assets:",
    "market",
    "sources:",
    "javascript:x",
    "http://[",
    "---",
    "...",
    "=======",
]

CONTROLS = [*"\n\r\t\0\x85\u2028\ufeff\x1b", '"\\ud800"', "- ", "? ", "\n- ", "9" * 400]

FRAGMENTS = st.sampled_from([*SLIPS, *CONTROLS]) | st.text(max_size=5)


def print_faults(faults: InputFaults) -> None:
    """Show that faults are told, in text that can be printed."""
    assert faults.faults
    assert str(faults).encode()


def read_any(folder: Path, files: Files) -> History | None:
    """Read files that may be anything; return None where they have faults, which must print."""
    write_files(folder, files)
    try:
        history = read_history(folder)
    except InputFaults as faults:
        print_faults(faults)
        return None
    for day in history.days:
        for subject in ("market", "assets", *history.subjects_on(day.date)):
            list(figures_of(history, day.date, subject))
    return history


@settings(max_examples=150)
@given(name=st.sampled_from(NAMES), content=st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, name: str, content: bytes
) -> None:
    """Whatever bytes a file holds, it is read or its faults are listed; nothing else happens."""
    folder = tmp_path_factory.mktemp("bytes")
    read_any(folder, {name: content, "2025-10-25.yml": "market: {fear_greed: 5}\n"})


@settings(max_examples=150)
@given(name=st.sampled_from(NAMES), content=st.text(max_size=200))
def test_any_text_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, name: str, content: str
) -> None:
    """Whatever text a file holds, it is read or its faults are listed."""
    folder = tmp_path_factory.mktemp("text")
    read_any(folder, {name: content, "2025-10-25.yml": "market: {fear_greed: 5}\n"})


@pytest.mark.slow
@settings(max_examples=300)
@given(
    name=st.sampled_from(sorted(WHOLE)),
    edits=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 30), FRAGMENTS), min_size=1, max_size=4
    ),
)
def test_any_slip_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, name: str, edits: list[tuple[float, int, str]]
) -> None:
    """Wherever a sound file is cut or added to, it is read or its faults are listed."""
    text = WHOLE[name]
    for place, length, fragment in edits:
        start = round(place * len(text))
        text = text[:start] + fragment + text[start + length :]
    read_any(tmp_path_factory.mktemp("slip"), {**WHOLE, name: text})


def test_the_sound_files_read(tmp_path: Path) -> None:
    """Without a slip, the files of these tests have no fault."""
    assert read_any(tmp_path, WHOLE) is not None
