"""Quotes and expert views: each in a block of its own, with who says it and where.

A quote is a Markdown block quote whose last paragraph names its speaker:

    > We expect a quiet week.
    >
    > — The desk, derivatives research, [Weekly note](https://example.org/note)
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from builder.story.commentary.markdown import LINE
from builder.story.commentary.tree import words_of

EXPECTED = "expected a last line that says who speaks, such as “> — Name, role, [source](address)”"

_WHO = re.compile(r"(?:—|–|―|--) ?(?P<speaker>[^,]+?) ?, ?(?P<role>.+?) ?,")


def set_apart(root: Element) -> list[tuple[int, str]]:
    """Turn each block quote into a figure with its speaker, role and source.

    Returns the lines of those that name none, each with what was expected. A quote carries
    schema.org's Quotation as microdata, so that machines can tell it from the report.
    """
    wrong: list[tuple[int, str]] = []
    within: set[Element] = set()
    for quote in list(root.iter("blockquote")):
        line = int(quote.attrib.pop(LINE, 0))
        if quote in within:
            continue
        within.update(quote.iter("blockquote"))
        fault = _set_apart(quote)
        if fault:
            wrong.append((line, fault))
    return wrong


def _set_apart(quote: Element) -> str:
    """Turn a quote into a figure, or return what is wrong with it."""
    if not len(quote) or quote[-1].tag != "p":
        return f"{EXPECTED}, found none"
    last = quote[-1]
    source = last[-1] if len(last) else None
    if source is None or source.tag != "a" or (source.tail or "").strip(" \n."):
        return f"{EXPECTED}, found “{_short(words_of(last))}”"
    address = source.get("href", "")
    before = words_of(last).removesuffix(source.tail or "").removesuffix(words_of(source))
    who = _WHO.fullmatch(" ".join(before.split()))
    if who is None or not words_of(source).strip():
        return f"{EXPECTED}, found “{_short(words_of(last))}”"
    if not address.startswith(("https://", "http://")):
        return f"expected the address of the source, beginning with https://, found {address!r}"
    quote.remove(last)
    if not words_of(quote).strip():
        return "expected what was said above the line that says who speaks, found nothing"
    words = Element("blockquote", {"cite": address, "itemprop": "text"})
    words.text, words[:] = quote.text, list(quote)
    quote.tag, quote.text, quote[:] = "figure", "", [words, _caption(who, source)]
    quote.attrib |= {
        "class": "quote",
        "itemscope": "",
        "itemtype": "https://schema.org/Quotation",
    }
    return ""


def _caption(who: re.Match[str], source: Element) -> Element:
    caption = Element("figcaption")
    person = SubElement(
        caption,
        "span",
        {"itemprop": "creator", "itemscope": "", "itemtype": "https://schema.org/Person"},
    )
    name = SubElement(person, "strong", {"itemprop": "name"})
    name.text, name.tail = who["speaker"], ", "
    role = SubElement(person, "span", {"itemprop": "jobTitle"})
    role.text, person.tail = who["role"], ", "
    source.tail = ""
    source.set("itemprop", "citation")
    caption.append(source)
    return caption


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
