from pathlib import Path
from xml.etree import ElementTree

import pytest

from builder.publish.sitemap import sitemap, write_sitemap

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def locations(text: str) -> list[str]:
    """Return the addresses that a sitemap names."""
    root = ElementTree.fromstring(text)  # noqa: S314 - written by the program under test
    assert root.tag == f"{NAMESPACE}urlset"
    return [element.text or "" for element in root.iter(f"{NAMESPACE}loc")]


@pytest.mark.parametrize("url", ["https://daybook.example/", "https://daybook.example"])
def test_addresses_are_absolute(url: str) -> None:
    """Each page is named by its whole address, whether the site's ends in a slash or not."""
    assert locations(sitemap(url, ["", "2025/10/24/"])) == [
        "https://daybook.example/",
        "https://daybook.example/2025/10/24/",
    ]


def test_a_site_in_a_folder_keeps_it() -> None:
    """A site that is mounted below a path has it in every address."""
    assert locations(sitemap("https://example.org/a/b/", ["x/"])) == ["https://example.org/a/b/x/"]


def test_special_characters_are_escaped() -> None:
    """An ampersand in the site's address does not break the file."""
    assert locations(sitemap("https://example.org/a&b/", [""])) == ["https://example.org/a&b/"]


def test_no_page_is_said_to_have_changed_today() -> None:
    """Nothing is said of when pages changed: the day of the build would be no truth."""
    assert "lastmod" not in sitemap("https://daybook.example/", ["", "2025/"])


def test_the_file_replaces_the_generator_s_own(tmp_path: Path) -> None:
    """The sitemap is sorted, and the compressed one of another content is gone."""
    (tmp_path / "sitemap.xml").write_text("other", encoding="utf-8")
    (tmp_path / "sitemap.xml.gz").write_bytes(b"other")
    write_sitemap(tmp_path, "https://daybook.example/", ["b/", "", "a/"])
    assert [path.name for path in tmp_path.iterdir()] == ["sitemap.xml"]
    found = locations((tmp_path / "sitemap.xml").read_text(encoding="utf-8"))
    assert found == sorted(found)
    assert len(found) == 3
