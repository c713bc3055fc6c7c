"""Turns drawings into pictures of points (PNG), each only once, as charts are drawn."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

from builder.charts.drawing import Task, spread
from builder.charts.kept import read_kept, write_kept
from builder.charts.renderer import draw_png, renderer_version

COLOURS = 64
"""Colours of a picture: all that flat colours with soft edges need, and a seventh of the bytes."""


class Pictures:
    """The pictures of a build, kept in a folder between builds.

    A picture is named by its whole drawing, texts and colours included, and by the renderer with
    its fonts: nothing else makes it.
    """

    def __init__(self, folder: Path, jobs: int = 1) -> None:
        self._folder = folder
        self._jobs = jobs

    def draw(self, drawings: Iterable[str]) -> int:
        """Draw what is not kept yet, over several processes; returns how many that were."""
        missing: dict[str, str] = {}
        for drawing in drawings:
            path = self._path(drawing)
            if not path.is_file():
                missing[str(path)] = drawing
        spread(_draw_to_file, list(missing.items()), self._jobs)
        return len(missing)

    def png(self, drawing: str) -> bytes:
        """Return the picture of a drawing, as wide and high as that says."""
        path = self._path(drawing)
        kept = read_kept(path)
        if kept is None:
            # Not drawn yet, or damaged by something other than a build.
            _draw_to_file((str(path), drawing))
            kept = read_kept(path)
            assert kept is not None, "it has just been drawn"
        return kept

    def _path(self, drawing: str) -> Path:
        key = hashlib.sha256(f"{_version()}\n{drawing}".encode()).hexdigest()
        return self._folder / key[:2] / f"{key}.png"


@cache
def _version() -> str:
    """Name all that a picture depends on beside its drawing."""
    return f"{renderer_version()}, Pillow {version('pillow')}, {COLOURS} colours by octree"


def _draw_to_file(task: Task) -> None:
    target, drawing = task
    write_kept(Path(target), _with_palette(draw_png(drawing)))


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
