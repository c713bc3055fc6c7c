"""Structured data of pages: schema.org's vocabulary as JSON-LD, from the same figures.

Which types and properties search engines read is in Google's documentation of structured data.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from builder.market.attribution import Attribution
from builder.market.registry import Asset
from builder.pages.digest import Digest
from builder.pages.settings import Settings

LONGEST_HEADLINE = 110
"""Characters of an article's headline that search engines take."""

_ESCAPED = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}

Data = dict[str, Any]


def json_ld(*data: Data) -> str:
    """Return structured data as JSON that can stand in a page, whatever its texts hold."""
    graph = data[0] if len(data) == 1 else {"@graph": list(data)}
    text = json.dumps(
        {"@context": "https://schema.org", **graph}, ensure_ascii=False, separators=(",", ":")
    )
    return text.translate(_ESCAPED)


def organization(settings: Settings) -> Data:
    """Return who publishes the site."""
    return {
        "@type": "Organization",
        "@id": f"{settings.url}#organization",
        "name": settings.name,
        "url": settings.url,
        "logo": {
            "@type": "ImageObject",
            "url": f"{settings.url}assets/images/logo.png",
            "width": 512,
            "height": 512,
        },
    }


def website(settings: Settings) -> Data:
    """Return the site as a whole: for its home page only."""
    return {
        "@type": "WebSite",
        "@id": f"{settings.url}#website",
        "name": settings.name,
        "url": settings.url,
        "inLanguage": settings.language,
        "publisher": {"@id": f"{settings.url}#organization"},
    }


def breadcrumbs(settings: Settings, steps: Sequence[tuple[str, str]]) -> Data:
    """Return where a page stands: (name, address) from the home page to the page itself."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": number,
                "name": name,
                "item": f"{settings.url}{address}",
            }
            for number, (name, address) in enumerate(steps, start=1)
        ],
    }


def news_article(
    settings: Settings,
    address: str,
    description: str,
    digest: Digest,
    assets: Sequence[Asset],
    attributions: Sequence[Attribution],
) -> Data:
    """Return a day's article: a report by the organization, beside it its commentators."""
    page = f"{settings.url}{address}"
    people = [{"@type": "Person", "name": name} for name in digest.authors]
    return {
        "@type": "NewsArticle",
        "@id": f"{page}#article",
        "mainEntityOfPage": page,
        "headline": digest.headline[:LONGEST_HEADLINE],
        "description": description,
        "image": [f"{settings.url}assets/images/card.png"],
        "datePublished": digest.dates.published.isoformat(),
        "dateModified": digest.dates.modified.isoformat(),
        "author": [organization(settings), *people],
        "publisher": organization(settings),
        "inLanguage": settings.language,
        "keywords": list(digest.tags),
        "about": [
            {"@type": "Thing", "name": asset.name, "identifier": asset.ticker} for asset in assets
        ],
        "isBasedOn": [
            {
                "@type": "Dataset",
                "name": f"{settings.name}, figures of {digest.day}",
                "description": f"The figures of {digest.day} as they were reported, with the "
                "source of each.",
                "url": page,
                "creator": [
                    {"@type": "Organization", "name": name}
                    for name in dict.fromkeys(
                        attribution.provider or attribution.publisher
                        for attribution in attributions
                    )
                    if name
                ]
                or [{"@id": f"{settings.url}#organization"}],
                "distribution": [
                    _download(f"{page}data.csv", "text/csv"),
                    _download(f"{page}data.json", "application/json"),
                ],
            }
        ],
    }


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
    return {
        "@type": "Dataset",
        "@id": f"{settings.url}{address}#dataset",
        "name": name,
        "description": description,
        "url": f"{settings.url}{address}",
        "temporalCoverage": f"{covered[0]}/{covered[1]}",
        "variableMeasured": list(measured),
        "license": f"{settings.url}methodology/#sources",
        "isAccessibleForFree": True,
        "creator": organization(settings),
        "distribution": [_download(f"{settings.url}{file}", kind) for file, kind in downloads],
    }


def _download(url: str, kind: str) -> Data:
    return {"@type": "DataDownload", "contentUrl": url, "encodingFormat": kind}
