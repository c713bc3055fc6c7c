from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.market.fields import TOPICS, Unit
from builder.market.vocabulary import FIELDS, REPORTED
from tests.market.folders import faults_of


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        (
            "market:\n  fear_and_greed: 5\n",
            "a.yml:3: market.fear_and_greed",
            "expected a field of the market, found 'fear_and_greed'; did you mean fear_greed?",
        ),
        (
            "assets:\n  BTC:\n    prise_usd: 5\n",
            "a.yml:4: assets.BTC.prise_usd",
            "expected a field of an asset, found 'prise_usd'; did you mean price_usd?",
        ),
        (
            "assets:\n  BTC: {Open_Interest_USD: 5}\n",
            "a.yml:3: assets.BTC.Open_Interest_USD",
            "expected a field of an asset, found 'Open_Interest_USD'; "
            "did you mean open_interest_usd?",
        ),
        (
            "assets:\n  BTC: {xyzzy: 5}\n",
            "a.yml:3: assets.BTC.xyzzy",
            "expected a field of an asset, found 'xyzzy'",
        ),
        (
            "assets:\n  BTC: {usd_krw: 1400}\n",
            "a.yml:3: assets.BTC.usd_krw",
            "expected a field for an asset, found 'usd_krw'",
        ),
        (
            "market: {funding_rate: 0.0001}\n",
            "a.yml:2: market.funding_rate",
            "expected a field for the market, found 'funding_rate'",
        ),
        (
            "assets:\n  BTC: {long_share_24h_pct: 50}\n",
            "a.yml:3: assets.BTC.long_share_24h_pct",
            "expected a field of an asset, found 'long_share_24h_pct'",
        ),
        (
            "markets: {fear_greed: 5}\n",
            "a.yml:2: markets",
            "expected one of date, as_of, disputed, sources, corrections, market, assets; "
            "did you mean market?",
        ),
    ],
)
def test_an_unknown_field_is_refused(
    tmp_path: Path, content: str, place: str, message: str
) -> None:
    """A field outside the vocabulary is refused with the nearest name that the subject can have."""
    faults = faults_of(tmp_path, {"a.yml": f"date: 2025-10-24\n{content}"})
    assert len(faults) == 1
    assert faults[0].startswith(f"{place}: {message}")


def test_derived_fields_are_not_read_from_tables(tmp_path: Path) -> None:
    """A derived field cannot be a table's column: what can be computed is never taken on trust."""
    (fault,) = faults_of(tmp_path, {"2025-10-24.csv": "asset,price_krw\nBTC,1\n"})
    assert fault.startswith(
        "2025-10-24.csv:1: price_krw: expected a column of the vocabulary, found 'price_krw'"
    )


@pytest.mark.parametrize("name", FIELDS)
def test_each_field_says_its_unit_window_and_topic(name: str) -> None:
    """A field's declaration agrees with the unit and the window in its name."""
    field = FIELDS[name]
    assert field.name == name
    assert field.topic in TOPICS
    assert field.meaning.endswith(".")
    for window in ("4h", "24h"):
        assert (f"_{window}_" in f"{name}_") == (field.window == window)
    if name.rsplit("_", 1)[-1] in ("usd", "pct", "rate", "hours") or name.endswith("_krw"):
        assert name.endswith(field.unit.value.removesuffix("_per_usd"))


@pytest.mark.parametrize("unit", Unit)
def test_each_unit_has_words_of_its_own(unit: Unit) -> None:
    """Readers meet a unit in words, and no two units in the same."""
    assert unit.words
    assert [other for other in Unit if other.words == unit.words] == [unit]


WINDOWED = [
    f"{name}_{window}_{unit}"
    for window in ("4h", "24h")
    for name, unit in (
        ("open_interest_change", "usd"),
        ("open_interest_change", "pct"),
        ("liquidations", "usd"),
        ("long_liquidations", "usd"),
        ("short_liquidations", "usd"),
    )
]

VOCABULARY = {
    "asset": {
        *("price_usd", "price_change_24h_pct", "volume_24h_usd", "open_interest_usd", *WINDOWED),
        *("funding_rate", "funding_interval_hours"),
    },
    "market": {"open_interest_usd", *WINDOWED, "fear_greed", "fear_greed_label", "usd_krw"},
}


@pytest.mark.parametrize("subject", VOCABULARY)
def test_snapshots_may_hold_these_fields(subject: str) -> None:
    """What can be reported of an asset and of the market is the vocabulary, and nothing else."""
    assert {name for name, field in REPORTED.items() if field.is_for(subject)} == (
        VOCABULARY[subject]
    )


def test_fields_are_reported_or_derived() -> None:
    """A field is either read or computed for its own sake."""
    assert {name for name, field in FIELDS.items() if not field.derived} == set(REPORTED)


@given(
    as_of=st.datetimes(
        min_value=datetime(2009, 1, 3),  # noqa: DTZ001 - the offset is drawn beside it
        max_value=datetime(2199, 12, 31),  # noqa: DTZ001 - the offset is drawn beside it
        timezones=st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m))),
    )
)
def test_a_stamped_field_speaks_of_its_last_stamp(as_of: datetime) -> None:
    """Fear & Greed read at any hour, in any zone, is of the midnight in UTC before, or then."""
    stamped = FIELDS["fear_greed"].taken_at(as_of)
    assert stamped is not None
    assert stamped.utcoffset() == timedelta(0)
    assert (stamped.hour, stamped.minute, stamped.second, stamped.microsecond) == (0, 0, 0, 0)
    assert timedelta(0) <= as_of - stamped < timedelta(days=1)
    assert FIELDS["price_usd"].taken_at(as_of) == as_of
