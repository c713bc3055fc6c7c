import re
import subprocess
import sysconfig
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.site.building import public_address

LYCHEE = Path(sysconfig.get_path("scripts")) / "lychee"


def check_links(folder: Path, public: str) -> subprocess.CompletedProcess[str]:
    """Follow every link between the pages of a folder, to the very heading that it names.

    Nothing is asked of the network: links to the site's own public address lead into the folder,
    links to other sites are left alone. A link such as `/about/`, which starts at the host, leads
    into the folder only if it names the path of the public address as well.
    """
    path = urlsplit(public).path.removesuffix("/")
    with tempfile.TemporaryDirectory() as host:
        here = re.escape(Path(host).resolve().as_uri() + path)
        options = [
            "--offline",
            "--no-progress",
            "--mode=plain",
            "--include-fragments",
            # A link to a folder leads to its index.html, as it does on a web server.
            "--index-files=index.html",
            # The folder may lie where a .gitignore says that builds are to be ignored.
            "--no-ignore",
            "--hidden",
            f"--root-dir={host}",
            f"--remap=^{re.escape(public)}(.*)$ {folder.as_uri()}/$1",
            f"--remap=^{here}(/.*)?$ {folder.as_uri()}$1",
        ]
        return subprocess.run(
            [str(LYCHEE), *options, "--", f"{folder}/**/*.html"],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )


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
