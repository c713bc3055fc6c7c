"""What every drawing must be, checked without the code that makes it."""

import re
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"

_ELEMENTS = {
    "svg",
    "title",
    "desc",
    "g",
    "path",
    "rect",
    "line",
    "text",
    "defs",
    "clipPath",
    "circle",
}
_COLOUR = re.compile(r"none|transparent|var\(--[a-z0-9-]+\)|url\(#[A-Za-z0-9_-]+\)")
_PLACE = r"(-?[\d.]+(?:e-?\d+)?)"
_BAR = re.compile(rf"M{_PLACE},{_PLACE}h{_PLACE}v{_PLACE}h{_PLACE}Z")


def parsed(drawn: str) -> ElementTree.Element:
    """Parse a drawing; one that is not well-formed fails the test."""
    return ElementTree.fromstring(drawn)  # noqa: S314 - drawn by the program under test


def faults_of(drawn: str, name: str) -> list[str]:
    """Return what is wrong with a drawing as an image within a page."""
    root = parsed(drawn)
    faults = []
    if root.tag != f"{SVG}svg" or root.get("role") != "img":
        faults.append("the root is no svg with the role img")
    for tag in ("title", "desc"):
        found = root.findall(f"{SVG}{tag}")
        if len(found) != 1 or not (found[0].text or "").strip():
            faults.append(f"no {tag} with words")
        elif found[0].get("id") not in (root.get("aria-labelledby") or "").split():
            faults.append(f"{tag} does not name the drawing")
    box = [float(number) for number in (root.get("viewBox") or "0 0 0 0").split()]
    if box[2] <= 0 or box[3] <= 0:
        faults.append(f"an empty viewBox: {box}")
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    faults += [f"the id {one} stands twice" for one in set(ids) if ids.count(one) > 1]
    faults += [
        f"the id {one} could be another drawing's" for one in ids if not one.startswith(name)
    ]
    for element in root.iter():
        tag = element.tag.removeprefix(SVG)
        if tag not in _ELEMENTS:
            faults.append(f"an element {tag}")
        for attribute, value in element.attrib.items():
            faults += _attribute_faults(tag, attribute, value)
    return faults


def _attribute_faults(tag: str, attribute: str, value: str) -> list[str]:
    where = f"{tag} {attribute}={value!r}"
    if attribute in ("style", "class", "href") or attribute.startswith(("on", "{")):
        return [f"an attribute that a page refuses: {where}"]
    if attribute in ("fill", "stroke", "color", "stop-color") and not _COLOUR.fullmatch(value):
        return [f"a colour that no theme can change: {where}"]
    if attribute == "font-family" and value.split(",", maxsplit=1)[0].strip("\"' ") != "Inter":
        return [f"a typeface that is not the site's: {where}"]
    if attribute == "font-size" and float(value.removesuffix("px")) < 12:
        return [f"text that is too small: {where}"]
    if attribute != "aria-label" and re.search(r"NaN|Infinity|undefined|null|://", value):
        return [f"no drawing: {where}"]
    if attribute in ("width", "height") and float(value) < 0:
        return [f"a size below zero: {where}"]
    return []


def marks(drawn: str) -> list[ElementTree.Element]:
    """Return the elements that say what they are, in their order."""
    return [element for element in parsed(drawn).iter() if element.get("aria-label")]


def lengths(drawn: str) -> list[tuple[str, float, str]]:
    """Return label, length in pixels and colour of each bar."""
    found = []
    for mark in marks(drawn):
        match = _BAR.fullmatch(mark.get("d", ""))
        if match:
            found.append((mark.get("aria-label", ""), float(match[3]), mark.get("fill", "")))
    return found


def words(drawn: str) -> list[str]:
    """Return the texts that are drawn, in their order."""
    return [element.text or "" for element in parsed(drawn).iter(f"{SVG}text")]
