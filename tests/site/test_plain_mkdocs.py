"""The generated pages need nothing of Daybook: a plain `mkdocs build` makes the same site."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.building import fingerprints, pages_in


@pytest.mark.slow
def test_pages_are_what_mkdocs_itself_makes_of_them(
    built_project: Path, site: Path, tmp_path: Path
) -> None:
    """Every page of the repository's site equals that of a plain `mkdocs build`, byte for byte."""
    config = tmp_path / "mkdocs.yml"
    text = (built_project / "mkdocs.yml").read_text(encoding="utf-8")
    config.write_text(text.replace("custom_dir: ", f"custom_dir: {built_project}/"), "utf-8")
    shutil.copytree(built_project / ".cache/docs", tmp_path / ".cache/docs")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "-f", str(config)]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stderr
    plain = {p: h for p, h in fingerprints(tmp_path / "site").items() if p.endswith(".html")}
    # What others frame of a page is no page of MkDocs.
    names = {p.relative_to(site).as_posix() for p in pages_in(site)} | {"404.html"}
    ours = {p: h for p, h in fingerprints(site).items() if p in names}
    assert len(plain) > 100
    assert ours == plain
