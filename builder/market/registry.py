"""The registry: which assets there are, and what they are called."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from slugify import slugify

from builder.market.faults import Fault, nearest
from builder.market.fields import MARKET, ON_FILE
from builder.market.text_files import read_text
from builder.market.yaml_nodes import entries, is_missing, kind, line_of, parse_yaml

REGISTRY_FILE = "assets.yml"
MAX_BYTES = 4_000_000

WELL_KNOWN = Path(__file__).with_name("well_known_assets.yml")
"""Names for common tickers, used where a data folder brings no registry of its own."""

RESERVED_SLUGS = ("fonts", "images", "javascripts", "stylesheets")
"""Addresses below `assets/` that hold the theme's files."""

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_EXPECTED_SLUG = "expected lower-case letters, digits and hyphens"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_LONGEST_TICKER = 64
_KEYS = ("name", "slug", "colour", "names", "aliases")


@dataclass(frozen=True, slots=True)
class Asset:
    """One asset: its ticker, its name, the last part of its address, its colour.

    `names` holds (language, name) pairs for languages other than English. `aliases` are the slugs
    that it had before, the oldest first.
    """

    ticker: str
    name: str
    slug: str
    colour: str = "#767676"
    names: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def first_slug(self) -> str:
        """The slug that it had first, for what must stay the same when the slug changes."""
        return self.aliases[0] if self.aliases else self.slug


@dataclass(frozen=True)
class Registry:
    """All assets by ticker, in the order of the file.

    A `closed` registry was written by the operator: a ticker that is not in it is a fault. An open
    one (no `assets.yml` in the data folder) takes every ticker and makes up what it does not know.
    """

    assets: dict[str, Asset] = field(default_factory=dict)
    closed: bool = True

    def unknown(self, ticker: str) -> str | None:
        """Say why a ticker cannot be used, or nothing if it can."""
        if ticker in (MARKET, ON_FILE):
            return f"expected a ticker, found the reserved word {ticker!r}"
        if not _is_ticker(ticker):
            return f"expected a ticker of visible characters, found {ticker[:_LONGEST_TICKER]!r}"
        if self.closed and ticker not in self.assets:
            hint = nearest(ticker, self.assets)
            return f"expected a ticker of {REGISTRY_FILE}, found {ticker!r}{hint}"
        return None

    def for_tickers(self, tickers: Iterable[str]) -> tuple[Asset, ...]:
        """Return the assets of these tickers: the registry's in its order, then others by name."""
        wanted = set(tickers)
        known = [asset for ticker, asset in self.assets.items() if ticker in wanted]
        taken = {*RESERVED_SLUGS, *(asset.slug for asset in known)}
        for ticker in sorted(wanted - set(self.assets)):
            base = slugify(ticker) or "asset"
            slug = next(s for s in _numbered(base) if s not in taken)
            taken.add(slug)
            known.append(Asset(ticker, ticker, slug))
        return tuple(known)


def read_registry(data: Path) -> tuple[Registry, list[Fault]]:
    """Read `assets.yml` of a data folder; without one, the registry is open.

    Returns the registry and every fault of the file: unknown keys, slugs and aliases that cannot
    stand in an address or stand twice, colours that are not `#rrggbb`.
    """
    path = data / REGISTRY_FILE
    closed = path.is_file()
    file = path if closed else WELL_KNOWN
    text, faults = read_text(file, file.name, MAX_BYTES)
    if faults:
        return Registry(closed=False), faults
    root, faults = parse_yaml(text, file.name)
    if root is None:
        return Registry(closed=False), faults
    assets: dict[str, Asset] = {}
    slugs: dict[str, str] = {}
    for ticker, key, node in entries(root):
        asset = _asset(ticker, node, file.name, faults)
        if asset.ticker in (MARKET, ON_FILE) or not ticker.strip():
            faults.append(
                Fault(file.name, line_of(key), ticker, "expected a ticker, found a reserved word")
            )
        if asset.slug in RESERVED_SLUGS:
            message = f"expected a slug of its own, found {asset.slug!r}, a folder of the theme"
            faults.append(Fault(file.name, line_of(key), f"{ticker}.slug", message))
        if asset.slug in slugs:
            message = (
                f"expected a slug of its own, found {asset.slug!r}, which {slugs[asset.slug]} has"
            )
            faults.append(Fault(file.name, line_of(key), f"{ticker}.slug", message))
        slugs.setdefault(asset.slug, ticker)
        assets[ticker] = asset
    faults.extend(_alias_faults(root, assets, slugs, file.name))
    return Registry(assets, closed), faults


def _alias_faults(
    root: yaml.MappingNode, assets: dict[str, Asset], slugs: dict[str, str], file: str
) -> Iterable[Fault]:
    """Yield a fault for each alias that stands for something else: each address has one meaning."""
    taken = {**dict.fromkeys(RESERVED_SLUGS, "the theme"), **slugs}
    for ticker, key, _ in entries(root):
        for alias in assets[ticker].aliases:
            if alias in taken:
                message = f"expected a slug of the past, found {alias!r}, which {taken[alias]} has"
                yield Fault(file, line_of(key), f"{ticker}.aliases", message)
            taken.setdefault(alias, ticker)


def _asset(ticker: str, node: yaml.Node, file: str, faults: list[Fault]) -> Asset:
    default_slug = slugify(ticker) or "asset"
    if is_missing(node):
        return Asset(ticker, ticker, default_slug)
    if not isinstance(node, yaml.MappingNode):
        message = f"expected a mapping with {', '.join(_KEYS)}, found {kind(node)}"
        faults.append(Fault(file, line_of(node), ticker, message))
        return Asset(ticker, ticker, default_slug)
    texts: dict[str, str] = {}
    names: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()
    for name, key, value in entries(node):
        place = (file, line_of(key), f"{ticker}.{name}")
        if name not in _KEYS:
            faults.append(
                Fault(*place, f"expected one of {', '.join(_KEYS)}{nearest(name, _KEYS)}")
            )
        elif name == "names":
            if isinstance(value, yaml.MappingNode):
                names = tuple(_names(value, place, faults))
            else:
                faults.append(
                    Fault(*place, f"expected a name for each language, found {kind(value)}")
                )
        elif name == "aliases":
            aliases = tuple(_aliases(value, place, faults))
        elif not isinstance(value, yaml.ScalarNode) or not value.value.strip():
            faults.append(Fault(*place, f"expected text, found {kind(value)}"))
        elif name == "slug" and not _SLUG.fullmatch(value.value):
            faults.append(Fault(*place, f"{_EXPECTED_SLUG}, found {value.value!r}"))
        elif name == "colour" and not _COLOUR.fullmatch(value.value):
            faults.append(Fault(*place, f"expected a colour as #rrggbb, found {value.value!r}"))
        else:
            texts[name] = value.value.strip()
    return Asset(
        ticker,
        texts.get("name", ticker),
        texts.get("slug", default_slug),
        texts.get("colour", "#767676"),
        names,
        aliases,
    )


def _aliases(node: yaml.Node, place: tuple[str, int, str], faults: list[Fault]) -> Iterable[str]:
    if not isinstance(node, yaml.SequenceNode):
        faults.append(Fault(*place, f"expected a list of former slugs, found {kind(node)}"))
        return
    for item in node.value:
        if isinstance(item, yaml.ScalarNode) and _SLUG.fullmatch(item.value):
            yield item.value
        else:
            found = repr(item.value) if isinstance(item, yaml.ScalarNode) else kind(item)
            faults.append(Fault(*place, f"{_EXPECTED_SLUG}, found {found}"))


def _names(
    node: yaml.MappingNode, place: tuple[str, int, str], faults: list[Fault]
) -> Iterable[tuple[str, str]]:
    for language, _, text in entries(node):
        if isinstance(text, yaml.ScalarNode) and not is_missing(text) and text.value.strip():
            yield language, text.value.strip()
        else:
            faults.append(Fault(*place, f"expected text for {language!r}, found {kind(text)}"))


def _is_ticker(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_TICKER and text.isprintable() and text == text.strip()


def _numbered(base: str) -> Iterable[str]:
    yield base
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1
