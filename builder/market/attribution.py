"""Who says so: providers, the attributions that cover figures, and their licences."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import yaml

from builder.market.faults import Fault, nearest
from builder.market.fields import TOPICS
from builder.market.numbers import parse_number
from builder.market.text_files import read_text
from builder.market.yaml_nodes import entries, is_missing, kind, line_of, parse_yaml

SOURCES_FILE = "sources.yml"
MAX_BYTES = 4_000_000

ALTERNATIVE_ME_BANDS: tuple[tuple[float, float, str], ...] = (
    (0, 25, "Extreme Fear"),
    (26, 46, "Fear"),
    (47, 54, "Neutral"),
    (55, 75, "Greed"),
    (76, 100, "Extreme Greed"),
)
"""Labels of the Fear & Greed index as alternative.me prints them; the default of all providers."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who measured a figure (`provider`), who published it, where, and which topics that covers."""

    provider: str = ""
    publisher: str = ""
    url: str = ""
    covers: tuple[str, ...] = ()

    @property
    def origin(self) -> str:
        """Whose count it is: figures are compared only within one origin."""
        return self.provider or self.publisher


@dataclass(frozen=True, slots=True)
class Provider:
    """What a provider asks of those who use its figures."""

    name: str
    url: str = ""
    licence: str = ""
    attribution: str = ""
    fear_greed_bands: tuple[tuple[float, float, str], ...] = ALTERNATIVE_ME_BANDS


@dataclass(frozen=True)
class Sources:
    """What `sources.yml` says.

    Providers by name, attributions of tables by file pattern, and, where the archive is a
    demonstration, the sentence that says why its figures are not real.
    """

    providers: dict[str, Provider] = field(default_factory=dict)
    tables: tuple[tuple[str, Attribution], ...] = ()
    demonstration: str = ""

    def provider(self, name: str) -> Provider:
        """Return what is known of a provider."""
        return self.providers.get(name) or Provider(name)

    def of_table(self, file: str) -> tuple[Attribution, ...]:
        """Return the attributions of a table by its path below the data folder."""
        path = Path(file)
        return tuple(a for pattern, a in self.tables if path.match(pattern))


def covering(attributions: Iterable[Attribution], topic: str) -> Attribution | None:
    """Return the attribution of a topic: the first that names its provider, else the first."""
    candidates = [a for a in attributions if topic in a.covers]
    return next((a for a in candidates if a.provider), candidates[0] if candidates else None)


def read_sources(data: Path) -> tuple[Sources, list[Fault]]:
    """Read `sources.yml` of a data folder, which may be absent; returns it and all its faults."""
    path = data / SOURCES_FILE
    if not path.is_file():
        return Sources(), []
    text, faults = read_text(path, path.name, MAX_BYTES)
    if faults:
        return Sources(), faults
    root, faults = parse_yaml(text, path.name)
    if root is None:
        return Sources(), faults
    providers: dict[str, Provider] = {}
    tables: list[tuple[str, Attribution]] = []
    demonstration = ""
    for name, key, node in entries(root):
        place = (path.name, line_of(key), name)
        if name not in _SOURCES_KEYS:
            hint = nearest(name, _SOURCES_KEYS)
            faults.append(Fault(*place, f"expected one of {', '.join(_SOURCES_KEYS)}{hint}"))
        elif is_missing(node):
            continue
        elif name == "demonstration" and isinstance(node, yaml.ScalarNode):
            demonstration = node.value.strip()
        elif name == "providers" and isinstance(node, yaml.MappingNode):
            for provider, _, value in entries(node):
                providers[provider] = _provider(provider, value, path.name, faults)
        elif name == "tables" and isinstance(node, yaml.SequenceNode):
            for item in node.value:
                texts, covers = _texts(item, ("files", *_ATTRIBUTION_KEYS), path.name, name, faults)
                # A relative pattern matches from the right: at any depth, `**/` before it or not.
                pattern = texts.pop("files", "").removeprefix("**/")
                if PurePosixPath(pattern).parts:
                    tables.append((pattern, Attribution(**texts, covers=covers or tuple(TOPICS))))
                elif isinstance(item, yaml.MappingNode):
                    message = "expected a key files, with a pattern of paths"
                    faults.append(Fault(path.name, line_of(item), "tables", message))
        else:
            faults.append(Fault(*place, f"expected {_SOURCES_KEYS[name]}, found {kind(node)}"))
    return Sources(providers, tuple(tables), demonstration), faults


_SPACE = re.compile(r"[\s\x00-\x1f\x7f]")
_SOURCES_KEYS = {"demonstration": "a sentence", "providers": "a mapping", "tables": "a list"}
_ATTRIBUTION_KEYS = ("provider", "publisher", "url", "covers")


def parse_attributions(node: yaml.Node, file: str, faults: list[Fault]) -> tuple[Attribution, ...]:
    """Turn the `sources` list of a snapshot into attributions, adding to `faults` what is wrong."""
    if is_missing(node):
        return ()
    if not isinstance(node, yaml.SequenceNode):
        faults.append(Fault(file, line_of(node), "sources", f"expected a list, found {kind(node)}"))
        return ()
    attributions = []
    for item in node.value:
        texts, covers = _texts(item, _ATTRIBUTION_KEYS, file, "sources", faults)
        if not texts.get("provider") and not texts.get("publisher"):
            message = "expected a provider or a publisher, found neither"
            faults.append(Fault(file, line_of(item), "sources", message))
        attributions.append(Attribution(**texts, covers=covers))
    return tuple(attributions)


def _texts(
    node: yaml.Node, known: tuple[str, ...], file: str, field_name: str, faults: list[Fault]
) -> tuple[dict[str, str], tuple[str, ...]]:
    texts: dict[str, str] = {}
    covers: tuple[str, ...] = ()
    if not isinstance(node, yaml.MappingNode):
        message = f"expected a mapping with {', '.join(known)}, found {kind(node)}"
        faults.append(Fault(file, line_of(node), field_name, message))
        return texts, covers
    for name, key, value in entries(node):
        place = (file, line_of(key), f"{field_name}.{name}")
        if name not in known:
            faults.append(
                Fault(*place, f"expected one of {', '.join(known)}{nearest(name, known)}")
            )
        elif name == "covers":
            covers = _topics(value, place, faults)
        elif is_missing(value):
            continue
        elif not isinstance(value, yaml.ScalarNode):
            faults.append(Fault(*place, f"expected text, found {kind(value)}"))
        elif name == "url" and not is_web_address(value.value):
            faults.append(
                Fault(*place, f"expected an http or https address, found {value.value!r}")
            )
        else:
            texts[name] = value.value.strip()
    return texts, covers


def _topics(value: yaml.Node, place: tuple[str, int, str], faults: list[Fault]) -> tuple[str, ...]:
    if not isinstance(value, yaml.SequenceNode):
        faults.append(Fault(*place, f"expected a list of topics, found {kind(value)}"))
        return ()
    topics = []
    for item in value.value:
        if isinstance(item, yaml.ScalarNode) and item.value in TOPICS:
            topics.append(item.value)
        else:
            hint = nearest(item.value, TOPICS) if isinstance(item, yaml.ScalarNode) else ""
            message = f"expected one of {', '.join(TOPICS)}, found {kind(item)}{hint}"
            faults.append(Fault(*place, message))
    return tuple(topics)


def _provider(name: str, node: yaml.Node, file: str, faults: list[Fault]) -> Provider:
    if not isinstance(node, yaml.MappingNode):
        if not is_missing(node):
            message = f"expected a mapping, found {kind(node)}"
            faults.append(Fault(file, line_of(node), f"providers.{name}", message))
        return Provider(name)
    bands = ALTERNATIVE_ME_BANDS
    rest = []
    for key, value in node.value:
        if key.value == "fear_greed_bands":
            bands = _bands(value, file, f"providers.{name}.fear_greed_bands", faults)
        else:
            rest.append((key, value))
    plain = yaml.MappingNode(node.tag, rest, node.start_mark, node.end_mark)
    known = ("url", "licence", "attribution")
    texts, _ = _texts(plain, known, file, f"providers.{name}", faults)
    return Provider(name, **texts, fear_greed_bands=bands)


def _bands(
    node: yaml.Node, file: str, field_name: str, faults: list[Fault]
) -> tuple[tuple[float, float, str], ...]:
    bands = []
    for item in (node.value if isinstance(node, yaml.SequenceNode) else []) or [node]:
        parts = item.value if isinstance(item, yaml.SequenceNode) else []
        try:
            low, high, label = (part.value for part in parts)
            bands.append((parse_number(low), parse_number(high), label.strip()))
        except (ValueError, TypeError, AttributeError):
            message = "expected a list of [low, high, label], each a band of the index"
            faults.append(Fault(file, line_of(item), field_name, message))
    return tuple(bands)


def is_web_address(text: str) -> bool:
    """Tell whether a text is an http or https address."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not _SPACE.search(text)
