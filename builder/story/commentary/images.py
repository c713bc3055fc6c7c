"""Images of a text: the site's own files, with what they show in words, and their sizes."""

from __future__ import annotations

import html as entities
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import imagesize

from builder.story.commentary.text import Image

FORMATS = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif")
"""Pictures only: an SVG can hold scripts."""

MAX_BYTES = 500_000

_IMAGE = re.compile(r"(<p>)?<img\b([^>]*)>(?(1)(</p>)?)")
"""An image, with the paragraph around it where it stands alone in one."""

_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class ImageFile:
    """A file that is copied beside its page: where it is, its name there, its size in pixels."""

    path: Path
    name: str
    width: int
    height: int


def place_images(html: str, content: Path, file: str) -> tuple[str, list[ImageFile], list[str]]:
    """Give the images of a text their sizes, so that nothing moves while they load.

    `file` is the text's path below the content folder; images are named from there. Returns the
    HTML, the files to copy, and what is wrong with others.
    """
    found: dict[str, ImageFile] = {}
    wrong: list[str] = []

    def placed(match: re.Match[str]) -> str:
        given = {name: entities.unescape(value) for name, value in _ATTRIBUTE.findall(match[2])}
        try:
            image = read_image(Image(given.get("src", ""), given.get("alt", "")), content, file)
        except ValueError as error:
            wrong.append(str(error))
            return ""
        found[image.name] = image
        if match[3]:
            return image_html(image, given["alt"], given.get("title", ""))
        return f"{match[1] or ''}{image_html(image, given['alt'])}"

    return _IMAGE.sub(placed, html), list(found.values()), wrong


def read_image(image: Image, content: Path, file: str) -> ImageFile:
    """Find an image and its size. Raises ValueError with what was expected and found."""
    parts = urlsplit(image.file)
    if parts.scheme or parts.netloc:
        raise ValueError(f"expected an image file beside the text, found {image.file!r}")
    if not image.alt.strip():
        raise ValueError(f"expected words for those who cannot see {image.file!r}, found none")
    path = (content / file).parent / unquote(parts.path)
    if not path.resolve().is_relative_to(content.resolve()) or not path.is_file():
        raise ValueError(f"expected an image file below the content folder, found {image.file!r}")
    if path.suffix.lower() not in FORMATS:
        raise ValueError(f"expected an image ({', '.join(FORMATS)}), found {image.file!r}")
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise ValueError(f"expected at most {MAX_BYTES:,} bytes, found {size:,} in {image.file!r}")
    width, height = imagesize.get(path)
    if width < 1 or height < 1:
        raise ValueError(f"expected an image that can be read, found {image.file!r}")
    return ImageFile(path, path.name, width, height)


def image_html(image: ImageFile, alt: str, credit: str = "") -> str:
    """Return an image as HTML, with a line below it for its caption or credit."""
    name, words = entities.escape(image.name), entities.escape(alt)
    picture = (
        f'<img src="{name}" alt="{words}" width="{image.width}" height="{image.height}"'
        ' loading="lazy" decoding="async">'
    )
    if not credit:
        return picture
    return f"<figure>{picture}<figcaption>{entities.escape(credit)}</figcaption></figure>"
