"""Plain text as Markdown that reads the same, by the rules of CommonMark and GitHub's tables."""

from __future__ import annotations

import re

from markupsafe import Markup

from builder.story.markup import plain_text

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~]|&(?=#?\w+;)")
_OPENING = re.compile(r"#{1,6}(?=\s|$)|[-+](?=\s|$)|(?:-+|=+)$|(?P<number>\d{1,9})(?=[.)](?:\s|$))")
"""What would begin a heading, a list or a rule: `# `, `- `, `---`, `1. `."""

_PARTS_AN_ADDRESS = str.maketrans({"<": "%3C", ">": "%3E", " ": "%20", "\n": "", "\\": "%5C"})


def in_markdown(text: str) -> Markup:
    """Return text, or what a reader sees of markup, so that Markdown reads nothing into it.

    It may begin a line; it stays on one line.
    """
    plain = plain_text(text) if isinstance(text, Markup) else " ".join(str(text).split())
    escaped = _SPECIAL.sub(r"\\\g<0>", plain)
    opening = _OPENING.match(plain)
    if opening is not None:
        at = opening.end() if opening["number"] else 0
        escaped = f"{escaped[:at]}\\{escaped[at:]}"
    return Markup(escaped)  # noqa: S704 - nothing of it is HTML to a reader of Markdown


def link_target(address: str) -> Markup:
    """Return an address as the target of a Markdown link, whatever it holds."""
    return Markup(f"<{address.translate(_PARTS_AN_ADDRESS)}>")  # noqa: S704 - as above
