"""Digests of what authors wrote: what tells that a text stands on its page as it did before."""

from __future__ import annotations

import json
from collections.abc import Iterable

from builder.market.digests import digest_of
from builder.market.figures import Figure, with_inputs
from builder.market.history import History
from builder.market.vocabulary import FIELDS
from builder.pages.ledger import figure_record
from builder.story.commentary.images import ImageFile
from builder.story.commentary.prepared import Prepared
from builder.story.commentary.prose import Prose
from builder.story.commentary.written import Refused, Written


def text_digest(
    history: History, written: Written, text: Prepared | None, refused: Refused | None
) -> str:
    """Return the digest of a commentary, or of the word that one is withheld.

    It covers the figures that the text prints, of whatever day: what they rest on, when they are as
    of, how they were corrected, and what their assets are called.
    """
    if text is None:
        return digest_of(repr(refused)) if refused else ""
    parts = (text.title, text.headline, text.summary, text.body)
    about = text.commentary
    printed = [(placed.how, placed.line) for part in parts for placed in part.figures]
    return digest_of(
        about.file,
        about.source,
        repr((about.publish_at, about.corrections, text.waits, printed)),
        *(part.html for part in parts),
        text.image,
        *_figures(history, text.figures),
        *_images(text.images),
        repr(written.authors.get(about.author)),
    )


def prose_digest(prose: Prose) -> str:
    """Return the digest of a text without figures, with its images."""
    return digest_of(prose.html, *_images(image for _, image in prose.images))


def _figures(history: History, figures: Iterable[Figure]) -> Iterable[str]:
    for figure in with_inputs(figures):
        day = history.by_date[figure.day]
        own = [one for one in day.corrections if one.field == figure.id]
        asset = history.by_ticker.get(figure.subject)
        # What of a field the vocabulary declares is the program's; a conversion makes others.
        known = figure.field == FIELDS.get(figure.field.name)
        said = (figure.origin, day.as_of, own, asset, known)
        yield f"{json.dumps(figure_record(figure))} {said!r}"


def _images(images: Iterable[ImageFile]) -> Iterable[str | bytes]:
    for image in images:
        yield f"{image.name} {image.width} {image.height}"
        yield image.path.read_bytes()
