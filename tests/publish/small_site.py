"""A small site with one of everything that is published, or kept back, on its way out."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from builder.publish.build import Progress, build_site
from builder.publish.folders import Folders
from tests.market.folders import Files, write_files

NOW = datetime(2026, 1, 1, tzinfo=UTC)
"""The moment of the tests' builds."""

URL = "https://daybook.example/"

UGLY = "Ends </script><!-- & <b>'\"</b> ]]> | _a_ **b** [c](d) `e` 1% $2 {{ f }} \u2028 \u2029 ~g~"
"""Text that means something to every format that it could pass through."""

WITHHELD = "987654321"
"""A total that its own sides contradict."""

DRAFT, FUTURE = "Abracadabra draft", "Hocuspocus future"
"""Words of texts that are not published."""

AS_OF = "as_of: 2025-10-{day}T12:30:00+09:00\n"
SOURCE = (
    "sources: [{provider: CoinGlass, publisher: The Wire, url: 'https://wire.example/?a=1&b=2', "
    "covers: [liquidations, price, fear_greed]}]\n"
)
CORRECTION = (
    "corrections: [{date: 2025-11-02, field: market.liquidations_24h_usd, old: 500000000, "
    "new: 400000000, note: A digit was misread.}]\n"
)

DATA: Files = {
    "assets.yml": "BTC: {name: Bitcoin, slug: bitcoin, aliases: [xbt, btc]}\n"
    "ETH: {name: Ethereum, slug: eth}\nSOL: {name: Solana, slug: sol}\n",
    "2024-12-31.yml": "market: {liquidations_24h_usd: 123000000, fear_greed: 70}\n"
    "assets: {BTC: {price_usd: 92000}}\n",
    "2025-10-20.yml": AS_OF.format(day=20)
    + SOURCE
    + CORRECTION
    + "market: {liquidations_24h_usd: 400000000, long_liquidations_24h_usd: 320000000}\n"
    "assets: {BTC: {price_usd: 110000, liquidations_24h_usd: 90000000}}\n",
    "2025-10-21.yml": AS_OF.format(day=21)
    + f"market: {{liquidations_24h_usd: {WITHHELD}, long_liquidations_24h_usd: 300000000, "
    "short_liquidations_24h_usd: 100000000, fear_greed: 30}\n"
    "assets: {BTC: {price_usd: 108000}, ETH: {price_usd: 3900}}\n",
    "2025-10-22.yml": AS_OF.format(day=22)
    + f"disputed: {json.dumps(UGLY)}\n"
    + "market: {liquidations_24h_usd: 600000000, fear_greed: 20}\n"
    "assets: {ETH: {price_usd: 3700}}\n",
    "2025-10-23.yml": AS_OF.format(day=23)
    + SOURCE
    + "market: {liquidations_24h_usd: 450000000, long_liquidations_24h_usd: 380000000, "
    "fear_greed: 25, fear_greed_label: Extreme Fear}\n"
    "assets:\n  BTC: {price_usd: 107000, price_change_24h_pct: -8.5}\n  ETH: {price_usd: 3800}\n",
    "2025-10-24.yml": AS_OF.format(day=24)
    + SOURCE
    + "market: {liquidations_24h_usd: 500000000, long_liquidations_24h_usd: 420000000}\n"
    "assets: {BTC: {price_usd: 109000}, SOL: {price_usd: 190}}\n",
}

CONTENT: Files = {
    "authors.yml": "Ada: {role: Desk, about: Writes., url: 'https://ada.example/'}\n"
    "Grace: {role: Desk}\n",
    "days/2025-10-23.md": "---\n"
    f"title: {json.dumps('What happened: ' + UGLY[:60].replace('{', ''))}\n"
    "author: Ada\n"
    "headline: Longs gave up {{ market.liquidations_24h_usd }} in a day\n"
    "tags: [Basis, Flows]\n"
    "publish_at: 2025-10-25T08:00:00+09:00\n"
    "---\n"
    "See [the day before](../22/) and [a source](https://wire.example/?x=1&y=2).\n\n"
    'Code: `<a href="../../x">`.\n\n'
    "It was {{ BTC.price_usd }}.\n",
    "days/2025-10-22.md": f"---\ntitle: {DRAFT}\nauthor: Grace\ndraft: true\n---\n{DRAFT} body.\n",
    "days/2025-10-24.md": f"---\ntitle: {FUTURE}\nauthor: Grace\n"
    f"publish_at: 2026-03-01T00:00:00+00:00\n---\n{FUTURE} body.\n",
    "assets/bitcoin.md": "---\ntitle: On Bitcoin\nauthor: Ada\n"
    "corrections: [{date: 2025-12-01, old: weeks, new: days, note: A slip.}]\n"
    "---\nA text about an asset.\n",
}


def folders_in(folder: Path, project: Path) -> Folders:
    """Return where a test's build reads and writes; settings and theme are the project's."""
    return Folders(
        folder / "data",
        folder / "content",
        project / "mkdocs.yml",
        folder / "site",
        folder / "cache" / "docs",
        folder / "cache" / "charts",
    )


def build(
    folder: Path, project: Path, data: Files = DATA, content: Files = CONTENT, now: datetime = NOW
) -> Path:
    """Write data and content, build them, and return the folder of the site."""
    folders = folders_in(folder, project)
    write_files(folders.data, data)
    write_files(folders.content, content).mkdir(exist_ok=True)
    build_site(folders, now, 1, Progress(lambda _: None, lambda _: None))
    return folders.site


def without(files: Files, *names: str) -> Mapping[str, str | bytes]:
    """Return files without some of them."""
    return {name: content for name, content in files.items() if name not in names}
