"""Snapshots as the tests' own values, and the texts that people would write them as."""

import csv
import io
import json
from collections.abc import Mapping
from datetime import date

from tests.market.folders import DAY

Snapshot = Mapping[str, Mapping[str, str]]
"""The figures of one day as they are written, by subject (`market` or a ticker) and field."""

FULL_DAY: Snapshot = {
    "market": {
        "open_interest_usd": "150000000000",
        "open_interest_change_4h_usd": "300000000",
        "open_interest_change_4h_pct": "0.2",
        "open_interest_change_24h_usd": "-3000000000",
        "open_interest_change_24h_pct": "-1.96",
        "liquidations_24h_usd": "735070000",
        "long_liquidations_24h_usd": "627380000",
        "short_liquidations_24h_usd": "107690000",
        "liquidations_4h_usd": "26170000",
        "long_liquidations_4h_usd": "20000000",
        "short_liquidations_4h_usd": "6170000",
        "fear_greed": "52",
        "fear_greed_label": "Neutral",
        "usd_krw": "1431.5",
    },
    "BTC": {
        "price_usd": "110342.5",
        "price_change_24h_pct": "-1.5",
        "volume_24h_usd": "60000000000",
        "open_interest_usd": "84420000000",
        "open_interest_change_4h_usd": "193640000",
        "open_interest_change_4h_pct": "0.23",
        "open_interest_change_24h_usd": "-1530000000",
        "open_interest_change_24h_pct": "-1.78",
        "liquidations_24h_usd": "80000000",
        "long_liquidations_24h_usd": "51730000",
        "short_liquidations_24h_usd": "28270000",
        "liquidations_4h_usd": "4620000",
        "long_liquidations_4h_usd": "3000000",
        "short_liquidations_4h_usd": "1620000",
        "funding_rate": "0.0001",
        "funding_interval_hours": "8",
    },
    "ETH": {
        "price_usd": "3901.25",
        "price_change_24h_pct": "-2.1",
        "volume_24h_usd": "40000000000",
        "open_interest_usd": "45000000000",
        "open_interest_change_4h_usd": "173790000",
        "open_interest_change_4h_pct": "0.39",
        "open_interest_change_24h_usd": "-1559750000",
        "open_interest_change_24h_pct": "-3.35",
        "liquidations_24h_usd": "190000000",
        "long_liquidations_24h_usd": "127870000",
        "short_liquidations_24h_usd": "62130000",
        "liquidations_4h_usd": "5110000",
        "long_liquidations_4h_usd": "4000000",
        "short_liquidations_4h_usd": "1110000",
        "funding_rate": "-5e-05",
        "funding_interval_hours": "4",
    },
}
"""A day on which every field is reported and nothing contradicts anything."""


def value_of(field: str, text: str) -> float | str:
    """Return what a cell of a snapshot means."""
    return text if field == "fear_greed_label" else float(text)


def as_yaml(snapshot: Snapshot, day: date | None = DAY) -> str:
    """Write a snapshot as YAML, one figure to a line; the file's name may say the day instead."""
    lines = [f"date: {day}"] if day else []
    if "market" in snapshot:
        lines += ["market:", *(f"  {name}: {text}" for name, text in snapshot["market"].items())]
    lines.append("assets:")
    for ticker, cells in snapshot.items():
        if ticker != "market":
            lines += [f'  "{ticker}":', *(f"    {name}: {text}" for name, text in cells.items())]
    return "\n".join(lines) + "\n"


def as_json(snapshot: Snapshot, day: date | None = DAY) -> str:
    """Write a snapshot as JSON."""
    read = {s: {f: value_of(f, t) for f, t in cells.items()} for s, cells in snapshot.items()}
    head = {"date": day.isoformat()} if day else {}
    market = {"market": read.pop("market")} if "market" in read else {}
    return json.dumps({**head, **market, "assets": read}, ensure_ascii=False, indent=1)


def as_csv(snapshot: Snapshot, day: date | None = DAY) -> str:
    """Write a snapshot as one table, the market in the row whose asset is empty."""
    fields = list(dict.fromkeys(name for cells in snapshot.values() for name in cells))
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow([*(["date"] if day else []), "asset", *fields])
    for subject, cells in snapshot.items():
        head = [day.isoformat()] if day else []
        ticker = "" if subject == "market" else subject
        writer.writerow([*head, ticker, *(cells.get(name, "") for name in fields)])
    return table.getvalue()
