"""Images of a text: the site's own files, with what they show in words, and their sizes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit
from xml.etree.ElementTree import Element, SubElement

import imagesize

from builder.story.commentary.markdown import LINE
from builder.story.commentary.tree import written

FORMATS = {
    ".png": rb"\x89PNG\r\n\x1a\n",
    ".jpg": rb"\xff\xd8\xff",
    ".jpeg": rb"\xff\xd8\xff",
    ".webp": rb"RIFF....WEBP",
    ".gif": rb"GIF8[79]a",
    ".avif": rb"....ftypavi[fs]",
}
"""Pictures by the ends of their names, and how their bytes begin. An SVG can hold scripts."""

MAX_BYTES = 500_000

FOLDER = "images"
"""Where a page's images stand beside it, so that none can take the place of another file."""


@dataclass(frozen=True, slots=True)
class ImageFile:
    """A file that is copied beside its page: where it is, its name there, its size in pixels."""

    path: Path
    name: str
    width: int
    height: int

    @property
    def address(self) -> str:
        """The link to it from its page."""
        return quote(self.name)


def place_images(
    root: Element, content: Path, file: str
) -> tuple[list[tuple[int, ImageFile]], list[tuple[int, str]]]:
    """Give the images of a text their sizes, so that nothing moves while they load.

    `file` is the text's path below the content folder; images are named from there. An image that
    stands alone with a title becomes a figure, the title its caption. Returns the files to copy,
    and what is wrong with others, each with its line.
    """
    parents = {child: parent for parent in root.iter() for child in parent}
    found: list[tuple[int, ImageFile]] = []
    wrong: list[tuple[int, str]] = []
    for element in list(root.iter("img")):
        line = int(element.attrib.pop(LINE, 0))
        alt, title = element.get("alt", ""), element.get("title", "")
        try:
            image = read_image(_path_in(element.get("src", "")), alt, content, file)
        except ValueError as error:
            wrong.append((line, str(error)))
            continue
        found.append((line, image))
        element.attrib = _attributes(image, alt)
        parent = parents[element]
        if title and parent.tag == "p" and _is_alone(element, parent):
            parent.tag, parent.text, element.tail = "figure", "", ""
            SubElement(parent, "figcaption").text = title
        elif title:
            element.set("title", title)
    return found, wrong


def read_image(name: str, alt: str, content: Path, file: str) -> ImageFile:
    """Find an image by its path from a text, and its size.

    Raises ValueError with what was expected and found.
    """
    if not name:
        raise ValueError("expected an image file beside the text, found another address or none")
    if not alt.strip():
        raise ValueError(f"expected words for those who cannot see {name!r}, found none")
    path = (content / file).parent / name
    if not _is_below(path, content):
        raise ValueError(f"expected an image file below the content folder, found {name!r}")
    size = path.stat().st_size
    expected = FORMATS.get(path.suffix.lower())
    if expected is None:
        raise ValueError(f"expected an image ({', '.join(FORMATS)}), found {name!r}")
    if size > MAX_BYTES:
        raise ValueError(f"expected at most {MAX_BYTES:,} bytes, found {size:,} in {name!r}")
    with path.open("rb") as file_of_image:
        is_one = re.match(expected, file_of_image.read(16), re.DOTALL)
    width, height = imagesize.get(path) if is_one else (0, 0)
    if width < 1 or height < 1:
        kind = path.suffix.lower().removeprefix(".").upper()
        raise ValueError(f"expected a {kind} image that can be read, found {name!r}")
    return ImageFile(path, f"{FOLDER}/{path.name}", width, height)


def image_html(image: ImageFile, alt: str, credit: str) -> str:
    """Return an image as HTML, with a line below it that says whose it is."""
    root = Element("root")
    figure = SubElement(root, "figure")
    SubElement(figure, "img", _attributes(image, alt))
    if credit:
        SubElement(figure, "figcaption").text = credit
    return written(root)


def namesakes(images: Iterable[tuple[int, ImageFile]]) -> list[tuple[int, str]]:
    """Return the lines of images whose name another file has, with what is wrong with them.

    Names that differ in capital letters alone are one to some servers.
    """
    first: dict[str, Path] = {}
    wrong = []
    for line, image in images:
        if first.setdefault(image.name.casefold(), image.path.resolve()) != image.path.resolve():
            name = image.path.name
            wrong.append((line, f"expected a name of its own for each image, found {name} again"))
    return wrong


def _is_below(path: Path, content: Path) -> bool:
    """Tell whether a path is a file below a folder, also where links of the file system lead."""
    try:
        return path.resolve().is_relative_to(content.resolve()) and path.is_file()
    except (OSError, ValueError):
        # A name that no file can have: too long, or with a character that none may hold.
        return False


def _attributes(image: ImageFile, alt: str) -> dict[str, str]:
    return {
        "src": image.address,
        "alt": alt,
        "width": str(image.width),
        "height": str(image.height),
        "loading": "lazy",
        "decoding": "async",
    }


def _path_in(address: str) -> str:
    """Return the path that an address from a text names; nothing for one that leads elsewhere."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return "" if parts.scheme or parts.netloc else unquote(parts.path)


def _is_alone(element: Element, parent: Element) -> bool:
    texts = ((parent.text or ""), (element.tail or ""))
    return len(parent) == 1 and not any(text.strip() for text in texts)
