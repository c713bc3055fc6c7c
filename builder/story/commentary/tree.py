"""Safe HTML as a tree, so that parts of it can be moved and replaced."""

from __future__ import annotations

from html.parser import HTMLParser
from xml.etree.ElementTree import Element, TreeBuilder

from markupsafe import escape

VOID = ("br", "hr", "img")


def parsed(html: str) -> Element:
    """Return the root of a tree; the HTML is a sanitiser's, so that every element is closed."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.tree()


def written(root: Element) -> str:
    """Return what a root holds as HTML; neither text nor attributes hold a `<`, `>` or quote.

    Goes down without calling itself, however deep the elements nest.
    """
    parts: list[str] = [escape(root.text or "")]
    pending: list[Element | str] = list(reversed(_with_tails(root)))
    while pending:
        piece = pending.pop()
        if isinstance(piece, str):
            parts.append(piece)
            continue
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in piece.items())
        # A property that stands alone, such as `itemscope`, is written so.
        parts.append(f"<{piece.tag}{attributes}>".replace('=""', ""))
        if piece.tag not in VOID:
            parts.append(escape(piece.text or ""))
            pending.append(f"</{piece.tag}>")
            pending.extend(reversed(_with_tails(piece)))
    return "".join(parts)


def words_of(element: Element) -> str:
    """Return the text of an element and all that it holds."""
    return "".join(element.itertext())


def depth_of(root: Element) -> int:
    """Return how many elements stand within each other below a root, at most."""
    deepest, pending = 0, [(root, 0)]
    while pending:
        element, depth = pending.pop()
        deepest = max(deepest, depth)
        pending.extend((child, depth + 1) for child in element)
    return deepest


def _with_tails(element: Element) -> list[Element | str]:
    return [part for child in element for part in (child, str(escape(child.tail or "")))]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._builder = TreeBuilder()
        self._builder.start("root", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self._builder.end(tag)

    def handle_endtag(self, tag: str) -> None:
        self._builder.end(tag)

    def handle_data(self, data: str) -> None:
        self._builder.data(data)

    def tree(self) -> Element:
        self._builder.end("root")
        return self._builder.close()
