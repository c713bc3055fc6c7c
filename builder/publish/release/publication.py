"""What of a release is made anew, and what is taken over from the one that stands published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from builder.publish.inputs import Inputs
from builder.publish.kept.pages import MadePages
from builder.publish.release.standing import Standing, is_untouched
from builder.story.commentary.text import Commentary


@dataclass(frozen=True)
class Publication:
    """The pages of a release, and which of them are those that stand published.

    `pages` holds the digest of what each address is made of. What is at the addresses `kept` would
    come out the same; where all is made anew, `whole` says why.
    """

    pages: dict[str, str]
    kept: frozenset[str] = frozenset()
    whole: str = ""


def plan_publication(
    before: Standing | None, site: Path, look: str, made: MadePages
) -> Publication:
    """Compare pages with those that stand published.

    Only a site of which every file is as it was published is taken over, and only pages of the same
    `look`: program, templates, styles and settings.
    """
    pages = {page.address: page.made for page in made.pages}
    whole = ""
    if not site.is_dir() or not any(site.iterdir()):
        whole = "nothing is published here yet"
    elif before is None or before.site != str(site):
        whole = "it is not known from what the published site was made"
    elif before.look != look:
        whole = "the program, the theme, the settings or the kinds of pages changed"
    elif not is_untouched(before, site):
        whole = "the published site was changed by something else, or rolled back"
    if whole or before is None:
        return Publication(pages, whole=whole)
    kept = {address for address, digest in pages.items() if before.pages.get(address) == digest}
    return Publication(pages, frozenset(kept))


def appearing(inputs: Inputs, now: datetime) -> tuple[str | None, str | None]:
    """Return since when, and until when, just these texts are published."""
    moments = {text.publish_at for text in _texts(inputs) if text.publish_at is not None}
    past = max((moment for moment in moments if moment <= now), default=None)
    future = min((moment for moment in moments if moment > now), default=None)
    return (past.isoformat() if past else None, future.isoformat() if future else None)


def _texts(inputs: Inputs) -> Iterable[Commentary]:
    yield from (held.commentary for held in inputs.held)
    yield from (waiting.commentary for waiting in inputs.waiting)
