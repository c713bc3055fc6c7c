from pathlib import Path

import pytest

from tests.site.building import public_address
from tests.site.links import check_links


def test_every_internal_link_resolves(built_project: Path, site: Path) -> None:
    """Every link from one page of the site to another leads to a page, and a place, that exists."""
    result = check_links(site, public_address(built_project))
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    "link",
    [
        "missing/",
        "empty/",
        "page/#missing",
        "#missing",
        "/archive/missing.css",
        "/page/",
        "https://daybook.test/archive/missing/",
    ],
)
def test_the_link_check_finds_a_broken_link(tmp_path: Path, link: str) -> None:
    """A page, folder, heading or public address that does not exist is reported as broken."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "index.html").write_text("<h1 id=here>Page</h1>", encoding="utf-8")
    sound = ("page/#here", "/archive/page/#here", "https://daybook.test/archive/page/")
    home = " ".join(f'<a href="{address}">sound</a>' for address in sound)
    (tmp_path / "index.html").write_text(home, encoding="utf-8")
    public = "https://daybook.test/archive/"
    assert check_links(tmp_path, public).returncode == 0
    (tmp_path / "index.html").write_text(f'{home} <a href="{link}">broken</a>', encoding="utf-8")
    result = check_links(tmp_path, public)
    assert result.returncode == 2, result.stdout
    assert "1 Error" in result.stdout
