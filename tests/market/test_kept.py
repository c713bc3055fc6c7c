"""What is kept of a data folder saves time and changes nothing else, whatever happens to it."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from shutil import rmtree

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.market.attribution import read_sources
from builder.market.cells import Contents
from builder.market.faults import InputFaults
from builder.market.fields import MARKET, ON_FILE
from builder.market.history import History, read_history
from builder.market.kept import folder as folder_module
from builder.market.kept import reading, register
from builder.market.kept.files import ReadFile
from builder.market.parts import build_part
from builder.market.registry import Registry, read_registry
from builder.market.snapshots import merge, read_snapshot, snapshot_files
from tests.market.folders import Files, write_files
from tests.market.snapshots import FULL_DAY, as_csv, as_yaml

FIRST = date(2025, 9, 20)

ASSETS = "BTC: {name: Bitcoin, colour: '#f7931a'}\nETH:\nSOL:\n"

SOURCES = (
    "providers:\n  X: {licence: Free}\n"
    'tables:\n  - {files: "**/table.csv", provider: Y, covers: [price, liquidations]}\n'
)

LINES = (
    "market: {liquidations_24h_usd: 735070000, long_liquidations_24h_usd: 627380000}",
    "market: {liquidations_24h_usd: 100, long_liquidations_24h_usd: 900}",
    "market: {fear_greed: 52, fear_greed_label: Neutral, usd_krw: 1431.5}",
    "market: {fear_greed: 90, fear_greed_label: Fear}",
    "market: {fear_greed: 700}",
    "assets: {BTC: {price_usd: 110342.5}, ETH: {price_usd: 3901.25}}",
    "assets: {BTC: {open_interest_usd: 80000000000}, ETH: {open_interest_usd: 45000000000}}",
    "assets:\n  BTC: {open_interest_change_24h_usd: -153e7, open_interest_change_24h_pct: -1.78}",
    "assets:\n  BTC: {open_interest_change_24h_usd: -153e7, open_interest_change_24h_pct: -71.8}\n"
    "  SOL: {liquidations_24h_usd: 5000000}",
    "assets: {BTC: {liquidations_24h_usd: 7000000}, ETH: {liquidations_24h_usd: 9000000}}",
    "assets: {ETH: {funding_rate: 0.0001, funding_interval_hours: 8}}\nmarket: {usd_krw: 1400}",
    "assets: {XRP: {price_usd: 2.5}}",
    "market: {fear_greed: many}",
    "unheard: of",
)
"""What a day may say: sound, contradicting itself or its neighbours; the last three are faulty."""

HEADS = (
    "",
    "disputed: a reason\n",
    "as_of: {day}T12:30:00+09:00\n",
    "sources: [{{provider: X, covers: [liquidations, open_interest]}}]\n",
    'sources: [{{publisher: P, url: "https://p.org/{day}", covers: [price]}}]\n',
    "corrections: [{{date: {day}, field: BTC.price_usd, old: 1, new: 110342.5, note: A slip.}}]\n",
)


def day_file(day: date) -> st.SearchStrategy[tuple[str, str]]:
    """Draw a file about a day: its name and its text."""
    return st.builds(
        lambda head, line: (f"{day.year}/{day}.yml", head.format(day=day) + line + "\n"),
        st.sampled_from(HEADS),
        st.sampled_from(LINES[:-3] * 3 + LINES[-3:]),
    )


def table(days: list[int]) -> tuple[str, str]:
    """Return a table of prices and liquidations of some days."""
    rows = [f"{FIRST + timedelta(days=n)},BTC,{110000 + n},{1000 * n}\n" for n in days]
    return "tables/table.csv", "date,asset,price_usd,liquidations_24h_usd\n" + "".join(rows)


DAYS = st.integers(0, 45).map(lambda number: FIRST + timedelta(days=number))

EDITS = st.one_of(
    DAYS.flatmap(day_file),
    DAYS.flatmap(day_file),
    DAYS.flatmap(day_file),
    st.tuples(DAYS.map(lambda day: f"{day.year}/{day}.yml"), st.none()),
    st.lists(st.integers(0, 45), min_size=1, max_size=20, unique=True).map(table),
    st.tuples(st.just("assets.yml"), st.sampled_from([ASSETS, f"{ASSETS}XRP:\n", "BTC:\n", None])),
    st.tuples(
        st.just("sources.yml"),
        st.sampled_from([SOURCES, SOURCES.replace("Y", "X"), "providers: 5\n", None]),
    ),
)
"""One edit of a data folder: the text of a file, or None where the file goes."""


def said_of(history: History) -> dict[str, object]:
    """Return everything that a history holds, so that two of them can be compared."""
    rows = history.table
    arrays = (rows.values, rows.origins, rows.lines, rows.attributions)
    return {
        "days": repr(history.days),
        "assets": history.assets,
        "withheld": history.withheld,
        "sources": history.sources,
        "keys": rows.keys,
        "index": list(rows.index.items()),
        "files": rows.files,
        "credits": rows.credits,
        "texts": list(rows.texts.items()),
        "text credits": list(rows.text_credits.items()),
        "arrays": [(array.dtype, array.shape, array.tobytes()) for array in arrays],
    }


def outcome(data: Path, kept: Path | None = None, jobs: int = 1) -> object:
    """Return all that reading a folder yields: everything of the history, or every fault."""
    try:
        return said_of(read_history(data, kept, jobs))
    except InputFaults as error:
        return error.faults


def read_at_once(data: Path) -> History:
    """Read a sound data folder as one part, with no month and no process between."""
    registry, _ = read_registry(data)
    sources, _ = read_sources(data)
    contents = Contents()
    for file in snapshot_files(data):
        contents.extend(read_snapshot(data, file, registry)[0])
    days, cells, _ = merge(contents)
    part = build_part(days, cells, sources, date.min, date.max)
    subjects = {subject for _, subject in part.table.keys} - {MARKET, ON_FILE}
    assets = registry.for_tickers(subjects)
    return History(part.days, assets, part.table, part.withheld, sources)


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(edits=st.lists(st.lists(EDITS, min_size=1, max_size=6), min_size=2, max_size=5))
def test_after_any_edits_what_is_kept_makes_no_difference(
    tmp_path_factory: pytest.TempPathFactory, edits: list[list[tuple[str, str | None]]]
) -> None:
    """Read with what earlier readings kept, read anew and read at once, a folder says the same."""
    folder = tmp_path_factory.mktemp("edited")
    data, kept = folder / "data", folder / "kept"
    write_files(data, {"assets.yml": ASSETS, "sources.yml": SOURCES})
    for step in edits:
        for name, text in step:
            if text is None:
                (data / name).unlink(missing_ok=True)
            else:
                write_files(data, {name: text})
        fresh = outcome(data)
        assert outcome(data, kept) == fresh
        if isinstance(fresh, dict):
            assert said_of(read_at_once(data)) == fresh


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Give a small data folder with everything in it: three months, a table, a withheld label."""
    head = HEADS[2].format(day="2025-10-02") + HEADS[5].format(day="2025-10-02")
    name, rows = table([20, 21, 50])
    files: Files = {
        "assets.yml": ASSETS,
        "sources.yml": SOURCES,
        "2025/2025-09-29.yml": as_yaml(FULL_DAY, date(2025, 9, 29)),
        "2025/2025-09-30.yml": "market: {fear_greed: 90, fear_greed_label: Fear, usd_krw: 1400}\n",
        "2025/2025-10-01.csv": as_csv(FULL_DAY, date(2025, 10, 1)),
        "2025/2025-10-02.yml": f"{head}{LINES[5]}\n",
        name: rows,
    }
    return write_files(tmp_path / "data", files)


@pytest.fixture
def files_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give a list of the files that are parsed."""
    found: list[str] = []
    read_file = folder_module.read_file

    def noting(data: Path, registry: Registry, file: str) -> ReadFile:
        found.append(file)
        return read_file(data, registry, file)

    monkeypatch.setattr(folder_module, "read_file", noting)
    return found


def kept_files(kept: Path) -> list[Path]:
    """Return all files that are kept, in the order of their names."""
    return sorted(path for path in kept.rglob("*") if path.is_file())


def test_nothing_is_parsed_where_nothing_changed(
    data: Path, tmp_path: Path, files_read: list[str]
) -> None:
    """Of a folder that is as it was, only the registries are parsed, whatever its files' times."""
    fresh = outcome(data, tmp_path / "kept")
    files_read.clear()
    for path in data.rglob("*.*"):
        path.touch()
    assert outcome(data, tmp_path / "kept") == fresh
    assert files_read == []


def test_a_day_that_changed_costs_its_month(
    data: Path, tmp_path: Path, files_read: list[str]
) -> None:
    """With a day of November, nothing of September is parsed again."""
    write_files(data, {"2025/2025-11-20.yml": LINES[0]})
    outcome(data, tmp_path / "kept")
    files_read.clear()
    write_files(data, {"2025/2025-11-20.yml": LINES[2], "2025/2025-11-21.yml": LINES[0]})
    assert outcome(data, tmp_path / "kept") == outcome(data)
    assert set(files_read[:2]) == {"2025/2025-11-20.yml", "2025/2025-11-21.yml"}


def test_a_change_across_the_end_of_a_month_is_seen(tmp_path: Path) -> None:
    """A level of the last of a month decides what stands in the first days of the next."""
    data, kept = tmp_path / "data", tmp_path / "kept"
    level = "assets: {{BTC: {{open_interest_usd: {}}}}}\n"
    write_files(data, {"2025-09-30.yml": level.format(80e9), "2025-10-05.yml": LINES[7]})
    assert not read_history(data, kept).withheld
    write_files(data, {"2025-09-30.yml": level.format(8e9)})
    assert len(read_history(data, kept).withheld) == 2


def test_faults_are_told_again_in_the_same_words(data: Path, tmp_path: Path) -> None:
    """Files with faults are never kept: each reading lists all of them, until they are mended."""
    kept = tmp_path / "kept"
    whole = outcome(data, kept)
    write_files(data, {"2025/2025-10-20.yml": LINES[-2], "2025/2025-10-21.yml": LINES[-1]})
    told = outcome(data)
    assert isinstance(told, tuple)
    assert len(told) == 2
    assert outcome(data, kept) == told
    assert outcome(data, kept) == told
    (data / "2025/2025-10-20.yml").unlink()
    (data / "2025/2025-10-21.yml").unlink()
    assert outcome(data, kept) == whole


def damaged(content: bytes) -> Iterator[bytes]:
    """Yield a file's bytes with one changed, cut short and lengthened, at sampled places."""
    drawn = np.random.default_rng(1).integers(len(content), size=40).tolist()
    for place in {0, 31, 32, len(content) - 1, *drawn}:
        changed = bytes([content[place] ^ (1 << place % 8)])
        yield content[:place] + changed + content[place + 1 :]
        yield content[:place]
    yield content + b"\0"
    yield b""


@pytest.mark.slow
def test_what_is_damaged_in_any_byte_is_the_same_as_nothing(data: Path, tmp_path: Path) -> None:
    """Whatever happened to a kept file, the result is that of reading anew, and it is mended."""
    kept = tmp_path / "kept"
    fresh = outcome(data, kept)
    paths = kept_files(kept)
    assert len(paths) == 4
    for path in paths:
        content = path.read_bytes()
        for bad in damaged(content):
            path.write_bytes(bad)
            assert outcome(data, kept) == fresh
            assert path.read_bytes() == content


def test_kept_files_that_changed_places_are_not_taken(data: Path, tmp_path: Path) -> None:
    """A month's file under another month's name is not that month."""
    kept = tmp_path / "kept"
    fresh = outcome(data, kept)
    first, second, *_ = kept_files(kept / "months")
    held = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(held)
    assert outcome(data, kept) == fresh


def test_another_version_of_the_program_reads_anew(
    data: Path, tmp_path: Path, files_read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another program kept is of no use."""
    fresh = outcome(data, tmp_path / "kept")
    count = len(files_read)
    for module in (reading, register):
        monkeypatch.setattr(module, "program", lambda: "another")
    files_read.clear()
    assert outcome(data, tmp_path / "kept") == fresh
    assert len(files_read) == count


@pytest.mark.parametrize("filled", [False, True], ids=["empty", "filled"])
def test_a_folder_that_takes_nothing_is_no_hindrance(
    data: Path, tmp_path: Path, filled: bool
) -> None:
    """Where nothing can be kept, because the folder is a file or is read-only, all is read anew."""
    kept = tmp_path / "kept"
    fresh = outcome(data)
    if filled:
        outcome(data, kept)
        rmtree(kept / "months")
        (kept / "months").write_text("a file where the folder should be")
    else:
        kept.write_text("a file where the folder should be")
    assert outcome(data, kept) == fresh


def test_a_read_only_folder_is_still_read(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is in a folder that cannot be written to is used, and what changed is read anew."""
    kept = tmp_path / "kept"
    outcome(data, kept)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError("read-only")

    monkeypatch.setattr("builder.market.kept.sealed.tempfile.mkstemp", refuse)
    monkeypatch.setattr(Path, "unlink", refuse)
    write_files(data, {"2025/2025-10-20.yml": LINES[0]})
    before = [path.read_bytes() for path in kept_files(kept)]
    assert outcome(data, kept) == outcome(data)
    assert [path.read_bytes() for path in kept_files(kept)] == before


def test_any_number_of_processes_reads_the_same(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files and months read by two processes make the history that one makes."""
    monkeypatch.setattr(folder_module, "_MUCH", 0)
    monkeypatch.setattr(reading, "_MUCH", 0)
    assert outcome(data, tmp_path / "kept", 2) == outcome(data)
    assert outcome(data, tmp_path / "kept") == outcome(data)


def test_only_what_is_of_use_is_kept(data: Path, tmp_path: Path) -> None:
    """Months as they were before an edit, and what a stopped reading left, are removed."""
    kept = tmp_path / "kept"
    outcome(data, kept)
    write_files(kept, {"months/tmp1234.part": "half", "files/tmp1234.part": "half"})
    write_files(data, {"2025/2025-09-30.yml": LINES[0]})
    outcome(data, kept)
    months = [path.name[:7] for path in kept_files(kept / "months")]
    assert months == ["2025-09", "2025-10", "2025-11"]
    assert [path.name for path in kept_files(kept / "files")] == ["register.json"]


def test_numbers_come_back_to_the_last_bit(tmp_path: Path) -> None:
    """The smallest, the largest and the least round of numbers are the same when kept."""
    rates = ("5e-324", "-0", "0.0012345678901234567", "1e-5", "1e-300")
    days = {
        f"2025-10-{n:02}.yml": f"assets: {{BTC: {{funding_rate: {rate}}}}}\n"
        for n, rate in enumerate(rates, start=1)
    }
    data = write_files(tmp_path / "data", days)
    read_history(data, tmp_path / "kept")
    series = read_history(data, tmp_path / "kept").series("BTC", "funding_rate")
    assert series.values.tobytes() == np.array([float(rate) for rate in rates]).tobytes()
