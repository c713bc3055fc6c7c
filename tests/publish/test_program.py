from pathlib import Path

import pytest

from builder.publish.kept import program
from builder.publish.kept.program import files_digest, look_digest, program_digest
from tests.market.folders import write_files


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder that a process takes for its program when it begins."""
    write_files(tmp_path / "package", {"page.py": "code", "page.md.j2": "text"})
    monkeypatch.setattr(program, "PACKAGE", tmp_path / "package")
    begun_anew()
    yield tmp_path / "package"
    begun_anew()


def begun_anew() -> None:
    """Forget what a process knows of its own code."""
    program._code_digest.cache_clear()


def test_code_that_is_saved_while_a_process_runs_is_the_next_one_s(package: Path) -> None:
    """What a preview makes with the code that it began with is not kept as made by newer code."""
    before = program_digest()
    (package / "page.py").write_text("other code", encoding="utf-8")
    assert program_digest() == before
    begun_anew()
    assert program_digest() != before


def test_a_template_that_is_saved_while_a_process_runs_counts_at_once(package: Path) -> None:
    """A preview renders pages with the template as it is now."""
    before = program_digest()
    (package / "page.md.j2").write_text("other text", encoding="utf-8")
    assert program_digest() != before


@pytest.mark.parametrize(
    "setting",
    [
        "copyright: !ENV DESK",
        "copyright: !ENV 'DESK'",
        "copyright: !ENV [OTHER, DESK, nobody]",
        "copyright: !ENV\n  - OTHER\n  - DESK",
        "extra:\n  - desk: !ENV\n      DESK",
    ],
)
def test_a_variable_counts_however_a_setting_names_it(
    tmp_path: Path, setting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In each way that YAML has to write it, `!ENV` makes a variable part of the settings."""
    config = tmp_path / "mkdocs.yml"
    config.write_text(f"site_name: Daybook\n{setting}\n", encoding="utf-8")
    monkeypatch.setenv("DESK", "the morning desk")
    morning = look_digest(config, ())
    assert look_digest(config, ()) == morning
    monkeypatch.setenv("DESK", "the evening desk")
    assert look_digest(config, ()) != morning


def test_a_link_that_leads_around_in_a_circle_is_followed_once(tmp_path: Path) -> None:
    """Files that a link leads to count, and a folder that holds itself ends somewhere."""
    write_files(tmp_path, {"data/one.yml": "1", "elsewhere/two.yml": "2"})
    (tmp_path / "data/again").symlink_to(".")
    (tmp_path / "data/linked").symlink_to("../elsewhere")
    before = files_digest([tmp_path / "data"])
    (tmp_path / "elsewhere/two.yml").write_text("3", encoding="utf-8")
    assert files_digest([tmp_path / "data"]) != before
