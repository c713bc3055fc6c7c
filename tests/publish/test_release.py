import errno
import json
import os
import subprocess
import sys
import threading
from datetime import date, timedelta
from pathlib import Path

import pytest

from builder.publish.release import exchange as exchanging
from builder.publish.release import release
from builder.publish.release.beside import Beside
from builder.publish.release.locks import sole_build
from builder.publish.release.published import Shrunken, read_published, refuse_shrunken
from builder.publish.release.release import NoPrevious, NotASite, next_release, publish, roll_back
from builder.publish.release.sharing import share_unchanged, start_anew, start_from
from builder.publish.release.soundness import findings, inventory
from tests.market.folders import write_files
from tests.site.building import fingerprints


def publish_text(site: Path, text: str) -> None:
    """Publish a release of one page."""
    with next_release(site) as staging:
        start_anew(staging)
        (staging / "index.html").write_text(text, encoding="utf-8")
        publish(staging, site)


def text_of(site: Path) -> str:
    """Return what the page of such a release says."""
    return (site / "index.html").read_text(encoding="utf-8")


def beside(folder: Path) -> set[str]:
    """Name what lies in a folder, without the locks."""
    return {path.name for path in folder.iterdir() if not path.name.endswith(".lock")}


def a_site(folder: Path, text: str = "old") -> Path:
    """Write a small site."""
    (folder / "deep").mkdir(parents=True)
    (folder / "index.html").write_text(text, encoding="utf-8")
    (folder / "deep" / "page.html").write_text(text, encoding="utf-8")
    return folder


def test_a_release_takes_the_place_of_the_published_site(tmp_path: Path) -> None:
    """After publishing, the site is the new release alone, and the one before is kept beside it."""
    site = a_site(tmp_path / "site")
    before = fingerprints(site)
    publish_text(site, "new")
    assert fingerprints(site).keys() == {"index.html"}
    assert text_of(site) == "new"
    assert not site.is_symlink()
    assert fingerprints(tmp_path / ".site.previous") == before
    assert beside(tmp_path) == {"site", ".site.previous"}


def test_the_published_site_stands_while_the_next_is_made(tmp_path: Path) -> None:
    """A release is made beside the site: nothing of the site changes before it is done."""
    site = a_site(tmp_path / "site")
    before = fingerprints(site)
    with next_release(site) as staging:
        (staging / "index.html").write_text("half", encoding="utf-8")
        assert staging.parent == site.parent
        assert fingerprints(site) == before


def test_a_release_that_fails_leaves_nothing(tmp_path: Path) -> None:
    """Half a release goes when its build fails, so that a full disk has its room back."""
    site = a_site(tmp_path / "site")
    before = fingerprints(tmp_path)

    def build() -> None:
        with next_release(site) as staging:
            (staging / "index.html").write_text("half", encoding="utf-8")
            raise OSError(errno.ENOSPC, "full")

    with pytest.raises(OSError, match="full"):
        build()
    assert fingerprints(tmp_path) == before


@pytest.mark.parametrize("there", ["nothing", "an empty folder", "a site"])
def test_a_site_is_published_where_there_is_room(tmp_path: Path, there: str) -> None:
    """A first release makes the folder; an empty one or a published site is taken over."""
    site = tmp_path / "deep" / "site"
    if there == "an empty folder":
        site.mkdir(parents=True)
    if there == "a site":
        a_site(site)
    publish_text(site, "new")
    assert fingerprints(site).keys() == {"index.html"}


@pytest.mark.parametrize("file", ["notes.txt", "src/main.py", ".git/config"])
def test_a_folder_of_other_files_is_refused(tmp_path: Path, file: str) -> None:
    """A folder that is no site is named and left as it is: it would be lost."""
    site = tmp_path / "site"
    (site / file).parent.mkdir(parents=True)
    (site / file).write_text("mine", encoding="utf-8")
    with pytest.raises(NotASite, match="expected a published site or an empty folder") as raised:
        publish_text(site, "new")
    assert str(site) in str(raised.value)
    assert fingerprints(site).keys() == {file}
    assert beside(tmp_path) == {"site"}


def test_a_file_in_the_place_of_the_site_is_refused(tmp_path: Path) -> None:
    """A file that has the site's name is not replaced."""
    (tmp_path / "site").write_text("mine", encoding="utf-8")
    with pytest.raises(NotASite):
        publish_text(tmp_path / "site", "new")
    assert (tmp_path / "site").read_text(encoding="utf-8") == "mine"


def test_what_a_killed_build_left_is_cleared(tmp_path: Path) -> None:
    """Half a release goes; one that had given its place to another is what the next is made of."""
    site = a_site(tmp_path / "site")
    a_site(tmp_path / ".site.next", "half")
    a_site(tmp_path / ".site.old", "older")
    with next_release(site) as staging:
        assert text_of(staging) == "older"
        start_anew(staging)
        assert list(staging.iterdir()) == []
        (staging / "index.html").write_text("new", encoding="utf-8")
        publish(staging, site)
    assert beside(tmp_path) == {"site", ".site.previous"}
    assert text_of(site) == "new"


def test_a_rollback_exchanges_the_releases(tmp_path: Path) -> None:
    """The first goes back to the release before, a second one comes back to the newer."""
    site = tmp_path / "site"
    for text in ("one", "two", "three"):
        publish_text(site, text)
    roll_back(site)
    assert (text_of(site), text_of(tmp_path / ".site.previous")) == ("two", "three")
    roll_back(site)
    assert (text_of(site), text_of(tmp_path / ".site.previous")) == ("three", "two")
    assert beside(tmp_path) == {"site", ".site.previous", ".site.spare"}


def test_a_rollback_needs_a_previous_release(tmp_path: Path) -> None:
    """After a single release the site stays, and the error says when there is another."""
    site = tmp_path / "site"
    publish_text(site, "one")
    with pytest.raises(NoPrevious, match="as soon as a second build"):
        roll_back(site)
    assert text_of(site) == "one"


KILLING = """
import os, shutil, signal, sys
from pathlib import Path
from builder.publish.release import release
from builder.publish.release.release import next_release, publish, roll_back
from builder.publish.release.sharing import start_anew

able, what, root = sys.argv[1] == "1", sys.argv[2], Path(sys.argv[3])
if not able:
    release.exchange = lambda one, other: False

def change_until(moment, site):
    seen = 0

    def count(event, arguments):
        nonlocal seen
        if event in ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "open", "shutil.rmtree"):
            if str(site.parent) in str(arguments[0]):
                seen += 1
                if seen == moment:
                    os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    if what == "publish":
        with next_release(site) as staging:
            start_anew(staging)
            (staging / "index.html").write_text("new", encoding="utf-8")
            (staging / "new.html").write_text("new", encoding="utf-8")
            publish(staging, site)
    else:
        roll_back(site)
    os._exit(0)

for moment in range(1, 60):
    folder = shutil.copytree(root / "start", root / "killed" / str(moment))
    child = os.fork()
    if not child:
        change_until(moment, folder / "site")
    ended = os.waitpid(child, 0)[1]
    if ended == 0:
        break
    assert ended == signal.SIGKILL
else:
    sys.exit("the steps do not end")
"""
"""Publishes or rolls back in many copies of `start`, each killed before a later change of the disk.

Each is a process of its own, begun as a copy of this one, which has all modules loaded.
"""


@pytest.mark.parametrize("able", [True, False], ids=["in one step", "in two"])
@pytest.mark.parametrize("what", ["publish", "roll back"])
def test_a_kill_between_any_two_steps_loses_nothing(
    tmp_path: Path, project: Path, what: str, able: bool
) -> None:
    """Before every change of the disk in turn: the site is whole, and so is the one before it.

    Where folders cannot be exchanged in one step the site may be missing for that moment; whatever
    runs next puts it back.
    """
    for text in ("oldest", "older", "old"):
        publish_text(tmp_path / "start" / "site", text)
    command = [sys.executable, "-c", KILLING, str(int(able)), what, str(tmp_path)]
    subprocess.run(command, cwd=project, check=True)
    outcomes = set()
    for folder in (tmp_path / "killed").iterdir():
        if able:
            assert text_of(folder / "site") in {"older", "old", "new"}
        release.settle(folder / "site")
        assert beside(folder) - {".site.spare"} == {"site", ".site.previous"}
        outcomes.add((text_of(folder / "site"), text_of(folder / ".site.previous")))
    after = ("new", "old") if what == "publish" else ("older", "old")
    assert outcomes == {("old", "older"), after}


@pytest.mark.parametrize("code", [errno.ENOSYS, errno.EINVAL, errno.EXDEV, errno.ENOTSUP])
def test_a_system_that_cannot_exchange_folders_publishes_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """An old kernel or a network share is no fault: two renames do it, and roll it back."""
    monkeypatch.setattr(exchanging, "_rename_exchanging", lambda *_: code)
    site = tmp_path / "site"
    publish_text(site, "one")
    publish_text(site, "two")
    roll_back(site)
    assert (text_of(site), text_of(tmp_path / ".site.previous")) == ("one", "two")
    assert beside(tmp_path) == {"site", ".site.previous"}


def test_any_other_error_of_an_exchange_is_told(tmp_path: Path) -> None:
    """What is not there cannot be exchanged, and the error names it."""
    (tmp_path / "one").mkdir()
    with pytest.raises(FileNotFoundError, match="one"):
        exchanging.exchange(tmp_path / "one", tmp_path / "other")


def test_a_reader_never_misses_the_site(tmp_path: Path) -> None:
    """While releases and rollbacks follow each other, each read finds a whole page."""
    site = tmp_path / "site"
    publish_text(site, "one")
    publish_text(site, "two")
    done = threading.Event()
    missed: list[str] = []

    def read() -> None:
        while not done.is_set():
            try:
                if text_of(site) not in {"one", "two"}:
                    missed.append("half a page")
            except FileNotFoundError:
                missed.append("no page")

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(100):
        roll_back(site)
    done.set()
    reader.join(10)
    if not exchanging.exchange(site, tmp_path / ".site.previous"):
        pytest.skip("this file system cannot exchange folders in one step")
    assert missed == []


def test_unchanged_files_lie_on_the_disk_once(tmp_path: Path) -> None:
    """A file with the same bytes is shared by both releases; a changed one is not, nor a new."""
    old = a_site(tmp_path / "old")
    new = a_site(tmp_path / "new")
    write_files(new, {"deep/page.html": "changed", "more.html": "old"})
    assert share_unchanged(new, old) == 1
    assert (new / "index.html").samefile(old / "index.html")
    assert not (new / "deep/page.html").samefile(old / "deep/page.html")
    assert (old / "deep/page.html").read_text(encoding="utf-8") == "old"
    assert fingerprints(new).keys() == {"index.html", "deep/page.html", "more.html"}


PUBLISHED = {
    "index.html": "home",
    "404.html": "none",
    "feed.xml": "feed",
    "2025/index.html": "year",
    "2025/10/24/index.html": "day",
    "2025/10/24/data.csv": "1",
    "2025/10/24/charts/one.svg": "<svg/>",
    "2025/10/25/index.html": "day",
    "2025/10/25/charts/one.svg": "<svg/>",
    "assets/index.html": "assets",
    "assets/stylesheets/page.css": "p {}",
    "assets/btc/index.html": "btc",
    "api/latest.json": "{}",
    "search/index/a.bin": "a",
}


def test_a_release_starts_from_the_pages_that_are_kept(tmp_path: Path) -> None:
    """Kept pages come with their files, and what belongs to no page; all else is left out."""
    old = write_files(tmp_path / "old", PUBLISHED)
    new = tmp_path / "new"
    assert start_from(old, new, {"2025/10/24/", "2026/01/01/"}) == {"2025/10/24/"}
    kept = {
        *("2025/10/24/index.html", "2025/10/24/data.csv", "2025/10/24/charts/one.svg"),
        *("404.html", "assets/stylesheets/page.css", "api/latest.json", "search/index/a.bin"),
    }
    assert fingerprints(new) == {p: h for p, h in fingerprints(old).items() if p in kept}
    assert all((new / path).samefile(old / path) for path in kept)
    addresses = {path.removesuffix("index.html") for path in PUBLISHED if path.endswith(".html")}
    assert start_from(old, tmp_path / "all", addresses) == addresses - {"404.html"}
    assert fingerprints(tmp_path / "all") == fingerprints(old)


def test_a_first_release_starts_from_nothing(tmp_path: Path) -> None:
    """Without a published site no page is there."""
    assert start_from(tmp_path / "none", tmp_path / "new", {""}) == set()
    assert list((tmp_path / "new").iterdir()) == []


def test_a_release_made_of_an_older_one_is_as_one_made_of_nothing(tmp_path: Path) -> None:
    """What the older one has otherwise, or too much, goes; what it shares already is left alone."""
    old = write_files(tmp_path / "old", PUBLISHED)
    keeping = {"", "2025/", "2025/10/24/", "assets/"}
    kept = start_from(old, tmp_path / "new", keeping)
    spare = tmp_path / "spare"
    start_from(old, spare, {"", "2025/", "2025/10/25/", "assets/", "assets/btc/"})
    changed = spare / "2025/index.html"
    changed.unlink()
    write_files(
        spare,
        {
            "2025/index.html": "of another night",
            "2025/10/24/data.csv/a-folder-now.txt": "",
            "2019/01/01/index.html": "a day that is no more",
            "stray.txt": "",
        },
    )
    shared = (spare / "index.html").stat()
    assert start_from(old, spare, keeping) == kept
    assert fingerprints(spare) == fingerprints(tmp_path / "new")
    assert all(any(path.iterdir()) for path in spare.rglob("*") if path.is_dir())
    assert (
        (spare / "index.html").stat().st_ino == shared.st_ino == (old / "index.html").stat().st_ino
    )


def test_a_release_starts_from_copies_where_there_are_no_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the file system, the files are the same; a link to elsewhere is not followed."""

    def refuse(*_: object) -> None:
        raise OSError(errno.EMLINK, "no more links")

    monkeypatch.setattr(os, "link", refuse)
    old = write_files(tmp_path / "old", PUBLISHED)
    before = fingerprints(old)
    (old / "secret.html").symlink_to("/etc/passwd")
    start_from(old, tmp_path / "new", {"", "2025/", "2025/10/24/", "2025/10/25/", "assets/",
                                       "assets/btc/"})  # fmt: skip
    assert fingerprints(tmp_path / "new") == before
    assert not (tmp_path / "new/index.html").samefile(old / "index.html")


def test_files_are_copies_where_there_are_no_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file system without links leaves each release its own files, and no others."""

    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    old, new = a_site(tmp_path / "old"), a_site(tmp_path / "new")
    assert share_unchanged(new, old) == 0
    assert fingerprints(new) == fingerprints(old)
    assert not (new / "index.html").samefile(old / "index.html")


@pytest.mark.parametrize("shared", ["docs", "site", "both"])
def test_a_second_build_waits_for_the_first(tmp_path: Path, shared: str) -> None:
    """Two builds that share a docs folder or a site run in turn, and the second says so."""
    order: list[str] = []
    waiting = threading.Event()
    first = (tmp_path / "docs", tmp_path / "site")
    docs = tmp_path / ("other" if shared == "site" else "docs")
    site = tmp_path / ("other-site" if shared == "docs" else "site")

    def wait(folder: Path) -> None:
        order.append(f"waits for {folder.name}")
        waiting.set()

    def second() -> None:
        with sole_build(docs, site, wait):
            order.append("second")

    with sole_build(*first):
        other = threading.Thread(target=second)
        other.start()
        assert waiting.wait(10)
        order.append("first")
    other.join(10)
    assert order == [f"waits for {'site' if shared == 'site' else 'docs'}", "first", "second"]


def test_builds_of_two_sites_do_not_wait(tmp_path: Path) -> None:
    """Two sites side by side, with a docs folder each, are built at the same time."""
    told: list[Path] = []
    with (
        sole_build(tmp_path / "docs", tmp_path / "site"),
        sole_build(tmp_path / "other", tmp_path / "other-site", told.append),
    ):
        assert told == []


def site_of(folder: Path, days: int, assets: int) -> Path:
    """Write a site with pages of so many days and assets, and of former addresses of these."""
    first = date(2025, 1, 1)
    pages = [f"{first + timedelta(number):%Y/%m/%d}" for number in range(days)]
    pages += [f"assets/a{number}" for number in range(assets)]
    files = {f"{page}/{name}": "{}" for page in pages for name in ("index.html", "ledger.json")}
    files |= {f"assets/former-{number}/index.html": "Moved" for number in range(3 * assets)}
    return write_files(folder, {"index.html": "Home", **files})


@pytest.mark.parametrize(
    ("days", "assets", "told"),
    [
        (4, 4, "4 of the 10 days"),
        (0, 4, "0 of the 10 days"),
        (10, 1, "1 of the 4 assets"),
        (1, 0, "1 of the 10 days and 0 of the 4 assets"),
    ],
)
def test_less_than_half_of_what_is_published_is_refused(
    tmp_path: Path, days: int, assets: int, told: str
) -> None:
    """The error says what was there, since when, what is there now, and how to go on."""
    site = site_of(tmp_path / "site", 10, 4)
    os.utime(site, (1761282000, 1761282000))
    with pytest.raises(Shrunken) as raised:
        refuse_shrunken(site, days, assets)
    words = str(raised.value)
    assert "10 days (2025-01-01 to 2025-01-10) and 4 assets" in words
    assert "made on 2025-10-24 at 05:00 UTC" in words
    assert told in words
    assert "--allow-shrink" in words


@pytest.mark.parametrize(("days", "assets"), [(5, 2), (10, 4), (11, 9)])
def test_half_of_what_is_published_is_enough(tmp_path: Path, days: int, assets: int) -> None:
    """A correction that takes some days away passes."""
    refuse_shrunken(site_of(tmp_path / "site", 10, 4), days, assets)


def test_a_first_release_may_hold_anything(tmp_path: Path) -> None:
    """Without a published site there is nothing to compare with."""
    assert read_published(tmp_path / "site") is None
    refuse_shrunken(tmp_path / "site", 0, 0)


def test_what_is_missing_or_empty_in_a_release_is_named(tmp_path: Path) -> None:
    """A page too few, a file that is not there and one without a byte are all told at once."""
    site = write_files(tmp_path, {"index.html": "Home", "a/index.html": "A", "a/data.csv": ""})
    assert findings(inventory(site), ["index.html", "a/data.csv", "404.html"], 3) == [
        "404.html: expected a file, found none",
        "a/data.csv: expected content, found an empty file",
        "index.html: expected 3 pages, found 2",
    ]
    (site / "a/data.csv").write_text("x", encoding="utf-8")
    assert findings(inventory(site), ["index.html", "a/data.csv"], 2) == []


def test_a_journal_that_was_cut_short_is_no_journal(tmp_path: Path) -> None:
    """Bytes that are no record mean that nothing had begun: the site stays as it is."""
    site = tmp_path / "site"
    publish_text(site, "one")
    for damaged in (b"", b"{", b"[]", b"\xff", json.dumps({"incoming": 1}).encode()):
        Beside(site).journal.write_bytes(damaged)
        release.settle(site)
        assert text_of(site) == "one"
        assert beside(tmp_path) == {"site"}


def test_a_checkout_is_no_place_to_publish(tmp_path: Path) -> None:
    """A website that lies under version control is refused: its history would go with it."""
    site = a_site(tmp_path / "site")
    (site / ".git").mkdir()
    before = fingerprints(site)
    with pytest.raises(NotASite):
        publish_text(site, "new")
    assert fingerprints(site) == before
