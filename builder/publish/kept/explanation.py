"""Says of each page that was rendered why, in as few lines as there are reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from builder.publish.kept.pages import MadePages
from builder.publish.release.publication import Publication

_FEW = 6
"""So many days are named one by one; more in a row are a span."""


def explained(made: MadePages, publication: Publication) -> Iterator[str]:
    """Yield lines that name each page that was rendered, below the reason; then those that went.

    Named are also those that a build had rendered which then published nothing; and it is said why
    all pages were published anew, if they were.
    """
    if made.reasons or made.gone:
        same = len(made.reasons) - len(made.changed)
        as_before = f", {same:,} of them as before" if same else ""
        yield f"{_counted(len(made.reasons))} rendered{as_before}:"
    elif not publication.whole:
        yield "No page was rendered."
    groups: dict[str, list[str]] = {}
    for address, reason in made.reasons.items():
        groups.setdefault(reason, []).append(address)
    on_file = [page.summary.day.date for page in made.pages if page.summary is not None]
    for reason, addresses in groups.items():
        yield f"  {reason}: {_counted(len(addresses))}"
        for names in _named(addresses, on_file):
            yield f"    {names}"
    if made.gone:
        yield f"  no longer on file, removed: {_counted(len(made.gone))}"
        for names in _named(made.gone, ()):
            yield f"    {names}"
    if publication.whole:
        yield f"All pages are published anew: {publication.whole}."
        return
    late = [
        page.address
        for page in made.pages
        if page.address not in publication.kept and page.address not in made.reasons
    ]
    if late:
        yield f"  rendered by a build that published nothing, published now: {_counted(len(late))}"
        for names in _named(late, on_file):
            yield f"    {names}"


def _named(addresses: Iterable[str], on_file: Sequence[date]) -> Iterator[str]:
    """Yield lines that name pages: days that follow each other on file as spans."""
    place = {f"{day:%Y/%m/%d}/": number for number, day in enumerate(on_file)}
    days = sorted(place[address] for address in addresses if address in place)
    spans: list[list[int]] = []
    for number in days:
        if spans and spans[-1][-1] == number - 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    named = []
    for span in spans:
        first, last = on_file[span[0]], on_file[span[-1]]
        if len(span) > _FEW:
            named.append(f"{first} to {last} ({_counted(len(span), 'day')})")
        else:
            named += [str(on_file[number]) for number in span]
    named += [address or "home" for address in addresses if address not in place]
    line = ""
    for name in named:
        if line and len(line) + len(name) > 90:
            yield line
            line = ""
        line += f", {name}" if line else name
    if line:
        yield line


def _counted(number: int, noun: str = "page") -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
