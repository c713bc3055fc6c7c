"""The built site, a web server for it, and a browser: each made once, when a test asks."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, sync_playwright

from tests.site.building import build, copy_project, public_address
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
def built_project(project: Path, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Give a copy of the project whose `site/` was built by the real command.

    Test processes of one run share the copy: the first to ask builds it, the others wait.
    """
    folder = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        folder = folder.parent
    copy, report = folder / "built-project", folder / "built-project.json"
    with FileLock(folder / "built-project.lock"):
        if not report.exists():
            copy_project(project, copy)
            result = build(copy, copy / "site")
            report.write_text(json.dumps([result.returncode, result.stdout]), encoding="utf-8")
    code, output = json.loads(report.read_text(encoding="utf-8"))
    if code != 0:
        pytest.fail(f"The build of the repository's own data exits {code}:\n{output}")
    return copy


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
