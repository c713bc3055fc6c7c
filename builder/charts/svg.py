"""Makes the renderer's SVG fit to stand inside a page: half its size, and named for all readers."""

from __future__ import annotations

import re
from html import escape
from xml.etree import ElementTree

from builder.charts.strokes import merge_strokes, share_attributes
from builder.charts.theme import FONT, FONT_SIZE

SVG = "http://www.w3.org/2000/svg"
ElementTree.register_namespace("", SVG)

_NAME = "chart-name"
"""Stands for the chart's name in a tidied drawing: one drawing can serve several pages."""

_LONG_NUMBER = re.compile(r"-?\d+\.\d{2,}")
_GEOMETRY = ("d", "transform", "x", "y", "x1", "x2", "y1", "y2", "width", "height", "viewBox")
_DEFAULTS = {
    "opacity": "1",
    "font-family": FONT,
    "font-size": f"{FONT_SIZE}px",
    "transform": "translate(0,0)",
    "aria-hidden": "true",
}
_NOT_DRAWN = ("class", "version", "aria-roledescription", "pointer-events", "stroke-miterlimit")


def tidy_svg(drawn: str) -> str:
    """Return a drawing without what no eye can see.

    Coordinates keep one decimal, a tenth of a pixel; frames without ink and groups that group
    nothing are left out; strokes that look alike are one path; type is set once, at the root.
    Marks keep their words (`aria-label`).
    """
    root = ElementTree.fromstring(drawn)
    children = merge_strokes([kept for child in root for kept in _tidy(child)])
    attributes = {
        "viewBox": _shortened(root.attrib["viewBox"]),
        "width": _shortened(root.attrib["width"]),
        "height": _shortened(root.attrib["height"]),
        "font-family": FONT,
        "font-size": str(FONT_SIZE),
        "role": "img",
        "aria-labelledby": f"{_NAME}-title {_NAME}-desc",
    }
    tidied = ElementTree.Element(f"{{{SVG}}}svg", attributes)
    tidied.extend(children)
    return ElementTree.tostring(tidied, encoding="unicode")


def inline_svg(tidied: str, name: str, title: str, description: str) -> str:
    """Return a tidied drawing as an image within a page, named for assistive technology.

    `name` is unique within its page; all ids of the drawing begin with it.
    """
    start, end = tidied.split(">", 1)
    words = (
        f'<title id="{_NAME}-title">{escape(title)}</title>'
        f'<desc id="{_NAME}-desc">{escape(description)}</desc>'
    )
    return f"{start}>{words}{end}".replace(_NAME, name)


def _tidy(element: ElementTree.Element) -> list[ElementTree.Element]:
    """Return what stands in an element's place: itself, its children, or nothing."""
    frame = element.get("class") in ("background", "foreground")
    inkless = element.get("fill") is None and element.get("stroke") is None
    if (frame and inkless) or element.get("display") == "none" or _unseen(element):
        return []
    is_mark = element.get("aria-label") is not None and element.get("aria-roledescription") not in (
        "axis",
        "legend",
    )
    for attribute in _NOT_DRAWN:
        element.attrib.pop(attribute, None)
    if not is_mark:
        for attribute in ("role", "aria-label"):
            element.attrib.pop(attribute, None)
    for attribute, value in _DEFAULTS.items():
        if element.get(attribute) == value:
            del element.attrib[attribute]
    for attribute in _GEOMETRY:
        if attribute in element.attrib:
            element.set(attribute, _shortened(element.attrib[attribute]))
    _name_ids(element)
    children = merge_strokes([kept for child in element for kept in _tidy(child)])
    element[:] = children
    if element.tag == f"{{{SVG}}}g":
        share_attributes(element)
        if not children or not element.attrib:
            return children
    return [element]


def _unseen(element: ElementTree.Element) -> bool:
    """Tell whether an element only holds a place: what widens a scale, or a line without days."""
    if element.tag == f"{{{SVG}}}path" and not element.get("d"):
        return True
    return "0" in (element.get("stroke-opacity"), element.get("opacity"))


def _name_ids(element: ElementTree.Element) -> None:
    if "id" in element.attrib:
        element.set("id", f"{_NAME}-{element.attrib['id']}")
    for attribute in ("clip-path", "fill", "stroke"):
        value = element.attrib.get(attribute, "")
        if value.startswith("url(#"):
            element.set(attribute, value.replace("url(#", f"url(#{_NAME}-"))


def _shortened(numbers: str) -> str:
    return _LONG_NUMBER.sub(_short, numbers)


def _short(match: re.Match[str]) -> str:
    text = f"{float(match[0]):.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
