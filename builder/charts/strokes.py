"""Joins strokes that look alike: a year of bars is one path, not 365 elements."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

_TRANSLATE = re.compile(r"translate\((-?[\d.]+),(-?[\d.]+)\)")
_PLACED = ("d", "transform", "x1", "y1", "x2", "y2")
_START = re.compile(r"M-?[\d.]+,(-?[\d.]+)")
_FEW = 8
_INHERITED = ("fill", "text-anchor", "font-weight", "font-size")


def merge_strokes(elements: Sequence[Element]) -> list[Element]:
    """Return the elements with neighbouring strokes of one look as one path.

    Lines become paths. What says something (`aria-label`), is moved or is see-through stays alone.
    """
    merged: list[Element] = []
    for element in elements:
        path = _path_of(element)
        if path is None:
            merged.append(element)
            continue
        before = merged[-1] if merged else None
        if before is not None and _look(before) == _look(path) and _joins(before):
            # What is drawn for each row alike, such as a line at zero, is drawn once.
            if not before.attrib["d"].endswith(path.attrib["d"]):
                before.set("d", before.attrib["d"] + path.attrib["d"])
        else:
            merged.append(path)
    for path in merged:
        _lower(path)
    return merged


def share_attributes(group: Element) -> None:
    """Move what all texts of a group have in common to the group, and their places to x and y."""
    texts = list(group)
    if not texts or not all(text.tag.endswith("}text") for text in texts):
        return
    for text in texts:
        place = _TRANSLATE.fullmatch(text.get("transform", ""))
        if place is not None and "x" not in text.attrib and "y" not in text.attrib:
            del text.attrib["transform"]
            text.attrib |= {"x": place[1], "y": place[2]}
    for attribute in _INHERITED:
        value = texts[0].get(attribute)
        if value is not None and all(text.get(attribute) == value for text in texts):
            group.set(attribute, value)
            for text in texts:
                del text.attrib[attribute]


def _lower(path: Element) -> None:
    """Move a path of bars to their common zero, so that none of them has to say where it is."""
    zeros = set(_START.findall(path.get("d", ""))) if _joins(path) else set()
    if len(zeros) == 1 and path.attrib["d"].count("M") > _FEW:
        (zero,) = zeros
        path.set("d", path.attrib["d"].replace(f",{zero}", ",0"))
        path.set("transform", f"translate(0,{zero})")


def _path_of(element: Element) -> Element | None:
    """Return an element as a path that may be joined with others, or None."""
    kind = element.tag.rpartition("}")[2]
    if kind == "path":
        return element if _joins(element) else None
    place = _TRANSLATE.fullmatch(element.get("transform", "translate(0,0)"))
    if kind != "line" or place is None or {"aria-label", "x1", "y1"} & element.attrib.keys():
        return None
    right, down = element.get("x2", "0"), element.get("y2", "0")
    way = f"h{right}" if down == "0" else f"v{down}" if right == "0" else f"l{right},{down}"
    path = Element(element.tag.replace("line", "path"), _look_of(element))
    path.set("d", f"M{place[1]},{place[2]}{way}")
    path.tail = element.tail
    return path


def _joins(element: Element) -> bool:
    alone = {"aria-label", "transform", "opacity", "clip-path"}
    drawn = element.tag.endswith("}path") and "d" in element.attrib
    return drawn and not alone & element.attrib.keys()


def _look_of(element: Element) -> dict[str, str]:
    return {name: value for name, value in element.attrib.items() if name not in _PLACED}


def _look(element: Element) -> tuple[str, dict[str, str]]:
    return element.tag, _look_of(element)
