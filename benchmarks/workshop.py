"""A copy of the project to measure in, so that no one's own caches help or are lost."""

from __future__ import annotations

import compileall
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

PROJECT = Path(__file__).resolve().parent.parent
COPIED = ("builder", "overrides", "mkdocs.yml", "pyproject.toml")


@dataclass(frozen=True)
class Workshop:
    """A folder with a copy of the project, which commands run in, and room for their results."""

    folder: Path

    @property
    def site(self) -> Path:
        """Where builds publish."""
        return self.folder / "site"

    @property
    def cache(self) -> Path:
        """The builder's work folder, which it keeps in the project it runs from."""
        return self.folder / ".cache"

    @property
    def charts(self) -> Path:
        """The drawn charts, which the builder keeps from build to build."""
        return self.cache / "charts"

    def daybook(self, *arguments: str) -> list[str]:
        """The command line with these arguments."""
        return [sys.executable, "-m", "builder", *arguments]

    def build_arguments(self, data: Path, content: Path) -> list[str]:
        """The arguments that build a site from these folders."""
        folders = {"--data": data, "--content": content, "--site": self.site}
        return ["build", *(part for pair in folders.items() for part in map(str, pair))]

    def forget(self, keep_charts: bool) -> None:
        """Delete what builds have left behind, but for the drawn charts if they are kept."""
        shutil.rmtree(self.site, ignore_errors=True)
        for left in list(self.cache.iterdir()) if self.cache.is_dir() else []:
            if keep_charts and left == self.charts:
                continue
            if left.is_dir():
                shutil.rmtree(left)
            else:
                left.unlink()


@contextmanager
def open_workshop(folder: Path | None) -> Iterator[Workshop]:
    """A workshop in an empty folder, which is kept, or in one that is deleted in the end."""
    if folder is None:
        with TemporaryDirectory(prefix="daybook-benchmark-") as temporary:
            yield _set_up(Path(temporary).resolve())
    else:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise SystemExit(f"{folder} is not empty; a benchmark works in a folder of its own")
        yield _set_up(folder.resolve())


def _set_up(folder: Path) -> Workshop:
    for name in COPIED:
        source, target = PROJECT / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copy2(source, target)
    # No build is to pay for what any other finds done: Python translates modules only once.
    compileall.compile_dir(folder / "builder", quiet=1)
    return Workshop(folder)
