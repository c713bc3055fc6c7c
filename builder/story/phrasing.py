"""The phrasings of a statement, and which of them a day is told in."""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256

from jinja2 import Environment, Template

_BETWEEN = re.compile(r"^---\n", re.MULTILINE)


class Phrasings:
    """The phrasings that a language's folder holds: templates of several, with `---` between."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._texts: dict[str, list[str]] = {}
        self._templates: dict[tuple[str, int], Template] = {}

    def chosen(self, name: str, day: date, about: str = "", again: bool = False) -> Template:
        """Return the phrasing of a template that a day is told in, on a page about something.

        One that is told `again` on the same page is told in the next phrasing.

        Raises TemplateNotFound where there is no such template, TemplateSyntaxError for a fault.
        """
        if name not in self._texts:
            assert self._environment.loader is not None
            source, _, _ = self._environment.loader.get_source(self._environment, name)
            self._texts[name] = _BETWEEN.split(source)
        texts = self._texts[name]
        place = (turn(day, name + about, len(texts)) + again) % len(texts)
        # Most phrasings of most kinds are never needed: each is compiled when it first is.
        if (name, place) not in self._templates:
            self._templates[name, place] = self._compiled(name, texts, place)
        return self._templates[name, place]

    def _compiled(self, name: str, texts: list[str], place: int) -> Template:
        # Blank lines stand for the phrasings before, so that a fault names its line in the file.
        before = sum(text.count("\n") + 1 for text in texts[:place])
        source = "\n" * before + texts[place]
        code = self._environment.compile(
            source, name=name, filename=f"{name}, phrasing {place + 1}"
        )
        return Template.from_code(self._environment, code, self._environment.make_globals(None))


def turn(day: date, slot: str, number: int) -> int:
    """Return which of some phrasings it is a day's turn to use in a slot, counted from 0.

    They take turns, from a start that a hash of the slot sets: so the choice is stable, is of the
    day and the slot alone, and none comes again before all others were used. Chance would repeat
    itself within days.
    """
    start = int.from_bytes(sha256(slot.encode()).digest()[:4], "big")
    return (start + day.toordinal()) % number
