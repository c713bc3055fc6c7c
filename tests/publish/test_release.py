import threading
from pathlib import Path

import pytest

from builder.publish.release import NotASite, publish, sole_build, staging_folder
from tests.site.building import fingerprints


def a_site(folder: Path, text: str = "old") -> Path:
    """Write a small site."""
    (folder / "deep").mkdir(parents=True)
    (folder / "index.html").write_text(text, encoding="utf-8")
    (folder / "deep" / "page.html").write_text(text, encoding="utf-8")
    return folder


def test_a_release_takes_the_place_of_the_published_site(tmp_path: Path) -> None:
    """After publishing, the site is the new release alone, and nothing else is left beside it."""
    site = a_site(tmp_path / "site")
    staging = staging_folder(site)
    (staging / "index.html").write_text("new", encoding="utf-8")
    publish(staging, site)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert [path.name for path in site.iterdir()] == ["index.html"]
    assert (site / "index.html").read_text(encoding="utf-8") == "new"


def test_the_published_site_stands_while_the_next_is_made(tmp_path: Path) -> None:
    """A release is made beside the site: nothing of the site changes before it is done."""
    site = a_site(tmp_path / "site")
    before = fingerprints(site)
    staging = staging_folder(site)
    (staging / "index.html").write_text("half", encoding="utf-8")
    assert staging.parent == site.parent
    assert fingerprints(site) == before


@pytest.mark.parametrize("there", ["nothing", "an empty folder", "a site"])
def test_a_site_is_published_where_there_is_room(tmp_path: Path, there: str) -> None:
    """A first release makes the folder; an empty one or a published site is taken over."""
    site = tmp_path / "deep" / "site"
    if there == "an empty folder":
        site.mkdir(parents=True)
    if there == "a site":
        a_site(site)
    staging = staging_folder(site)
    (staging / "index.html").write_text("new", encoding="utf-8")
    publish(staging, site)
    assert fingerprints(site).keys() == {"index.html"}


@pytest.mark.parametrize("file", ["notes.txt", "src/main.py", ".git/config"])
def test_a_folder_of_other_files_is_refused(tmp_path: Path, file: str) -> None:
    """A folder that is no site is named and left as it is: it would be lost."""
    site = tmp_path / "site"
    (site / file).parent.mkdir(parents=True)
    (site / file).write_text("mine", encoding="utf-8")
    with pytest.raises(NotASite, match="expected a published site or an empty folder") as raised:
        staging_folder(site)
    assert str(site) in str(raised.value)
    assert fingerprints(tmp_path).keys() == {f"site/{file}"}


def test_a_file_in_the_place_of_the_site_is_refused(tmp_path: Path) -> None:
    """A file that has the site's name is not replaced."""
    (tmp_path / "site").write_text("mine", encoding="utf-8")
    with pytest.raises(NotASite):
        staging_folder(tmp_path / "site")
    assert (tmp_path / "site").read_text(encoding="utf-8") == "mine"


def test_what_a_killed_build_left_is_cleared(tmp_path: Path) -> None:
    """Half a release and an old one, left by a build that was killed, are gone after the next."""
    site = a_site(tmp_path / "site")
    staging = staging_folder(site)
    (staging / "half.html").write_text("half", encoding="utf-8")
    a_site(tmp_path / ".site.previous", "older")
    staging = staging_folder(site)
    assert list(staging.iterdir()) == []
    (staging / "index.html").write_text("new", encoding="utf-8")
    publish(staging, site)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert fingerprints(site).keys() == {"index.html"}


def test_a_site_that_was_moved_away_is_put_back(tmp_path: Path) -> None:
    """A build that was killed between its two steps has its site put back by the next."""
    a_site(tmp_path / ".site.previous")
    staging_folder(tmp_path / "site")
    assert (tmp_path / "site" / "index.html").is_file()


def test_a_second_build_waits_for_the_first(tmp_path: Path) -> None:
    """Two builds that share a docs folder run one after the other."""
    order: list[str] = []
    entered = threading.Event()

    def second() -> None:
        entered.set()
        with sole_build(tmp_path / "docs"):
            order.append("second")

    with sole_build(tmp_path / "docs"):
        other = threading.Thread(target=second)
        other.start()
        entered.wait(5)
        other.join(0.3)
        order.append("first")
    other.join(5)
    assert order == ["first", "second"]


def test_a_checkout_is_no_place_to_publish(tmp_path: Path) -> None:
    """A website that lies under version control is refused: its history would go with it."""
    site = a_site(tmp_path / "site")
    (site / ".git").mkdir()
    before = fingerprints(site)
    with pytest.raises(NotASite):
        staging_folder(site)
    assert fingerprints(site) == before
