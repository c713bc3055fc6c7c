"""Which links of a release are followed, and which of them lead nowhere."""

from pathlib import Path

import pytest

from builder.publish.html.links import broken_links, pages_to_follow
from builder.publish.release.soundness import inventory
from tests.market.folders import write_files

SITE = {
    "index.html": "",
    "feed.xml": "",
    "a/index.html": "",
    "a/data.csv": "",
    "a/b c/index.html": "",
    "search/old.bin": "",
}


@pytest.mark.parametrize(
    ("link", "found"),
    [
        *[("../", True), ("./", True), ("data.csv", True), ("../feed.xml", True), ("b%20c/", True)],
        *[("/", True), ("/a/", True), ("../a/#here", True), ("?x=1", True), ("#top", True)],
        *[("https://other.example/x", True), ("mailto:a@b.example", True), ("", True)],
        *[("../c/", False), ("c.csv", False), ("/b/", False), ("../../feed.xml", False)],
        *[("http://[", False), ("%00", False), ("x" * 5_000, False)],
    ],
)
def test_a_link_is_followed_as_a_browser_would(tmp_path: Path, link: str, found: bool) -> None:
    """To a page, a file, or a place on the page itself; nothing leads out of the site."""
    html = f"<p><a class='x' href=\"{link}\">a</a> <img src='data.csv'></p>"
    site = write_files(tmp_path, {**SITE, "a/index.html": html})
    broken = list(broken_links(site, inventory(site), ["a/"]))
    assert broken == ([] if found else [("a/", link)])


def test_pages_are_followed_that_were_rendered() -> None:
    """While nothing is gone, other pages lead where they led."""
    assert pages_to_follow(SITE, SITE, ["a/"]) == ["a/"]
    assert pages_to_follow(SITE, [], ["a/"]) == ["a/"]
    assert pages_to_follow(SITE, [*SITE, "search/older.bin"], ["a/"]) == ["a/"]


@pytest.mark.parametrize("gone", ["z/index.html", "a/other.csv"])
def test_every_page_is_followed_once_something_is_gone(gone: str) -> None:
    """An unchanged page may lead to what is no more."""
    assert pages_to_follow(SITE, [*SITE, gone], ["a/"]) == ["", "a/", "a/b c/"]
