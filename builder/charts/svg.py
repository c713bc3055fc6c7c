"""Makes the renderer's SVG fit to stand inside a page."""

from __future__ import annotations

import re
from xml.etree import ElementTree

SVG = "http://www.w3.org/2000/svg"
ElementTree.register_namespace("", SVG)

_LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")
_GEOMETRY = ("d", "transform", "x", "y", "x1", "x2", "y1", "y2", "width", "height", "viewBox")


def inline_svg(drawn: str, name: str, title: str, description: str) -> str:
    """Return a drawing as an image within a page, named for assistive technology.

    `name` is unique within its page; ids inside the drawing begin with it. Coordinates keep two
    decimals, a fiftieth of what an eye can see, and frames without ink are left out.
    """
    root = ElementTree.fromstring(drawn)
    _tidy(root, name)
    for attribute in ("class", "version"):
        root.attrib.pop(attribute, None)
    root.set("role", "img")
    root.set("aria-labelledby", f"{name}-title {name}-desc")
    for position, (tag, text) in enumerate((("title", title), ("desc", description))):
        element = ElementTree.Element(f"{{{SVG}}}{tag}", {"id": f"{name}-{tag}"})
        element.text = text
        root.insert(position, element)
    return ElementTree.tostring(root, encoding="unicode")


def _tidy(element: ElementTree.Element, name: str) -> None:
    for attribute in _GEOMETRY:
        if attribute in element.attrib:
            element.set(attribute, _LONG_NUMBER.sub(_short, element.attrib[attribute]))
    if "id" in element.attrib:
        element.set("id", f"{name}-{element.attrib['id']}")
    for attribute in ("clip-path", "fill", "stroke"):
        value = element.attrib.get(attribute, "")
        if value.startswith("url(#"):
            element.set(attribute, value.replace("url(#", f"url(#{name}-"))
    is_mark = element.get("role") == "graphics-symbol" and element.get(
        "aria-roledescription"
    ) not in (
        "axis",
        "legend",
    )
    for attribute in ("class", "aria-roledescription", "pointer-events", "stroke-miterlimit"):
        element.attrib.pop(attribute, None)
    if not is_mark:
        for attribute in ("role", "aria-label", "aria-hidden"):
            element.attrib.pop(attribute, None)
    for child in list(element):
        frame = child.get("class") in ("background", "foreground")
        if frame and child.get("fill") is None and child.get("stroke") is None:
            element.remove(child)
        else:
            _tidy(child, name)
            if child.tag == f"{{{SVG}}}g" and not len(child):
                element.remove(child)


def _short(match: re.Match[str]) -> str:
    text = f"{float(match[0]):.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
