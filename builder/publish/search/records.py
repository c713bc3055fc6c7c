"""What the search knows of each page, from what the builder knows of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from builder.market.registry import Asset
from builder.publish.catalogue import Catalogue, Listed
from builder.publish.search.keywords import EVERY_DAY, keywords, names_of
from builder.story.telling import Teller

LEFT_OUT = ("home", "moved")
"""Kinds of pages that the search does not find: the reader knows the way, or is sent on it."""

WITHOUT_TOTAL = "none"
"""Sorts below every total, so that days without one come last among the largest."""


SHOWN = ("date", "day", "disputed", "figures", "keywords", "title")
"""The names that `meta` of a record can have."""


@dataclass(frozen=True, slots=True)
class Record:
    """A page as the search sees it.

    `text` is looked through and quoted. `meta` is looked through and shown, by name: `title`; for
    days `date`, `figures` and, if they are, `disputed`. Not shown are `keywords`, and `day`, the
    date as data has it. `facets` hold the values that results can be narrowed to, `order` what they
    can be sorted by, compared as text.
    """

    address: str
    text: str
    meta: Mapping[str, str]
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    order: Mapping[str, str] = field(default_factory=dict)


def records_of(catalogue: Catalogue, assets: Sequence[Asset], teller: Teller) -> Iterator[Record]:
    """Yield the records of a site's pages, in their order: days from the first to the last."""
    by_ticker = {asset.ticker: asset for asset in assets}
    for page in (*catalogue.pages, *catalogue.unlisted):
        if page.kind in LEFT_OUT:
            continue
        yield _day(page, by_ticker, teller) if page.kind == "day" else _page(page, by_ticker)


def _day(page: Listed, assets: Mapping[str, Asset], teller: Teller) -> Record:
    digest = page.digest
    assert digest is not None, "a day has one"
    assert digest.day is not None, "a day has one"
    day = digest.day
    text = f"{digest.summary} {digest.brief}".strip()
    phrases = [
        EVERY_DAY,
        *(name for ticker in digest.tickers for name in names_of(assets[ticker])),
        *(teller.tags[tag][0] for tag in digest.tags),
    ]
    meta = {
        "title": digest.headline,
        "date": teller.day(day),
        "day": day.isoformat(),
        "figures": " · ".join(f"{key.label}: {key.text}" for key in digest.key_figures),
        "keywords": keywords(phrases, text),
    }
    if digest.disputed:
        meta["disputed"] = digest.disputed
    total = digest.liquidations
    return Record(
        page.address,
        text,
        meta,
        {
            "asset": digest.tickers,
            "year": (f"{day.year:04}",),
            "month": (f"{day.month:02}",),
            "tag": digest.tags,
        },
        {
            "date": day.isoformat(),
            # Text, and padded: as numbers, Pagefind would keep the first seven digits only.
            "liquidations": WITHOUT_TOTAL if total is None else f"usd {total.number:024.4f}",
        },
    )


def _page(page: Listed, assets: Mapping[str, Asset]) -> Record:
    # Addresses are in the words of readers: methodology, corrections, records.
    phrases = [page.address.replace("/", " ")]
    text = page.description
    if page.kind == "asset" and page.digest is not None:
        phrases += [name for ticker in page.digest.tickers for name in names_of(assets[ticker])]
        text = page.digest.summary
    return Record(page.address, text, {"title": page.title, "keywords": keywords(phrases, text)})
