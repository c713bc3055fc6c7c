"""A commentary as it will stand on its page, but for the printing of its figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from markupsafe import Markup, escape

from builder.market.faults import Fault, nearest
from builder.market.fields import MARKET, ON_FILE, Unit
from builder.market.figures import Figure
from builder.market.history import History
from builder.story.commentary.front_matter import FIRST_LINE
from builder.story.commentary.images import ImageFile, image_html, namesakes, read_image
from builder.story.commentary.placeholders import TOKEN, Filled, Placed, fill
from builder.story.commentary.prose import Complain, prose_of
from builder.story.commentary.text import Commentary
from builder.story.printing import PRINTS, Printer

BELOW = 2
"""The level of the heading that a page puts above a commentary."""

LONGEST = {"title": 120, "headline": 89, "summary": 300}
"""Characters of a text as it is printed, where a page has room for no more."""

Print = Callable[[Figure, str], Markup]
"""Prints a figure one of the ways of PRINTS."""

_PIECE = re.compile(rf"<[^>]*>|{TOKEN.pattern}")


@dataclass(frozen=True, slots=True)
class PreparedText:
    """Safe HTML in which tokens stand for figures, each with the way that it prints."""

    html: str = ""
    figures: tuple[Placed, ...] = ()

    def shown(self, show: Print) -> Markup:
        """Return the HTML with its figures printed; within a tag, as plain text."""

        def printed(token: re.Match[str]) -> Markup:
            placed = self.figures[int(token[1])]
            return show(placed.figure, placed.how)

        def piece(match: re.Match[str]) -> str:
            if match[1] is not None:
                return printed(match)
            return TOKEN.sub(lambda token: escape(printed(token).striptags()), match[0])

        return Markup(_PIECE.sub(piece, self.html))

    def plain(self, printer: Printer) -> str:
        """Return the words that a reader sees."""
        shown = self.shown(lambda figure, how: escape(PRINTS[how](printer, figure)))
        return shown.striptags()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A commentary with its texts made safe, and the image files that it shows.

    `waits` says why it is not published, where a preview shows it nevertheless.
    """

    commentary: Commentary
    title: PreparedText
    headline: PreparedText
    summary: PreparedText
    body: PreparedText
    images: tuple[ImageFile, ...]
    image: Markup
    waits: str = ""

    @property
    def figures(self) -> list[Figure]:
        """All figures that its texts print."""
        parts = (self.title, self.headline, self.summary, self.body)
        return [placed.figure for part in parts for placed in part.figures]


def prepare(
    text: Commentary,
    history: History,
    day: date,
    content: Path,
    printer: Printer,
    faults: list[Fault],
    waits: str = "",
) -> Prepared:
    """Make a text ready for its page, adding to `faults` what is wrong with it.

    `day` is the one that its figures are of: the text's own, or the latest of its asset. An asset's
    text goes on with the last figure on file where its latest day has none.
    """

    def complain(line: int, field: str, message: str) -> None:
        faults.append(Fault(text.file, line, field, message))

    filled: list[tuple[int, Filled]] = []

    def fill_in(words: str, first_line: int, field: str) -> Filled:
        found = fill(words, history, day, latest=text.day is None)
        filled.append((first_line, found))
        for wrong in found.wrong:
            complain(first_line + wrong.line - 1, field, wrong.message)
        return found

    parts: dict[str, PreparedText] = {}
    for name, longest in LONGEST.items():
        words = fill_in(getattr(text, name), text.line_of(name), name)
        parts[name] = PreparedText(str(escape(words.text)), words.figures)
        length = len(parts[name].plain(printer))
        if length > longest:
            message = f"expected at most {longest} characters as printed, found {length}"
            complain(text.line_of(name), name, message)
    body = fill_in(text.body, text.line, "")
    prose = prose_of(body, text.line, BELOW, content, text.file, complain)
    images = list(prose.images)
    picture = ""
    if text.image is not None:
        line = text.line_of("image.file")
        try:
            image = read_image(text.image.file, text.image.alt, content, text.file)
        except ValueError as error:
            complain(line, "image.file", str(error))
        else:
            images.insert(0, (line, image))
            picture = image_html(image, text.image.alt, text.image.credit)
    for line, message in namesakes(images):
        complain(line, "image", message)
    for line, message in _rateless(filled):
        complain(line, "", message)
    _check_corrections(text, history, complain)
    return Prepared(
        text,
        **parts,
        body=PreparedText(prose.html, body.figures),
        images=tuple({image.name: image for _, image in images}.values()),
        image=Markup(picture),
        waits=waits,
    )


def _rateless(filled: Iterable[tuple[int, Filled]]) -> list[tuple[int, str]]:
    """Return the lines of won amounts whose rate the text does not name, with what was expected."""
    placed = [(line + one.line - 1, one.figure) for line, found in filled for one in found.figures]
    named = {figure.day for _, figure in placed if figure.field.name == "usd_krw"}
    return [
        (
            line,
            f"expected the rate of {figure.id} to be named in the text too, by "
            f"{{{{ {MARKET}.usd_krw }}}}, found none",
        )
        for line, figure in placed
        if figure.field.unit is Unit.KRW and figure.day not in named
    ]


def _check_corrections(text: Commentary, history: History, complain: Complain) -> None:
    known = (MARKET, ON_FILE, *history.by_ticker)
    for correction in text.corrections:
        subject = correction.field.rpartition(".")[0]
        if subject and subject not in known:
            message = f"expected a figure of an asset on file, found {correction.field}"
            hint = nearest(subject, known)
            complain(correction.line + FIRST_LINE, "corrections.field", f"{message}{hint}")
