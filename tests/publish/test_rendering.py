"""Pages rendered alone, with others, by several processes, and by MkDocs itself."""

import gc
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.structure.pages import Page

from builder.publish.errors import SiteError
from builder.publish.html import html
from builder.publish.html.html import write_html
from builder.publish.html.rendering import LARGEST, SMALLEST, shares
from builder.publish.html.verbatim import put_back, set_aside
from tests.market.folders import write_files
from tests.site.building import fingerprints

NAV = ("archive", "assets", "records", "data", "methodology")
DOCS = {
    "index.md": "---\ntitle: Home\nkind: home\n---\n\n# Today {: #today }\n\nA *text*.\n",
    **{f"{name}/index.md": f"---\ntitle: {name}\n---\n\n# {name}\n" for name in NAV},
    "2025/10/24/index.md": "---\ntitle: A day\nkind: day\n---\n\n# A day\n\n"
    '<div class="table"><table><tr><td>1 & *2*\n\n   \n</td></tr></table></div>\n\n'
    "## Below {: #below }\n\nAnd `<table>` in <b>words</b>.\n",
    "2025/10/24/ledger.json": "{}",
    "2025/10/24/charts/one.svg": "<svg/>",
    "2025/10/25/index.md": "---\ntitle: Another\nkind: day\n---\n\n# Another\n",
}


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Give a small docs folder."""
    return write_files(tmp_path / "docs", DOCS)


@pytest.fixture
def small_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Divide even few pages among processes."""
    monkeypatch.setattr(html, "shares", lambda pages, _: [pages[:2], pages[2:5], pages[5:]])


@pytest.mark.slow
@pytest.mark.usefixtures("small_runs")
def test_a_page_is_the_same_rendered_alone_or_with_others(
    project: Path, docs: Path, tmp_path: Path
) -> None:
    """One by one, all at once, and by two processes, the same files come out."""
    write_html(project / "mkdocs.yml", docs, tmp_path / "whole")
    whole = fingerprints(tmp_path / "whole")
    assert {"2025/10/24/ledger.json", "2025/10/24/charts/one.svg", "404.html"} <= whole.keys()
    for path in DOCS:
        if path.endswith("index.md"):
            alone = path.removesuffix("index.md")
            write_html(project / "mkdocs.yml", docs, tmp_path / "alone", [alone], theme=not alone)
    assert fingerprints(tmp_path / "alone") == whole
    write_html(project / "mkdocs.yml", docs, tmp_path / "two", jobs=2)
    assert fingerprints(tmp_path / "two") == whole


@pytest.mark.usefixtures("small_runs")
def test_what_mkdocs_leaves_behind_does_not_pile_up(
    project: Path, docs: Path, tmp_path: Path
) -> None:
    """However many runs there are, a process holds the pages of none of them afterwards."""
    gc.collect()
    gc.disable()
    try:
        write_html(project / "mkdocs.yml", docs, tmp_path / "site")
        held = [one for one in gc.get_objects() if isinstance(one, Page)]
    finally:
        gc.enable()
    assert held == []


def test_some_pages_leave_the_rest_of_a_site_as_it_is(
    project: Path, docs: Path, tmp_path: Path
) -> None:
    """A page is replaced by a new file: another name of the old one keeps the old bytes."""
    site = tmp_path / "site"
    write_html(project / "mkdocs.yml", docs, site)
    before = fingerprints(site)
    page = "2025/10/24/index.html"
    os.link(site / page, tmp_path / "other-name.html")
    write_files(docs, {"2025/10/24/index.md": "---\ntitle: New\n---\n\n# New\n"})
    write_html(project / "mkdocs.yml", docs, site, ["2025/10/24/"], theme=False)
    after = fingerprints(site)
    assert {path for path in after if after[path] != before[path]} == {page}
    assert after.keys() == before.keys()
    assert fingerprints(tmp_path)["other-name.html"] == before[page]


def test_a_whole_site_holds_nothing_else(project: Path, docs: Path, tmp_path: Path) -> None:
    """What lay in the folder before all pages are rendered is gone."""
    site = write_files(tmp_path / "site", {"2019/index.html": "old"})
    write_html(project / "mkdocs.yml", docs, site)
    assert not (site / "2019").exists()


@pytest.mark.usefixtures("small_runs")
def test_all_that_mkdocs_says_is_told_at_once(project: Path, docs: Path, tmp_path: Path) -> None:
    """Warnings are errors; those of all processes are in one message."""
    for path in ("2025/10/24/index.md", "records/index.md"):
        write_files(docs, {path: "---\ntitle: T\n---\n\n[There](../nowhere.md)\n"})
    with pytest.raises(SiteError) as raised:
        write_html(project / "mkdocs.yml", docs, tmp_path / "site", jobs=2)
    told = str(raised.value).splitlines()
    assert len(told) == 2
    for line, path in zip(told, ("2025/10/24/index.md", "records/index.md"), strict=True):
        assert line.startswith("MkDocs: ")
        assert path in line
        assert "nowhere.md" in line


def test_settings_without_sections_are_refused(docs: Path, tmp_path: Path) -> None:
    """No page may depend on which others are rendered with it, as a made-up list of all would."""
    write_files(tmp_path, {"mkdocs.yml": "site_name: A\nsite_url: https://a.example/\n"})
    with pytest.raises(SiteError, match=r"mkdocs.yml: nav: expected the top sections, found none"):
        write_html(tmp_path / "mkdocs.yml", docs, tmp_path / "site")


def test_a_section_without_a_title_is_refused(docs: Path, tmp_path: Path) -> None:
    """A page's own title may change with each build, and a section's stands on all pages."""
    nav = "nav: [index.md, archive/index.md, Assets: assets/index.md]"
    write_files(tmp_path, {"mkdocs.yml": f"site_name: A\nsite_url: https://a.example/\n{nav}\n"})
    told = r"mkdocs.yml: nav: expected a title .*, found archive/index.md$"
    with pytest.raises(SiteError, match=told):
        write_html(tmp_path / "mkdocs.yml", docs, tmp_path / "site")


def test_a_template_that_is_wrong_is_named(project: Path, docs: Path, tmp_path: Path) -> None:
    """A fault in the theme is told in a sentence."""
    overrides = shutil.copytree(project / "overrides", tmp_path / "overrides")
    (overrides / "main.html").write_text("{% if %}", encoding="utf-8")
    shutil.copy2(project / "mkdocs.yml", tmp_path / "mkdocs.yml")
    with pytest.raises(SiteError, match=r"MkDocs: .*expression"):
        write_html(tmp_path / "mkdocs.yml", docs, tmp_path / "site")


@given(st.integers(0, 3_000), st.integers(1, 9))
def test_each_page_is_in_one_share(pages: int, jobs: int) -> None:
    """Shares hold all pages in their order, at least one share, none of them too large."""
    addresses = [str(number) for number in range(pages)]
    found = list(shares(addresses, jobs))
    assert [address for share in found for address in share] == addresses
    assert found
    assert all(len(share) <= LARGEST for share in found)
    assert all(len(share) >= SMALLEST for share in found[:-1])


PARTS = ("<table>", "</table>", "<svg x>", "</svg>", "a", "\n", "\ue0da0\ue0db", " markdown=")


@given(st.lists(st.sampled_from(PARTS)).map("".join))
def test_what_is_set_aside_comes_back(text: str) -> None:
    """Whatever a text holds, putting back gives it again."""
    shown, kept = set_aside(text)
    assert put_back(shown, kept) == text


def test_only_what_html_holds_is_set_aside() -> None:
    """Markdown stays, and so does a page that asks for Markdown within HTML."""
    shown, kept = set_aside("# A *title*\n\n<figure><table>1</table></figure>\n\nText.")
    assert kept == ["<table>1</table>"]
    assert "# A *title*" in shown
    assert set_aside('<figure markdown="1">*a*</figure>')[1] == []
