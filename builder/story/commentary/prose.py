"""A text as it will stand on its page, and the files that it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from markupsafe import Markup

from builder.story.commentary.anchors import place_anchors, place_headings
from builder.story.commentary.images import ImageFile, place_images
from builder.story.commentary.markdown import html_of
from builder.story.commentary.placeholders import TOKEN, Filled
from builder.story.commentary.quotes import set_apart
from builder.story.commentary.scrolling import let_scroll
from builder.story.commentary.tree import depth_of, parsed, written

DEEPEST = 100
"""Elements within each other: more than any text needs, fewer than readers of HTML stumble over."""

Complain = Callable[[int, str, str], None]
"""Notes what is wrong with a text: the line in its file, of what, and what was expected."""


@dataclass(frozen=True, slots=True)
class Prose:
    """Safe HTML, and the image files that are copied beside its page, each with its line."""

    html: Markup = field(default_factory=Markup)
    images: tuple[tuple[int, ImageFile], ...] = ()


def prose_of(
    filled: Filled, line: int, below: int, content: Path, file: str, complain: Complain
) -> Prose:
    """Turn Markdown into HTML that may stand on a page below a heading of some level.

    `line` is where the text begins in its `file`, whose path is below the content folder.
    """
    root = parsed(html_of(filled.text, line))
    if depth_of(root) > DEEPEST:
        complain(line, "", f"expected at most {DEEPEST} elements within each other, found more")
        return Prose()
    place_headings(root, below)
    place_anchors(root)
    let_scroll(root)
    images, wrong_images = place_images(root, content, file)
    for at, wrong in wrong_images:
        complain(at, "image", wrong)
    for at, wrong in set_apart(root):
        complain(at, "quote", wrong)
    for at in _figures_in_addresses(root, filled):
        message = "expected an address without figures, found one between braces"
        complain(line + at - 1, "link", message)
    return Prose(Markup(written(root)), tuple(images))


def _figures_in_addresses(root: Element, filled: Filled) -> Iterator[int]:
    """Yield the lines of figures within addresses, where Markdown writes tokens in percents."""
    for link in root.iter("a"):
        for token in TOKEN.finditer(unquote(link.get("href", ""))):
            # An address may hold the same characters by itself, and stays as it is.
            if int(token[1]) < len(filled.figures):
                yield filled.figures[int(token[1])].line
