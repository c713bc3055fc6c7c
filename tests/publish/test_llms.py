from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from tests.publish.small_site import DATA, URL, build
from tests.site.found import exists


def read(site: Path) -> SyntaxTreeNode:
    """Parse the file as Markdown."""
    return SyntaxTreeNode(MarkdownIt().parse((site / "llms.txt").read_text(encoding="utf-8")))


def links(tree: SyntaxTreeNode) -> list[str]:
    """Return the targets of all links."""
    return [node.attrs["href"] for node in tree.walk() if node.type == "link"]


def test_it_has_a_heading_a_quote_and_lists_of_links(small: Path) -> None:
    """The file has the form of llmstxt.org: one heading, a quote, sections of links with notes."""
    tree = read(small)
    kinds = [node.type for node in tree.children]
    assert kinds[:3] == ["heading", "blockquote", "paragraph"]
    assert [node.tag for node in tree.children if node.type == "heading"].count("h1") == 1
    assert kinds[3:] == ["heading", "bullet_list"] * 5
    for item in (node for node in tree.walk() if node.type == "list_item"):
        assert len([node for node in item.walk() if node.type == "link"]) == 1


def test_every_address_leads_to_a_file(small: Path) -> None:
    """Days and assets lead to their Markdown, the rest to pages, and all of it is there."""
    found = links(read(small))
    assert f"{URL}2025/10/24/index.md" in found
    assert f"{URL}assets/bitcoin/index.md" in found
    assert f"{URL}methodology/" in found
    assert {f"{URL}data/", f"{URL}data/archive.csv", f"{URL}api/latest.json"} <= set(found)
    assert len(found) == len(set(found))
    assert [address for address in found if not exists(small, URL, address)] == []


def test_the_latest_day_comes_first_and_a_disputed_one_says_so(small: Path) -> None:
    """Days stand latest first; what is said of a disputed one begins with that."""
    text = (small / "llms.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("- ")]
    assert "2025/10/24" in lines[0]
    disputed = [line for line in lines if "Disputed." in line]
    assert len(disputed) == 1
    assert "2025/10/22" in disputed[0]


@pytest.mark.slow
def test_a_demonstration_gives_machines_nothing_to_take_for_a_fact(
    project: Path, tmp_path: Path
) -> None:
    """Of made-up figures the file says that they are, and lists nothing; each twin says it too."""
    site = build(tmp_path, project, {**DATA, "sources.yml": "demonstration: Made up.\n"})
    assert "demonstration" in (site / "llms.txt").read_text(encoding="utf-8")
    assert links(read(site)) == []
    for twin in site.rglob("index.md"):
        assert "**Demonstration data.** Made up." in twin.read_text(encoding="utf-8")
