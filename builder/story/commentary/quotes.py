"""Quotes and expert views: each in a block of its own, with who says it and where.

A quote is a Markdown block quote whose last paragraph names its speaker:

    > We expect a quiet week.
    >
    > — The desk, derivatives research, [Weekly note](https://example.org/note)
"""

from __future__ import annotations

import re

EXPECTED = "expected a last line that says who speaks, such as “> — Name, role, [source](address)”"

_QUOTE = re.compile(r"<blockquote>\n?(.*?)</blockquote>", re.DOTALL)
_SPEAKER = re.compile(r"<p>(?:—|–|--)\s*(?P<who>(?:(?!<p>).)*?)</p>\s*$", re.DOTALL)
_PARTS = re.compile(
    r"(?P<speaker>[^,<]+),\s*(?P<role>[^<]+?),\s*<a href=\"(?P<url>https?://[^\"]+)\"[^>]*>"
    r"(?P<source>.+?)</a>",
    re.DOTALL,
)


def set_apart(html: str) -> tuple[str, int]:
    """Turn each block quote into a figure with its speaker, role and source.

    Returns the HTML, and how many quotes name no speaker and so stay as they are. Each carries
    schema.org's Quotation as microdata, so that machines can tell it from the report.
    """
    nameless = 0

    def apart(match: re.Match[str]) -> str:
        nonlocal nameless
        speaker = _SPEAKER.search(match[1])
        parts = _PARTS.fullmatch(speaker["who"].strip()) if speaker else None
        if speaker is None or parts is None or "<blockquote" in match[1]:
            nameless += 1
            return match[0]
        words = match[1][: speaker.start()].strip()
        return (
            '<figure class="quote" itemscope itemtype="https://schema.org/Quotation">'
            f'<blockquote cite="{parts["url"]}" itemprop="text">{words}</blockquote>'
            '<figcaption><span itemprop="creator" itemscope itemtype="https://schema.org/Person">'
            f'<strong itemprop="name">{parts["speaker"].strip()}</strong>, '
            f'<span itemprop="jobTitle">{parts["role"]}</span></span>, '
            f'<a itemprop="citation" href="{parts["url"]}" rel="noopener">{parts["source"]}</a>'
            "</figcaption></figure>"
        )

    return _QUOTE.sub(apart, html), nameless
