import re
from pathlib import Path

import pytest

from builder.pages.settings import Licence
from builder.publish.errors import SiteError
from builder.publish.found.hosting import policy_of
from builder.publish.html.html import read_settings
from builder.publish.preview import Preview
from tests.market.folders import write_files
from tests.publish.small_site import CONTENT, DATA, NOW, folders_in

CONFIG = "site_name: A\nsite_url: https://a.example/b\ntheme: {name: material, language: en}\n"


def settings_with(folder: Path, licence: str) -> object:
    """Read settings that state a licence so."""
    path = folder / "mkdocs.yml"
    path.write_text(f"{CONFIG}extra: {{licence: {licence}}}\n", encoding="utf-8")
    return read_settings(path, folder / "docs").licence


def test_the_licence_is_that_of_the_configuration(project: Path, tmp_path: Path) -> None:
    """Name and address come from mkdocs.yml; a site need not state one."""
    assert settings_with(tmp_path, "{name: ' CC0 ', url: 'https://cc.example/'}") == Licence(
        "CC0", "https://cc.example/"
    )
    assert settings_with(tmp_path, "null") is None
    assert read_settings(project / "mkdocs.yml", tmp_path / "docs").licence is not None


@pytest.mark.parametrize(
    "licence",
    [
        "CC BY 4.0",
        "{name: CC BY 4.0}",
        "{url: 'https://cc.example/'}",
        "{name: '', url: 'https://cc.example/'}",
        "{name: A, url: cc.example}",
        "{name: A, url: 'javascript:x'}",
        "{name: A, url: 'https://cc.example/', more: x}",
        "[A, B]",
    ],
)
def test_a_licence_that_cannot_be_used_is_named(tmp_path: Path, licence: str) -> None:
    """What is wrong is told with the file, the key, and what was expected."""
    message = (
        "mkdocs.yml: extra.licence: expected a name and a url that begins with https://, found"
    )
    with pytest.raises(SiteError, match=re.escape(message)):
        settings_with(tmp_path, licence)


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("theme: {name: material, language: no}", "theme.language: expected en, found False"),
        ("theme: {name: material, language: xx}", "theme.language: expected en, found 'xx'"),
        ("extra: {timezone: 9}", "extra.timezone: expected a name such as Asia/Seoul, found 9"),
        ("extra: {timezone: Mars}", "extra.timezone: expected a name such as Asia/Seoul"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(tmp_path: Path, settings: str, told: str) -> None:
    """Whatever YAML takes a value for, the message says what was expected and what was found."""
    path = tmp_path / "mkdocs.yml"
    path.write_text(f"{CONFIG}{settings}\n", encoding="utf-8")
    with pytest.raises(SiteError, match=re.escape(f"mkdocs.yml: {told}")):
        read_settings(path, tmp_path / "docs")


def test_an_address_without_a_closing_slash_has_one(tmp_path: Path) -> None:
    """Whole addresses are put together right, wherever the site is mounted."""
    path = tmp_path / "mkdocs.yml"
    path.write_text(CONFIG, encoding="utf-8")
    assert read_settings(path, tmp_path / "docs").absolute("x/") == "https://a.example/b/x/"


def test_a_preview_lets_its_server_s_script_run(project: Path, tmp_path: Path) -> None:
    """The server of a preview writes a script into each page, which reloads it; no build does."""
    folders = folders_in(tmp_path, project)
    write_files(folders.data, DATA)
    write_files(folders.content, CONTENT)
    Preview(folders, 1, [folders.config]).build(NOW)
    policy = policy_of((folders.site / "index.html").read_text(encoding="utf-8"))
    assert "script-src 'self' 'unsafe-inline';" in policy
    assert (folders.site / "feed.xml").is_file()
    assert (folders.site / "2025/10/24/index.md").is_file()
