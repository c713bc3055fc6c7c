import shutil
import subprocess
from pathlib import Path

import pytest

from tests.site.building import ADDRESSES, pages_in
from tests.site.reading import printed_figures

pytestmark = pytest.mark.zensical


def figures_by_address(site: Path) -> dict[str, dict[str, set[str]]]:
    """Map the address of each page, below the root of the site, to the figures it prints."""
    return {
        path.parent.relative_to(site).as_posix(): printed_figures(path).values
        for path in pages_in(site)
    }


def card_words(page: Path) -> str:
    """Give the template of the number card, up to spaces; empty where a page has none."""
    _, _, rest = page.read_text(encoding="utf-8").partition('<template id="number-card">')
    return " ".join(rest.partition("</template>")[0].split())


def search_words(page: Path) -> str:
    """Give the button and the dialog of the search, up to spaces."""
    _, _, rest = page.read_text(encoding="utf-8").partition('<a class="find')
    return " ".join(rest.partition("</dialog>")[0].split())


@pytest.fixture
def zensical(project: Path) -> Path:
    """Give the program Zensical, which `make test-zensical` installs."""
    program = project / ".venv-zensical" / "bin" / "zensical"
    if not program.exists():
        pytest.skip("Zensical is not installed in .venv-zensical; `make test-zensical` does that")
    return program


def test_zensical_publishes_the_same_pages(
    built_project: Path, site: Path, tmp_path: Path, zensical: Path
) -> None:
    """From the same Markdown, settings and theme, Zensical builds the pages that MkDocs builds."""
    copy = tmp_path / "project"
    # Only the project's own folders: there is a page at `data/` too.
    for name in ("overrides", ".cache/docs"):
        shutil.copytree(built_project / name, copy / name)
    shutil.copy2(built_project / "mkdocs.yml", copy)
    result = subprocess.run(
        [str(zensical), "build", "--config-file", "mkdocs.yml"],
        cwd=copy,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, result.stdout
    there, here = figures_by_address(copy / "site"), figures_by_address(site)
    assert there.keys() == here.keys()
    assert there == here
    for kind in ("day", "asset", "month"):
        page = f"{ADDRESSES[kind]}index.html"
        assert card_words(copy / "site" / page) == card_words(site / page)
        assert search_words(copy / "site" / page) == search_words(site / page)
    assert "Copy value" in card_words(site / ADDRESSES["day"] / "index.html")
    assert "Kind of day" in search_words(site / ADDRESSES["day"] / "index.html")
