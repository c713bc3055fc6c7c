"""Digests of a history: what tells that a day, or all up to a day, says what it said before.

They are taken from the history itself, never from files: how it was read makes no difference.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

import numpy as np

from builder.market.history import History

_BYTES = 16


@dataclass(frozen=True)
class HistoryDigests:
    """What each day says, what all days up to it say, and what is said once for all.

    `own` covers all of a day: its figures with their places and sources, what is withheld, what is
    stated of it. `until` covers it and every day before it, `known` the assets seen so far, in the
    registry's order. `sources` covers the attributions and whose liquidations stand for a day,
    `assets` all assets on file.
    """

    own: dict[date, str]
    until: dict[date, str]
    known: dict[date, str]
    sources: str
    assets: str

    @property
    def whole(self) -> str:
        """Covers all days."""
        return next(reversed(self.until.values()), "")


def digest_of(*parts: str | bytes) -> str:
    """Return a digest of texts and bytes, which tells apart where one ends and the next begins."""
    found = blake2b(digest_size=_BYTES)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(len(data).to_bytes(8, "big"))
        found.update(data)
    return found.hexdigest()


def history_digests(history: History) -> HistoryDigests:
    """Return the digests of a history: some 20 microseconds for each row of its table."""
    own = _own(history)
    until: dict[date, str] = {}
    chain = ""
    for day, digest in own.items():
        chain = until[day] = digest_of(chain, digest)
    return HistoryDigests(
        own,
        until,
        _known(history),
        digest_of(repr(history.sources), history.total_subject),
        digest_of(repr(history.assets)),
    )


def _own(history: History) -> dict[date, str]:
    table = history.table
    # Numbers of files and attributions differ from one reading to the next: names do not.
    files = _codes(table.files)
    credits = _codes(repr(credit) for credit in table.credits)
    values = np.where(np.isnan(table.values), np.nan, table.values)
    origins = _named(table.origins, files)
    attributions = _named(table.attributions, credits)
    lines = np.ascontiguousarray(table.lines, dtype=np.int64)
    texts: dict[date, list[str]] = {}
    for key in sorted(table.texts):
        credit = table.text_credits.get(key)
        texts.setdefault(key[0], []).append(repr((table.texts[key], credit)))
    rows: dict[date, list[int]] = {}
    for row, (day, _) in enumerate(table.keys):
        rows.setdefault(day, []).append(row)
    found: dict[date, str] = {}
    for day in history.days:
        places = rows.get(day.date, [])
        numbers = np.unique(table.attributions[places])
        found[day.date] = digest_of(
            repr(day),
            repr(history.withheld_on(day.date)),
            "\0".join(table.keys[place][1] for place in places),
            *texts.get(day.date, ()),
            values[places].tobytes(),
            origins[places].tobytes(),
            lines[places].tobytes(),
            attributions[places].tobytes(),
            # A page lists who its figures are by in this order.
            credits[numbers[numbers >= 0]].tobytes(),
        )
    return found


def _codes(names: Iterable[str]) -> np.ndarray:
    """Return a number of 64 bits for each name, which depends on the name alone."""
    taken = [blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8) for name in names]
    return np.array([int.from_bytes(one.digest(), "big") for one in taken], dtype=np.uint64)


def _named(numbers: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """Put the codes of names in the place of their numbers; what is below 0 names itself."""
    found = numbers.astype(np.int64).view(np.uint64)
    named = numbers >= 0
    found[named] = codes[numbers[named]]
    return found


def _known(history: History) -> dict[date, str]:
    first: dict[str, date] = {}
    for day, subject in (*history.table.keys, *(key[:2] for key in history.table.texts)):
        if subject in history.by_ticker and day < first.get(subject, date.max):
            first[subject] = day
    newcomers = set(first.values())
    found: dict[date, str] = {}
    digest = ""
    for day in history.days:
        if day.date in newcomers:
            seen = [asset for asset in history.assets if first[asset.ticker] <= day.date]
            digest = digest_of(repr(seen))
        found[day.date] = digest
    return found
