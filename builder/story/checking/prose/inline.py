"""The prose within one block of Markdown: its text, and the words below and beside its images."""

from __future__ import annotations

from markdown_it.helpers import parseLinkDestination, parseLinkTitle
from markdown_it.token import Token

from builder.story.checking.prose.passages import OPAQUE, Gathered, Passage, Role


def inline_passages(block: Token, source: str, place: int, role: Role) -> tuple[list[Passage], int]:
    """Return a block's text, then the texts of its images, and the place where the block ends.

    A token says what was written but not where: it is looked for from the end of the one before.
    """
    reader = _Reader(source, place)
    reader.read(block.children or [])
    return [reader.text.passage(role), *reader.images], reader.place


class _Reader:
    """Follows the tokens of a block through its source."""

    def __init__(self, source: str, place: int) -> None:
        self.source, self.place = source, place
        self.text = Gathered()
        self.images: list[Passage] = []

    def read(self, tokens: list[Token]) -> None:
        address = False
        for token in tokens:
            if token.type == "text" and token.content:
                at = self._find(token.content)
                if address:
                    self.text.stand_in(OPAQUE, at)
                else:
                    self.text.add(token.content, at)
            elif token.type == "text_special":
                self.text.stand_in(token.content, self._find(token.markup))
            elif token.type in ("softbreak", "hardbreak"):
                self.text.stand_in(" ", self.place)
                self._find("\n")
            elif token.type == "code_inline":
                self.text.stand_in(OPAQUE, self._find(token.markup))
                self.place += max(len(token.content) - 2, 0)
                self._find(token.markup)
            elif token.type == "html_inline":
                at = self._find(token.content)
                self.text.stand_in(" " if token.content.lower().startswith("<br") else "", at)
            elif token.type == "link_open":
                address = token.markup == "autolink"
            elif token.type == "link_close":
                if not address:
                    self._pass_target()
                address = False
            elif token.type == "image":
                self._read_image(token)

    def _find(self, text: str) -> int:
        """Return where a text stands next and go on behind it; here, if written otherwise."""
        found = self.source.find(text, self.place)
        if found < 0:
            return min(self.place, len(self.source) - 1)
        self.place = found + len(text)
        return found

    def _read_image(self, token: Token) -> None:
        inner = _Reader(self.source, self.place)
        inner._find("![")
        inner.read(token.children or [])
        self.place = inner.place
        start = self.place
        self._pass_target()
        self.images.append(inner.text.passage(Role.PROSE))
        title = str(token.attrs.get("title", ""))
        if title:
            caption = Gathered()
            caption.add(title, max(self.source.find(title, start, self.place), start))
            self.images.append(caption.passage(Role.PROSE))

    def _pass_target(self) -> None:
        """Go behind the address and title of a link or an image."""
        self._find("]")
        source, end = self.source, len(self.source)
        if source.startswith("[", self.place):
            self._find("]")
        if not source.startswith("(", self.place):
            return
        at = self._pass_space(self.place + 1)
        target = parseLinkDestination(source, at, end)
        at = self._pass_space(target.pos if target.ok else at)
        title = parseLinkTitle(source, at, end)
        at = self._pass_space(title.pos if title.ok else at)
        self.place = source.find(")", at) + 1 or self.place

    def _pass_space(self, at: int) -> int:
        while at < len(self.source) and self.source[at].isspace():
            at += 1
        return at
