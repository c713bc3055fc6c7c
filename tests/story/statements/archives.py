"""Archives as tests make them up: days of several providers, some disputed, some missing.

What can be compared with what is found here by walking over the made-up days: nothing knows how
the builder lays out its history.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st

from builder.market.history import History
from tests.market.folders import DAY, history_of

Cells = Mapping[str, Mapping[str, float | str]]
"""The figures of one day by subject and field."""

TICKERS = ("BTC", "ETH", "SOL", "XRP", "DOGE", "BNB", "ADA", "TRX", "SUI", "LTC")
"""Assets whose names the builder knows without a registry."""

ONE = timedelta(days=1)


@dataclass(frozen=True)
class Noted:
    """One day of an archive: its figures, whose count they are, and whether they are disputed."""

    cells: Cells
    provider: str = "CoinGlass"
    disputed: bool = False
    as_of: str = ""


Archive = Mapping[date, Noted]
"""Days on file; those that are not in it are missing."""


def days_to(last: date, *cells: Cells) -> dict[date, Noted]:
    """Return days in a row with these figures, the last of them a given day."""
    first = last - timedelta(days=len(cells) - 1)
    return {first + timedelta(days=n): Noted(row) for n, row in enumerate(cells)}


def market(**values: float | str) -> Cells:
    """Return a day's figures of the market alone."""
    return {"market": values}


def each(field: str, *values: float, **market_values: float | str) -> Cells:
    """Return one figure of as many assets as there are values, and the market's own figures."""
    rows: dict[str, Mapping[str, float | str]] = {
        ticker: {field: value} for ticker, value in zip(TICKERS, values, strict=False)
    }
    return {"market": market_values, **rows} if market_values else rows


def merged(*parts: Cells) -> Cells:
    """Return the figures of several parts of one day together."""
    rows: dict[str, dict[str, float | str]] = {}
    for part in parts:
        for subject, row in part.items():
            rows.setdefault(subject, {}).update(row)
    return rows


def with_time(archive: Archive, clock: str) -> Archive:
    """Return an archive whose last day says when its windows end."""
    last = max(archive)
    return {**archive, last: replace(archive[last], as_of=f"{last}T{clock}")}


def files_of(archive: Archive) -> dict[str, str]:
    """Write an archive as tables, one for each provider, and a `sources.yml` that names them."""
    files: dict[str, str] = {}
    by_provider: dict[str, list[tuple[date, Noted]]] = {}
    for day, noted in archive.items():
        by_provider.setdefault(noted.provider, []).append((day, noted))
    for number, (_, days) in enumerate(by_provider.items()):
        fields = sorted({f for _, day in days for row in day.cells.values() for f in row})
        table = io.StringIO()
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(["date", "as_of", "disputed", "asset", *fields])
        for day, noted in days:
            why = "made up to be disputed" if noted.disputed else ""
            for subject, row in noted.cells.items():
                asset = "" if subject == "market" else subject
                writer.writerow(
                    [day, noted.as_of, why, asset, *(written(row.get(f, "")) for f in fields)]
                )
        files[f"table-{number}.csv"] = table.getvalue()
    files["sources.yml"] = json.dumps({"tables": [
        {"files": f"table-{number}.csv", "provider": provider}
        for number, provider in enumerate(by_provider)
    ]})  # fmt: skip
    return files


def written(value: float | str) -> str:
    """Write a cell with every digit it has."""
    return value if isinstance(value, str) else format(value, ".15g")


def history_from(files: Mapping[str, str]) -> History:
    """Write files and read them as the command line does; nothing of them stays."""
    with TemporaryDirectory() as folder:
        return history_of(Path(folder), files)


def read_archive(archive: Archive) -> History:
    """Write an archive and read it."""
    return history_from(files_of(archive))


def value_on(archive: Archive, day: date, subject: str, field: str) -> float | None:
    """Return a figure that is reported for a day, or None."""
    found = archive[day].cells.get(subject, {}).get(field) if day in archive else None
    return None if found is None or isinstance(found, str) else found


def alike(archive: Archive, day: date, subject: str, field: str) -> list[date]:
    """Return the days, in their order, whose figure can be compared with a day's own.

    They are of its provider, and neither they nor the day are disputed.
    """
    own = archive[day]
    if own.disputed or value_on(archive, day, subject, field) is None:
        return []
    return [
        other
        for other in sorted(archive)
        if not archive[other].disputed
        and archive[other].provider == own.provider
        and value_on(archive, other, subject, field) is not None
    ]


def before(archive: Archive, day: date, subject: str, field: str) -> date | None:
    """Return the last earlier day that can be compared with a day, if it is at most 31 days ago."""
    earlier = [other for other in alike(archive, day, subject, field) if other < day]
    return earlier[-1] if earlier and (day - earlier[-1]).days <= 31 else None


def walked_back(archive: Archive, day: date, subject: str, field: str) -> Iterator[float]:
    """Yield a figure of a day, of the day before, and so on, to the last that is comparable."""
    days = set(alike(archive, day, subject, field))
    while day in days:
        found = value_on(archive, day, subject, field)
        assert found is not None
        yield found
        day -= ONE


@st.composite
def archives(
    draw: st.DrawFn, cells: st.SearchStrategy[Cells], fewest: int = 2, most: int = 14
) -> dict[date, Noted]:
    """Draw an archive up to DAY: gaps of some days, another provider's days, disputed ones."""
    length = draw(st.integers(fewest, most))
    day = DAY
    found = {}
    for _ in range(length):
        provider = draw(st.sampled_from(["CoinGlass"] * 5 + ["CoinAnk"]))
        found[day] = Noted(draw(cells), provider, draw(st.sampled_from([False] * 6 + [True])))
        day -= timedelta(days=draw(st.sampled_from([1] * 12 + [2, 3, 40])))
    return dict(sorted(found.items()))
