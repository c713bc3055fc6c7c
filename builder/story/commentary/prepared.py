"""A commentary as it will stand on its page, but for the printing of its figures."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from markupsafe import Markup, escape

from builder.market.faults import Fault
from builder.market.figures import Figure
from builder.market.history import History
from builder.story.commentary.images import ImageFile, image_html, place_images, read_image
from builder.story.commentary.markdown import html_of
from builder.story.commentary.placeholders import CLOSE, OPEN, fill
from builder.story.commentary.quotes import EXPECTED, set_apart
from builder.story.commentary.text import Commentary

BELOW = 2
"""The level of the heading that a page puts above a commentary."""

Print = Callable[[Figure, str], Markup]
"""Prints a figure one of the ways of PRINTS."""

_TAG = re.compile(r"""<(?:[^"'>]|"[^"]*"|'[^']*')*>""")
_TOKEN = re.compile(rf"{OPEN}(\d+){CLOSE}")


@dataclass(frozen=True, slots=True)
class PreparedText:
    """Safe HTML in which tokens stand for figures, each with the way that it prints."""

    html: str = ""
    figures: tuple[tuple[Figure, str], ...] = ()

    def shown(self, show: Print) -> Markup:
        """Return the HTML with its figures printed; within a tag, as plain text."""

        def printed(token: re.Match[str]) -> Markup:
            return show(*self.figures[int(token[1])])

        parts: list[str] = []
        end = 0
        for tag in _TAG.finditer(self.html):
            parts.append(_TOKEN.sub(printed, self.html[end : tag.start()]))
            parts.append(_TOKEN.sub(lambda token: escape(printed(token).striptags()), tag[0]))
            end = tag.end()
        return Markup("".join([*parts, _TOKEN.sub(printed, self.html[end:])]))


@dataclass(frozen=True, slots=True)
class Prepared:
    """A commentary with its texts made safe, and the image files that it shows."""

    commentary: Commentary
    title: PreparedText
    headline: PreparedText
    summary: PreparedText
    body: PreparedText
    images: tuple[ImageFile, ...]
    image: Markup

    @property
    def figures(self) -> list[Figure]:
        """All figures that its texts print."""
        parts = (self.title, self.headline, self.summary, self.body)
        return [figure for part in parts for figure, _ in part.figures]


def prepare(
    text: Commentary, history: History, day: date, content: Path, faults: list[Fault]
) -> Prepared:
    """Make a text ready for its page, adding to `faults` what is wrong with it.

    `day` is the one that its figures are of: the text's own, or the latest of its asset.
    """
    lines = {"title": _line(text.title), "headline": _line(text.headline)}
    lines["summary"] = _line(text.summary)
    parts: dict[str, PreparedText] = {}
    for name, line in lines.items():
        filled = fill(line, history, day)
        faults.extend(Fault(text.file, 1, name, wrong.message) for wrong in filled.wrong)
        parts[name] = PreparedText(str(escape(filled.text)), filled.figures)
    body, images = _body(text, history, day, content, faults)
    picture = Markup("")
    if text.image is not None:
        try:
            file = read_image(text.image, content, text.file)
        except ValueError as error:
            faults.append(Fault(text.file, 1, "image", str(error)))
        else:
            images.append(file)
            picture = Markup(image_html(file, text.image.alt, text.image.credit))
    names = {image.name: image.path for image in images}
    for image in images:
        if names[image.name] != image.path:
            message = f"expected one image by each name, found two called {image.name}"
            faults.append(Fault(text.file, 0, "image", message))
    return Prepared(text, **parts, body=body, images=tuple(images), image=picture)


def _line(text: str) -> str:
    return " ".join(text.split())


def _body(
    text: Commentary, history: History, day: date, content: Path, faults: list[Fault]
) -> tuple[PreparedText, list[ImageFile]]:
    filled = fill(text.body, history, day)
    faults.extend(
        Fault(text.file, text.line + wrong.line - 1, "", wrong.message) for wrong in filled.wrong
    )
    html, images, wrong_images = place_images(html_of(filled.text, BELOW), content, text.file)
    faults.extend(Fault(text.file, 0, "image", wrong) for wrong in wrong_images)
    html, nameless = set_apart(html)
    if nameless:
        quotes = "a quote" if nameless == 1 else f"{nameless} quotes"
        faults.append(Fault(text.file, 0, "quote", f"{EXPECTED}; found {quotes} without"))
    return PreparedText(html, filled.figures), images
