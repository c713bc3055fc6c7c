import os
import pty
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from click.testing import CliRunner, Result
from jinja2 import TemplateError

from builder import __version__
from builder.__main__ import main
from builder.commands.serve import rebuild
from builder.market.faults import InputFaults
from builder.publish.release.locks import sole_use
from tests.market.folders import Files, write_files
from tests.market.snapshots import FULL_DAY, as_yaml
from tests.site.building import fingerprints, pages_in

pytestmark = pytest.mark.usefixtures("drawn_once")

COMMANDS = ("build", "check", "explain", "serve", "demo", "new", "schema", "rollback")

SOUND = {
    "data/2025-10-23.yml": "market: {fear_greed: 50}\n",
    "data/2025-10-24.yml": as_yaml(FULL_DAY, None),
}

CONTRADICTING = {
    "data/2025-10-24.yml": "market: {fear_greed: 52}\nassets:\n  BTC:\n"
    "    liquidations_24h_usd: 5\n    long_liquidations_24h_usd: 5000\n",
}


@pytest.fixture
def workshop(tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the working directory of a command: sound data, no content, the project's settings."""
    write_files(tmp_path, SOUND)
    (tmp_path / "content").mkdir()
    (tmp_path / "mkdocs.yml").symlink_to(project / "mkdocs.yml")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def daybook(*arguments: str) -> Result:
    """Run a command as from a shell; what it prints and says is kept apart."""
    return CliRunner().invoke(main, list(arguments), prog_name="daybook")


def build(project: Path, *arguments: str) -> Result:
    """Run a build in the working directory with the project's settings."""
    return daybook("build", "--config", str(project / "mkdocs.yml"), "--jobs", "1", *arguments)


def spoken(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the module in a process of its own, without a terminal."""
    root = Path(__file__).resolve().parents[1]
    return subprocess.run(
        [sys.executable, "-m", "builder", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(root)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_each_command_explains_itself(command: str, option: str) -> None:
    """Help names what the command does, and each of its options with words of its own."""
    result = daybook(command, option)
    assert result.exit_code == 0
    assert result.output.startswith(f"Usage: daybook {command}")
    texts = re.findall(r"^  (--[a-z-]+[^\n]*(?:\n {4,}[^\n]*)*)", result.output, re.MULTILINE)
    assert texts or command == "schema", "it takes an argument alone"
    for text in texts:
        name, _, words = " ".join(text.split()).partition(" ")
        assert len(words.split()) >= 3, f"{name} is not explained"


def test_help_lists_the_commands() -> None:
    """The first help names all commands, each with a sentence."""
    result = daybook("--help")
    assert result.exit_code == 0
    for command in COMMANDS:
        assert re.search(rf"^  {command} +[A-Z].*", result.output, re.MULTILINE), command


def test_the_version_is_the_package_s() -> None:
    """`--version` prints the version of the package."""
    result = daybook("--version")
    assert result.exit_code == 0
    assert __version__ in result.output


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonesuch",),
        ("build", "--nonesuch"),
        ("build", "--data", "nonesuch"),
        ("build", "--content", "nonesuch"),
        ("build", "--config", "nonesuch.yml"),
        ("build", "--jobs", "0"),
        ("build", "--jobs", "many"),
        ("build", "extra"),
        ("check", "--data", "nonesuch"),
        ("check", "--data", "mkdocs.yml"),
        ("build", "--now", "noon"),
        ("check", "--now", "2025-10-24T12:00:00"),
        ("serve", "--port", "http"),
        ("serve", "--drafts", "--site", "out"),
        ("demo",),
        ("demo", "new", "--days", "0"),
        ("demo", "new", "--assets", "0"),
        ("demo", "new", "--seed", "-1"),
        ("demo", "data"),
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_with_2(workshop: Path, arguments: tuple[str, ...]) -> None:
    """What the command cannot be told is refused, with help, before anything is written."""
    before = sorted(path.name for path in workshop.rglob("*"))
    result = daybook(*arguments)
    assert result.exit_code == 2
    assert "Error: " in result.stderr
    assert "Traceback" not in result.output
    assert sorted(path.name for path in workshop.rglob("*")) == before


def test_a_build_sums_up_what_it_did(workshop: Path, project: Path) -> None:
    """The last line counts days, assets, pages and withheld cells, and gives the seconds."""
    result = build(project)
    assert result.exit_code == 0, result.output
    pages = len(pages_in(workshop / "site"))
    found = re.fullmatch(
        r"2 days, 2 assets, (\d+) pages, 0 withheld cells, \d+\.\d seconds\n", result.stdout
    )
    assert found is not None, result.stdout
    assert int(found[1]) == pages
    assert result.stderr == ""


def test_one_is_singular(workshop: Path, project: Path) -> None:
    """One day is a day, one asset an asset, one cell a cell."""
    (workshop / "data" / "2025-10-24.yml").unlink()
    write_files(
        workshop, {"data/2025-10-23.yml": "assets:\n  BTC: {price_usd: 5, funding_rate: 1}\n"}
    )
    result = build(project)
    assert result.exit_code == 0, result.output
    assert re.match(r"1 day, 1 asset, \d+ pages, 1 withheld cell, ", result.stdout)
    assert "daybook check" in result.stdout


def test_a_build_says_what_it_does_not_publish(workshop: Path, project: Path) -> None:
    """Commentary that waits for its day is named, and why."""
    text = "---\ntitle: T\nauthor: A\n---\nText.\n"
    write_files(workshop, {"content/days/2025-10-25.md": text})
    result = build(project)
    assert result.exit_code == 0
    (line,) = [line for line in result.stdout.splitlines() if "2025-10-25" in line]
    assert line.endswith("days/2025-10-25.md: not published: there is no snapshot for that day.")


def test_a_folder_of_other_files_is_wrong_usage(workshop: Path, project: Path) -> None:
    """Publishing over files that are no site is refused, and leaves them."""
    write_files(workshop, {"mine/letter.txt": "precious"})
    result = build(project, "--site", "mine")
    assert result.exit_code == 2
    assert "expected a published site or an empty folder" in result.stderr
    assert [path.name for path in (workshop / "mine").iterdir()] == ["letter.txt"]
    assert not (workshop / ".mine.lock").exists()


@pytest.mark.parametrize("option", ["--site", "--cache"])
@pytest.mark.parametrize("folder", ["data", "content/out"])
def test_nothing_is_written_among_the_inputs(
    workshop: Path, project: Path, option: str, folder: str
) -> None:
    """A site or a cache within data or content is refused before anything is written."""
    before = fingerprints(workshop)
    result = build(project, option, folder)
    assert result.exit_code == 2
    assert f"{folder}: expected a folder apart from {folder[:7].rstrip('/')}" in result.stderr
    assert fingerprints(workshop) == before


@pytest.mark.parametrize("command", ["build", "check", "serve"])
def test_a_cache_is_no_folder_of_other_files(workshop: Path, project: Path, command: str) -> None:
    """A folder that only looks like a cache is refused, and leaves them."""
    write_files(workshop, {"mine/docs/letter.txt": "precious"})
    arguments = ["--config", str(project / "mkdocs.yml")] if command != "check" else []
    result = daybook(command, "--cache", "mine", *arguments)
    assert result.exit_code == 2
    assert "mine: expected a cache of Daybook, found other files in docs/" in result.stderr
    assert (workshop / "mine/docs/letter.txt").read_text("utf-8") == "precious"


FAULTS: Files = {
    "data/2025-10-24.yml": "market: {fear_greed: many}\nassets:\n  BTC: {prise_usd: 5}\n",
    "data/2025-02-30.yml": "market: {fear_greed: 5}\n",
    "data/table.csv": 'date,asset,price_usd\n2025-10-24,BTC,"1,000"\n',
    "content/days/2025-10-24.md": "No front matter.\n",
}


@pytest.mark.parametrize("command", ["build", "check"])
def test_all_faults_are_listed_at_once(workshop: Path, project: Path, command: str) -> None:
    """Each fault of each file is a line with its place on the error stream, and exit is 1."""
    write_files(workshop, FAULTS)
    site = write_files(workshop / "site", {"index.html": "Published."})
    arguments = ["--config", str(project / "mkdocs.yml")] if command == "build" else []
    result = daybook(command, *arguments)
    assert result.exit_code == 1
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    for start in (
        "content/days/2025-10-24.md:1: expected front matter",
        "data/2025-02-30.yml: expected a date that exists",
        "data/2025-10-24.yml:1: market.fear_greed: expected a number",
        "data/2025-10-24.yml:3: assets.BTC.prise_usd: expected a field of an asset",
        "data/table.csv:2: price_usd: expected a number without separators, found 1,000",
    ):
        assert any(line.startswith(start) for line in lines), (start, lines)
    assert lines[:-1] == sorted(lines[:-1])
    assert lines[-1] == f"{len(lines) - 1} faults in the inputs; nothing was published."
    assert fingerprints(site).keys() == {"index.html"}


def test_one_fault_is_one(workshop: Path) -> None:
    """A single fault is counted in the singular."""
    write_files(workshop, {"data/2025-10-24.yml": "market: {fear_greed: many}\n"})
    result = daybook("check")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].startswith("1 fault in the inputs")


def test_check_of_sound_inputs_says_so(workshop: Path) -> None:
    """Sound inputs are counted on one line, exit is 0, and only the cache is written to."""
    before = fingerprints(workshop)
    result = daybook("check", "--cache", "kept")
    assert result.exit_code == 0
    assert result.output == "2 days, 0 withheld cells, no faults.\n"
    after = fingerprints(workshop)
    assert {name: now for name, now in after.items() if not name.startswith("kept/")} == before


def test_check_names_each_withheld_cell(workshop: Path) -> None:
    """A withheld cell is named with file, line, figure and reason; that alone is no failure."""
    write_files(workshop, CONTRADICTING)
    result = daybook("check")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "data/2025-10-24.yml:4: BTC.liquidations_24h_usd: withheld: "
        "long 5,000 is more than the total, 5",
        "data/2025-10-24.yml:5: BTC.long_liquidations_24h_usd: withheld: "
        "long 5,000 is more than the total, 5",
        "2 days, 2 withheld cells, no faults.",
    ]


def test_check_names_commentary_that_waits(workshop: Path) -> None:
    """A text without its day is named with the reason."""
    write_files(workshop, {"content/days/2025-10-25.md": "---\ntitle: T\nauthor: A\n---\nText.\n"})
    result = daybook("check")
    assert result.exit_code == 0
    expected = "content/days/2025-10-25.md: not published: there is no snapshot for that day"
    assert expected in result.stdout.splitlines()[0]


LATER = "---\ntitle: T\nauthor: A\npublish_at: 2025-10-25T08:00:00+09:00\n---\nIn time.\n"


@pytest.mark.parametrize(
    ("now", "there"),
    [
        ("2025-10-24T22:59:59Z", False),
        ("2025-10-24T23:00:00+00:00", True),
        ("2025-10-25T07:59+09:00", False),
        ("2025-10-25T08:00+09:00", True),
    ],
)
def test_the_moment_of_a_build_is_an_argument(
    workshop: Path, project: Path, now: str, there: bool
) -> None:
    """--now says which texts have appeared; those that have not are named with their time."""
    write_files(workshop, {"content/days/2025-10-24.md": LATER})
    result = build(project, "--now", now)
    assert result.exit_code == 0, result.output
    page = (workshop / "site/2025/10/24/index.html").read_text("utf-8")
    assert ("In time." in page) == there
    said = "days/2025-10-24.md: not published: it is to appear at 2025-10-25T08:00:00+09:00."
    assert (said in result.stdout) != there
    assert ("not published" in daybook("check", "--now", now).stdout) != there


def test_without_it_the_clock_says_what_has_appeared(workshop: Path) -> None:
    """The clock is read at the command line, and a text of a past time is there."""
    far = LATER.replace("2025-10-25", "2199-10-25")
    write_files(workshop, {"content/days/2025-10-24.md": LATER})
    assert daybook("check").stdout == "2 days, 0 withheld cells, no faults.\n"
    write_files(workshop, {"content/days/2025-10-24.md": far})
    assert "it is to appear at 2199-10-25" in daybook("check").stdout


def test_check_tells_what_is_wrong_with_a_draft(workshop: Path, project: Path) -> None:
    """A faulty draft fails the check, with its line, but not the build."""
    draft = "---\ntitle: T\nauthor: A\ndraft: true\n---\n{{ BTC.prise_usd }}\n"
    write_files(workshop, {"content/days/2025-10-24.md": draft})
    result = daybook("check")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "content/days/2025-10-24.md: not published: it is a draft",
        "2 days, 0 withheld cells, 1 fault in what waits.",
    ]
    assert result.stderr.startswith("content/days/2025-10-24.md:6: expected a figure on file")
    assert build(project).exit_code == 0


@pytest.mark.parametrize("command", ["build", "check"])
def test_strict_makes_withheld_cells_fatal(workshop: Path, project: Path, command: str) -> None:
    """With --strict a withheld cell is exit 1, and a build publishes nothing."""
    write_files(workshop, CONTRADICTING)
    arguments = ["--config", str(project / "mkdocs.yml")] if command == "build" else []
    result = daybook(command, "--strict", *arguments)
    assert result.exit_code == 1
    assert "data/2025-10-24.yml:4: BTC.liquidations_24h_usd: withheld" in result.output
    assert not (workshop / "site").exists()
    assert daybook("check").exit_code == 0


def test_strict_holds_for_what_is_published_already(workshop: Path, project: Path) -> None:
    """A cell that was withheld without --strict still stops the next build with it."""
    write_files(workshop, CONTRADICTING)
    assert build(project).exit_code == 0
    result = build(project, "--strict")
    assert result.exit_code == 1
    assert "nothing was published." in result.stderr


@pytest.mark.usefixtures("workshop")
def test_strict_lets_sound_inputs_pass() -> None:
    """Without withheld cells --strict changes nothing."""
    assert daybook("check", "--strict").exit_code == 0


@pytest.mark.slow
def test_other_folders_can_be_named(tmp_path: Path, project: Path) -> None:
    """Data, content, site and cache may stand anywhere; the working directory stays clean."""
    write_files(tmp_path / "in", {name.replace("data/", "figures/"): SOUND[name] for name in SOUND})
    (tmp_path / "in" / "texts").mkdir()
    (tmp_path / "here").mkdir()
    folders = {
        "--data": "../in/figures",
        "--content": "../in/texts",
        "--site": "../out/public",
        "--cache": "../kept",
        "--config": str(project / "mkdocs.yml"),
    }
    result = spoken(
        "build", *(word for pair in folders.items() for word in pair), folder=tmp_path / "here"
    )
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "out/public/2025/10/24/index.html").is_file()
    assert list((tmp_path / "here").iterdir()) == []
    # Without a terminal nothing moves: no bar, no colour, no carriage return.
    assert re.search(r"[\x00-\x09\x0b-\x1f\x7f]", result.stdout + result.stderr) is None
    assert result.stderr == ""
    assert len(result.stdout.splitlines()) == 1


@pytest.mark.slow
def test_a_terminal_shows_how_far_a_build_is(workshop: Path, project: Path) -> None:
    """With a terminal there, a bar counts the pages up to all of them."""
    # So that the other process has every page to make and nothing to draw, which takes it longest.
    assert build(project).exit_code == 0
    for kept in (workshop / ".cache").iterdir():
        if kept.name not in ("charts", "interactive"):
            shutil.rmtree(kept) if kept.is_dir() else kept.unlink()
    terminal, screen = pty.openpty()
    root = Path(__file__).resolve().parents[1]
    command = [sys.executable, "-m", "builder", "build", "--jobs", "1"]
    with subprocess.Popen(
        [*command, "--config", str(project / "mkdocs.yml")],
        cwd=workshop,
        env={**os.environ, "PYTHONPATH": str(root), "TERM": "xterm"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=screen,
    ) as process:
        os.close(screen)
        shown = b""
        # Reading from a terminal whose other end was closed is an error on Linux.
        with suppress(OSError):
            while read := os.read(terminal, 4096):
                shown += read
        summary = process.communicate()[0].decode()
    os.close(terminal)
    assert process.returncode == 0
    assert b"Pages" in shown
    assert b"100%" in shown
    assert re.match(r"2 days, 2 assets, \d+ pages, ", summary)


@pytest.mark.parametrize(
    ("arguments", "code", "stream"),
    [
        (("check",), 0, "stdout"),
        (("check", "--data", "gone"), 2, "stderr"),
        (("--help",), 0, "stdout"),
    ],
    ids=["sound", "wrong usage", "help"],
)
def test_the_module_is_the_command(
    workshop: Path, arguments: tuple[str, ...], code: int, stream: str
) -> None:
    """`python -m builder` does what `daybook` does, under its name and with its exit codes."""
    result = spoken(*arguments, folder=workshop)
    assert result.returncode == code
    text = result.stdout if stream == "stdout" else result.stderr
    assert "no faults." in text or "daybook" in text


def test_a_fault_is_told_without_a_traceback(workshop: Path) -> None:
    """In a process of its own a fault is a message on the error stream and exit 1."""
    write_files(workshop, FAULTS)
    result = spoken("check", folder=workshop)
    assert result.returncode == 1
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


def test_a_broken_configuration_is_told_in_words(workshop: Path) -> None:
    """What MkDocs finds wrong with its settings is told, and is a fault of the inputs."""
    (workshop / "other.yml").write_text("site_name: [\n", encoding="utf-8")
    result = daybook("build", "--config", "other.yml")
    assert result.exit_code == 1
    assert "other.yml" in result.stderr
    assert "Traceback" not in result.output


def test_a_demonstration_is_written_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`demo` writes an archive that checks without a fault, and says how to build it."""
    monkeypatch.chdir(tmp_path)
    result = daybook("demo", "archive", "--days", "5", "--assets", "2", "--seed", "7")
    assert result.exit_code == 0
    files = [path for path in (tmp_path / "archive").rglob("*") if path.is_file()]
    assert result.stdout.splitlines()[0] == f"{len(files)} files in archive: 5 days on file."
    assert "daybook build --data archive" in result.stdout
    (tmp_path / "content").mkdir()
    assert daybook("check", "--data", "archive").output == "5 days, 0 withheld cells, no faults.\n"


def test_a_demonstration_is_not_written_over_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that holds something is refused, and left as it is."""
    monkeypatch.chdir(tmp_path)
    write_files(tmp_path / "mine", {"notes.txt": "precious"})
    result = daybook("demo", "mine", "--days", "5")
    assert result.exit_code == 2
    assert "mine" in result.stderr
    assert fingerprints(tmp_path).keys() == {"mine/notes.txt"}


Preview = tuple[str, "subprocess.Popen[str]"]


# A job in the background, as tests may be, passes on to its processes that interrupts are ignored.
INTERRUPTIBLE = (
    "import runpy, signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "runpy.run_module('builder', run_name='__main__')"
)


@contextmanager
def previewing(workshop: Path, project: Path) -> Iterator[Preview]:
    """Give the address of a live preview, and the process of its own that it runs in."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    root = Path(__file__).resolve().parents[1]
    command = [sys.executable, "-c", INTERRUPTIBLE, "serve", "--port", str(port), "--jobs", "1"]
    with subprocess.Popen(
        [*command, "--config", str(project / "mkdocs.yml")],
        cwd=workshop,
        env={**os.environ, "PYTHONPATH": str(root)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    ) as process:
        try:
            yield f"http://127.0.0.1:{port}/", process
        finally:
            process.kill()


@pytest.fixture
def preview(workshop: Path, project: Path) -> Iterator[Preview]:
    """Give a live preview of the workshop."""
    with previewing(workshop, project) as begun:
        yield begun


def wait_for(address: str, text: str, seconds: float) -> float:
    """Wait until a page holds a text; return how long that took."""
    started = time.monotonic()
    while time.monotonic() - started < seconds:
        try:
            with urlopen(address, timeout=5) as response:  # noqa: S310 - an address of this test
                if text in response.read().decode():
                    return time.monotonic() - started
        except (URLError, ConnectionError):
            pass
        time.sleep(0.1)
    pytest.fail(f"{address} does not hold {text!r} after {seconds} seconds")


@pytest.mark.slow
def test_a_saved_snapshot_is_seen_in_the_preview(workshop: Path, preview: Preview) -> None:
    """A saved change is shown soon, a fault changes nothing, and an interrupt ends it in peace."""
    address, process = preview
    page = f"{address}2025/10/23/"
    wait_for(page, 'value="50"', 60)
    write_files(workshop, {"data/2025-10-23.yml": "market: {fear_greed: 61}\n"})
    # About a second on an idle machine; tests share theirs.
    wait_for(page, 'value="61"', 30)
    write_files(workshop, {"data/2025-10-23.yml": "market: {fear_greed: many}\n"})
    time.sleep(1)
    wait_for(page, 'value="61"', 10)
    write_files(workshop, {"data/2025-10-23.yml": "market: {fear_greed: 62}\n"})
    wait_for(page, 'value="62"', 30)
    assert not (workshop / "site").exists()
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=20)
    assert f"Serving {address}" in said
    assert "data/2025-10-23.yml:1: market.fear_greed: expected a number" in said
    assert "The preview stays as it was" in said
    assert re.search(r"\d+ pages? changed, \d+\.\d seconds", said)
    assert "Traceback" not in said


def test_a_second_preview_says_that_it_waits(workshop: Path, project: Path) -> None:
    """Two previews would write into the same folders: the second says so, and begins nothing."""
    docs = workshop / ".cache/preview/docs"
    with sole_use(docs), previewing(workshop, project) as (_, process):
        assert process.stdout is not None
        said = process.stdout.readline()
        assert f"{docs.relative_to(workshop)}: another preview or build uses it; waiting" in said
        assert "--cache" in said
        assert process.poll() is None
        assert not docs.exists()


def test_a_preview_refuses_an_address_that_is_taken(workshop: Path, project: Path) -> None:
    """It says so at once, before anything is built for it."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        result = daybook("serve", "--config", str(project / "mkdocs.yml"), "--port", port)
    assert result.exit_code == 2
    assert f"nothing can listen at 127.0.0.1:{port} (Address already in use)" in result.stderr
    assert not (workshop / ".cache").exists()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (FileNotFoundError(2, "No such file", "data/a.yml"), "data/a.yml: was gone when it was"),
        (BrokenProcessPool(), "try --jobs 1"),
        (InputFaults([]), "The preview stays as it was until this is mended."),
        (TemplateError("unexpected end"), "unexpected end\nThe preview stays as it was"),
        (OSError(28, "No space", "x"), "x: the disk is full"),
    ],
    ids=["gone", "ended", "fault", "template", "full"],
)
def test_a_preview_outlives_what_goes_wrong(
    error: Exception, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What can be mended while it runs is told, and the next change is built."""

    class Failing:
        def build(self, _: datetime) -> int:
            raise error

    rebuild(Failing(), None)
    assert words in capsys.readouterr().err


def test_a_preview_refuses_a_folder_of_other_files(workshop: Path, project: Path) -> None:
    """A folder with files that are no site is not previewed into, and keeps them."""
    other = write_files(workshop / "other", {"notes.txt": "Keep."})
    result = daybook("serve", "--config", str(project / "mkdocs.yml"), "--site", str(other))
    assert result.exit_code == 2
    assert fingerprints(other).keys() == {"notes.txt"}
