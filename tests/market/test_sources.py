from pathlib import Path

import pytest

from builder.market.fields import TOPICS
from tests.market.folders import DAY, faults_of, figures_on, history_of

TOPIC_LIST = ", ".join(TOPICS)


@pytest.mark.parametrize(
    ("sources", "place", "message"),
    [
        (
            "[{provider: X, covers: [liquidation]}]",
            "sources.covers",
            f"expected one of {TOPIC_LIST}, found 'liquidation'; did you mean liquidations?",
        ),
        (
            "[{provider: X, covers: [[price]]}]",
            "sources.covers",
            f"expected one of {TOPIC_LIST}, found a list",
        ),
        (
            "[{provider: X, covers: price}]",
            "sources.covers",
            "expected a list of topics, found 'price'",
        ),
        (
            "[{provider: X, link: 'https://x.org'}]",
            "sources.link",
            "expected one of provider, publisher, url, covers",
        ),
        (
            "[{url: 'https://x.org', covers: [price]}]",
            "sources",
            "expected a provider or a publisher, found neither",
        ),
        (
            "[X]",
            "sources",
            "expected a mapping with provider, publisher, url, covers, found 'X'",
        ),
        ("{provider: X}", "sources", "expected a list, found a mapping"),
        ("X", "sources", "expected a list, found 'X'"),
        ("[{provider: [X]}]", "sources.provider", "expected text, found a list"),
    ],
)
def test_a_faulty_source_is_refused(tmp_path: Path, sources: str, place: str, message: str) -> None:
    """A source with an unknown topic or key, without a name or of another shape is refused."""
    content = f"market: {{fear_greed: 5}}\nsources: {sources}\n"
    faults = faults_of(tmp_path, {f"{DAY}.yml": content})
    assert f"{DAY}.yml:2: {place}: {message}" in faults


BAD_ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)//https://x.org",
    "data:text/html,<script>alert(1)</script>",
    "//x.org/a",
    "x.org/a",
    "/a",
    "ftp://x.org",
    "https://",
    "https:///a",
    "http://[::1",
    "https://x.org/a b",
    " https://x.org",
    "see the paper",
]


@pytest.mark.parametrize("address", BAD_ADDRESSES)
def test_only_web_addresses_become_links(tmp_path: Path, address: str) -> None:
    """An address that is not http or https with a host is refused: it would become a link."""
    quoted = f'"{address}"'
    files = {
        f"{DAY}.yml": f"market: {{fear_greed: 5}}\nsources:\n  - {{provider: X, url: {quoted}}}\n",
        "sources.yml": (
            f"providers:\n  X: {{url: {quoted}}}\n"
            f'tables:\n  - {{files: "*.csv", provider: X, url: {quoted}}}\n'
        ),
    }
    message = f"expected an http or https address, found {address!r}"
    assert faults_of(tmp_path, files) == [
        f"{DAY}.yml:3: sources.url: {message}",
        f"sources.yml:2: providers.X.url: {message}",
        f"sources.yml:4: tables.url: {message}",
    ]


@pytest.mark.parametrize("escape", ["\\n", "\\t", "\\r"])
def test_addresses_hold_no_line_break(tmp_path: Path, escape: str) -> None:
    """An address with a line break or a tab within is refused."""
    source = f'[{{provider: X, url: "https://x.org/a{escape}b", covers: [fear_greed]}}]'
    files = {f"{DAY}.yml": f"sources: {source}\nmarket: {{fear_greed: 5}}\n"}
    assert faults_of(tmp_path, files)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("provider: {}\n", "provider: expected one of demonstration, providers, tables; "),
        ("tables:\n  - {provider: X}\n", "tables: expected a key files"),
        ("tables:\n  - {files: a.csv, cover: [price]}\n", "tables.cover: expected one of files, "),
        ("tables:\n  - a.csv\n", "tables: expected a mapping with files, provider, "),
        ("tables: a.csv\n", "tables: "),
        ("providers: [X]\n", "providers: "),
        ("providers: {X: 5}\n", "providers.X: expected a mapping, found '5'"),
        (
            "providers: {X: {license: free}}\n",
            "providers.X.license: expected one of url, licence, ",
        ),
        (
            "providers: {X: {fear_greed_bands: [[0, 50], [51, 100, Calm]]}}\n",
            "providers.X.fear_greed_bands: expected a list of [low, high, label]",
        ),
        (
            "providers: {X: {fear_greed_bands: [[zero, 50, Calm]]}}\n",
            "providers.X.fear_greed_bands: expected a list of [low, high, label]",
        ),
        (
            "providers: {X: {fear_greed_bands: Calm}}\n",
            "providers.X.fear_greed_bands: expected a list of [low, high, label]",
        ),
    ],
)
def test_a_faulty_registry_of_sources_is_refused(
    tmp_path: Path, content: str, expected: str
) -> None:
    """An unknown key or another shape in sources.yml is refused with its place."""
    files = {f"{DAY}.yml": "market: {fear_greed: 5}\n", "sources.yml": content}
    line = 2 if "\n " in content else 1
    assert any(f.startswith(f"sources.yml:{line}: {expected}") for f in faults_of(tmp_path, files))


@pytest.mark.parametrize("content", ["tables: a.csv\n", "providers: [X]\n", "demonstration: [x]\n"])
def test_a_known_key_is_not_called_unknown(tmp_path: Path, content: str) -> None:
    """A known key of another shape is refused for its shape."""
    files = {f"{DAY}.yml": "market: {fear_greed: 5}\n", "sources.yml": content}
    (fault,) = faults_of(tmp_path, files)
    assert "did you mean" not in fault


@pytest.mark.parametrize("pattern", ["''", ".", "' '", "'**/'"])
def test_a_pattern_that_names_no_file_is_refused(tmp_path: Path, pattern: str) -> None:
    """A table's attribution needs a pattern that can match a file."""
    files = {
        f"{DAY}.csv": "fear_greed\n5\n",
        "sources.yml": f"tables:\n  - {{files: {pattern}, provider: X}}\n",
    }
    assert faults_of(tmp_path, files)[0].startswith("sources.yml:2: tables")


@pytest.mark.parametrize("bands", ["[[0, 100, [Calm]]]", "[]"])
def test_bands_need_labels(tmp_path: Path, bands: str) -> None:
    """A provider's bands are one band or more, each with a text for its label."""
    files = {
        f"{DAY}.yml": (
            "sources: [{provider: X, covers: [fear_greed]}]\n"
            "market: {fear_greed: 5, fear_greed_label: Calm}\n"
        ),
        "sources.yml": f"providers: {{X: {{fear_greed_bands: {bands}}}}}\n",
    }
    assert faults_of(tmp_path, files)[0].startswith("sources.yml:1: providers.X.fear_greed_bands")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("demonstration: These figures are made up.\n", "These figures are made up."),
        ("providers: {}\n", ""),
        ("demonstration:\n", ""),
        ("demonstration: null\n", ""),
    ],
)
def test_a_demonstration_says_why(tmp_path: Path, content: str, expected: str) -> None:
    """An archive is a demonstration when sources.yml gives a sentence that says why."""
    files = {f"{DAY}.yml": "market: {fear_greed: 5}\n", "sources.yml": content}
    assert history_of(tmp_path, files).sources.demonstration == expected


def test_a_provider_is_described_once(tmp_path: Path) -> None:
    """What sources.yml says of a provider is known by its name; others are known by name alone."""
    files = {
        f"{DAY}.yml": "market: {fear_greed: 5}\n",
        "sources.yml": (
            "providers:\n  X: {url: 'https://x.org', licence: Free, attribution: By X}\n  Y:\n"
        ),
    }
    sources = history_of(tmp_path, files).sources
    x = sources.provider("X")
    assert (x.url, x.licence, x.attribution) == ("https://x.org", "Free", "By X")
    assert sources.provider("Y").licence == sources.provider("Z").licence == ""
    assert sources.provider("Z").name == "Z"


def test_a_figure_is_credited_to_the_source_that_covers_it(tmp_path: Path) -> None:
    """A figure's source is the one that covers its topic; a figure that none covers has none."""
    content = (
        "sources:\n"
        "  - {provider: A, publisher: P, url: 'https://p.org/1', covers: [price, volume]}\n"
        "  - {provider: B, covers: [fear_greed]}\n"
        "market: {fear_greed: 52, fear_greed_label: Neutral, usd_krw: 1400}\n"
        "assets: {BTC: {price_usd: 1, volume_24h_usd: 2, open_interest_usd: 3}}\n"
    )
    figures = figures_on(history_of(tmp_path, {f"{DAY}.yml": content}))
    origins = {name: figure.origin for name, figure in figures.items() if "krw" not in name}
    assert origins == {
        "market.fear_greed": "B",
        "market.fear_greed_label": "B",
        "BTC.price_usd": "A",
        "BTC.volume_24h_usd": "A",
        "BTC.open_interest_usd": "",
    }
    assert figures["BTC.price_usd"].source.attribution.publisher == "P"
    assert figures["BTC.price_usd"].source.attribution.url == "https://p.org/1"
    assert figures["market.usd_krw"].source.attribution is None


def test_parts_of_a_source_may_be_left_out(tmp_path: Path) -> None:
    """A publisher or an address that is left empty is absent, not a text."""
    content = (
        "sources: [{provider: A, publisher: , url: ~, covers: [price]}]\n"
        "assets: {BTC: {price_usd: 1}}\n"
    )
    figure = figures_on(history_of(tmp_path, {f"{DAY}.yml": content}))["BTC.price_usd"]
    assert (figure.source.attribution.publisher, figure.source.attribution.url) == ("", "")


def test_a_provider_comes_before_a_publisher(tmp_path: Path) -> None:
    """Of two sources that cover a topic, the one that names its provider is credited."""
    content = (
        "sources: [{publisher: P, covers: [price]}, {provider: A, publisher: Q, covers: [price]}]\n"
        "assets: {BTC: {price_usd: 1}}\n"
    )
    figures = figures_on(history_of(tmp_path, {f"{DAY}.yml": content}))
    assert figures["BTC.price_usd"].origin == "A"


def test_a_publisher_stands_in_for_an_unnamed_provider(tmp_path: Path) -> None:
    """Where no provider is named, figures of one publisher count as of one origin."""
    content = "sources: [{publisher: P, covers: [price]}]\nassets: {BTC: {price_usd: 1}}\n"
    figures = figures_on(history_of(tmp_path, {f"{DAY}.yml": content}))
    assert figures["BTC.price_usd"].origin == "P"


def test_a_table_is_credited_by_its_path(tmp_path: Path) -> None:
    """A pattern in sources.yml credits the tables it matches, at any depth, by topic."""
    table = "date,asset,price_usd,open_interest_usd\n2025-10-24,BTC,1,2\n"
    files = {
        "assets.csv": table,
        "2025/deep/er/assets.csv": table.replace("BTC", "ETH"),
        "2025/other.csv": table.replace("BTC", "SOL"),
        "sources.yml": (
            'tables:\n  - {files: "**/assets.csv", provider: A, covers: [price]}\n'
            '  - {files: "2025/other.csv", provider: B}\n'
        ),
    }
    figures = figures_on(history_of(tmp_path, files))
    assert {name: figures[name].origin for name in figures if not name.startswith("assets.")} == {
        "BTC.price_usd": "A",
        "BTC.open_interest_usd": "",
        "ETH.price_usd": "A",
        "ETH.open_interest_usd": "",
        "SOL.price_usd": "B",
        "SOL.open_interest_usd": "B",
    }


def test_the_nearest_statement_is_credited(tmp_path: Path) -> None:
    """A figure's own file is asked first, then sources.yml, then other files of the day."""
    files = {
        "a.yml": f"date: {DAY}\nsources: [{{provider: A, covers: [price, volume, fear_greed]}}]\n"
        "assets: {BTC: {price_usd: 1}}\n",
        "b.csv": "date,asset,price_usd,volume_24h_usd\n2025-10-24,ETH,1,2\n",
        "c.yml": f"date: {DAY}\nsources: [{{provider: C, covers: [price]}}]\n"
        "assets: {SOL: {price_usd: 1}}\n",
        "sources.yml": "tables: [{files: b.csv, provider: B, covers: [price]}]\n",
    }
    figures = figures_on(history_of(tmp_path, files))
    assert figures["BTC.price_usd"].origin == "A"
    assert figures["ETH.price_usd"].origin == "B"
    assert figures["SOL.price_usd"].origin == "C"
    assert figures["ETH.volume_24h_usd"].origin == "A"


def test_a_label_is_credited_like_its_value(tmp_path: Path) -> None:
    """A label stands under the same source as the number that it labels."""
    files = {
        "a.csv": "date,fear_greed,fear_greed_label\n2025-10-24,52,Neutral\n",
        "b.yml": f"date: {DAY}\nsources: [{{provider: A, covers: [fear_greed]}}]\n"
        "market: {usd_krw: 1400}\n",
    }
    figures = figures_on(history_of(tmp_path, files))
    assert figures["market.fear_greed"].origin == "A"
    assert figures["market.fear_greed_label"].origin == "A"
