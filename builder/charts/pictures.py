"""Turns drawings into pictures of points (PNG), each only once, as charts are drawn."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

from builder.charts.kept import hashed_path, read_kept, short_name, write_kept
from builder.charts.palette import coloured
from builder.charts.renderer import draw_png, renderer_version
from builder.processes import helpers

Task = tuple[str, str]
"""A file, and the drawing whose picture goes into it."""

FEW = 12
"""So many pictures are drawn before another process has started."""

COLOURS = 64
"""Colours of a picture: all that flat colours with soft edges need, and a seventh of the bytes."""


class Pictures:
    """The pictures of a build, kept in a folder between builds.

    A picture is named by its whole drawing, by the `palette` that gives its colours, by their
    names, their values, and by the renderer with its fonts: nothing else makes it.
    """

    def __init__(self, folder: Path, palette: Mapping[str, str], jobs: int = 1) -> None:
        self._folder = folder
        self._palette = palette
        self._version = f"{_version()}, {sorted(palette.items())}"
        self._jobs = jobs

    def draw(self, drawings: Iterable[str]) -> int:
        """Draw what is not kept yet, over several processes; returns how many that were.

        Raises LookupError for a colour that the palette lacks.
        """
        missing: dict[str, str] = {}
        for drawing in drawings:
            path = self._path(digest_of_drawing(drawing))
            if not path.is_file():
                missing[str(path)] = coloured(drawing, self._palette)
        _draw_all(list(missing.items()), self._jobs)
        return len(missing)

    def png(self, drawing: str) -> bytes:
        """Return the picture of a drawing, as wide and high as that says."""
        path = self._path(digest_of_drawing(drawing))
        kept = read_kept(path)
        if kept is None:
            # Not drawn yet, or damaged by something other than a build.
            kept = _kept_anew((str(path), coloured(drawing, self._palette)))
        return kept

    def names(self, digests: Iterable[bytes]) -> set[bytes]:
        """Return the short names of the pictures of drawings with these digests."""
        return {short_name(self._path(digest)) for digest in digests}

    def _path(self, digest: bytes) -> Path:
        return hashed_path(self._folder, f"{self._version}\n{digest.hex()}", ".png")


def digest_of_drawing(drawing: str) -> bytes:
    """Return what tells a drawing from all others."""
    return hashlib.sha256(drawing.encode()).digest()


@cache
def _version() -> str:
    """Name all that a picture depends on beside its drawing and its palette."""
    making = hashlib.sha256()
    for module in ("pictures.py", "palette.py"):
        making.update(Path(__file__).with_name(module).read_bytes())
    return f"{renderer_version()}, Pillow {version('pillow')}, made by {making.hexdigest()}"


def _draw_all(tasks: list[Task], jobs: int) -> None:
    if len(tasks) <= FEW or jobs == 1:
        for task in tasks:
            _draw_to_file(task)
        return
    with helpers(jobs) as pool:
        list(pool.map(_draw_to_file, tasks, chunksize=8))


def _draw_to_file(task: Task) -> None:
    # Without the picture: it would travel from process to process for nothing.
    _kept_anew(task)


def _kept_anew(task: Task) -> bytes:
    target, drawing = task
    picture = _with_palette(draw_png(drawing))
    write_kept(Path(target), picture)
    return picture


def _with_palette(picture: bytes) -> bytes:
    """Return a picture without transparency, each point of it the number of a colour."""
    # Only where something has to be drawn.
    from PIL import Image

    out = BytesIO()
    with Image.open(BytesIO(picture)) as opened:
        # This way and the usual compression take 15 ms; the thorough ones 110, for 2 KB less.
        method, plain = Image.Quantize.FASTOCTREE, Image.Dither.NONE
        reduced = opened.convert("RGB").quantize(COLOURS, method=method, dither=plain)
    reduced.save(out, "PNG")
    return out.getvalue()
