"""The built site, a web server for it, and a browser: each made once, when a test asks."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, sync_playwright

from tests.site.building import build, copy_project, daybook, public_address
from tests.site.serving import POLICY, served

BROWSERS = ("chromium", "chromium-browser", "google-chrome")

# A browser under test asks for the pages it is told to open and for nothing of its own.
BROWSER_OPTIONS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def built_once(
    project: Path, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Callable[..., Path]:
    """Give a way to build a copy of the project by the real command; options are those of `demo`.

    Test processes of one run share the copies: the first to ask builds one, the others wait.
    """
    folder = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        folder = folder.parent

    def built(name: str, *demonstration: str) -> Path:
        copy, report = folder / name, folder / f"{name}.json"
        with FileLock(folder / f"{name}.lock"):
            if not report.exists():
                result = _build(copy_project(project, copy), demonstration)
                report.write_text(json.dumps([result.returncode, result.stdout]), encoding="utf-8")
        code, output = json.loads(report.read_text(encoding="utf-8"))
        if code != 0:
            pytest.fail(f"The build of {name} exits {code}:\n{output}")
        return copy

    return built


def _build(copy: Path, demonstration: tuple[str, ...]) -> "subprocess.CompletedProcess[str]":
    """Build a copy of the project from its own data, or from a demonstration with these options."""
    if not demonstration:
        return build(copy, copy / "site")
    (copy / "nothing").mkdir()
    written = daybook(copy, "demo", "archive", *demonstration)
    if written.returncode:
        return written
    return build(copy, copy / "site", data="archive", content="nothing")


@pytest.fixture(scope="session")
def built_project(built_once: Callable[..., Path]) -> Path:
    """Give a copy of the project whose `site/` was built by the real command."""
    return built_once("built-project")


@pytest.fixture(scope="session")
def demonstration(built_once: Callable[..., Path]) -> Path:
    """Give a copy of the project whose `site/` is that of 200 invented days of six assets."""
    return built_once("demonstration", "--days", "200", "--assets", "6")


@pytest.fixture(scope="session")
def site(built_project: Path) -> Path:
    """Give the folder of the built site; tests read it and leave it as it is."""
    return built_project / "site"


@pytest.fixture(scope="session")
def address(built_project: Path, site: Path) -> Iterator[str]:
    """Give the address, on this machine, at which the built site is served."""
    with served(site, urlsplit(public_address(built_project)).path) as address:
        yield address


@pytest.fixture(scope="session")
def strict_address(built_project: Path, site: Path) -> Iterator[str]:
    """Give the address at which the built site is served under a strict policy."""
    with served(site, urlsplit(public_address(built_project)).path, POLICY) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give the machine's own Chromium, without a window."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.fail(f"No browser on PATH: one of {', '.join(BROWSERS)}. `make test` installs one.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=BROWSER_OPTIONS)
        yield browser
        browser.close()
