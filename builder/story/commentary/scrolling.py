"""What may be wider than its column: tables and code, which scroll within themselves."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from builder.story.commentary.tree import words_of


def let_scroll(root: Element) -> None:
    """Let tables and code scroll by themselves, with keys too.

    A table stands in a box as those of the data do, named by its first row.
    """
    for table in list(root.iter("table")):
        row = next(table.iter("tr"), None)
        names = [" ".join(words_of(cell).split()) for cell in row] if row is not None else []
        inner = Element("table", table.attrib)
        inner.text, inner[:] = table.text, list(table)
        table.tag, table.text, table[:] = "div", "", []
        table.attrib = {
            "class": "table",
            "role": "region",
            "tabindex": "0",
            "aria-label": ", ".join(name for name in names if name) or "…",
        }
        table.append(inner)
    for code in root.iter("pre"):
        code.set("tabindex", "0")
