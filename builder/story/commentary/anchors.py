"""Headings of a text and the addresses within it, apart from those of its page."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from slugify import slugify

from builder.story.commentary.placeholders import without_tokens
from builder.story.commentary.tree import words_of

PREFIX = "commentary-"
"""What ids of a text begin with, apart from those of the page's own sections."""

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def place_headings(root: Element, below: int) -> None:
    """Move headings so that the highest is just under level `below`, the others as far from it.

    A page has one h1, and its sections are h2: an author need not know. Headings without words go.
    """
    _leave_out_empty(root)
    headings = [element for element in root.iter() if element.tag in _HEADINGS]
    if not headings:
        return
    shift = max(0, below + 1 - min(int(heading.tag[1]) for heading in headings))
    for heading in headings:
        heading.tag = f"h{min(6, int(heading.tag[1]) + shift)}"


def place_anchors(root: Element) -> None:
    """Give each heading an id, and set all ids of the text apart from those of the page.

    Links to a place of the text itself go along; of ids that stand twice, the first one counts.
    """
    taken: dict[str, int] = {}
    moved: dict[str, str] = {}
    for element in root.iter():
        given = without_tokens(element.attrib.pop("id", ""))
        name = PREFIX + re.sub(r"\s+", "-", given.strip())
        if name == PREFIX and element.tag in _HEADINGS:
            name += slugify(without_tokens(words_of(element))) or "heading"
            while name in taken:
                taken[name] += 1
                name = f"{name}-{taken[name]}"
        elif name == PREFIX or name in taken:
            continue
        taken[name] = 1
        moved.setdefault(given, name)
        element.set("id", name)
    for link in root.iter("a"):
        target = link.get("href", "")
        if target.startswith("#") and target[1:] in moved:
            link.set("href", f"#{moved[target[1:]]}")


def _leave_out_empty(root: Element) -> None:
    for parent in root.iter():
        kept: list[Element] = []
        for child in parent:
            if child.tag not in _HEADINGS or words_of(child).strip():
                kept.append(child)
            elif kept:
                kept[-1].tail = (kept[-1].tail or "") + (child.tail or "")
            else:
                parent.text = (parent.text or "") + (child.tail or "")
        if len(kept) < len(parent):
            parent[:] = kept
