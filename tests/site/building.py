"""Copies of the project, builds in them, and what the built trees hold."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import yaml

BUILD_INPUTS = ("builder", "content", "data", "mkdocs.yml", "overrides")

ADDRESSES = {
    "home": "",
    "day": "2025/10/24/",
    "month": "2025/10/",
    "year": "2025/",
    "archive": "archive/",
    "assets": "assets/",
    "asset": "assets/btc/",
    "records": "records/",
    "tags": "tags/",
    "tag": "tags/long-squeeze/",
    "data": "data/",
    "methodology": "methodology/",
    "corrections": "corrections/",
    "about": "about/",
    "author": "authors/the-daybook-desk/",
    "not found": "404.html",
}
"""One page of each kind, by its address below the root of the site."""


def copy_project(project: Path, destination: Path) -> Path:
    """Copy what a build reads, and nothing that an earlier build has left."""
    destination.mkdir(parents=True)
    for name in BUILD_INPUTS:
        source = project / name
        if source.is_dir():
            ignore = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, destination / name, ignore=ignore)
        else:
            shutil.copy2(source, destination / name)
    return destination


def daybook(
    project: Path, *arguments: str, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command in a project's folder, as a user does; its output is read as one text.

    The variables of `environment` are added to those of the test run.
    """
    return subprocess.run(
        [sys.executable, "-m", "builder", *arguments],
        cwd=project,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def build(
    project: Path,
    site: Path,
    data: Path | str = "data",
    content: Path | str = "content",
    environment: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Build a site; folders that are relative lie in the project."""
    folders = ["--data", str(data), "--content", str(content), "--site", str(site)]
    return daybook(project, "build", *folders, environment=environment)


def fingerprints(folder: Path) -> dict[str, str]:
    """Map each file below a folder, by its relative path, to the SHA-256 of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def public_address(project: Path) -> str:
    """Give the address that the project's settings publish the site at, with a closing slash."""
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    # The file may hold tags of MkDocs that a plain YAML reader refuses; one line is enough here.
    line = re.search(r"^site_url:.*$", settings, re.MULTILINE)
    assert line is not None, "mkdocs.yml states no site_url"
    return str(yaml.safe_load(line.group())["site_url"]).rstrip("/") + "/"


def pages_in(site: Path) -> list[Path]:
    """Give the files of a site's pages, in order; what others frame is a part of one of them."""
    framed = site / "embed"
    return [path for path in sorted(site.rglob("index.html")) if not path.is_relative_to(framed)]
