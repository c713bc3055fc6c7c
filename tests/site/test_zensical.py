import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.zensical


def page_addresses(site: Path) -> set[str]:
    """Give the address, below the root of the site, of each page."""
    return {path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")}


@pytest.fixture
def zensical(project: Path) -> Path:
    """Give the program Zensical, which `make test-zensical` installs."""
    program = project / ".venv-zensical" / "bin" / "zensical"
    if not program.exists():
        pytest.skip("Zensical is not installed in .venv-zensical; `make test-zensical` does that")
    return program


def test_zensical_publishes_the_same_addresses(
    built_project: Path, site: Path, tmp_path: Path, zensical: Path
) -> None:
    """From the same pages, settings and theme, Zensical builds exactly the pages of MkDocs."""
    copy = tmp_path / "project"
    ignore = shutil.ignore_patterns("site", "data", "content", "builder")
    shutil.copytree(built_project, copy, ignore=ignore)
    result = subprocess.run(
        [str(zensical), "build", "--config-file", "mkdocs.yml"],
        cwd=copy,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, result.stdout
    assert page_addresses(copy / "site") == page_addresses(site)
