"""Reads every numeral that a page says as its own, without any of the builder's code."""

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from tests.pages.html import Element, parse

# Times are no figures, windows are part of a field's name, and an address or a file says nothing.
_NO_FIGURE = re.compile(
    r"\b\d{1,2} (January|February|March|April|May|June|July|August|September|October|November"
    r"|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)( \d{4})?\b"
    r"|\b\d{4}-\d{2}-\d{2}\b|\b\d{2}:\d{2}\b"
    r"|\b(24|4)( ?hours?|h)\b|\b24/7\b"
)
_NUMERAL = re.compile(
    r"(?<![\w.])[\N{MINUS SIGN}+-]?[$₩]?(\d[\d,]*(?:\.\d+)?)"
    r"(?:(%)|(?: (million|billion|trillion)|([KMBT]))(?![a-z]))?"
)
_SCALE = {"million": 6, "M": 6, "billion": 9, "B": 9, "trillion": 12, "T": 12, "K": 3}


@dataclass(frozen=True)
class Numeral:
    """A printed numeral: its text, its size, and half of what its last digit counts."""

    text: str
    value: Decimal
    half: Decimal
    percent: bool

    def may_be(self, value: object, unit: str) -> bool:
        """Tell whether a figure rounds to this numeral; rates are printed in percent."""
        if not isinstance(value, int | float):
            return False
        size = abs(Decimal(repr(value))) * (100 if unit == "rate" else 1)
        return abs(size - self.value) <= self.half


def numerals_in(text: str) -> list[Numeral]:
    """Return the numerals of a text that are figures."""
    found = []
    for match in _NUMERAL.finditer(_NO_FIGURE.sub(" ", text)):
        digits = match[1].replace(",", "")
        scale = Decimal(10) ** _SCALE.get(match[3] or match[4] or "", 0)
        last = Decimal(10) ** -len(digits.partition(".")[2]) * scale
        # A headline rounds a whole number to three digits.
        zeros = len(digits) - len(digits.rstrip("0")) if "." not in digits else 0
        if match[3] is None and match[4] is None and len(digits) > 3 and zeros:
            last = Decimal(10) ** min(zeros, len(digits) - 3)
        found.append(Numeral(match[0], Decimal(digits) * scale, last / 2, bool(match[2])))
    return found


def orphans_of(folder: Path) -> list[str]:
    """Return the numerals of a page that no figure of the ledger beside it accounts for."""
    ledger = json.loads((folder / "ledger.json").read_text(encoding="utf-8"))
    figures = [(figure["value"], figure["unit"]) for figure in ledger["figures"]]
    page = parse((folder / "index.html").read_text(encoding="utf-8"))
    return [
        f"{folder.name}: {numeral.text!r} in {text.strip()!r}"
        for text in texts_of(page)
        for numeral in numerals_in(text)
        if not any(numeral.may_be(value, unit) for value, unit in figures)
    ]


def texts_of(tree: Element) -> list[str]:
    """Return what a page says in its own words: not what authors, disputes or corrections do."""
    texts = []

    def walk(element: Element) -> None:
        names = element.attributes.get("class", "").split()
        notices = {"notice--disputed", "notice--corrected"}
        foreign = {"commentary", "calendar", "crumbs", "sources", "credit", "cite", *notices}
        # Numbers of other days, each beside the link to the page whose ledger holds it.
        # A choice of spans has names, such as "30 days".
        foreign |= {"elsewhere", "choice"}
        # A drawing's own texts stand in its marks' words; the rest are its axes.
        if foreign & set(names) or element.tag in ("time", "script", "style", "text"):
            return
        texts.extend(child for child in element.children if isinstance(child, str))
        for child in element.children:
            if isinstance(child, Element):
                walk(child)
        if "aria-label" in element.attributes and element.tag == "path":
            texts.append(element.attributes["aria-label"])

    walk(tree)
    texts.extend(
        meta.attributes["content"]
        for meta in tree.all("meta")
        if meta.attributes.get("name") == "description"
    )
    return texts
