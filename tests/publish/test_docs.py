import os
from pathlib import Path

import pytest

from builder.pages.page import Page
from builder.publish.docs import write_docs
from tests.site.building import fingerprints


def page(address: str, body: str = "Text.", **meta: str) -> Page:
    """Return a page."""
    return Page(address, "day", f"Title of {address}", "Description.", body, meta)


PAGES = [page(""), page("2025/"), page("2025/10/24/"), page("assets/btc/")]


def test_each_page_is_a_markdown_file_at_its_address(tmp_path: Path) -> None:
    """The folder holds `ADDRESS/index.md` for each page, front matter and body, and no more."""
    written = write_docs(tmp_path / "docs", PAGES)
    files = fingerprints(tmp_path / "docs")
    assert set(files) == {"index.md", "2025/index.md", "2025/10/24/index.md", "assets/btc/index.md"}
    assert (tmp_path / "docs/2025/index.md").read_bytes() == (
        b'---\ntitle: "Title of 2025/"\ndescription: "Description."\nkind: "day"\n---\n\nText.\n'
    )
    assert written.addresses == ("", "2025/", "2025/10/24/", "assets/btc/")
    assert set(written.changed) == set(files)
    assert written.removed == ()


def test_one_page_of_each_kind_is_named(tmp_path: Path) -> None:
    """What all pages of a kind share can be looked up in the first of them."""
    month = Page("2025/10/", "month", "Title", "Description.", "Text.")
    assert write_docs(tmp_path, [*PAGES, month]).examples == ("", "2025/10/")


def test_files_that_need_no_change_are_not_touched(tmp_path: Path) -> None:
    """A second writing of the same pages leaves each file's time of change as it was."""
    write_docs(tmp_path, PAGES)
    for path in tmp_path.rglob("*.md"):
        os.utime(path, ns=(10**18, 10**18))
    assert write_docs(tmp_path, PAGES).changed == ()
    assert {path.stat().st_mtime_ns for path in tmp_path.rglob("*.md")} == {10**18}


def test_a_changed_page_alone_is_written(tmp_path: Path) -> None:
    """Where one page has changed, its file is written and named, and no other."""
    write_docs(tmp_path, PAGES)
    for path in tmp_path.rglob("*.md"):
        os.utime(path, ns=(10**18, 10**18))
    written = write_docs(tmp_path, [*PAGES[:2], page("2025/10/24/", "Other."), PAGES[3]])
    assert written.changed == ("2025/10/24/index.md",)
    touched = [path for path in tmp_path.rglob("*.md") if path.stat().st_mtime_ns != 10**18]
    assert touched == [tmp_path / "2025/10/24/index.md"]
    assert "Other." in touched[0].read_text(encoding="utf-8")


def test_pages_that_are_no_more_are_removed(tmp_path: Path) -> None:
    """A page that is not among the pages any more loses its file, and folders left empty."""
    write_docs(tmp_path, PAGES)
    written = write_docs(tmp_path, PAGES[:2])
    assert set(written.removed) == {"2025/10/24/index.md", "assets/btc/index.md"}
    assert sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*")) == [
        "2025",
        "2025/index.md",
        "index.md",
    ]


@pytest.mark.parametrize("name", ["notes.md", "2025/10/24/data.csv", ".hidden", "other/deep/x.md"])
def test_what_is_no_page_is_removed(tmp_path: Path, name: str) -> None:
    """The folder is the builder's own: a file that someone else left does not get published."""
    write_docs(tmp_path, PAGES)
    foreign = tmp_path / name
    foreign.parent.mkdir(parents=True, exist_ok=True)
    foreign.write_text("Not a page.", encoding="utf-8")
    assert write_docs(tmp_path, PAGES).removed == (name,)
    assert not foreign.exists()
    assert len(fingerprints(tmp_path)) == len(PAGES)


def test_a_link_out_of_the_folder_is_removed_and_not_followed(tmp_path: Path) -> None:
    """A symbolic link among the pages goes, what it leads to stays."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept.md").write_text("Kept.", encoding="utf-8")
    docs = tmp_path / "docs"
    write_docs(docs, PAGES)
    (docs / "link").symlink_to(outside, target_is_directory=True)
    write_docs(docs, PAGES)
    assert not (docs / "link").exists()
    assert (outside / "kept.md").read_text(encoding="utf-8") == "Kept."


@pytest.mark.parametrize(
    "title", ['Say "so": it\'s', "- # & {x} [y] %z @a `b` *c*", "한국어 — ₩", "yes", "1"]
)
def test_front_matter_keeps_any_words(tmp_path: Path, title: str) -> None:
    """Whatever a title holds, a reader of YAML gets it back as text."""
    import yaml

    write_docs(tmp_path, [Page("", "home", title, title, "Text.", {})])
    front = (tmp_path / "index.md").read_text(encoding="utf-8").split("---\n")[1]
    assert yaml.safe_load(front) == {"title": title, "description": title, "kind": "home"}
