from pathlib import Path

import pytest

from tests.market.folders import DAY, faults_of, history_of

SNAPSHOT = {f"{DAY}.yml": "assets: {BTC: {price_usd: 1}}\n"}


SLUG = "expected lower-case letters, digits and hyphens, found"


@pytest.mark.parametrize(
    ("registry", "place", "message"),
    [
        (
            "BTC: {nam: Bitcoin}\n",
            "1: BTC.nam",
            "expected one of name, slug, colour, names, aliases; did you mean name?",
        ),
        ("BTC: {slug: Bit/coin}\n", "1: BTC.slug", f"{SLUG} 'Bit/coin'"),
        ("BTC: {slug: ../up}\n", "1: BTC.slug", f"{SLUG} '../up'"),
        ("BTC: {slug: -btc}\n", "1: BTC.slug", f"{SLUG} '-btc'"),
        ("BTC: {slug: 비트코인}\n", "1: BTC.slug", f"{SLUG} '비트코인'"),
        ("BTC: {colour: red}\n", "1: BTC.colour", "expected a colour as #rrggbb, found 'red'"),
        ("BTC: {colour: 'a;}'}\n", "1: BTC.colour", "expected a colour as #rrggbb, found 'a;}'"),
        ("BTC: {name: [a]}\n", "1: BTC.name", "expected text, found a list"),
        ("BTC: {name: ''}\n", "1: BTC.name", "expected text, found ''"),
        (
            "BTC: {names: Bitcoin}\n",
            "1: BTC.names",
            "expected a name for each language, found 'Bitcoin'",
        ),
        (
            "BTC: Bitcoin\n",
            "1: BTC",
            "expected a mapping with name, slug, colour, names, aliases, found 'Bitcoin'",
        ),
        (
            "BTC: {slug: a}\nETH: {slug: a}\n",
            "2: ETH.slug",
            "expected a slug of its own, found 'a', which BTC has",
        ),
        (
            "BTC:\nbtc:\n",
            "2: btc.slug",
            "expected a slug of its own, found 'btc', which BTC has",
        ),
        ("BTC:\nmarket:\n", "2: market", "expected a ticker, found a reserved word"),
        ("BTC:\nassets:\n", "2: assets", "expected a ticker, found a reserved word"),
        ("BTC:\n'':\n", "2", "expected a ticker, found a reserved word"),
        (
            "BTC: {name: A}\nBTC: {name: B}\n",
            "2: BTC",
            "expected each key once, found it again (first on line 1)",
        ),
        ("[BTC]\n", "1", "expected a mapping of keys, found a list"),
    ],
)
def test_a_faulty_registry_is_refused(
    tmp_path: Path, registry: str, place: str, message: str
) -> None:
    """Each fault of the registry is named with its line and key."""
    faults = faults_of(tmp_path, {**SNAPSHOT, "assets.yml": registry})
    assert f"assets.yml:{place}: {message}" in faults


@pytest.mark.parametrize("registry", ["<<<<<<< ours\nBTC:\n", "", "BTC: {\n", b"\xff"])
def test_a_faulty_registry_blames_no_snapshot(tmp_path: Path, registry: str | bytes) -> None:
    """Where the registry cannot be read, its faults are listed and no ticker is called unknown."""
    faults = faults_of(tmp_path, {**SNAPSHOT, "assets.yml": registry})
    assert {fault.split(":")[0] for fault in faults} == {"assets.yml"}


@pytest.mark.parametrize("names", ["{ko: [a]}", "{ko: {a: b}}", "{ko: }"])
def test_a_name_in_another_language_is_text(tmp_path: Path, names: str) -> None:
    """A name in another language is text, like the name in English."""
    files = {**SNAPSHOT, "assets.yml": f"BTC: {{names: {names}}}\n"}
    (fault,) = faults_of(tmp_path, files)
    assert fault.startswith("assets.yml:1: BTC.names")


def test_an_unknown_ticker_is_refused_with_the_nearest(tmp_path: Path) -> None:
    """With a registry, a ticker outside it is refused, in snapshots and in tables."""
    files = {
        "a.yml": f"date: {DAY}\nassets:\n  BTC: {{price_usd: 1}}\n  DOGGE: {{price_usd: 2}}\n",
        "b.csv": "date,asset,price_usd\n2025-10-24,BTC,1\n2025-10-24,btc,1\n2025-10-24,XYZ,1\n",
        "assets.yml": "BTC: {name: Bitcoin}\nDOGE: {name: Dogecoin}\n",
    }
    assert faults_of(tmp_path, files) == [
        "a.yml:4: assets.DOGGE: expected a ticker of assets.yml, found 'DOGGE'; did you mean DOGE?",
        "b.csv:3: asset: expected a ticker of assets.yml, found 'btc'; did you mean BTC?",
        "b.csv:4: asset: expected a ticker of assets.yml, found 'XYZ'",
    ]


def test_a_reserved_word_is_no_ticker(tmp_path: Path) -> None:
    """`market` and `assets` name the whole, with a registry and without."""
    files = {
        "a.yml": f"date: {DAY}\nassets: {{market: {{price_usd: 1}}}}\n",
        "b.csv": "date,asset,price_usd\n2025-10-24,assets,1\n",
    }
    assert faults_of(tmp_path, files) == [
        "a.yml:2: assets.market: expected a ticker, found the reserved word 'market'",
        "b.csv:2: asset: expected a ticker, found the reserved word 'assets'",
    ]


def test_assets_stand_in_the_registry_s_order(tmp_path: Path) -> None:
    """Assets on file stand in the order of the registry, with what it says of them."""
    files = {
        f"{DAY}.yml": "assets: {BTC: {price_usd: 1}, ETH: {price_usd: 1}}\n",
        "assets.yml": (
            "ETH: {name: Ethereum, slug: ether, colour: '#627EEA', names: {ko: 이더리움}}\n"
            "SOL:\nBTC:\n"
        ),
    }
    history = history_of(tmp_path, files)
    assert [asset.ticker for asset in history.assets] == ["ETH", "BTC"]
    ether, bitcoin = history.assets
    assert (ether.name, ether.slug, ether.colour) == ("Ethereum", "ether", "#627EEA")
    assert ether.names == (("ko", "이더리움"),)
    assert (bitcoin.name, bitcoin.slug) == ("BTC", "btc")
    assert history.subjects_on(DAY) == ("ETH", "BTC")


def test_common_tickers_have_names_without_a_registry(tmp_path: Path) -> None:
    """Without a registry, common tickers have their names, and any other is its own name."""
    files = {f"{DAY}.yml": "assets: {ZZZ: {price_usd: 1}, BTC: {price_usd: 1}}\n"}
    assert [(a.ticker, a.name, a.slug) for a in history_of(tmp_path, files).assets] == [
        ("BTC", "Bitcoin", "btc"),
        ("ZZZ", "ZZZ", "zzz"),
    ]


def test_former_slugs_are_kept_in_their_order(tmp_path: Path) -> None:
    """`aliases` are the addresses that an asset had, the oldest first; most assets have none."""
    files = {
        "assets.yml": "BTC: {slug: bitcoin, aliases: [xbt, btc]}\nETH: {slug: eth}\n",
        "2025-10-24.yml": "assets: {BTC: {price_usd: 1}, ETH: {price_usd: 1}}\n",
    }
    bitcoin, ether = history_of(tmp_path, files).assets
    assert bitcoin.aliases == ("xbt", "btc")
    assert (bitcoin.first_slug, ether.first_slug) == ("xbt", "eth")
    assert ether.aliases == ()


def test_every_fault_of_the_aliases_is_told_at_once(tmp_path: Path) -> None:
    """Each address has one meaning: no alias is a slug, an alias or a folder of the theme."""
    files = {
        "assets.yml": "BTC: {slug: btc, aliases: [btc, eth, xbt, fonts, Big]}\n"
        "ETH: {slug: eth, aliases: [xbt]}\nSOL: {slug: sol, aliases: old}\n",
        "2025-10-24.yml": "assets: {BTC: {price_usd: 1}}\n",
    }
    past = "aliases: expected a slug of the past, found"
    assert faults_of(tmp_path, files) == [
        f"assets.yml:1: BTC.{past} 'btc', which BTC has",
        f"assets.yml:1: BTC.{past} 'eth', which ETH has",
        f"assets.yml:1: BTC.{past} 'fonts', which the theme has",
        "assets.yml:1: BTC.aliases: expected lower-case letters, digits and hyphens, found 'Big'",
        f"assets.yml:2: ETH.{past} 'xbt', which BTC has",
        "assets.yml:3: SOL.aliases: expected a list of former slugs, found 'old'",
    ]
