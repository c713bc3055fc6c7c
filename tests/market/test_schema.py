import json
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from builder.market.registry import Registry
from builder.market.schema import snapshot_schema
from builder.market.snapshots import YAML_SUFFIXES, snapshot_files
from builder.market.vocabulary import REPORTED
from builder.market.yaml_snapshots import parse_yaml_snapshot
from tests.market.snapshots import FULL_DAY, as_json, as_yaml
from tests.market.yaml_values import values_of

VALIDATOR = Draft202012Validator(snapshot_schema())


def faults_of(text: str) -> list[str]:
    """Return what an editor marks in a snapshot."""
    return [error.message for error in VALIDATOR.iter_errors(values_of(text))]


def test_the_schema_is_a_schema() -> None:
    """It holds to the 2020-12 draft of JSON Schema, and is JSON."""
    Draft202012Validator.check_schema(snapshot_schema())
    assert json.loads(json.dumps(snapshot_schema()))["$schema"].endswith("2020-12/schema")


def test_every_real_snapshot_is_right(project: Path) -> None:
    """No file of the repository is marked by an editor that uses the schema."""
    files = [f for f in snapshot_files(project / "data") if f.endswith(YAML_SUFFIXES)]
    assert len(files) > 60
    marked = {file: faults_of((project / "data" / file).read_text("utf-8")) for file in files}
    assert {name: found for name, found in marked.items() if found} == {}


@pytest.mark.parametrize("text", [as_yaml(FULL_DAY), as_json(FULL_DAY)], ids=["YAML", "JSON"])
def test_a_day_with_every_field_is_right(text: str) -> None:
    """All that the vocabulary holds can be written."""
    assert faults_of(text) == []


def test_each_field_is_completed_and_explained() -> None:
    """An editor offers exactly the fields of a subject, each with its meaning and its band."""
    schema = snapshot_schema()
    market = schema["properties"]["market"]["properties"]
    asset = schema["$defs"]["asset"]["properties"]
    assert set(market) == {f.name for f in REPORTED.values() if f.is_for("market")}
    assert set(asset) == {f.name for f in REPORTED.values() if f.is_for("asset")}
    for properties in (market, asset):
        for name, found in properties.items():
            assert REPORTED[name].meaning in found["description"]
            assert str(REPORTED[name].band or "") in found["description"]


FIGURES = "market: {fear_greed: 52}\n"

RIGHT = [
    "market:\n  fear_greed: 52\n  usd_krw:\n",
    'market: {fear_greed: "52", usd_krw: 1.4e3}\n',
    f"disputed: Odd.\nas_of: 2025-10-24T12:30:00+09:00\nsources:\ncorrections: []\n{FIGURES}",
    'assets: {ON: {price_usd: 1}, "4": {price_usd: 1}, 币安人生: {funding_rate: -1.5e-05}}\n',
    f"sources: [{{provider: CoinGlass, url: 'https://a.b/c', covers: [price]}}]\n{FIGURES}",
    "corrections: [{date: 2025-10-25, field: market.fear_greed, old: 1, new: 52, note: n}]\n"
    f"{FIGURES}",
]

WRONG = [
    f"markets: {{}}\n{FIGURES}",
    "market: {fear_and_greed: 52}\n",
    "market: {price_usd: 52}\n",
    "market: {fear_greed: many}\n",
    "market: {fear_greed: '1,000'}\n",
    "market: {fear_greed: [52]}\n",
    "market: [fear_greed]\n",
    "assets: {BTC: {fear_greed: 52}}\n",
    "assets: {BTC: {long_share_24h_pct: 52}}\n",
    "assets: [BTC]\n",
    f"date: 24 Oct\n{FIGURES}",
    f"as_of: 12:30\n{FIGURES}",
    f"as_of: 2025-10-24T12:30:00\n{FIGURES}",
    f"disputed: [x]\n{FIGURES}",
    f"sources: CoinGlass\n{FIGURES}",
    f"sources: [{{url: 'https://a.b/c'}}]\n{FIGURES}",
    f"sources: [{{provider: A, url: 'javascript:x'}}]\n{FIGURES}",
    f"sources: [{{provider: A, covers: [prices]}}]\n{FIGURES}",
    f"sources: [{{provider: A, by: B}}]\n{FIGURES}",
    f"corrections: {{date: 2025-10-25}}\n{FIGURES}",
    f"corrections: [{{date: 2025-10-25, old: 1, new: 52, note: n}}]\n{FIGURES}",
    "corrections: [{date: 25.10., field: market.fear_greed, old: 1, new: 52, note: n}]\n"
    f"{FIGURES}",
    f"corrections: [{{date: 2025-10-25, field: market.fear_greed, old: 1, note: n}}]\n{FIGURES}",
    "- market\n",
]


@pytest.mark.parametrize("text", [*RIGHT, *WRONG])
def test_an_editor_marks_what_a_build_refuses(text: str) -> None:
    """The schema and the reader agree on what a snapshot may hold."""
    day = "" if text.startswith(("date", "-")) else f"date: {date(2025, 10, 24)}\n"
    read = parse_yaml_snapshot(day + text, "a.yml", Registry(closed=False))
    assert bool(faults_of(day + text)) == bool(read.faults) == (text in WRONG), read.faults
