"""Files for hosts that read them, in the form of Netlify and Cloudflare Pages.

`_headers` says what to send with each file, `_redirects` what has moved. On any other host a page's
own policy and the pages at former addresses do without.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from builder.market.registry import Asset
from builder.pages.charts.chart_files import EMBEDS
from builder.pages.page import asset_address
from builder.pages.settings import Settings
from builder.publish.errors import SiteError
from builder.publish.files import copy_changed, write_text

WEEK, HOUR = 7 * 24 * 3600, 3600

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"')

STILL_ASKED_FOR = ("data.csv", "feed.xml", "feed.json")
"""Files of an asset that programs ask for by their address: they stand at a former one too."""


def policy_of(page: str) -> str:
    """Return the Content-Security-Policy that a page states. Raises ValueError if it has none."""
    stated = _POLICY.search(page)
    if stated is None:
        raise ValueError("expected a Content-Security-Policy in the page's head, found none")
    return html.unescape(stated[1])


def headers(settings: Settings, policy: str, folders: Iterable[str]) -> str:
    """Return what hosts are to send with the files of a site whose pages state a policy.

    Two parts stand here alone: a framed page cannot refuse its frame by itself, and the search's
    worker, which runs WebAssembly, keeps to what is sent with it and to no page's own policy. Only
    the pages below `embed/` may be framed: hosts join what several rules send, so that none could
    take a refusal back, and each of the other `folders` refuses for itself. Files
    keep their names when their content changes, so none is cached for good; fonts change least.
    """
    base = _base(settings)
    sent = policy.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
    everywhere = {
        "Content-Security-Policy": sent,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        # What is published here is for everyone, for programs on other sites too.
        "Access-Control-Allow-Origin": "*",
    }
    rules = {f"{base}/*": everywhere}
    framed = {"X-Frame-Options": "DENY"}
    for name in ("", "index.html", "404.html", *(f"{folder}/*" for folder in folders)):
        rules[f"{base}/{name}"] = dict(framed)
    for folder, seconds in (
        ("fonts", WEEK),
        ("images", WEEK),
        ("javascripts", HOUR),
        ("stylesheets", HOUR),
    ):
        cached = {"Cache-Control": f"public, max-age={seconds}"}
        rules[f"{base}/assets/{folder}/*"] = cached
    return "\n".join(
        "\n".join([path, *(f"  {name}: {value}" for name, value in sent.items()), ""])
        for path, sent in rules.items()
    )


def redirects(settings: Settings, assets: Iterable[Asset]) -> str:
    """Return a line for each former address of an asset, and what stood below it; perhaps none."""
    base = _base(settings)
    lines = []
    for asset in assets:
        now = f"{base}/{asset_address(asset.slug)}"
        for alias in asset.aliases:
            former = f"{base}/{asset_address(alias)}"
            lines += [f"{former.rstrip('/')} {now} 301", f"{former}* {now}:splat 301"]
    return "".join(f"{line}\n" for line in lines)


def write_hosting(site: Path, settings: Settings, assets: Iterable[Asset]) -> None:
    """Write what hosts read, and put at former addresses what programs still ask for there."""
    try:
        # Of all pages the one without data of its own, whose hash would allow nothing else's.
        policy = policy_of((site / "404.html").read_text(encoding="utf-8"))
    except ValueError as error:
        raise SiteError(f"overrides/main.html: {error}") from error
    assets = list(assets)
    folders = sorted(path.name for path in site.iterdir() if path.is_dir())
    folders = [name for name in folders if f"{name}/" != EMBEDS]
    write_text(site / "_headers", headers(settings, policy, folders))
    lines = redirects(settings, assets)
    if lines:
        write_text(site / "_redirects", lines)
    else:
        (site / "_redirects").unlink(missing_ok=True)
    for asset in assets:
        for alias in asset.aliases:
            for name in STILL_ASKED_FOR:
                now, former = (site / asset_address(slug) / name for slug in (asset.slug, alias))
                copy_changed(now, former)


def _base(settings: Settings) -> str:
    """Return the path that the site is mounted at: these files speak of the whole host."""
    return urlsplit(settings.url).path.rstrip("/")
