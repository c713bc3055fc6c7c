"""Structured data of pages: schema.org's vocabulary as JSON-LD, from the same figures.

Which types and properties search engines read is in Google's documentation of structured data.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from builder.market.attribution import Attribution
from builder.market.registry import Asset
from builder.pages.dates import Dates
from builder.pages.digest import Digest
from builder.pages.fitting import shortened
from builder.pages.page import CARD
from builder.pages.settings import Settings

LONGEST_HEADLINE = 110
"""Characters of an article's headline that search engines take."""

LOGO = "assets/images/logo.png"

_ESCAPED = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}

Data = dict[str, Any]
Step = tuple[str, str]
"""The name of a page above another, and its address."""


def json_ld(data: Sequence[Data]) -> str:
    """Return structured data as JSON that can stand in a page, whatever its texts hold.

    What the page is about comes first, then where it stands.
    """
    graph = data[0] if len(data) == 1 else {"@graph": list(data)}
    text = json.dumps(
        {"@context": "https://schema.org", **graph}, ensure_ascii=False, separators=(",", ":")
    )
    return text.translate(_ESCAPED)


def policy_hash(text: str) -> str:
    """Return the hash by which a Content-Security-Policy allows an inline block of this text."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def website(settings: Settings) -> list[Data]:
    """Return the site as a whole and who publishes it: for its home page only."""
    site = {
        "@type": "WebSite",
        "@id": settings.absolute("#website"),
        "name": settings.name,
        "url": settings.absolute(""),
        "inLanguage": settings.language,
        "publisher": {"@id": settings.absolute("#organization")},
    }
    return [site, {**_organization(settings), "logo": settings.absolute(LOGO)}]


def breadcrumbs(settings: Settings, steps: Sequence[Step], here: Step) -> Data:
    """Return the way to a page: from the home page, by the steps between, to the page itself."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": number,
                "name": name,
                "item": settings.absolute(address),
            }
            for number, (name, address) in enumerate([(settings.name, ""), *steps, here], start=1)
        ],
    }


def news_article(
    settings: Settings,
    address: str,
    description: str,
    digest: Digest,
    dates: Dates,
    assets: Sequence[Asset],
    attributions: Sequence[Attribution],
    corrections: Sequence[str],
) -> Data:
    """Return a day's article: a report by the organization, beside it its commentators."""
    page = settings.absolute(address)
    article: Data = {
        "@type": "NewsArticle",
        "@id": f"{page}#article",
        "mainEntityOfPage": page,
        "url": page,
        "headline": shortened(digest.headline, LONGEST_HEADLINE),
        "description": description,
        "image": [settings.absolute(f"{address}{CARD}")],
        "datePublished": dates.published.isoformat(),
        "dateModified": dates.modified.isoformat(),
        "author": [_organization(settings), *_people(settings, digest)],
        "publisher": _organization(settings),
        "inLanguage": settings.language,
        "isAccessibleForFree": True,
        "about": [
            {"@type": "Thing", "name": asset.name, "identifier": asset.ticker} for asset in assets
        ]
        or [{"@type": "Thing", "name": "Crypto derivatives"}],
        "isBasedOn": _figures_of(settings, page, digest, attributions),
    }
    if digest.keywords:
        article["keywords"] = list(digest.keywords)
    if corrections:
        article["correction"] = list(corrections)
    if settings.licence:
        article["license"] = settings.licence.url
    return article


def dataset(
    settings: Settings,
    address: str,
    name: str,
    description: str,
    covered: tuple[date, date],
    measured: Sequence[str],
    downloads: Sequence[tuple[str, str]],
) -> Data:
    """Return a page's data as a dataset; `downloads` are (address, media type)."""
    data: Data = {
        "@type": "Dataset",
        "@id": settings.absolute(f"{address}#dataset"),
        "name": name,
        "description": description,
        "url": settings.absolute(address),
        "temporalCoverage": f"{covered[0]}/{covered[1]}",
        "variableMeasured": list(dict.fromkeys(measured)),
        "license": _terms(settings),
        "isAccessibleForFree": True,
        "inLanguage": settings.language,
        "creator": _organization(settings),
    }
    if downloads:
        data["distribution"] = [
            _download(settings.absolute(file), kind) for file, kind in downloads
        ]
    return data


def _figures_of(
    settings: Settings, page: str, digest: Digest, attributions: Sequence[Attribution]
) -> Data:
    """Return what a day's article is based on: its figures, by those who measured them."""
    names = dict.fromkeys(credit.provider or credit.publisher for credit in attributions)
    creators = [{"@type": "Organization", "name": name} for name in names if name]
    return {
        "@type": "Dataset",
        "name": f"{settings.name}, figures of {digest.day}",
        "description": f"The figures of {digest.day} as they were reported, with the source of "
        "each.",
        "url": f"{page}#sources",
        "license": _terms(settings),
        "isAccessibleForFree": True,
        "temporalCoverage": f"{digest.day}",
        "creator": creators or [_organization(settings)],
        "distribution": [
            _download(f"{page}data.csv", "text/csv"),
            _download(f"{page}data.json", "application/json"),
        ],
    }


def _organization(settings: Settings) -> Data:
    return {
        "@type": "Organization",
        "@id": settings.absolute("#organization"),
        "name": settings.name,
        "url": settings.absolute(""),
    }


def _people(settings: Settings, digest: Digest) -> list[Data]:
    return [
        {
            "@type": "Person",
            "name": author.name,
            **({"url": settings.absolute(author.address)} if author.address else {}),
        }
        for author in digest.authors
    ]


def _terms(settings: Settings) -> str:
    """Return where the terms of all sources stand: figures keep those, whatever the page's are."""
    return settings.absolute("methodology/#sources")


def _download(url: str, kind: str) -> Data:
    return {"@type": "DataDownload", "contentUrl": url, "encodingFormat": kind}
