"""Text that may stand in XML."""

from __future__ import annotations

import re

_NOT_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def xml_text(text: str) -> str:
    """Return text without the control characters that XML 1.0 cannot hold, not even escaped."""
    return _NOT_XML.sub("", text)
