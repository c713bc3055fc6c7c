import json
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from builder.market.fields import MARKET, ON_FILE
from builder.market.history import History
from builder.market.vocabulary import FIELDS
from builder.pages.settings import Settings
from builder.publish.data.api import days_json, latest_json, write_api
from builder.publish.data.api_schemas import days_schema, latest_schema
from builder.story.day_story import day_story
from builder.story.markup import plain_text
from builder.story.plan import plan_day
from builder.story.telling import Teller
from tests.market.folders import DAY, figures_on, history_of
from tests.market.snapshots import FULL_DAY, as_yaml

SETTINGS = Settings("Daybook", "https://daybook.example/archive/", "en", "Asia/Seoul")

LATEST = Draft202012Validator(latest_schema(SETTINGS), format_checker=FormatChecker())
DAYS = Draft202012Validator(days_schema(SETTINGS), format_checker=FormatChecker())


def headlines_of(history: History) -> dict[date, str]:
    """Return the headline of each day, as its page tells it."""
    teller = Teller("en", history.assets)
    stories = {day.date: day_story(teller, plan_day(history, day)) for day in history.days}
    return {day: plain_text(story.headline) for day, story in stories.items()}


def latest(history: History) -> dict:
    """Return the latest day for machines; one that is not as its schema says fails the test."""
    headline = headlines_of(history)[history.days[-1].date]
    document = json.loads(latest_json(history, headline, SETTINGS))
    LATEST.validate(document)
    return document


def days(history: History) -> dict:
    """Return all days for machines; a list that is not as its schema says fails the test."""
    document = json.loads(days_json(history, headlines_of(history), SETTINGS))
    DAYS.validate(document)
    return document


@pytest.fixture
def full(tmp_path: Path) -> History:
    """Give a history of a full day and of a day with little before it."""
    snapshot = f"as_of: 2025-10-24T12:30:00+09:00\n{as_yaml(FULL_DAY, None)}"
    sources = "sources: [{provider: CoinGlass, publisher: A, covers: [liquidations]}]\n"
    return history_of(
        tmp_path,
        {
            f"{DAY}.yml": snapshot + sources,
            "2025-10-20.yml": 'disputed: "why"\nassets: {BTC: {price_usd: 5}}\n',
        },
    )


def test_the_latest_day_has_all_its_figures(full: History) -> None:
    """Every figure of the day, reported, summed or derived, stands with its exact value."""
    document = latest(full)
    found = {figure["id"]: figure for figure in document["figures"]}
    expected = figures_on(full)
    assert found.keys() == expected.keys()
    assert {name.split(".")[0] for name in found} == {MARKET, ON_FILE, "BTC", "ETH"}
    for name, figure in expected.items():
        assert found[name]["value"] == figure.value
        assert found[name]["unit"] == figure.field.unit.value
        assert found[name]["window"] == (figure.field.window or None)
    assert {name.rpartition(".")[2] for name in found} >= set(FIELDS) - {
        "implied_open_interest_usd"
    }


def test_each_figure_says_where_it_comes_from(full: History) -> None:
    """A cell names its file, line and source; a derived figure its formula and its inputs."""
    found = {figure["id"]: figure for figure in latest(full)["figures"]}
    cell = found["market.long_liquidations_24h_usd"]["source"]
    assert cell["file"] == f"{DAY}.yml"
    assert (cell["provider"], cell["publisher"]) == ("CoinGlass", "A")
    share = found["market.long_share_24h_pct"]
    assert share["expression"] == "100 * a / b"
    assert [found[given["id"]]["value"] for given in share["inputs"]] == [627380000, 735070000]
    for figure in found.values():
        assert ("source" in figure) != ("formula" in figure)
        assert all(given["id"] in found for given in figure.get("inputs", []))


def test_the_latest_day_says_which_it_is(full: History) -> None:
    """Its date, address, headline in plain text and time stand on top, with a version."""
    document = latest(full)
    assert document["date"] == str(DAY)
    assert document["address"] == "https://daybook.example/archive/2025/10/24/"
    assert document["site"] == "https://daybook.example/archive/"
    assert "$735 million" in document["headline"]
    assert "<" not in document["headline"]
    assert document["as_of"] == "2025-10-24T12:30:00+09:00"
    assert document["version"] == 1
    assert document["$schema"] == LATEST.schema["$id"]
    assert document["disputed"] is None
    assert document["demonstration"] is None


def test_every_day_is_listed_with_its_totals(full: History) -> None:
    """Days stand in their order; what a day does not have is null."""
    document = days(full)
    assert document["totals"]["liquidations_24h_usd"] == {
        "id": "market.liquidations_24h_usd",
        "label": "Liquidations",
        "unit": "usd",
        "window": "24h",
    }
    first, last = document["days"]
    assert first == {
        "date": "2025-10-20",
        "address": "https://daybook.example/archive/2025/10/20/",
        "headline": headlines_of(full)[date(2025, 10, 20)],
        "disputed": "why",
        "liquidations_24h_usd": None,
        "long_share_24h_pct": None,
        "fear_greed": None,
    }
    assert last["liquidations_24h_usd"] == 735070000
    assert last["long_share_24h_pct"] == 100 * 627380000 / 735070000
    assert last["fear_greed"] == 52


def test_a_sum_over_assets_is_not_taken_for_the_market(tmp_path: Path) -> None:
    """Where no day has a market total, the list says that its totals are sums over assets."""
    row = "{long_liquidations_24h_usd: 30, short_liquidations_24h_usd: 10}"
    text = f"assets: {{BTC: {row}, ETH: {row}}}\n"
    document = days(history_of(tmp_path, {f"{DAY}.yml": text}))
    assert document["totals"]["liquidations_24h_usd"]["id"] == "assets.liquidations_24h_usd"
    assert document["totals"]["fear_greed"]["id"] == "market.fear_greed"
    (day,) = document["days"]
    assert (day["liquidations_24h_usd"], day["long_share_24h_pct"]) == (80, 75)


def test_a_withheld_figure_is_in_neither(tmp_path: Path) -> None:
    """A figure that contradicts itself is told to no machine."""
    text = "market: {fear_greed: 101, usd_krw: 1431.5}\n"
    history = history_of(tmp_path, {f"{DAY}.yml": text})
    assert [figure["id"] for figure in latest(history)["figures"]] == ["market.usd_krw"]
    assert days(history)["days"][0]["fear_greed"] is None


def test_a_demonstration_says_so_in_both(tmp_path: Path) -> None:
    """Made-up figures carry the sentence that says so."""
    files = {f"{DAY}.yml": as_yaml(FULL_DAY), "sources.yml": "demonstration: Made up by dice.\n"}
    history = history_of(tmp_path, files)
    assert latest(history)["demonstration"] == "Made up by dice."
    assert days(history)["demonstration"] == "Made up by dice."


@pytest.mark.parametrize("ticker", ["1", "NULL", "币安人生", "a.b", "=1"])
def test_any_ticker_is_in_its_figure_s_id(tmp_path: Path, ticker: str) -> None:
    """The id of a figure is its ticker, whatever that looks like, and its field."""
    snapshot = {"assets": {ticker: {"price_usd": 5}}}
    history = history_of(tmp_path, {f"{DAY}.json": json.dumps(snapshot)})
    assert [figure["id"] for figure in latest(history)["figures"]] == [f"{ticker}.price_usd"]


def test_schemas_are_schemas_and_know_the_whole_vocabulary() -> None:
    """Both are valid in the dialect they name, and every field is described in its own words."""
    for schema in (LATEST.schema, DAYS.schema):
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        Draft202012Validator.check_schema(schema)
    for field in FIELDS.values():
        described = LATEST.schema["$defs"][field.name]
        assert described["description"] == field.meaning
        assert described["properties"]["unit"] == {"const": field.unit.value}


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"date": "24 October"},
        {"headline": None},
        {"as_of": 12},
        {"figures": [{"id": "BTC.price_usd", "value": 5}]},
        {"figures": None},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_document_that_is_otherwise_is_refused(full: History, change: dict) -> None:
    """The schema of the latest day notices another version, type or shape."""
    assert not LATEST.is_valid({**latest(full), **change})


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("BTC.price_usd", {"value": "5"}),
        ("BTC.price_usd", {"value": 0}),
        ("BTC.price_usd", {"unit": "krw"}),
        ("BTC.price_usd", {"window": "24h"}),
        ("BTC.price_usd", {"formula": "a", "expression": None, "inputs": []}),
        ("BTC.price_usd", {"id": "BTC.price"}),
        ("market.fear_greed", {"id": "BTC.fear_greed"}),
        ("market.fear_greed", {"value": 101}),
        ("market.fear_greed_label", {"value": 52}),
        ("market.long_share_24h_pct", {"value": 101}),
    ],
)
def test_a_figure_that_is_otherwise_is_refused(full: History, name: str, change: dict) -> None:
    """The schema holds each figure to its own field: its unit, its window, its bounds."""
    document = latest(full)
    figures = [{**f, **change} if f["id"] == name else f for f in document["figures"]]
    assert figures != document["figures"]
    assert not LATEST.is_valid({**document, "figures": figures})


@pytest.mark.parametrize(
    "change", [{"fear_greed": "52"}, {"fear_greed": -1}, {"disputed": False}, {"date": None}]
)
def test_a_day_that_is_otherwise_is_refused(full: History, change: dict) -> None:
    """The schema of the list holds each day's totals to their fields."""
    document = days(full)
    assert not DAYS.is_valid({**document, "days": [{**document["days"][0], **change}]})


def test_each_day_stands_on_a_line_of_its_own(full: History) -> None:
    """A day that is added or corrected changes its own line of the list."""
    headlines = headlines_of(full)
    before = days_json(full, headlines, SETTINGS).split("\n")
    other = {**headlines, date(2025, 10, 20): "Another headline"}
    after = days_json(full, other, SETTINGS).split("\n")
    assert len(before) == len(after)
    assert sum(one != two for one, two in zip(before, after, strict=True)) == 1


def test_documents_and_schemas_stand_at_their_addresses(full: History, tmp_path: Path) -> None:
    """Four files are written, each schema at the address that it and its document name."""
    site = tmp_path / "site"
    write_api(full, headlines_of(full), SETTINGS, site)
    names = {path.relative_to(site).as_posix() for path in site.rglob("*.*")}
    assert names == {
        "api/latest.json",
        "api/days.json",
        "api/latest.schema.json",
        "api/days.schema.json",
    }
    for name in ("latest", "days"):
        document = json.loads((site / f"api/{name}.json").read_text(encoding="utf-8"))
        schema = json.loads((site / f"api/{name}.schema.json").read_text(encoding="utf-8"))
        address = f"https://daybook.example/archive/api/{name}.schema.json"
        assert document["$schema"] == schema["$id"] == address
        Draft202012Validator(schema).validate(document)
