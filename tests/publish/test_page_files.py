import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from markupsafe import Markup

from builder.pages.digest import Digest
from builder.pages.page import Page
from builder.publish.kept.page_files import (
    PageFile,
    PageFolders,
    remove_others,
    standing,
    states_of,
    write_page_files,
)
from tests.site.building import fingerprints


def page(address: str, body: str = "Text.", **meta: str) -> Page:
    """Return a page."""
    return Page(address, "day", f"Title of {address}", "Description.", body, meta)


PAGES = [page(""), page("2025/"), page("2025/10/24/"), page("assets/btc/")]


def write(folder: Path, pages: Sequence[Page] = PAGES) -> list[tuple[tuple[PageFile, ...], bool]]:
    """Write the files of pages below a folder, and return what is known of each."""
    return [write_page_files(places_in(folder), page) for page in pages]


def places_in(folder: Path) -> PageFolders:
    """Return where a test's pages are written."""
    return PageFolders(folder / "docs", folder / "twins")


def known(folder: Path, page_files: tuple[PageFile, ...]) -> tuple[PageFile, ...] | None:
    """Return the files of a page if they lie in a folder as they were made."""
    places = places_in(folder)
    return standing(page_files, places, states_of(places.docs), states_of(places.twins))


def test_each_page_is_a_markdown_file_at_its_address(tmp_path: Path) -> None:
    """The folder holds `ADDRESS/index.md` for each page, front matter and body, and no more."""
    assert [changed for _, changed in write(tmp_path)] == [True] * len(PAGES)
    files = fingerprints(tmp_path / "docs")
    assert set(files) == {"index.md", "2025/index.md", "2025/10/24/index.md", "assets/btc/index.md"}
    assert (tmp_path / "docs/2025/index.md").read_bytes() == (
        b'---\ntitle: "Title of 2025/"\ndescription: "Description."\nkind: "day"\n---\n\nText.\n'
    )


def test_a_day_is_told_apart_for_machines_and_feeds(tmp_path: Path) -> None:
    """Its twin and its text for feeds lie in a folder of their own: MkDocs makes pages of all."""
    day = Page(
        "2025/10/24/",
        "day",
        "Title",
        "Description",
        "Body",
        digest=Digest("Headline", "Summary", Markup("<p>Told.</p>")),
        twin="# Twin\n",
    )
    write(tmp_path, [day])
    assert set(fingerprints(tmp_path / "docs")) == {"2025/10/24/index.md"}
    assert (tmp_path / "twins/2025/10/24/index.md").read_text("utf-8") == "# Twin\n"
    assert (tmp_path / "twins/2025/10/24/entry.html").read_text("utf-8") == "<p>Told.</p>"


def test_files_that_need_no_change_are_not_touched(tmp_path: Path) -> None:
    """Of pages written again, a changed one alone is written, and said to have changed."""
    write(tmp_path)
    for path in tmp_path.rglob("*.md"):
        os.utime(path, ns=(10**18, 10**18))
    written = write(tmp_path, [*PAGES[:2], page("2025/10/24/", "Other."), PAGES[3]])
    assert [changed for _, changed in written] == [False, False, True, False]
    touched = [path for path in tmp_path.rglob("*.md") if path.stat().st_mtime_ns != 10**18]
    assert touched == [tmp_path / "docs/2025/10/24/index.md"]


def test_a_file_is_known_by_what_it_holds_whatever_its_time(tmp_path: Path) -> None:
    """A copy with other times is as it was made; another byte, size or no file at all is not."""
    ((page_files, _),) = write(tmp_path, PAGES[:1])
    assert known(tmp_path, page_files) == page_files
    file = tmp_path / "docs/index.md"
    os.utime(file, ns=(10**18, 10**18))
    copied = known(tmp_path, page_files)
    assert copied is not None
    assert [one.digest for one in copied] == [one.digest for one in page_files]
    assert known(tmp_path, copied) == copied
    made = file.read_bytes()
    for damaged in (made.replace(b"Text", b"Tex!"), made + b" ", b""):
        file.write_bytes(damaged)
        assert known(tmp_path, page_files) is None
    file.unlink()
    assert known(tmp_path, page_files) is None


@pytest.mark.parametrize("name", ["notes.md", "2025/10/24/data.csv", ".hidden", "other/deep/x.md"])
def test_what_is_no_page_is_removed(tmp_path: Path, name: str) -> None:
    """The folder is the builder's own: a file that someone else left does not get published."""
    write(tmp_path)
    docs = tmp_path / "docs"
    wanted = set(fingerprints(docs))
    (docs / name).parent.mkdir(parents=True, exist_ok=True)
    (docs / name).write_text("Not a page.", encoding="utf-8")
    assert remove_others(docs, wanted, states_of(docs)) == (name,)
    assert set(fingerprints(docs)) == wanted
    assert not (docs / "other").exists()


def test_a_link_out_of_the_folder_is_removed_and_not_followed(tmp_path: Path) -> None:
    """A symbolic link among the pages goes, what it leads to stays."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept.md").write_text("Kept.", encoding="utf-8")
    write(tmp_path)
    docs = tmp_path / "docs"
    (docs / "link").symlink_to(outside, target_is_directory=True)
    assert "link/kept.md" not in states_of(docs)
    assert not (docs / "link").exists()
    assert (outside / "kept.md").read_text(encoding="utf-8") == "Kept."


@pytest.mark.parametrize(
    "title", ['Say "so": it\'s', "- # & {x} [y] %z @a `b` *c*", "한국어 — ₩", "yes", "1"]
)
def test_front_matter_keeps_any_words(tmp_path: Path, title: str) -> None:
    """Whatever a title holds, a reader of YAML gets it back as text."""
    import yaml

    write(tmp_path, [Page("", "home", title, title, "Text.", {})])
    front = (tmp_path / "docs" / "index.md").read_text(encoding="utf-8").split("---\n")[1]
    assert yaml.safe_load(front) == {"title": title, "description": title, "kind": "home"}
